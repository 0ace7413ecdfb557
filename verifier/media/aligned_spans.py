"""Find which span of one clip is in another once it is known how their pictures lie on each other: where, how fast.

Both are sampled as small pictures of what they have in common, whatever was cropped or mirrored. How each changes over
time tells which moment of one is which of the other: a line through all pairs of moments, from the best of many lines.
Where hardly anything moves no line is better than another, and none is given. Imported by workers only.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.media.shared_spans import SharedSpan

_SPEEDS = (0.25, 1 / 3, 0.4, 0.5, 0.6, 2 / 3, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 4 / 3, 1.5, 5 / 3, 2.0, 2.5, 3.0, 4.0)
"""Seconds of the other for one of the first that are tried; what lies between is found from the nearest."""
_SAME_SPEED = 0.02
_AS_GOOD = 0.8
"""Share of what is alike along the best line from which one at the same speed is taken: few copies are slowed down."""
_OTHER_SPEED = 0.08
"""A speed nearer to 1 than this that is not 1 is a line drawn through too little."""
_NO_WORSE = 0.9
_LEAST_SAMPLES = 5
_LEAST_S = 1.0
"""Seconds of a span, or half of a clip that is shorter than twice that: less fits by chance."""
_STILL_S = 0.5
"""What stays for that long before and after is taken off: light that changes slowly is alike over many moments."""
_LEAST_MOTION = 0.3
"""Levels of brightness (of 255) that must change within that time, or nothing moves that can be followed."""
_STANDING = 3.0
"""Levels by which half of all places may change in a clip whose camera stands."""
_LEAST_ALIKE = 0.35
"""Correlation of what changes, on average along the line; other lines stay about 0."""
_LEAST_MEAN = 0.45
"""The same over the whole span: below it the line may be one of chance."""
_SHARED = 0.3
_SMOOTHED_S = 0.25
_MOST_GAP_S = 1.0
_NEAR_S = 0.4
"""How far from the first line a moment is looked for that fits better."""

Matrix = npt.NDArray[np.float32]
Times = npt.NDArray[np.float64]


class Sampled(NamedTuple):
    """``times``: (n,) seconds in ascending order. ``pictures``: (n, k) float32, brightness of what both show."""

    times: Times
    pictures: Matrix


def aligned_span(one: Sampled, other: Sampled) -> SharedSpan | None:
    """Find the span that both share; ``None`` where too little moves, or nothing fits."""
    if min(len(one.times), len(other.times)) < _LEAST_SAMPLES:
        return None
    here, there = _motion(one), _motion(other)
    if here is None or there is None:
        return None
    alike: Matrix = here @ there.T
    lines = [_line(alike, one.times, other.times, speeds) for speeds in ((1.0,), _SPEEDS)]
    same, best = (float(_along(alike, one.times, other.times, *line)[0].sum()) for line in lines)
    is_same = same >= _AS_GOOD * best
    span = _span(alike, one.times, other.times, lines[0] if is_same else lines[1])
    return span if span is None or is_same or abs(span.speed - 1) >= _OTHER_SPEED else None


def are_told_apart(one: Sampled, other: Sampled) -> bool:
    """Tell whether a span they shared would have been found: cameras that stand, and enough that moves before them.

    Where the camera moves, other frames lie on each other just as well, only shifted, and nothing can be said.
    """
    return all(
        len(clip.times) >= _LEAST_SAMPLES and _stands(clip) and _motion(clip) is not None for clip in (one, other)
    )


def _stands(clip: Sampled) -> bool:
    leveled = clip.pictures - np.median(clip.pictures, axis=1, keepdims=True)
    return float(np.median(leveled.std(axis=0))) <= _STANDING


def _line(alike: Matrix, here: Times, there: Times, speeds: tuple[float, ...]) -> tuple[float, float]:
    """Return the best line of these speeds, drawn anew through what lies near it as long as that is no worse."""
    line = _best_line(alike, here, there, speeds)
    for near_s in (_NEAR_S, _NEAR_S / 4):
        fitted = _fitted(alike, here, there, line, near_s)
        if len(speeds) == 1:
            fitted = (1.0, fitted[1]) if fitted[0] == 1.0 else line
        sums = [float(_along(alike, here, there, *one)[0].sum()) for one in (line, fitted)]
        line = fitted if sums[1] >= _NO_WORSE * sums[0] else line
    return line


def _motion(sampled: Sampled) -> Matrix | None:
    """Return how each picture differs from those around it in time, of length 1; ``None`` where nothing moves."""
    leveled = (sampled.pictures - np.median(sampled.pictures, axis=1, keepdims=True)).astype(np.float64)
    apart = leveled - _around(leveled, sampled.times, _STILL_S)
    if float(np.sqrt(np.mean(apart**2))) < _LEAST_MOTION:
        return None
    apart -= apart.mean(axis=1, keepdims=True)
    return (apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-3)).astype(np.float32)


def _around(values: npt.NDArray[np.float64], times: Times, within_s: float) -> npt.NDArray[np.float64]:
    """Return the mean over so many seconds before and after each place, along the first axis; over three at least."""
    reach = max(1, round(within_s / max(float(np.median(np.diff(times))), 1e-3)))
    sums = np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])
    places = np.arange(len(values))
    first, end = np.maximum(places - reach, 0), np.minimum(places + reach + 1, len(values))
    counts = (end - first).reshape(-1, *[1] * (values.ndim - 1))
    return (sums[end] - sums[first]) / counts


def _best_line(alike: Matrix, here: Times, there: Times, speeds: tuple[float, ...]) -> tuple[float, float]:
    """Return speed and shift of the line along which most is alike in sum."""
    step = max(float(np.median(np.diff(here))), float(np.median(np.diff(there))), 1e-3)
    best, found = -np.inf, (1.0, 0.0)
    for speed in speeds:
        first, last = there[0] - speed * here[-1], there[-1] - speed * here[0]
        for shift in np.arange(first, last + step, step).tolist():
            total = float(_along(alike, here, there, speed, shift)[0].sum())
            if total > best:
                best, found = total, (speed, shift)
    return found


def _along(
    alike: Matrix, here: Times, there: Times, speed: float, shift: float
) -> tuple[Matrix, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return what is alike along a line, and the rows and columns there."""
    wanted = speed * here + shift
    rows = np.flatnonzero((wanted >= there[0]) & (wanted <= there[-1]))
    columns = _nearest(there, wanted[rows])
    return alike[rows, columns], rows, columns


