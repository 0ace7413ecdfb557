"""Look for a picture in open cases and lists of known footage: which items hold it, at which exact frame.

Everything is decoded, hashed and compared in workers. Imports no decoder: this runs in the window's process too.
"""

import logging
import os
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.bundle.options import Options
from verifier.bundle.selection import select
from verifier.domain.errors import Cancelled, UnreadableFile, VerifierError
from verifier.domain.inspection import DRAWN_KINDS
from verifier.domain.progress import Progress
from verifier.domain.records import Item
from verifier.media.pool import Bounds
from verifier.workspace.awaiting import awaited
from verifier.workspace.copy_messages import (
    AskEntries,
    AskHashed,
    CopyMatch,
    Entries,
    FindFrame,
    FindPart,
    FindPicture,
    FoundFrame,
    FoundPart,
    FoundPicture,
    Hashed,
    HashFile,
    PlacedPart,
)
from verifier.workspace.known_footage import KnownList
from verifier.workspace.looking import LOOK_SECONDS, bounds_for
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.media.pool import Pool
    from verifier.workspace.workspace import Workspace

log = logging.getLogger(__name__)

_LOOKED_A_SECOND = 20.0
"""Frames hashed a second at the very least: what a slow machine makes of 4K."""
_SEARCH_BOUNDS = Bounds(time_s=120)
_FRAME_BOUNDS = Bounds(time_s=120)
_PART_BOUNDS = Bounds(time_s=300)
_MOST_EXACT = 20
"""Matches of which the exact frame is looked for; the rest keep the nearest that was hashed."""


class Held(msgspec.Struct, frozen=True):
    """One place that holds the picture: an item of one of the cases, or a file that a list knows (no ``item``).

    ``case``: the place of the case among those asked. ``exact``: the frame that was found by comparing pixels.
    """

    match: CopyMatch
    case: int | None
    item: Item | None = None
    known_list: int | None = None
    exact: FoundFrame | None = None
    part: PlacedPart | None = None


class Found(msgspec.Struct, frozen=True):
    """What a search found: same bytes, then what looks alike, then parts, each the nearest first.

    ``not_looked_at``: items that could not be looked at, by case and item.
    """

    picture: FoundPicture
    held: tuple[Held, ...]
    not_looked_at: tuple[tuple[int, Item], ...] = ()


def find_picture(
    picture: Path,
    cases: Sequence["Workspace"],
    lists: Sequence[Path] = (),
    *,
    parts: bool = False,
    progress: Progress | None = None,
) -> Found:
    """Look for a picture; hash first what has no hashes yet (clips, as a rule, and what was added long ago).

    ``parts``: look for the picture in every other item too, as a part of it or with something laid over it; some
    twentieth of a second for a photo, seconds for a clip. Raise :class:`InputError` where the picture or a list cannot
    be read, :class:`Cancelled` where ``progress`` is.
    """
    progress = progress or Progress()
    not_hashed = tuple((number, item) for number, case in enumerate(cases) for item in hash_missing(case, progress))
    folders = tuple(os.fsencode(case.folder.path) for case in cases)
    request = FindPicture(os.fsencode(picture), folders, tuple(map(os.fsencode, lists)))
    with _workers(cases) as pool:
        found = awaited(pool.submit(request, FoundPicture, bounds=_SEARCH_BOUNDS), progress)
    by_sha256 = [{item.fingerprints.sha256: item for item in case.case.of(Item)} for case in cases]
    held: list[Held] = []
    for match in found.matches:
        if match.source >= len(cases):
            held.append(Held(match, None, known_list=match.source - len(cases)))
        elif (item := by_sha256[match.source].get(match.sha256)) is not None:  # else it was removed since
            exact = _exact(cases[match.source], item, picture, match) if len(held) < _MOST_EXACT else None
            held.append(Held(match, match.source, item, exact=exact))
    if parts:
        known = {one.item.key for one in held if one.item is not None}
        lying = [one for number, case in enumerate(cases) for one in _parts(case, number, picture, known, progress)]
        held += sorted(lying, key=lambda one: one.part.difference if one.part is not None else 0)
    return Found(found, tuple(held), not_hashed)


def hash_missing(
    workspace: "Workspace", progress: Progress, items: Iterable[Item] | None = None, *, ahead: int = 4
) -> tuple[Item, ...]:
    """Hash whole what is not yet, of all items or some; return the items of which that could not be done.

    ``ahead``: files asked for at a time; with one, a worker is left for others.
    """
    folder = os.fsencode(workspace.folder.path)
    known = frozenset(awaited(workspace.pool.submit(AskHashed(folder), Hashed), progress).files)
    drawn = _drawn(workspace) if items is None else items
    missing = [item for item in drawn if item.fingerprints.sha256 not in known]
    asked: deque[Future[Hashed] | None] = deque()
    failed: list[Item] = []
    try:
        for number, item in enumerate(missing):
            asked += [_ask(workspace, one, folder) for one in missing[number + len(asked) : number + ahead]]
            progress.report(number, len(missing), item.label)
            if (future := asked[0]) is None or not _is_hashed(future, progress):
                failed.append(item)
            asked.popleft()
    finally:
        for future in asked:
            if future is not None:
                future.cancel()
    return tuple(failed)


