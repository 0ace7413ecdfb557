"""The cuts of a clip: found in workers a stretch at a time, and kept in the case's cache, never in a record."""

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.domain.progress import Progress
from verifier.domain.records import Item
from verifier.media.cut_messages import FUNCTION_VERSION, FindCuts, FoundCuts
from verifier.workspace.awaiting import awaited
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.media.pool import Pool
    from verifier.workspace.workspace import Workspace

STRETCH = 300
"""Frames a worker is asked for at a time: between two it is heard whether to stop."""


class _Kept(msgspec.Struct, frozen=True):
    version: int
    frames: int
    ordinals: tuple[int, ...]


def known_cuts(workspace: "Workspace", item: Item, frames: int) -> tuple[int, ...] | None:
    """Return the cuts that were found before; ``None`` where nobody has looked, or another way."""
    try:
        kept = msgspec.json.decode(_path(workspace, item).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    return kept.ordinals if (kept.version, kept.frames) == (FUNCTION_VERSION, frames) else None


def find_cuts(workspace: "Workspace", item: Item, frames: int, progress: Progress) -> tuple[int, ...]:
    """Find the cuts of a clip of so many frames; raise ``VerifierError``, ``Cancelled`` where it is stopped."""
    known = known_cuts(workspace, item, frames)
    if known is not None:
        return known
    found = look_for_cuts(workspace.pool, original_path(workspace, item), frames, progress)
    _keep(_path(workspace, item), _Kept(FUNCTION_VERSION, frames, found))
    return found


def look_for_cuts(pool: "Pool", path: Path, frames: int, progress: Progress) -> tuple[int, ...]:
    """Find the cuts of a file of so many frames; raise ``VerifierError``, ``Cancelled`` where it is stopped."""
    found: list[int] = []
    for first in range(0, frames, STRETCH):
        progress.report(first, frames)
        asked = pool.submit(FindCuts(os.fsencode(path), first, min(STRETCH, frames - first)), FoundCuts)
        found += awaited(asked, progress).ordinals
    return tuple(found)


def _keep(path: Path, kept: _Kept) -> None:
    """Write to the cache; a disk that is full or protected costs no more than looking again."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_bytes(msgspec.json.encode(kept))
        new.replace(path)


def _path(workspace: "Workspace", item: Item) -> Path:
    sha256 = item.fingerprints.sha256
    return workspace.folder.cache / "cuts" / sha256[:2] / f"{sha256[2:]}.json"
