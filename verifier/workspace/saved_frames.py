"""Save exact frames and photos as PNG into the case, with the recipe to make them again; a series is one edit."""

import os
from collections import deque
from collections.abc import Generator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.commands.derivatives import SaveDerivative, SaveSeries
from verifier.domain.errors import UnreadableFile, VerifierError
from verifier.domain.progress import Progress
from verifier.domain.records import Item
from verifier.workspace.messages import SavedPicture, SavePicture
from verifier.workspace.pictures import original_path
from verifier.workspace.series import bounded

if TYPE_CHECKING:
    from verifier.commands.history import Executed
    from verifier.media.pool import LaneName
    from verifier.workspace.workspace import Workspace

AHEAD = 1
"""Frames of a series that are asked for while another is awaited: there are two workers behind the window."""


def save_frame(workspace: "Workspace", item: Item, when: str) -> "Executed":
    """Save the frame ``when`` of a clip (empty: a photo itself) and record it; waits for the worker."""
    return workspace.execute(prepare_frame(workspace, item, when))


def prepare_frame(workspace: "Workspace", item: Item, when: str) -> SaveDerivative:
    """Decode the frame, put its PNG into the case, return the command that records it.

    Raises :class:`UsageError` where there is no such frame, :class:`UnreadableFile` where a linked file is no longer
    the one that was added, :class:`StorageFailed` where the disk is full.
    """
    with incoming(workspace, item, 1) as (out,):
        asked = _ask(workspace, item, when, out, is_hashed=item.is_linked, lane="stage")
        saved = _checked(item, asked.result())
        workspace.folder.adopt_derived(out, saved.sha256)
    return _command(item, saved)


def save_series(workspace: "Workspace", item: Item, ordinals: tuple[int, ...], progress: Progress) -> "Executed":
    """Save exact frames of a clip and record each as :func:`save_frame` does: one edit, undone together.

    Stopped or failing on the way, nothing is kept. Raises what :func:`prepare_frame` does, :class:`Cancelled`, and
    :class:`UsageError` where there are more frames than are saved at a time.
    """
    count = len(bounded(ordinals))
    saved: list[SavedPicture] = []
    with incoming(workspace, item, count) as outs:
        asked: deque[Future[SavedPicture]] = deque()

        def take() -> None:
            progress.report(len(saved), count)
            saved.append(_checked(item, asked[0].result()))
            asked.popleft()

        try:
            for place, (ordinal, out) in enumerate(zip(ordinals, outs, strict=True)):
                # A linked file is read through with the first frame, and once more with the last after all others.
                is_hashed = item.is_linked and place in (0, count - 1)
                while len(asked) > (0 if is_hashed else AHEAD):
                    take()
                asked.append(_ask(workspace, item, f"#{ordinal}", out, is_hashed=is_hashed))
            while asked:
                take()
            progress.report(count, count)
        finally:
            for future in asked:
                if not future.cancel():
                    wait([future])  # its picture must be whole before it can be deleted
        for picture, out in zip(saved, outs, strict=True):
            workspace.folder.adopt_derived(out, picture.sha256)
    return workspace.execute(SaveSeries(item, tuple(_command(item, picture) for picture in saved)))


@contextmanager
def incoming(workspace: "Workspace", item: Item, count: int) -> Generator[list[Path]]:
    """Hand out paths for pictures that are not named yet; what lies there in the end is deleted."""
    workspace.require_writing()
    folder = workspace.folder
    folder.incoming.mkdir(parents=True, exist_ok=True)
    outs = [folder.incoming / f"{workspace.new_id()}.png" for _ in range(count)]
    try:
        yield outs
    except VerifierError as error:
        error.about = item.label  # the worker knows the file by its hash alone
        raise
    finally:
        for out in outs:
            out.unlink(missing_ok=True)


def _ask(
    workspace: "Workspace", item: Item, when: str, out: Path, *, is_hashed: bool, lane: "LaneName" = "batch"
) -> "Future[SavedPicture]":
    """Have a frame written as PNG; ``is_hashed``: its file is hashed again, since nobody guards a linked one."""
    known = None if is_hashed else item.fingerprints.sha256
    request = SavePicture(os.fsencode(original_path(workspace, item)), when, os.fsencode(out), input_sha256=known)
    return workspace.pool.submit(request, SavedPicture, lane=lane)


def _checked(item: Item, saved: SavedPicture) -> SavedPicture:
    if saved.recipe.input_sha256 != item.fingerprints.sha256:
        raise UnreadableFile("The linked file has changed since it was added; bring back the one that was.")
    return saved


def _command(item: Item, saved: SavedPicture) -> SaveDerivative:
    return SaveDerivative(
        item=item,
        purpose="frame",
        media_type="image/png",
        sha256=saved.sha256,
        width=saved.width,
        height=saved.height,
        recipe=saved.recipe,
        frame=saved.frame,
    )