def known_list(workspace: "Workspace", title: str, progress: Progress | None = None) -> KnownList:
    """Make a list of what the case knows, of hashes alone, without what an outside reader may not have.

    Left out are items that are withheld, come from a closed source, or are too plain to be told by their looks.
    """
    progress = progress or Progress()
    hash_missing(workspace, progress)
    selection = select(workspace.case.records().values(), Options(audience="outside"))
    going = (
        item for item in _drawn(workspace) if selection.chosen[item.key].goes and selection.part_goes(item, "bytes")
    )
    request = AskEntries(
        os.fsencode(workspace.folder.path), tuple(sorted({item.fingerprints.sha256 for item in going}))
    )
    found = awaited(workspace.pool.submit(request, Entries, bounds=_SEARCH_BOUNDS), progress)
    return KnownList(title=title, function=found.function, entries=found.entries)


@contextmanager
def _workers(cases: Sequence["Workspace"]) -> Generator["Pool"]:
    """Lend the workers of the first case, or start some where only lists are asked."""
    if cases:
        yield cases[0].pool
        return
    from verifier.media.pool import Pool
    from verifier.workspace.workspace import TASK_MODULES

    with Pool(TASK_MODULES, 1) as pool:
        yield pool


def _drawn(workspace: "Workspace") -> list[Item]:
    return [item for item in workspace.case.of(Item) if item.kind in DRAWN_KINDS]


def _ask(workspace: "Workspace", item: Item, folder: bytes) -> Future[Hashed] | None:
    path = _path_or_none(workspace, item)
    if path is None:
        return None
    frames = item.technical.frame_count or 0
    bounds = Bounds(time_s=max(bounds_for(path).time_s, LOOK_SECONDS + frames / _LOOKED_A_SECOND))
    request = HashFile(os.fsencode(path), folder, item.fingerprints.sha256)
    return workspace.pool.submit(request, Hashed, bounds=bounds)


def _is_hashed(future: Future[Hashed], progress: Progress) -> bool:
    try:
        return bool(awaited(future, progress).files)
    except Cancelled:
        raise
    except VerifierError as error:
        log.debug("an item was not hashed: %s", type(error).__name__)
        return False


def _parts(workspace: "Workspace", number: int, picture: Path, known: set[str], progress: Progress) -> Generator[Held]:
    """Look in every item that is not known to hold the picture; what cannot be looked at is passed over."""
    asked: list[tuple[Item, Future[FoundPart]]] = []
    for item in _drawn(workspace):
        path = None if item.key in known else _path_or_none(workspace, item)
        if path is not None:
            request = FindPart(os.fsencode(path), os.fsencode(picture))
            asked.append((item, workspace.pool.submit(request, FoundPart, bounds=_PART_BOUNDS)))
    try:
        for place, (item, future) in enumerate(asked):
            progress.report(place, len(asked), item.label)
            part = _part(future, progress)
            if part is not None:
                turn = "mirrored left to right" if part.is_mirrored else "upright"
                match = CopyMatch(number, item.fingerprints.sha256, "part", None, turn)
                yield Held(match, number, item, part=part)
    finally:
        for _, future in asked:
            future.cancel()


def _part(future: Future[FoundPart], progress: Progress) -> PlacedPart | None:
    try:
        return awaited(future, progress).part
    except Cancelled:
        raise
    except VerifierError as error:
        log.debug("an item was not looked into: %s", type(error).__name__)
        return None


def _path_or_none(workspace: "Workspace", item: Item) -> Path | None:
    try:
        return original_path(workspace, item)
    except UnreadableFile:
        return None


def _exact(workspace: "Workspace", item: Item, picture: Path, match: CopyMatch) -> FoundFrame | None:
    """Find the frame by its pixels, where the match is one of a clip; ``None`` where that fails."""
    if match.ordinal is None:
        return None
    try:
        path = original_path(workspace, item)
        request = FindFrame(os.fsencode(path), os.fsencode(picture), match.turn, match.first, match.last)
        return workspace.pool.submit(request, FoundFrame, bounds=_FRAME_BOUNDS).result()
    except VerifierError as error:
        log.debug("the exact frame was not found: %s", type(error).__name__)
        return None
