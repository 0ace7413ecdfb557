"""Which frames are due while a clip plays, in which order they are asked for, and how fast it can go. No Qt."""

from bisect import bisect_right
from fractions import Fraction

from verifier.media.frame_table import FrameTable

SPEEDS: tuple[Fraction, ...] = (
    Fraction(1, 10), Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(4), Fraction(8),
)  # fmt: skip
"""Times as fast as it was recorded; backwards they are negative."""
PICTURES_A_SECOND = 30
"""More different pictures than this are not asked for when a clip goes faster than it was recorded."""


def speed_words(speed: Fraction) -> str:
    """Write a speed as people say it: ``0.25×``, ``1×``, ``−2×``."""
    sign = "−" if speed < 0 else ""
    return f"{sign}{float(abs(speed)):g}×"


def next_speed(speed: Fraction, by: int) -> Fraction:
    """Return the next faster (1) or slower (-1) speed in the same direction; the ends stay."""
    place = SPEEDS.index(abs(speed)) + by
    return SPEEDS[min(max(place, 0), len(SPEEDS) - 1)] * (1 if speed > 0 else -1)


def shuttled(speed: Fraction | None, direction: int) -> Fraction:
    """Return the speed after J (-1) or L (1): once as recorded, again twice as fast. ``None``: it stands still."""
    if speed is None or (speed > 0) != (direction > 0) or abs(speed) < 1:
        return Fraction(direction)
    return next_speed(speed, 1)


def due(frames: FrameTable, time_s: Fraction) -> int:
    """Return the frame on the screen at a container time, the first or last beyond the ends."""
    found = bisect_right(frames.pts, time_s / frames.time_base) - 1
    return min(max(found, 0), len(frames) - 1)


def following(frames: FrameTable, ordinal: int, speed: Fraction) -> int | None:
    """Return the frame to ask for after one, ``None`` at the end: every frame, or some left out where it goes fast."""
    step = 1 if speed > 0 else -1
    neighbor = ordinal + step
    if abs(speed) > 1:
        there = due(frames, frames.time_s(ordinal) + speed / PICTURES_A_SECOND)
        neighbor = max(neighbor, there) if step > 0 else min(neighbor, there)
    return neighbor if 0 <= neighbor < len(frames) else None
