"""Steady a clip: how a frame has to be moved so that it lies as a reference frame does. Moves no pixel itself."""

import math

import msgspec

from verifier.media.overlap import Features, overlap


class Motion(msgspec.Struct, frozen=True):
    """A scale, a clockwise turn and a shift, on pixels of the displayed grid: from a frame to its reference."""

    scale: float
    turn_deg: float
    x: float
    y: float


def motion(frame: Features, reference: Features, longer_side: float) -> Motion | None:
    """Estimate the motion between two frames of one size from features that agree; ``None`` where none do.

    ``longer_side``: of the displayed grid, in pixels. As exact as features found at 512 pixels are.
    """
    found = overlap(frame, reference)
    if found is None:
        return None
    (a, _, x), (b, _, y) = found.placement.tolist()
    turn_deg = math.degrees(math.atan2(b, a))
    return Motion(round(math.hypot(a, b), 6), round(turn_deg, 4), round(x * longer_side, 3), round(y * longer_side, 3))
