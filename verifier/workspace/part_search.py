"""Look through a case for what hashes of whole pictures miss: crops, frames around, overlays, also of clips.

Step by step, so that it says how far it is and stops when asked: features of every file, which are kept; files
compared a few at a time; the span that two clips share. Imports no decoder.
"""

import logging
import os
from collections import deque
from collections.abc import Generator, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import msgspec

from verifier.domain.errors import Cancelled, UnreadableFile, VerifierError
from verifier.domain.ids import Sha256
from verifier.domain.progress import Progress
from verifier.domain.records import Item
from verifier.media.pool import Bounds
from verifier.workspace.awaiting import awaited
from verifier.workspace.copy_messages import (
    CopyPair,
    FindPartPairs,
    FindSpan,
    FoundPartPairs,
    FoundSpan,
    PartPair,
    SeeFeatures,
    SeenFile,
)
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

log = logging.getLogger(__name__)
T = TypeVar("T")

MOST_FRAMES = 48
"""Frames of a clip that stand for it: of a minute, one for little more than a second."""
_FEWEST_FRAMES = 6
_MOST_PICTURES = 4000
"""Frames of all clips of a case together: with more clips each has fewer."""
_AT_A_TIME = 10
"""Files compared in one step: some seconds, after which it can be stopped."""
_AHEAD = 3
_MEMORY_BYTES = 3 << 29
"""What local features take comes on top of a decoder, and the index of all of them stays in its worker for a while."""
_LOOK_BOUNDS = Bounds(time_s=300, memory_bytes=_MEMORY_BYTES)
_COMPARE_BOUNDS = Bounds(time_s=600, memory_bytes=_MEMORY_BYTES)
_SPAN_BOUNDS = Bounds(time_s=300, memory_bytes=_MEMORY_BYTES)


def with_parts(
    workspace: "Workspace", items: Mapping[Sha256, Item], pairs: Sequence[CopyPair], progress: Progress
) -> list[CopyPair | PartPair]:
    """Return the pairs, and what of the items lies in another; clips with the span that they share.

    Two clips of one place in which something moves, and not alike, are none. Files that are not at hand or do not
    decode are passed over. Raise :class:`Cancelled` where ``progress`` is.
    """
    at_hand: dict[Sha256, bytes] = {}
    for sha256, item in sorted(items.items(), key=lambda pair: pair[1].label):
        with suppress(UnreadableFile):
            at_hand[sha256] = os.fsencode(original_path(workspace, item))
    files, case = tuple(at_hand), os.fsencode(workspace.folder.path)
    frames = frames_a_clip(items.values())
    looks = [(items[one].label, SeeFeatures(at_hand[one], case, one, frames)) for one in files]
    for _ in _answers(workspace, looks, SeenFile, _LOOK_BOUNDS, progress):
        pass
    found: list[CopyPair | PartPair] = [*pairs, *_compared(workspace, at_hand, pairs, frames, progress)]
    unplaced = [(place, pair) for place, pair in enumerate(found) if _lacks_span(pair, items, at_hand)]
    asked = [(_both(pair, items), _span_request(pair, at_hand, case, frames)) for _, pair in unplaced]
    spans = _answers(workspace, asked, FoundSpan, _SPAN_BOUNDS, progress)
    apart: set[int] = set()
    for (place, pair), answer in zip(unplaced, spans, strict=True):
        if answer is None:
            continue
        if answer.shared is not None:
            found[place] = msgspec.structs.replace(pair, shared=answer.shared)
        elif answer.is_told_apart and isinstance(pair, PartPair):
            apart.add(place)
    return [pair for place, pair in enumerate(found) if place not in apart]


def span_of(workspace: "Workspace", one: Item, other: Item, progress: Progress) -> FoundSpan:
    """Find which span of one clip is in the other by what lies in both pictures; raise what decoding raises."""
    case = os.fsencode(workspace.folder.path)
    paths = (os.fsencode(original_path(workspace, one)), os.fsencode(original_path(workspace, other)))
    request = FindSpan(case, (one.fingerprints.sha256, other.fingerprints.sha256), paths, MOST_FRAMES)
    return awaited(workspace.pool.submit(request, FoundSpan, bounds=_SPAN_BOUNDS), progress)


def frames_a_clip(items: Iterable[Item]) -> int:
    """Return how many frames stand for each clip."""
    clips = sum(item.kind == "video" for item in items)
    return max(_FEWEST_FRAMES, min(MOST_FRAMES, _MOST_PICTURES // max(1, clips)))


def _compared(
    workspace: "Workspace", at_hand: Mapping[Sha256, bytes], pairs: Sequence[CopyPair], frames: int, progress: Progress
) -> list[PartPair]:
    files, places = tuple(at_hand), {sha256: place for place, sha256 in enumerate(at_hand)}
    known = {(places[pair.one], places[pair.other]) for pair in pairs if pair.one in places and pair.other in places}
    found: list[PartPair] = []
    for first in range(0, len(files), _AT_A_TIME):
        end = min(first + _AT_A_TIME, len(files))
        progress.report(first, len(files), "")
        request = FindPartPairs(
            os.fsencode(workspace.folder.path), files, tuple(at_hand.values()), frames, first, end, tuple(sorted(known))
        )
        (answer,) = _answers(workspace, [("", request)], FoundPartPairs, _COMPARE_BOUNDS, progress, is_told=False)
        fresh = answer.pairs if answer is not None else ()
        found += fresh
        known |= {(places[pair.one], places[pair.other]) for pair in fresh}
    return found


def _answers(
    workspace: "Workspace",
    asked: Sequence[tuple[str, object]],
    reply: type[T],
    bounds: Bounds,
    progress: Progress,
    *,
    is_told: bool = True,
) -> Generator[T | None]:
    """Yield the answer to each request, a few asked ahead; ``None`` where there is none."""
    waiting: deque[Future[T]] = deque()
    try:
        for number, (name, _) in enumerate(asked):
            while len(waiting) < _AHEAD and number + len(waiting) < len(asked):
                waiting.append(workspace.pool.submit(asked[number + len(waiting)][1], reply, bounds=bounds))
            if is_told:
                progress.report(number, len(asked), name)
            try:
                answer = awaited(waiting[0], progress)
            except Cancelled:
                raise
            except VerifierError as error:
                log.debug("a file was passed over: %s", type(error).__name__)
                answer = None
            waiting.popleft()
            yield answer
    finally:
        for future in waiting:
            future.cancel()


def _lacks_span(pair: CopyPair | PartPair, items: Mapping[Sha256, Item], at_hand: Mapping[Sha256, bytes]) -> bool:
    """Tell whether two clips have no span yet, or a coarse one: turned hashes are made from bits alone."""
    sides = (pair.one, pair.other)
    is_coarse = isinstance(pair, CopyPair) and pair.turn != "upright"
    return (pair.shared is None or is_coarse) and all(one in at_hand and items[one].kind == "video" for one in sides)


def _span_request(pair: CopyPair | PartPair, at_hand: Mapping[Sha256, bytes], case: bytes, frames: int) -> FindSpan:
    ordinals = pair.ordinals if isinstance(pair, PartPair) else (None, None)
    here, there = ordinals
    named = (here, there) if here is not None and there is not None else None
    return FindSpan(case, (pair.one, pair.other), (at_hand[pair.one], at_hand[pair.other]), frames, named)


def _both(pair: CopyPair | PartPair, items: Mapping[Sha256, Item]) -> str:
    return f"{items[pair.one].label}, {items[pair.other].label}"
