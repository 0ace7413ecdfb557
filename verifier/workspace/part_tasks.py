"""The worker task that looks for a picture as a part of another; imported by workers only, by name."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from verifier.domain.errors import UnreadableFile
from verifier.media.messages import KeepingTask, Kept, Task
from verifier.media.overlap import SIDE, Features, Overlap, difference, features_of, mirrored, overlap
from verifier.media.sniff import Sniffed, sniff_file
from verifier.media.stills import decode_still
from verifier.media.video import Clip, open_clip
from verifier.workspace.copy_messages import FindPart, FoundPart, PlacedPart

_FRAMES_A_LOOK = 40
"""Frames of a clip, evenly spread, looked at first; then as many around the best, until neighbors are compared."""


class _Placed(NamedTuple):
    """How well the picture lies in one frame: the less it differs the better."""

    difference: float
    ordinal: int
    is_mirrored: bool
    overlap: Overlap


def find_part(request: FindPart, kept: Kept) -> FoundPart:
    """Look for a picture in a photo or clip; raise ``InputError`` where one of them does not decode."""
    path, picture = Path(os.fsdecode(request.path)), Path(os.fsdecode(request.picture))
    ways = kept.get(("features", request.picture, picture.stat().st_mtime_ns), lambda: _both_ways(picture))
    sniffed = sniff_file(path)
    if sniffed.kind == "video":
        with open_clip(path, sniffed) as clip:
            return FoundPart(_in_clip(clip, ways))
    placed = _place(ways, features_of(decode_still(path, sniffed, SIDE).pixels), 0)
    return FoundPart(_answer(placed, None) if placed is not None else None)


def _both_ways(picture: Path) -> tuple[Features, Features]:
    """Return the features of the picture as it is, and mirrored."""
    sniffed: Sniffed = sniff_file(picture)
    pixels = decode_still(picture, sniffed, SIDE).pixels
    return features_of(pixels), features_of(mirrored(pixels))


def _in_clip(clip: Clip, ways: tuple[Features, Features]) -> PlacedPart | None:
    """Look at frames spread over the clip, then ever closer around the best one."""
    count = len(clip.table)
    step = max(1, -(-count // _FRAMES_A_LOOK))
    best = _best(clip, ways, range(0, count, step))
    while best is not None and step > 1:
        around = range(max(0, best.ordinal - step), min(count, best.ordinal + step + 1))
        step = max(1, -(-len(around) // _FRAMES_A_LOOK))
        best = _best(clip, ways, [best.ordinal, *around[::step]])
    return _answer(best, clip) if best is not None else None


def _best(clip: Clip, ways: tuple[Features, Features], ordinals: Iterable[int]) -> _Placed | None:
    found: list[_Placed] = []
    for ordinal in sorted(set(ordinals)):
        try:
            frame = features_of(clip.pixels(ordinal, SIDE))
        except UnreadableFile:
            continue
        placed = _place(ways, frame, ordinal)
        if placed is not None:
            found.append(placed)
    return min(found, key=lambda placed: placed[:2], default=None)


def _place(ways: tuple[Features, Features], frame: Features, ordinal: int) -> _Placed | None:
    found = [
        _Placed(difference(way, frame, lies.placement), ordinal, bool(number), lies)
        for number, way in enumerate(ways)
        if (lies := overlap(way, frame)) is not None
    ]
    return min(found, key=lambda placed: placed[:2], default=None)


def _answer(placed: _Placed, clip: Clip | None) -> PlacedPart:
    a, b, c, d, e, f = (float(value) for value in np.round(placed.overlap.placement, 6).ravel())
    return PlacedPart(
        is_mirrored=placed.is_mirrored,
        placement=(a, b, c, d, e, f),
        agreeing=placed.overlap.agreeing,
        difference=round(placed.difference, 2),
        ordinal=placed.ordinal if clip is not None else None,
        pts=clip.table.pts[placed.ordinal] if clip is not None else None,
        time_base=clip.table.time_base if clip is not None else None,
    )


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (KeepingTask(FindPart, find_part),)