def _nearest(times: Times, wanted: Times) -> npt.NDArray[np.int64]:
    after = np.clip(np.searchsorted(times, wanted), 1, len(times) - 1)
    return np.where(wanted - times[after - 1] < times[after] - wanted, after - 1, after).astype(np.int64)


def _fitted(alike: Matrix, here: Times, there: Times, line: tuple[float, float], near_s: float) -> tuple[float, float]:
    """Let every moment find what is most like it near the line, and draw the line anew through those pairs."""
    speed, shift = line
    wanted = speed * here + shift
    near = np.abs(there[None, :] - wanted[:, None]) <= near_s
    weighed = np.where(near, alike, -1.0)
    columns = weighed.argmax(axis=1)
    height = weighed[np.arange(len(here)), columns]
    rows = np.flatnonzero(height >= _LEAST_ALIKE)
    if len(rows) < _LEAST_SAMPLES:
        return line
    x, y = here[rows], _peaks(alike, there, rows, columns[rows])
    slope, start = line
    for _ in range(3):
        if np.ptp(x) > 0:
            slope, start = (float(value) for value in np.polyfit(x, y, 1).tolist())
        off = np.abs(y - (slope * x + start))
        kept = off <= max(2.5 * float(np.median(off)), 1e-3)
        if kept.sum() < _LEAST_SAMPLES:
            break
        x, y = x[kept], y[kept]
    if abs(slope - 1) <= _SAME_SPEED:
        return 1.0, float(np.median(y - x))
    return slope, start


def _peaks(alike: Matrix, there: Times, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> Times:
    """Return the times of the peaks between samples, by a parabola through the best one and its neighbors."""
    inner = np.clip(columns, 1, len(there) - 2)
    before, at, after = (alike[rows, inner + step] for step in (-1, 0, 1))
    bend = before - 2 * at + after
    is_peak = (inner == columns) & (bend < -1e-6)
    part = np.where(is_peak, 0.5 * (before - after) / np.where(is_peak, bend, 1.0), 0.0)
    part = np.clip(part, -0.5, 0.5)
    step = np.where(part >= 0, there[np.minimum(inner + 1, len(there) - 1)] - there[inner],
                    there[inner] - there[inner - 1])  # fmt: skip
    return np.where(is_peak, there[inner] + part * step, there[columns])


def _span(alike: Matrix, here: Times, there: Times, line: tuple[float, float]) -> SharedSpan | None:
    """Return the longest stretch along the line in which what changes is alike."""
    values, rows, _ = _along(alike, here, there, *line)
    if len(rows) < _LEAST_SAMPLES:
        return None
    smooth = _around(values.astype(np.float64), here, _SMOOTHED_S)
    shared = rows[smooth >= _SHARED]
    if len(shared) < _LEAST_SAMPLES:
        return None
    gaps = np.flatnonzero(np.diff(here[shared]) > _MOST_GAP_S) + 1
    run = max(np.split(shared, gaps), key=lambda part: float(here[part[-1]] - here[part[0]]))
    first_s, last_s = float(here[run[0]]), float(here[run[-1]])
    inside = values[(rows >= run[0]) & (rows <= run[-1])]
    shorter_s = min(float(here[-1] - here[0]), float(there[-1] - there[0]) / line[0])
    is_short = last_s - first_s < min(_LEAST_S, shorter_s / 2)
    if len(run) < _LEAST_SAMPLES or is_short or float(inside.mean()) < _LEAST_MEAN:
        return None
    speed, shift = line
    low, high = float(there[0]), float(there[-1])
    begins, ends = (min(max(speed * at + shift, low), high) for at in (first_s, last_s))
    return SharedSpan(first_s, last_s, begins, ends, speed, len(run))
