"""What a file and its postings say of place and time, each as it was found and kept apart. No Qt, nothing converted."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal

import msgspec

from verifier.domain.errors import UsageError
from verifier.domain.readings import Fact, Reading
from verifier.domain.records import Posting
from verifier.domain.records.claims import Method
from verifier.geo.coordinates import format_decimal
from verifier.gui.map.atlas import position_in
from verifier.gui.map.marks import FilePosition
from verifier.gui.moments import read_moment
from verifier.gui.panels.words import time_words
from verifier.gui.speech import tr
from verifier.metadata.telemetry.track import GROUP as TELEMETRY
from verifier.workspace.readings import FileReport

TimeKind = Literal["local", "utc", "file", "posted"]
_FRACTION = re.compile(r"(?<=:\d\d)\.\d+")
CLOCK_ROWS = (("gps_time", "GPS clock"), ("container_created_at", "Container, made"))
FILE_TIME_ROWS = (("FileModifyDate", "File last written"), ("FileCreateDate", "File made"))


class SaidPlace(msgspec.Struct, frozen=True):
    """Where the file says it was recorded, and what speaks against taking its word."""

    position: FilePosition
    words: str
    where: str
    doubts: tuple[str, ...]


class SaidTime(msgspec.Struct, frozen=True):
    """A time as it was found. ``at``: in UTC where nothing had to be assumed; ``doubt``: what it is not."""

    kind: TimeKind
    name: str
    words: str
    doubt: str
    at: datetime | None
    method: Method


def positions_along(report: FileReport) -> int:
    """Return how many positions a file holds in its telemetry, along the time of a clip."""
    counts = (one for one in report.readings if one.group == TELEMETRY and one.name == "SamplesWithPosition")
    return next((int(one.text) for one in counts), 0)


def said_place(report: FileReport) -> SaidPlace | None:
    """Return where a file says it was recorded; ``None`` where it says nothing."""
    position = position_in(report.facts)
    if position is None:
        return None
    latitude = report.facts["latitude_deg"]
    doubts = [tr("Written by the device. It can be edited, and it can be the last fix before the signal was lost.")]
    if latitude.others or report.facts["longitude_deg"].others:
        doubts.append(tr("The file names more than one position; see Metadata."))
    words = format_decimal(position.latitude_deg, position.longitude_deg)
    return SaidPlace(position, words, _where(latitude, report.readings), tuple(doubts))


def said_times(report: FileReport, postings: Iterable[Posting]) -> Iterator[SaidTime]:
    """Yield every time that the file, its surroundings and its postings name."""
    yield from _camera_times(report.facts)
    for name, words in CLOCK_ROWS:
        fact = report.facts.get(name)
        if fact is not None:
            doubt = tr("UTC by its standard; some devices write local time here.") if name != "gps_time" else ""
            yield _utc(tr(words), fact, doubt)
    for reading in report.surroundings:
        title = dict(FILE_TIME_ROWS).get(reading.name)
        if title is not None:
            doubt = tr("Of the copy, not of the recording. Copying and downloading change it.")
            yield SaidTime("file", tr(title), _plain(reading.text), doubt, None, "file_time")
    for posting in postings:
        yield from _posted(posting)


def _camera_times(facts: dict[str, Fact]) -> Iterator[SaidTime]:
    fact, offset = facts.get("captured_at"), facts.get("captured_at_offset")
    if fact is None:
        return
    zone = str(offset.value) if offset is not None else ""
    words = f"{_plain(str(fact.value))} {zone}".strip()
    doubt = tr("The camera's clock, as it was set.")
    if not zone:
        doubt += " " + tr("No zone is written: say which zone the camera was set to.")
    yield SaidTime("local", tr("Camera's clock"), words, doubt, _read(words), "file_time")
    for other in fact.others:
        yield SaidTime("local", tr("Another reading"), _plain(str(other.value)), doubt, None, "file_time")


def _utc(name: str, fact: Fact, doubt: str) -> SaidTime:
    words = _plain(str(fact.value))
    at = _read(words if words.endswith("UTC") else f"{words} UTC")
    return SaidTime("utc", name, words if words.endswith("UTC") else f"{words} UTC", doubt, at, "file_time")


def _posted(posting: Posting) -> Iterator[SaidTime]:
    if posting.posted_at is None and not posting.posted_at_as_shown:
        return
    name = tr("Posted, {where}", where=posting.platform) if posting.platform else tr("Posted")
    at = posting.posted_at
    words = posting.posted_at_as_shown or (time_words(at) if at is not None else "")
    yield SaidTime("posted", name, words, tr("It was recorded no later than this."), at, "posting_time")


def _plain(text: str) -> str:
    """Write ``2023-03-03T10:20:05Z`` as ``2023-03-03 10:20:05 UTC``."""
    return _FRACTION.sub("", text.replace("T", " ", 1)).replace("Z", " UTC")


def _read(words: str) -> datetime | None:
    try:
        return read_moment(words).astimezone(UTC)
    except UsageError:
        return None


def _where(fact: Fact, readings: tuple[Reading, ...]) -> str:
    names = (f"{readings[n].group} {readings[n].name}" for n in fact.readings if n < len(readings))
    return next(names, "")
