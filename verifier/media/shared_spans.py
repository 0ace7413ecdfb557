"""Find which span of one clip is in another, from the hashes of their frames: where, shifted by what, at what speed.

Frames that look alike give pairs of times; a shared span is a line through many of them. Imported by workers only.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.media.near_hashes import NEAR_BITS, SEEN_QUALITY, columns_of, near
from verifier.media.picture_hashes import FileHashes

_TRIES = 400
_MOST_PAIRS = 20_000
_NEAR_S = 0.25
"""Seconds by which a pair may miss the line: kept frames stand for those after them."""
LEAST_FRAMES = 4
_LEAST_S = 0.5
_SPEEDS = (0.2, 5.0)
"""Slower or faster than this, a clip that hardly moves fits anything."""
_SAME_SPEED = 0.02
_PREFERRED = 1.15
"""So many times more frames must agree on another speed: few copies are slowed down."""
_MOST_GAP_S = 3.0
"""Seconds without a pair that end a span."""

Times = npt.NDArray[np.float64]


class SharedSpan(NamedTuple):
    """What two clips share: ``first_s`` to ``last_s`` of one are ``other_first_s`` to ``other_last_s`` of the other.

    ``speed``: seconds of the other for one of the first (1: as fast). ``frames``: how many distinct ones agree.
    """

    first_s: float
    last_s: float
    other_first_s: float
    other_last_s: float
    speed: float
    frames: int


def shared_span(one: FileHashes, other: FileHashes) -> SharedSpan | None:
    """Find the longest span that two clips share; ``None`` where they share none."""
    here, there = _pairs(one, other)
    if len(np.unique(here)) < LEAST_FRAMES:
        return None
    speed, shift = _line(here, there)
    agrees = np.abs(there - (speed * here + shift)) <= _NEAR_S
    here, there = _longest(here[agrees], there[agrees])
    frames = min(len(np.unique(here)), len(np.unique(there)))
    if frames < LEAST_FRAMES or here[-1] - here[0] < _LEAST_S:
        return None
    return SharedSpan(float(here[0]), float(here[-1]), float(there.min()), float(there.max()), speed, frames)


def _pairs(one: FileHashes, other: FileHashes) -> tuple[Times, Times]:
    """Return the times of frames that look alike, ordered by those of the first."""
    seen, seen_there = one.qualities >= SEEN_QUALITY, other.qualities >= SEEN_QUALITY
    columns, times = columns_of(other.hashes[seen_there]), _times(other)[seen_there]
    here: list[Times] = []
    there: list[Times] = []
    for time_s, hashed in zip(_times(one)[seen].tolist(), one.hashes[seen], strict=True):
        rows = near(columns, hashed, NEAR_BITS).rows
        here.append(np.full(len(rows), time_s))
        there.append(times[rows])
        if sum(map(len, here)) > _MOST_PAIRS:
            break
    empty = np.zeros(0)
    return np.concatenate([empty, *here]), np.concatenate([empty, *there])


def _times(clip: FileHashes) -> Times:
    base = float(clip.time_base) if clip.time_base is not None else 1.0
    return (clip.pts * base).astype(np.float64)


def _line(here: Times, there: Times) -> tuple[float, float]:
    """Return speed and shift on which most frames agree; a speed of about 1 is tried as 1."""
    chance = np.random.default_rng(1)  # the same answer every time
    best, found = 0.0, (1.0, float(np.median(there - here)))
    for first, second in chance.integers(0, len(here), (_TRIES, 2)).tolist():
        apart = here[second] - here[first]
        speeds = [1.0]
        if abs(apart) >= _LEAST_S:
            speeds.append(float((there[second] - there[first]) / apart))
        for speed in speeds:
            if not _SPEEDS[0] <= speed <= _SPEEDS[1]:
                continue
            shift = float(there[first] - speed * here[first])
            agrees = np.abs(there - (speed * here + shift)) <= _NEAR_S
            count = len(np.unique(here[agrees])) * (_PREFERRED if abs(speed - 1) <= _SAME_SPEED else 1.0)
            if count > best:
                best, found = count, (speed, shift)
    return _fitted(here, there, found)


def _fitted(here: Times, there: Times, line: tuple[float, float]) -> tuple[float, float]:
    """Fit the line to all that agree on it."""
    agrees = np.abs(there - (line[0] * here + line[1])) <= _NEAR_S
    if len(np.unique(here[agrees])) < 2:
        return line
    speed, shift = np.polyfit(here[agrees], there[agrees], 1).tolist()
    if line[0] == 1.0 or abs(speed - 1) <= _SAME_SPEED:
        return 1.0, float(np.median(there[agrees] - here[agrees]))
    return float(speed), float(shift)


def _longest(here: Times, there: Times) -> tuple[Times, Times]:
    """Return the longest run of pairs without a gap."""
    if not len(here):
        return here, there
    ends = [0, *(np.flatnonzero(np.diff(here) > _MOST_GAP_S) + 1).tolist(), len(here)]
    runs = [(here[end - 1] - here[start], start, end) for start, end in pairwise(ends)]
    _, start, end = max(runs, key=lambda run: run[0])
    return here[start:end], there[start:end]
