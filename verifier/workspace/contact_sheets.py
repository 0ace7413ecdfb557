"""A contact sheet: one picture with the frames of a series, small, each with its clip time and number.

For an overview on paper or in an article. It names the clip by its hash and each frame by its number; the evidence is
the clip. Imports no decoder: drawn by ``contact_sheet_tasks`` in a worker.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.commands.derivatives import SaveDerivative
from verifier.domain.errors import UnreadableFile, UsageError
from verifier.domain.frames import FrameRef
from verifier.domain.ids import Sha256
from verifier.domain.progress import Progress
from verifier.domain.records import Item
from verifier.workspace.messages import SavedPicture
from verifier.workspace.pictures import original_path
from verifier.workspace.saved_frames import incoming
from verifier.workspace.series import bounded

if TYPE_CHECKING:
    from verifier.commands.history import Executed
    from verifier.media.pool import LaneName, Pool
    from verifier.workspace.workspace import Workspace

MOST_CELLS = 240
"""Frames on one sheet: of a wide clip 40 rows of six, which still opens in any viewer."""


class DrawCell(msgspec.Struct, frozen=True):
    """Decode one exact frame small and write it as PNG to ``out``; the answer is a :class:`SheetCell`."""

    path: bytes
    ordinal: int
    out: bytes


class SheetCell(msgspec.Struct, frozen=True):
    """A small picture that lies at ``file``, and the frame that it is."""

    file: bytes
    frame: FrameRef


class DrawContactSheet(msgspec.Struct, frozen=True):
    """Set small pictures of ``path`` in rows below a title and write a PNG; answered by ``SavedPicture``."""

    path: bytes
    cells: tuple[SheetCell, ...]
    title: str
    chosen: str
    out: bytes
    input_sha256: Sha256 | None = None


class ContactSheet(msgspec.Struct, frozen=True):
    """What was drawn, and the frames on it."""

    picture: SavedPicture
    frames: tuple[FrameRef, ...]


def save_contact_sheet(
    workspace: "Workspace", item: Item, ordinals: tuple[int, ...], chosen: str, progress: Progress
) -> "Executed":
    """Draw the sheet and keep it in the case as a figure with its recipe; ``chosen``: how, as ``every 2 s``.

    Raises ``UsageError`` (too many frames, none), ``UnreadableFile``, ``StorageFailed``, ``Cancelled``; then nothing
    is kept.
    """
    with incoming(workspace, item, 1) as (out,):
        known = None if item.is_linked else item.fingerprints.sha256
        path = original_path(workspace, item)
        made = draw(workspace.pool, path, ordinals, out, progress, title=item.label, chosen=chosen, input_sha256=known)
        if made.picture.recipe.input_sha256 != item.fingerprints.sha256:
            raise UnreadableFile("The linked file has changed since it was added; bring back the one that was.")
        workspace.folder.adopt_derived(out, made.picture.sha256)
    command = SaveDerivative(
        item=item,
        purpose="figure",
        media_type="image/png",
        sha256=made.picture.sha256,
        width=made.picture.width,
        height=made.picture.height,
        recipe=made.picture.recipe,
    )
    return workspace.execute(command)


def sheet_bounded(ordinals: tuple[int, ...]) -> tuple[int, ...]:
    """Return the frames of a sheet; raise :class:`UsageError` where there is none, or more than it has room for."""
    if len(bounded(ordinals)) > MOST_CELLS:
        raise UsageError(
            f"A contact sheet has room for {MOST_CELLS} frames; choose a longer step or a shorter part of the clip."
        )
    return ordinals


def draw(
    pool: "Pool",
    path: Path,
    ordinals: tuple[int, ...],
    out: Path,
    progress: Progress,
    *,
    title: str,
    chosen: str,
    input_sha256: Sha256 | None = None,
    lane: "LaneName" = "batch",
) -> ContactSheet:
    """Draw the sheet to ``out``, a frame at a time; small pictures lie beside it meanwhile, and are deleted."""
    name, count = os.fsencode(path), len(sheet_bounded(ordinals))
    smalls = [out.with_name(f"{out.stem}.{ordinal}.small") for ordinal in ordinals]
    cells: list[SheetCell] = []
    try:
        for place, (ordinal, small) in enumerate(zip(ordinals, smalls, strict=True)):
            progress.report(place, count)
            asked = DrawCell(name, ordinal, os.fsencode(small))
            cells.append(pool.submit(asked, SheetCell, lane=lane).result())
        progress.report(count, count)
        request = DrawContactSheet(name, tuple(cells), title, chosen, os.fsencode(out), input_sha256)
        return ContactSheet(pool.submit(request, SavedPicture, lane=lane).result(), tuple(one.frame for one in cells))
    finally:
        for small in smalls:
            small.unlink(missing_ok=True)
