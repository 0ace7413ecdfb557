"""The worker task that finds all copies within a case; imported by workers only, by name."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.media.messages import KeepingTask, Task
from verifier.media.near_hashes import SEEN_QUALITY, Columns, columns_of, near
from verifier.media.pdq import FUNCTION, Hashes, turned_hashes
from verifier.media.picture_hashes import FileHashes
from verifier.media.shared_spans import LEAST_FRAMES, SharedSpan, shared_span
from verifier.media.turns import TURNS
from verifier.workspace.copy_messages import CopyPair, FindPairs, FoundPairs, Shared
from verifier.workspace.hash_cache import CachedHashes, load_hashes


class _Hit(NamedTuple):
    """Two pictures that look alike: the bits in which they differ, and the turn of the first.

    ``is_exact``: the turned hash is that of the turned picture, and not one made from the bits of the other.
    """

    bits: int
    turn: int
    is_exact: bool = True


class _All(NamedTuple):
    """Every picture that shows something, of all files: its hash, and the place of its file."""

    columns: Columns
    owners: npt.NDArray[np.int64]


def find_pairs(request: FindPairs) -> FoundPairs:
    """Compare every file with every other."""
    wanted = frozenset(request.files)
    files = [one for one in load_hashes(Path(os.fsdecode(request.case))) if one.sha256 in wanted]
    return FoundPairs(tuple(_pairs(files)))


def _pairs(files: Sequence[CachedHashes]) -> Iterator[CopyPair]:
    stacked = _stacked(files)
    hits: dict[tuple[int, int], _Hit] = {}
    for number, one in enumerate(files):
        for turn, is_exact, wanted in _asked(one.hashes):
            found = near(stacked.columns, wanted)
            for row, bits in zip(found.rows.tolist(), found.bits.tolist(), strict=True):
                other = int(stacked.owners[row])
                if other != number:
                    # A turn is what is done to the first of a pair; seen from the other side it is the one undone.
                    hit = _Hit(bits, turn if number < other else _UNDONE[turn], is_exact)
                    pair = (min(number, other), max(number, other))
                    hits[pair] = min(hits.get(pair, hit), hit)
    for (first, second), hit in sorted(hits.items()):
        pair = _pair(files[first], files[second], hit)
        if pair is not None:
            yield pair


_MIRRORED = TURNS.index("mirrored left to right")
_MOST_MORE = 3
"""A clip of a few pictures that stand is a copy of one with no more than so many times what makes a span."""
_UNDONE = (0, 3, 2, 1, 4, 5, 6, 7)
"""Which turn undoes each: a quarter one way the quarter the other way, every other one itself."""


def _pair(one: CachedHashes, other: CachedHashes, hit: _Hit) -> CopyPair | None:
    """Return the pair; two clips must share a span, not a title card, unless all of one is a picture that stands."""
    shared = None
    if one.hashes.time_base is not None and other.hashes.time_base is not None:
        turned = _turned_clip(one.hashes, hit.turn)
        span = shared_span(turned, other.hashes)
        shared = rounded(span) if span is not None else None
        is_told = hit.is_exact and TURNS[hit.turn] != "upright"
        if shared is None and not is_told and not _stands_in(turned, other.hashes):
            return None
    return CopyPair(one.sha256, other.sha256, hit.bits, TURNS[hit.turn], FUNCTION, shared)


def rounded(span: SharedSpan) -> Shared:
    """Give times to the millisecond."""
    return Shared(
        round(span.first_s, 3),
        round(span.last_s, 3),
        round(span.other_first_s, 3),
        round(span.other_last_s, 3),
        round(span.speed, 3),
        span.frames,
    )


def _turned_clip(clip: FileHashes, turn: int) -> FileHashes:
    return clip if TURNS[turn] == "upright" else clip._replace(hashes=turned_hashes(clip.hashes, turn))


def _stands_in(one: FileHashes, other: FileHashes) -> bool:
    """Tell whether every picture of the clip that has fewer is in the other, and those are too few for a span."""
    few, many = sorted((one, other), key=lambda clip: len(clip.hashes))
    seen = few.hashes[few.qualities >= SEEN_QUALITY]
    if not 0 < len(seen) < LEAST_FRAMES or len(many.hashes) >= LEAST_FRAMES * _MOST_MORE:
        return False
    columns = columns_of(many.hashes)
    return all(len(near(columns, hashed).rows) for hashed in seen)


def _asked(one: FileHashes) -> Iterator[tuple[int, bool, Hashes]]:
    """Yield what is looked for of a file: its first picture in all turns, the others as they stand and mirrored."""
    if one.qualities[0] >= SEEN_QUALITY:
        yield from ((turn, True, hashed) for turn, hashed in enumerate(one.turned))
    shown = one.hashes[1:][one.qualities[1:] >= SEEN_QUALITY]
    for turn, hashes in ((0, shown), (_MIRRORED, turned_hashes(shown, _MIRRORED))):
        yield from ((turn, turn == 0, hashed) for hashed in hashes)


def _stacked(files: Sequence[CachedHashes]) -> _All:
    hashes = [one.hashes.hashes[one.hashes.qualities >= SEEN_QUALITY] for one in files]
    owners = np.repeat(np.arange(len(files)), [len(one) for one in hashes])
    return _All(columns_of(np.concatenate([np.zeros((0, 32), np.uint8), *hashes])), owners)


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (Task(FindPairs, find_pairs),)
