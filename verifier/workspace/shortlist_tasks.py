"""The worker task that finds pairs in which one picture is a part of another; imported by workers only, by name.

Every picture's local features are looked up among those of all the others at once, through an index; only pairs that
share several features that nothing else has are compared. So a thousand pictures need a thousand look-ups and not half
a million comparisons.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from verifier.domain.errors import InputError
from verifier.domain.ids import Sha256
from verifier.media.cv import cv2
from verifier.media.messages import KeepingTask, Task
from verifier.media.overlap import SIDE, Descriptors, Features, Overlap, features_of, mirrored, overlap
from verifier.media.pdq import Pixels
from verifier.media.sniff import sniff_file
from verifier.media.stills import decode_still
from verifier.media.video import open_clip
from verifier.workspace.copy_messages import FindPartPairs, FoundPartPairs, PartKind, PartPair

FRAMES_A_CLIP = 4
"""Frames of a clip, evenly spread, that stand for it."""
_NEIGHBORS = 8
_LEAST_VOTES = 6
"""Features two pictures must share to be compared."""
_MOST_LOOKED_AT = 12
"""Pictures compared with one, those with the most votes first: unrelated ones get votes by chance."""
_MOST_INDEXED = 600_000
"""Features in the index, 300 MB; of more pictures each gives fewer."""
_LEVEL = 0.95
"""From that scale on, neither picture is a part of the other: something lies over one of them."""
_EMPTY = 0.1
"""Share of a picture's features outside the other one below which it is a frame around it, not what was cut away."""


class _Seen(NamedTuple):
    """One picture of a file: a photo, or a frame of a clip."""

    owner: int
    upright: Features
    mirrored: Features


def find_part_pairs(request: FindPartPairs) -> FoundPartPairs:
    """Compare pictures by what they share; files that do not decode are left out."""
    seen = [one for owner, path in enumerate(request.paths) for one in _seen(owner, Path(os.fsdecode(path)))]
    known = {frozenset(pair) for pair in request.known}
    found: dict[tuple[int, int], PartPair] = {}
    for number, other in _shortlist(seen):
        one, two = seen[number], seen[other]
        owners = (one.owner, two.owner)
        pair = (min(owners), max(owners))
        files = (request.files[owners[0]], request.files[owners[1]])
        if pair not in found and frozenset(files) not in known:
            placed = _placed(one, two, files)
            if placed is not None:
                found[pair] = placed
    return FoundPartPairs(tuple(found[pair] for pair in sorted(found)))


def _seen(owner: int, path: Path) -> Iterator[_Seen]:
    try:
        for pixels in _pictures(path):
            yield _Seen(owner, features_of(pixels), features_of(mirrored(pixels)))
    except InputError:
        return


def _pictures(path: Path) -> Iterator[Pixels]:
    sniffed = sniff_file(path)
    if sniffed.kind == "photo":
        yield decode_still(path, sniffed, SIDE).pixels
    elif sniffed.kind == "video":
        with open_clip(path, sniffed) as clip:
            count = len(clip.table)
            for ordinal in dict.fromkeys((2 * n + 1) * count // (2 * FRAMES_A_CLIP) for n in range(FRAMES_A_CLIP)):
                yield clip.pixels(ordinal, SIDE)


def _shortlist(seen: Sequence[_Seen]) -> Iterator[tuple[int, int]]:
    """Yield pairs of pictures of different files that share features, as they stand or one of them mirrored."""
    each = max(1, _MOST_INDEXED // max(1, len(seen)))
    indexed = [_fewer(one.upright.descriptors, each) for one in seen]
    sizes = [len(rows) for rows in indexed]
    if sum(sizes) <= _NEIGHBORS:
        return
    pictures = np.repeat(np.arange(len(seen)), sizes)
    index = _index(np.concatenate(indexed))
    for number, one in enumerate(seen):
        votes: Counter[int] = Counter()
        for features in (one.upright, one.mirrored):
            votes.update(_votes(index, _fewer(features.descriptors, each), pictures))
        others = [(other, count) for other, count in votes.items() if seen[other].owner != one.owner]
        others.sort(key=lambda pair: (-pair[1], pair[0]))
        for other, count in others[:_MOST_LOOKED_AT]:
            if count >= _LEAST_VOTES:
                yield number, other


def _fewer(descriptors: Descriptors, most: int) -> Descriptors:
    """Return at most so many rows, evenly spread."""
    return descriptors if len(descriptors) <= most else descriptors[:: -(-len(descriptors) // most)]


def _index(descriptors: Descriptors) -> Any:
    cv2.setRNGSeed(1)  # the same trees every time
    return cast(Any, cv2).flann_Index(descriptors.astype(np.float32), {"algorithm": 1, "trees": 4})


def _votes(index: Any, descriptors: Descriptors, pictures: npt.NDArray[np.int64]) -> list[int]:
    """Return the pictures in which the nearest features of some are."""
    if not len(descriptors):
        return []
    rows, _ = index.knnSearch(descriptors.astype(np.float32), _NEIGHBORS, params={"checks": 48})
    found: list[int] = pictures[rows[rows >= 0]].tolist()
    return found


def _placed(one: _Seen, other: _Seen, files: tuple[Sha256, Sha256]) -> PartPair | None:
    """Say how one of two pictures lies in the other, if it does."""
    for is_mirrored, features in ((False, one.upright), (True, one.mirrored)):
        lies = overlap(features, other.upright)
        if lies is not None:
            kind, altered = _how(features, other.upright, lies)
            file = files[altered] if altered is not None else None
            share = round(min(lies.scale, 1 / lies.scale), 3)
            return PartPair(files[0], files[1], kind, file, is_mirrored, lies.agreeing, share)
    return None


def _how(one: Features, other: Features, lies: Overlap) -> tuple[PartKind, int | None]:
    """Tell a crop from a frame and from something laid over, and which of the two was altered."""
    scale = lies.scale
    if _LEVEL <= scale <= 1 / _LEVEL:
        return "overlay", None
    is_first_small = scale < 1
    small, large = (one, other) if is_first_small else (other, one)
    whole = np.vstack([lies.placement, [0, 0, 1]])
    to_small = np.linalg.inv(whole) if is_first_small else whole
    x, y, _ = to_small @ np.vstack([large.points.T, np.ones(len(large.points))])
    outside = (x < 0) | (y < 0) | (x > small.width) | (y > small.height)
    if float(outside.mean()) < _EMPTY:
        return "frame", 1 if is_first_small else 0
    return "crop", 0 if is_first_small else 1


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (Task(FindPartPairs, find_part_pairs),)
