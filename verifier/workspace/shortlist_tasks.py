"""The worker task that finds pairs in which one picture is a part of another; imported by workers only, by name.

Every picture's local features are looked up among those of all the others at once, through an index; only pairs that
share several features that nothing else has are compared. So a thousand pictures need a thousand look-ups and not half
a million comparisons.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from verifier.domain.ids import Sha256
from verifier.media.messages import KeepingTask, Kept, Task
from verifier.media.overlap import Descriptors, Features, Overlap, mirrored_features, overlap
from verifier.workspace.copy_messages import FindPartPairs, FoundPartPairs, PartKind, PartPair
from verifier.workspace.feature_cache import SeenPicture
from verifier.workspace.feature_tasks import FeatureIndex, fewer, seen_pictures

_LEAST_VOTES = 6
"""Features two pictures must share to be compared."""
_MOST_LOOKED_AT = 12
"""Pictures compared with one, those with the most votes first: unrelated ones get votes by chance."""
_MOST_FILES = 12
"""Files compared with one: frames of one clip must not crowd the others out."""
_MOST_INDEXED = 160_000
"""Features in the index, 160 MB with its copy of them; of more pictures each gives fewer. Clips decode beside it."""
_LEVEL = 0.95
"""From that scale on, neither picture is a part of the other: something lies over one of them."""
_EMPTY = 0.1
"""Share of a picture's features outside the other one below which it is a frame around it, not what was cut away."""


class _Place(NamedTuple):
    """A picture in the index: which of a file."""

    owner: int
    number: int


class _Shelf:
    """The pictures of all files, indexed; their features are read again from the cache when they are compared."""

    def __init__(self, request: FindPartPairs) -> None:
        self._request = request
        self.pictures = lru_cache(maxsize=_MOST_FILES)(self._pictures)
        self.places: list[_Place] = []
        counts = [len(self.pictures(owner)) for owner in range(len(request.files))]
        each = max(1, _MOST_INDEXED // max(1, sum(counts)))
        descriptors: list[Descriptors] = []
        for owner in range(len(request.files)):
            for number, picture in enumerate(self.pictures(owner)):
                self.places.append(_Place(owner, number))
                descriptors.append(fewer(picture.features.descriptors, each))
        self.index = FeatureIndex(descriptors)

    def _pictures(self, owner: int) -> tuple[SeenPicture, ...]:
        """Return the pictures that stand for a file."""
        asked = self._request
        path = Path(os.fsdecode(asked.paths[owner]))
        return seen_pictures(Path(os.fsdecode(asked.case)), asked.files[owner], path, asked.most_frames)


def find_part_pairs(request: FindPartPairs, kept: Kept) -> FoundPartPairs:
    """Compare pictures by what they share; files that do not decode are left out."""
    shelf = kept.get(("shelf", request.case, request.files, request.most_frames), lambda: _Shelf(request))
    known = {(min(pair), max(pair)) for pair in request.known}
    found: dict[tuple[int, int], PartPair] = {}
    for owner in range(request.first, request.end):
        for other, tried in _shortlist(shelf, owner):
            pair = (min(owner, other), max(owner, other))
            if pair in found or pair in known:
                continue
            placed = _first_placed(shelf, request.files, (owner, other), tried)
            if placed is not None:
                found[pair] = placed
    return FoundPartPairs(tuple(found[pair] for pair in sorted(found)))


def _shortlist(shelf: _Shelf, owner: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield other files that share features, each with the pairs of pictures that do, those with the most first."""
    votes: Counter[tuple[int, _Place]] = Counter()
    for number, picture in enumerate(shelf.pictures(owner)):
        for features in (picture.features, mirrored_features(picture.features)):
            for place, count in shelf.index.votes(features.descriptors).items():
                if shelf.places[place].owner != owner:
                    votes[number, shelf.places[place]] += count
    others: dict[int, list[tuple[int, int]]] = {}
    for (number, place), count in sorted(votes.items(), key=lambda pair: (-pair[1], pair[0])):
        tried = others.setdefault(place.owner, [])
        if count >= _LEAST_VOTES and len(tried) < _MOST_LOOKED_AT:
            tried.append((number, place.number))
    yield from [(other, tried) for other, tried in others.items() if tried][:_MOST_FILES]


def _first_placed(
    shelf: _Shelf, names: Sequence[Sha256], owners: tuple[int, int], tried: Sequence[tuple[int, int]]
) -> PartPair | None:
    """Say how the first two of these pictures lie on each other that do."""
    here, there = (shelf.pictures(owner) for owner in owners)
    for number, other in tried:
        placed = _placed(here[number], there[other], (names[owners[0]], names[owners[1]]))
        if placed is not None:
            return placed
    return None


def _placed(one: SeenPicture, other: SeenPicture, files: tuple[Sha256, Sha256]) -> PartPair | None:
    """Say how one of two pictures lies in the other, if it does."""
    for is_mirrored in (False, True):
        features = mirrored_features(one.features) if is_mirrored else one.features
        lies = overlap(features, other.features)
        if lies is not None:
            kind, altered = _how(features, other.features, lies)
            file = files[altered] if altered is not None else None
            share = round(min(lies.scale, 1 / lies.scale), 3)
            ordinals = (one.ordinal, other.ordinal)
            return PartPair(files[0], files[1], kind, file, is_mirrored, lies.agreeing, share, ordinals)
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


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (KeepingTask(FindPartPairs, find_part_pairs),)
