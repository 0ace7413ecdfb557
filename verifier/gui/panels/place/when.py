"""Read the bound of a time as people write it, and refuse with a sentence what can mean two times. No Qt."""

import re
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from verifier.domain.errors import UsageError
from verifier.gui.moments import read_moment, zone_of

Bound = Literal["earliest", "latest"]
_SLASHES = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/\d{2,4}(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{2}(?!\d)")
_EXIF = re.compile(r"^(\d{4}):(\d\d):(\d\d)\b")
TWO_DAYS_HINT = "03/04/2023 can be two days. Write the month as a word: 3 Apr 2023 10:20."
YEAR_HINT = "Write the year with four digits: 3 Apr 2023 10:20."
TWICE_HINT = (
    "The clocks went back that night, so this time came twice. Write how far it was from UTC: +02:00 or +03:00."
)
NEVER_HINT = "The clocks went forward that night, so this time never came. Was it summer or winter time?"
DAY_FROM, DAY_TO = "00:00:00", "23:59:59"


def read_bound(text: str, zone_assumption: str, bound: Bound) -> datetime:
    """Return a bound in UTC; a day alone reaches from its first second to its last.

    Raise :class:`UsageError` where the day can be two days, the zone is neither written nor assumed, or the clock of
    the zone showed the time twice or never.
    """
    if _SLASHES.search(text):
        raise UsageError(TWO_DAYS_HINT, text)
    if _SHORT_YEAR.search(text):
        raise UsageError(YEAR_HINT, text)
    plain = _EXIF.sub(r"\1-\2-\3", text.strip())
    at = read_moment(_with_clock(plain, bound), zone_assumption)
    zone = zone_of(text) or zone_of(zone_assumption)
    if isinstance(zone, ZoneInfo):
        _refuse_odd_hours(at.astimezone(zone), plain, text)
    return at


def _with_clock(text: str, bound: Bound) -> str:
    """Give a day alone its first or last second, before it, so that an offset is not taken for the time of day."""
    if re.search(r"\d:\d", re.sub(r"[+\-−]\d\d?:\d\d", "", text)):
        return text
    return f"{DAY_FROM if bound == 'earliest' else DAY_TO} {text}"


def _refuse_odd_hours(local: datetime, plain: str, text: str) -> None:
    """Refuse what the zone's clock showed twice, or skipped, when it was changed (PEP 495)."""
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        raise UsageError(TWICE_HINT, text)
    clock = re.search(r"(?<!\d)(\d\d?):(\d\d)", plain)
    if clock is not None and int(clock[1]) % 12 != local.hour % 12:
        raise UsageError(NEVER_HINT, text)
