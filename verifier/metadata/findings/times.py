"""Times set against each other: the camera's clock, the satellites', the container's, the name's, the posting's."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from verifier.metadata.findings.base import Look, Rule, Said

MOST_AHEAD = timedelta(hours=14)
"""No zone is further ahead of UTC (Line Islands, UTC+14): a clock without a zone may show as much later than UTC."""
QUARTER = timedelta(minutes=15)
"""Every zone in use is a whole number of quarter hours from UTC."""
SLACK = timedelta(minutes=3)
"""A camera takes its time from the satellites at start and drifts; a fix may be some minutes old."""
DAY = timedelta(days=1)
ZERO_YEARS = ("0000", "1904", "1970", "1980")
"""Years in which clocks begin: none, QuickTime, Unix, FAT."""
_NAMED_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?=\D|\d{6}|$)")
"""A day in a file's name, alone or before a time of day: ``IMG_20230303_124100``, ``DJI_20230303124100_0001``."""
_CLOCK = ("ExifIFD", "IFD0", "XMP-xmp", "XMP-exif", "QuickTime", "Track1", "Keys", "PNG")


def clock_of(recorded_at: str, offset: str) -> tuple[datetime, bool] | None:
    """Return a camera's time in UTC and whether its zone is known; without one it is read as if it were UTC."""
    zone = "+00:00" if offset == "Z" else offset
    try:
        if zone:
            return datetime.fromisoformat(recorded_at + zone).astimezone(UTC), True
        return datetime.fromisoformat(recorded_at).replace(tzinfo=UTC), False
    except (ValueError, OverflowError):
        return None


def earliest_of(recorded_at: str, offset: str) -> datetime | None:
    """Return the earliest time, in UTC, that a camera's clock can mean; ``None`` where it names none."""
    found = clock_of(recorded_at, offset)
    if found is None:
        return None
    try:
        return found[0] if found[1] else found[0] - MOST_AHEAD
    except OverflowError:
        return None


def is_after_posting(recorded_at: str, offset: str, posted_at: Sequence[datetime]) -> bool:
    """Tell whether a file says it was recorded after it was posted, in whatever zone its clock ran."""
    earliest = earliest_of(recorded_at, offset) if posted_at and recorded_at else None
    return earliest is not None and earliest > min(posted_at)


def _clock(look: Look) -> tuple[datetime, bool] | None:
    at = look.fact("captured_at")
    return clock_of(str(at), str(look.fact("captured_at_offset") or "")) if at else None


def _utc(look: Look, name: str) -> datetime | None:
    at = look.fact(name)
    try:
        return datetime.fromisoformat(str(at).removesuffix("Z")).replace(tzinfo=UTC) if at else None
    except ValueError:
        return None


AFTER_POSTING = "Camera clock later than the posting."


def _after_posting(look: Look) -> Iterator[Said]:
    at, offset = str(look.fact("captured_at") or ""), str(look.fact("captured_at_offset") or "")
    if is_after_posting(at, offset, look.posted_at):
        yield Said(AFTER_POSTING, look.behind("captured_at", "captured_at_offset"))


def _against_satellites(look: Look) -> Iterator[Said]:
    clock, satellites = _clock(look), _utc(look, "gps_time")
    if clock is None or satellites is None or satellites.year < 2000:
        return
    apart = clock[0] - satellites
    if not clock[1]:
        if abs(apart) > MOST_AHEAD + SLACK:
            hours = round(abs(apart).total_seconds() / 3600)
            yield Said(
                f"The camera's clock is {hours} hours from the time of the satellites, more than any zone explains.",
                look.behind("captured_at", "gps_time"),
            )
        return
    if abs(apart) > SLACK:
        minutes = round(abs(apart).total_seconds() / 60)
        yield Said(
            f"The camera's clock with its zone is {minutes} minutes from the time of the satellites.",
            look.behind("captured_at", "captured_at_offset", "gps_time"),
        )


def _against_name(look: Look) -> Iterator[Said]:
    clock, named = _clock(look), _NAMED_DAY.search(look.file_name)
    if clock is None or named is None or "-WA" in look.file_name:
        return
    try:
        day = datetime(int(named[1]), int(named[2]), int(named[3]), tzinfo=UTC)
    except ValueError:
        return
    if not day - DAY <= clock[0] < day + 2 * DAY:
        yield Said("The date in the file's name is not that of the camera's clock.", look.behind("captured_at"))


def _against_container(look: Look) -> Iterator[Said]:
    clock, container = _clock(look), _utc(look, "container_created_at")
    if clock is None or container is None or container.year < 1990:
        return
    most = DAY if clock[1] else MOST_AHEAD + DAY
    if abs(clock[0] - container) > most:
        yield Said(
            "The container was written on another day than the camera's clock says.",
            look.behind("captured_at", "container_created_at"),
        )


def _zero_clock(look: Look) -> Iterator[Said]:
    dated = [
        place
        for group in _CLOCK
        for place in look.at(group, "DateTimeOriginal", "CreateDate", "ModifyDate")
        if look.readings[place].text[:4] in ZERO_YEARS
    ]
    if dated:
        year = look.readings[dated[0]].text[:4]
        yield Said(f"A time in the file stands at the zero of a clock ({year}): it was never set.", tuple(dated))


def _changed_before_taken(look: Look) -> Iterator[Said]:
    taken, changed = look.fact("captured_at"), look.fact("modified_at")
    if taken and changed and str(changed)[:4] not in ZERO_YEARS and str(changed)[:10] < str(taken)[:10]:
        yield Said("The file says it was changed before it was taken.", look.behind("captured_at", "modified_at"))


RULES = (
    Rule(
        "clock_after_posting",
        "contradiction",
        _after_posting,
        ("The camera's clock was wrong or set to another zone.", "The time of the posting was read in a wrong zone."),
    ),
    Rule(
        "gps_time_against_clock",
        "attention",
        _against_satellites,
        (
            "The clock was set by hand, or not put forward to summer time.",
            "The position was kept from an earlier fix.",
            "A program wrote the zone of the place where it was edited.",
        ),
    ),
    Rule(
        "file_name_against_clock",
        "attention",
        _against_name,
        ("The file was renamed, or the name says when it was saved or sent.", "The camera's clock was wrong."),
    ),
    Rule(
        "container_against_clock",
        "note",
        _against_container,
        ("The clip was exported or converted later: the container then has the time of that.",),
    ),
    Rule(
        "zero_clock",
        "note",
        _zero_clock,
        ("Many programs and some cameras leave this time empty.", "The camera's battery had run out."),
    ),
    Rule(
        "changed_before_taken",
        "attention",
        _changed_before_taken,
        ("The camera's clock was changed in between.", "A program kept the date of a scan or an older version."),
    ),
)
