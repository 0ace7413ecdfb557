"""The worker task that finds all copies within a case; imported by workers only, by name."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.media.messages import KeepingTask, Task
from verifier.media.near_hashes import SEEN_QUALITY, Columns, columns_of, near
from verifier.media.pdq import FUNCTION, TURNS, Hashes
from verifier.media.picture_hashes import FileHashes
from verifier.media.shared_spans import SharedSpan, shared_span
from verifier.workspace.copy_messages import CopyPair, FindPairs, FoundPairs, Shared
from verifier.workspace.hash_cache import CachedHashes, load_hashes


class _Hit(NamedTuple):
    """Two pictures that look alike: the bits in which they differ, and the turn of the first."""

    bits: int
    turn: int


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
        for turn, wanted in _asked(one.hashes):
            found = near(stacked.columns, wanted)
            for row, bits in zip(found.rows.tolist(), found.bits.tolist(), strict=True):
                other = int(stacked.owners[row])
                if other != number:
                    # A turn is what is done to the first of a pair; seen from the other side it is the one undone.
                    hit = _Hit(bits, turn if number < other else _UNDONE[turn])
                    pair = (min(number, other), max(number, other))
                    hits[pair] = min(hits.get(pair, hit), hit)
    for (first, second), hit in sorted(hits.items()):
        pair = _pair(files[first], files[second], hit)
        if pair is not None:
            yield pair


_UNDONE = (0, 3, 2, 1, 4, 5, 6, 7)
"""Which turn undoes each: a quarter one way the quarter the other way, every other one itself."""


def _pair(one: CachedHashes, other: CachedHashes, hit: _Hit) -> CopyPair | None:
    """Return the pair; two clips that stand alike must share a span, not a title card."""
    shared = None
    if one.hashes.time_base is not None and other.hashes.time_base is not None:
        span = shared_span(one.hashes, other.hashes)
        shared = _rounded(span) if span is not None else None
        if shared is None and TURNS[hit.turn] == "upright":
            return None
    return CopyPair(one.sha256, other.sha256, hit.bits, TURNS[hit.turn], FUNCTION, shared)


def _rounded(span: SharedSpan) -> Shared:
    """Give times to the millisecond."""
    return Shared(
        round(span.first_s, 3),
        round(span.last_s, 3),
        round(span.other_first_s, 3),
        round(span.other_last_s, 3),
        round(span.speed, 3),
        span.frames,
    )


def _asked(one: FileHashes) -> Iterator[tuple[int, Hashes]]:
    """Yield what is looked for of a file: its first picture in all turns, and every other frame as it stands."""
    if one.qualities[0] >= SEEN_QUALITY:
        yield from enumerate(one.turned)
    for hashed, quality in zip(one.hashes[1:], one.qualities[1:], strict=True):
        if quality >= SEEN_QUALITY:
            yield 0, hashed


def _stacked(files: Sequence[CachedHashes]) -> _All:
    hashes = [one.hashes.hashes[one.hashes.qualities >= SEEN_QUALITY] for one in files]
    owners = np.repeat(np.arange(len(files)), [len(one) for one in hashes])
    return _All(columns_of(np.concatenate([np.zeros((0, 32), np.uint8), *hashes])), owners)


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (Task(FindPairs, find_pairs),)
