"""Tell where one shot ends and another begins. Imported by workers only.

A frame is described by how bright it is, block by block. At a cut the description changes at once, by far more than
from frame to frame around it, and does not change back: a flash or a photographer's light does. A fast pan changes it
over many frames. What fades or is wiped over is not told.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from verifier.media.frame_pixels import Pixels
from verifier.media.video import Clip

SIDE = 64
BLOCKS, LEVELS, LEVEL_BITS = 4, 16, 4
LEAST_CHANGE = 0.30
"""Share of the blocks' pixels that change their level; from frame to frame within a shot it stays well below."""
TIMES_USUAL = 3.0
"""A cut changes so many times more than the frames around it do."""
AROUND = 6
FLASH = 3
"""A change that is undone within so many frames is a flash."""
Description = npt.NDArray[np.float32]


def describe(luma: Pixels) -> Description:
    """Return the levels of brightness of each block: (BLOCKS * BLOCKS, LEVELS) float32, each row summing to 1."""
    gray = luma[:, :, 0]
    rows = np.array_split(gray, BLOCKS, axis=0)
    cells = [cell for row in rows for cell in np.array_split(row, BLOCKS, axis=1)]
    counts = [np.bincount(cell.ravel() >> LEVEL_BITS, minlength=LEVELS) / max(cell.size, 1) for cell in cells]
    return np.asarray(counts, np.float32)


def change(one: Description, other: Description) -> float:
    """Return which share of the pixels changed their level, block by block, from 0 to 1."""
    return float(np.abs(one - other).sum(axis=1).mean()) / 2


def cuts_among(frames: Sequence[Description]) -> list[int]:
    """Return the places at which a shot begins: never the first, whose past is not known."""
    changes = [0.0, *(change(one, two) for one, two in pairwise(frames))]
    return [place for place in range(1, len(frames)) if _is_cut(frames, changes, place)]


def _is_cut(frames: Sequence[Description], changes: Sequence[float], place: int) -> bool:
    here = changes[place]
    if here < LEAST_CHANGE:
        return False
    around = [*changes[max(1, place - AROUND) : place], *changes[place + 1 : place + 1 + AROUND]]
    usual = float(np.median(around)) if around else 0.0
    if here < TIMES_USUAL * usual:
        return False
    before = frames[place - 1]
    later = frames[place + 1 : place + 1 + FLASH]
    if any(change(before, one) < here / 2 for one in later):
        return False
    earlier = frames[max(0, place - 1 - FLASH) : place - 1]
    return not any(change(one, frames[place]) < here / 2 for one in earlier)


def find_cuts(clip: Clip, first: int, count: int) -> tuple[int, ...]:
    """Return the cuts among frames ``first`` to ``first + count``, looked at with a few on both sides."""
    margin = AROUND + FLASH
    begin, end = max(0, first - margin), min(len(clip.table), first + count + margin)
    described = list(_described(clip, begin, end))
    inside = (begin + place for place in cuts_among(described))
    return tuple(ordinal for ordinal in inside if first <= ordinal < first + count)


def _described(clip: Clip, begin: int, end: int) -> Iterator[Description]:
    for ordinal in range(begin, end):
        yield describe(clip.luma(ordinal, SIDE))
