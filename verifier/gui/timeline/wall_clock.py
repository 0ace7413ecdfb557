"""What time it was at a frame, where that is known: as stated, as the telemetry wrote, else by the file's own clock.

Each with its source and zone in words; no time is shown that nobody wrote or stated. No Qt.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import msgspec

from verifier.case.case import Case
from verifier.domain.frames import FrameRef, Instant
from verifier.domain.records import Item, Observation, Segment, TimeClaim
from verifier.gui.lookups import about, observations_of
from verifier.gui.speech import tr
from verifier.metadata.telemetry.track import Sample
from verifier.workspace.digests import Digest

NEAR_S = Fraction(1, 20)
"""A cue that began so shortly before a frame is taken for that frame's."""
_THOUSANDTHS = re.compile(r"(\.\d{3})000$")
"""Of a clock that wrote thousandths the reader fills up to millionths."""


class WallTime(msgspec.Struct, frozen=True):
    """A time as it is shown, and where it comes from."""

    words: str
    source: str

    @property
    def line(self) -> str:
        """Both, as one line."""
        return f"{self.words} · {self.source}"


def wall_time(
    case: Case, item: Item, frame: FrameRef, first_s: Fraction, sample: Sample | None, digest: Digest | None
) -> WallTime | None:
    """Return the time at a frame from the best source there is, ``None`` where nothing is known.

    ``first_s``: container time of the clip's first frame. ``sample``: the last of the telemetry that names a time.
    """
    return stated_time(case, item, frame, first_s) or cue_time(sample, frame) or file_time(digest, frame, first_s)


def stated_time(case: Case, item: Item, frame: FrameRef, first_s: Fraction) -> WallTime | None:
    """Return when a frame was recorded, as people stated it of the frame, of a segment with it, or of the clip."""
    for claim, begin_s in _claims(case, item, frame, first_s):
        earliest, latest = claim.earliest, claim.latest
        if earliest is not None and earliest == latest:
            since = frame.time_s - begin_s
            if not since:
                return WallTime(_utc(earliest), tr("as stated"))
            return WallTime(
                _utc(earliest + timedelta(seconds=float(since))),
                tr("counted from {time}, as stated", time=_utc(earliest)),
            )
        if earliest is not None and latest is not None:
            words = tr("between {earliest} and {latest}", earliest=_utc(earliest), latest=_utc(latest))
            return WallTime(words, tr("as stated"))
        if earliest is not None:
            return WallTime(tr("not before {time}", time=_utc(earliest)), tr("as stated"))
        if latest is not None:
            return WallTime(tr("not after {time}", time=_utc(latest)), tr("as stated"))
    return None


def cue_time(sample: Sample | None, frame: FrameRef) -> WallTime | None:
    """Return what the drone wrote at a frame: the words of its clock, or the time of its satellites."""
    if sample is None:
        return None
    if sample.utc is not None:
        return WallTime(f"{sample.utc:%Y-%m-%d %H:%M:%S} UTC", _written(tr("telemetry"), sample, frame))
    if sample.clock:
        words = _THOUSANDTHS.sub(r"\1", sample.clock.replace("T", " ", 1))
        return WallTime(words, _written(tr("telemetry: the drone’s clock, zone unknown"), sample, frame))
    return None


def _written(source: str, sample: Sample, frame: FrameRef) -> str:
    since = frame.time_s - Fraction(sample.t_s)
    if since < NEAR_S:
        return source
    return tr("{source}, written {seconds} s before", source=source, seconds=f"{float(since):.1f}")


def file_time(digest: Digest | None, frame: FrameRef, first_s: Fraction) -> WallTime | None:
    """Return the file's time of creation with the clip's time added, to the second that it is written in."""
    if digest is None or not digest.recorded_at:
        return None
    try:
        begin = datetime.fromisoformat(digest.recorded_at)
    except ValueError:
        return None
    if "T" not in digest.recorded_at and " " not in digest.recorded_at:
        return None  # a day alone
    at = begin + timedelta(seconds=float(frame.time_s - first_s))
    words = f"{at:%Y-%m-%d %H:%M:%S}"
    if digest.recorded_offset == "Z":
        return WallTime(
            f"{words} UTC", tr("file’s clock at its creation, counted on; some devices write local time for UTC")
        )
    if digest.recorded_offset:
        return WallTime(f"{words} {digest.recorded_offset}", tr("file’s clock, counted on; zone as written"))
    return WallTime(words, tr("file’s clock, counted on; zone unknown"))


def _claims(case: Case, item: Item, frame: FrameRef, first_s: Fraction) -> Iterator[tuple[TimeClaim, Fraction]]:
    """Yield what is stated of the recording, the narrowest first, with the container time that it is stated of."""
    for observation in observations_of(case, item):
        if _is_of(observation, frame):
            yield from ((claim, frame.time_s) for claim in _recorded(case, observation.key))
    segments = (one for one in about(case, item.key, Segment) if _holds(one, frame))
    for segment in sorted(segments, key=lambda one: (one.last_pts - one.first_pts) * one.time_base):
        yield from ((claim, segment.first_pts * segment.time_base) for claim in _recorded(case, segment.key))
    yield from ((claim, first_s) for claim in _recorded(case, item.key))


def _recorded(case: Case, key: str) -> list[TimeClaim]:
    """Return the claims on when something was recorded, those stated last first."""
    return [claim for claim in reversed(about(case, key, TimeClaim)) if claim.dates == "recorded"]


def _is_of(observation: Observation, frame: FrameRef) -> bool:
    return isinstance(observation.when, Instant) and observation.when.frame.time_s == frame.time_s


def _holds(segment: Segment, frame: FrameRef) -> bool:
    return segment.first_pts * segment.time_base <= frame.time_s <= segment.last_pts * segment.time_base


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
