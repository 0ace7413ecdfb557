"""Sum a track up in a few readings: how long it is, its longest gap, its fastest move.

Rules and lists ask for these and not for the samples. It is also the reader that looks for a track at import.
"""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

import msgspec

from verifier.domain.errors import UnsupportedFile
from verifier.domain.readings import FloatValue, IntegerValue, Reading
from verifier.media.sniff import Sniffed
from verifier.metadata.findings.places import distance_m
from verifier.metadata.source import Source
from verifier.metadata.telemetry.reading import read_telemetry, track_inside
from verifier.metadata.telemetry.track import GROUP, Sample, Track
from verifier.metadata.values import number_text, text_value

READER = "telemetry"
WINDOW_S = 5.0
"""Moves are measured over so long: a receiver gives a new position once a second, a track names it at every frame."""
_SIDECARS = ("application/x-subrip", "application/gpx+xml")
_CLIPS = ("mov", "mp4", "matroska", "mpegts")


class TelemetrySummary:
    """The registry line of this reader."""

    name = READER
    version = "1"

    def reads(self, sniffed: Sniffed) -> bool:
        is_clip = sniffed.kind == "video" and any(name in (sniffed.demuxer or "") for name in _CLIPS)
        return is_clip or sniffed.media_type in _SIDECARS

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield the summary of a track in the file itself; what lies beside it is another file's."""
        try:
            is_clip = source.sniffed.kind == "video"
            track = track_inside(source.path, source.sniffed) if is_clip else read_telemetry(source.path)
        except UnsupportedFile:
            return
        if track is not None:
            yield from summary_of(track)


class _Stretch(msgspec.Struct, frozen=True):
    """A stretch of a track: from and to in seconds, and an amount."""

    start_s: float
    end_s: float
    amount: float


def summary_of(track: Track) -> Iterator[Reading]:
    """Yield what sums a track up: seconds of the clip, metres a second."""
    times = [sample.t_s for sample in track.samples]
    fixed = [sample for sample in track.samples if sample.has_fix]
    yield Reading(READER, GROUP, "Source", text_value(track.source), track.source, "the whole track")
    yield _count("Samples", len(times))
    yield _count("SamplesWithPosition", len(fixed))
    yield _number("FirstTime", min(times), "seconds")
    yield _number("LastTime", max(times), "seconds")
    steps = [_Stretch(a, b, b - a) for a, b in pairwise(times) if b > a]
    if steps:
        longest = max(steps, key=lambda step: step.amount)
        yield _number("UsualStep", median(step.amount for step in steps), "seconds from sample to sample")
        yield _number("LongestGap", longest.amount, f"seconds, {_from_to(longest)}")
    move = fastest_move(fixed)
    if move is not None:
        yield _number("FastestMove", move.amount, f"metres a second, {_from_to(move)}")


def _from_to(stretch: _Stretch) -> str:
    return f"from {stretch.start_s:.1f} s to {stretch.end_s:.1f} s"


def _count(name: str, number: int) -> Reading:
    return Reading(READER, GROUP, name, IntegerValue(number), str(number), "the whole track")


def _number(name: str, number: float, where: str) -> Reading:
    rounded = round(float(number), 3)
    return Reading(READER, GROUP, name, FloatValue(repr(rounded)), number_text(rounded), where)


def fastest_move(fixed: list[Sample]) -> _Stretch | None:
    """Return the fastest move over the ground between positions at least five seconds apart, in metres a second."""
    fastest: _Stretch | None = None
    behind = 0
    for at, sample in enumerate(fixed):
        while behind + 1 < at and sample.t_s - fixed[behind + 1].t_s >= WINDOW_S:
            behind += 1
        start = fixed[behind]
        lasted = sample.t_s - start.t_s
        if lasted < WINDOW_S:
            continue
        speed = distance_m(_place(start), _place(sample)) / lasted
        if fastest is None or speed > fastest.amount:
            fastest = _Stretch(start.t_s, sample.t_s, speed)
    return fastest


def _place(sample: Sample) -> tuple[float, float]:
    return sample.latitude_deg or 0.0, sample.longitude_deg or 0.0
