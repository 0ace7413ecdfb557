"""Times as saved files write them. A time without a zone is not read; it stays as it is shown."""

import math
import re
from datetime import UTC, datetime, timedelta

_QUARTER_S = 900
_LATEST_ZONE_S = 14 * 3600
_FIRST_S = 631_152_000
"""1990-01-01: what lies before is a zero, a counter, or a mistake; no platform is so old."""
_LAST_S = 4_102_444_800
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$", re.IGNORECASE)


def from_unix(value: object) -> datetime | None:
    """Return seconds since 1970 (or milliseconds, in 13 digits) in UTC; ``None`` before 1990 and after 2100."""
    try:
        seconds = float(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        return None
    if seconds >= _FIRST_S * 1000:
        seconds /= 1000
    if not _FIRST_S <= seconds <= _LAST_S:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def with_zone(text: str) -> datetime | None:
    """Return an ISO 8601 time that names its zone, in UTC; ``None`` for any other."""
    words = text.strip()
    if not _OFFSET.search(words) or len(words) > 40:
        return None
    try:
        return datetime.fromisoformat(words).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def zone_between(shown: str, at: datetime | None) -> str:
    """Return the zone in which a moment is written as ``shown`` (``UTC+02:00``); empty where no zone does that."""
    try:
        local = datetime.fromisoformat(shown)
    except ValueError:
        return ""
    if at is None or local.tzinfo is not None:
        return ""
    seconds = (local.replace(tzinfo=UTC) - at.replace(microsecond=0)) / timedelta(seconds=1)
    if seconds % _QUARTER_S or abs(seconds) > _LATEST_ZONE_S:
        return ""
    minutes = abs(int(seconds)) // 60
    return f"UTC{'-' if seconds < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
