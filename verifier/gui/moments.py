"""Read a time as people and platforms write it. No Qt, and no guesses: without a zone it is not read."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from verifier.domain.errors import UsageError

_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)T?")
_DOTTED = re.compile(r"(?<!\d)(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d\d?)\s+(?P<name>[A-Za-z]{3})[a-z]*\.?,?\s+(?P<year>\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"(?P<name>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d\d?),?\s+(?P<year>\d{4})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\b)?")
_OFFSET = re.compile(r"(?<![\d:])([+\-−])(\d\d?)(?::?(\d\d))?(?!\d)")
_UTC = re.compile(r"\b(?:UTC|GMT|Z)\b|(?<=\d)Z\b")
_PLACE = re.compile(r"\b[A-Z][A-Za-z_]+/[A-Za-z_/+\-]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NO_TIME = "Write the day and the time, for example 2023-03-03 10:41."
NO_ZONE = "Say the zone too: 2023-03-03 12:41 +02:00, or UTC."


def read_moment(text: str, zone_assumption: str = "") -> datetime:
    """Return a time in UTC; a zone in the text goes before the one assumed.

    Raises :class:`UsageError` where there is no day, no time of day or no zone. ``03/04/2023`` is not read, since it
    means two days.
    """
    day, rest = _take_day(text)
    clock = _CLOCK.search(rest)
    if day is None or clock is None:
        raise UsageError(NO_TIME, text)
    zone = zone_of(f"{rest[: clock.start()]} {rest[clock.end() :]}") or zone_of(zone_assumption)
    if zone is None:
        raise UsageError(NO_ZONE, text)
    try:
        at = day.replace(hour=_hour(clock), minute=int(clock[2]), second=int(clock[3] or 0), tzinfo=zone)
        return at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(NO_TIME, text) from error


def zone_of(text: str) -> tzinfo | None:
    """Return the zone that words name: ``+02:00``, ``UTC+2``, ``UTC``, ``Europe/Kyiv``; ``None`` for no zone."""
    offset = _OFFSET.search(text)
    place = _PLACE.search(text)
    if offset is not None and place is None:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes <= 14 * 60:
            return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    if place is not None:
        try:
            return ZoneInfo(place[0])
        except (KeyError, ValueError, OSError):
            return None
    return UTC if _UTC.search(text) else None


def moment_text(at: datetime | None) -> str:
    """Write a time so that :func:`read_moment` reads it again."""
    return "" if at is None else f"{at:%Y-%m-%d %H:%M:%S} UTC".replace(":00 UTC", " UTC")


def _take_day(text: str) -> tuple[datetime | None, str]:
    for pattern in (_ISO, _DOTTED, _DAY_FIRST, _MONTH_FIRST):
        found = pattern.search(text)
        if found is None:
            continue
        parts = found.groupdict()
        name = (parts.get("name") or "").casefold()
        if name and name not in _MONTHS:
            continue
        month = _MONTHS.index(name) + 1 if name else int(parts["month"])
        try:
            day = datetime(int(parts["year"]), month, int(parts["day"]))  # noqa: DTZ001  the zone is read after it
        except ValueError:
            return None, text
        return day, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _hour(clock: "re.Match[str]") -> int:
    hour, half = int(clock[1]), (clock[4] or "").casefold().replace(".", "")
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("an hour of half a day")
    return hour % 12 + (12 if half == "pm" else 0)
