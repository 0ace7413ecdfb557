"""The worker task that finds how a copy lies in another picture; imported by workers only, by name."""

import os
from pathlib import Path
from typing import Any

import numpy as np

from verifier.media.messages import KeepingTask, Task
from verifier.media.near_hashes import NEAR_BITS
from verifier.media.overlap import SIDE, features_of, overlap
from verifier.media.pdq import Pixels, pdq
from verifier.media.scaling import shrink
from verifier.media.sniff import sniff_file
from verifier.media.turns import TURNS
from verifier.workspace.copy_tasks import turned
from verifier.workspace.drawing import draw
from verifier.workspace.place_messages import PlaceCopy, PlacedCopy


def place_copy(request: PlaceCopy) -> PlacedCopy:
    """Try every turn, the one that looks most alike first; raise ``InputError`` where a picture does not decode."""
    here = _pixels(request.path, request.ordinal)
    there = _pixels(request.other, request.other_ordinal)
    hashes, wanted = pdq(here).hashes, pdq(there).hashes[0]
    bits = np.bitwise_count(hashes ^ wanted).sum(axis=1)
    features = features_of(there)
    turns: list[int] = np.argsort(bits, kind="stable").tolist()
    for turn in turns:
        found = overlap(features_of(turned(here, TURNS[turn])), features)
        if found is not None:
            a, b, c, d, e, f = (float(value) for value in np.round(found.placement, 6).ravel())
            return PlacedCopy(turn, (a, b, c, d, e, f), found.agreeing)
    best = int(bits.argmin())
    if bits[best] > NEAR_BITS:
        return PlacedCopy()
    height, width = turned(here, TURNS[best]).shape[:2]
    other_height, other_width = there.shape[:2]
    longer, other_longer = max(width, height), max(other_width, other_height)
    across = other_width / other_longer * longer / width
    down = other_height / other_longer * longer / height
    return PlacedCopy(best, (across, 0.0, 0.0, 0.0, down, 0.0), 0)


def _pixels(name: bytes, ordinal: int | None) -> Pixels:
    path = Path(os.fsdecode(name))
    return shrink(draw(path, sniff_file(path), SIDE, ordinal).pixels, SIDE)


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (Task(PlaceCopy, place_copy),)
