"""Pictures of items, as futures: the photo at the size the stage needs, exact frames, small ones for the list.

Everything is decoded in workers. Imports no decoder: this runs in the window's process.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from verifier.domain.errors import UnreadableFile, VerifierError
from verifier.domain.records import Item
from verifier.media.clip_messages import ClipReply, DecodeFrame, FrameReply, OpenClip
from verifier.media.frame_table import FrameTable
from verifier.media.messages import DecodeStill, PictureReply, SharedPixels
from verifier.media.when import ByOrdinal, parse_when
from verifier.workspace.cached import strip_frame_path, thumbnail_path
from verifier.workspace.chaining import done, then, then_ask
from verifier.workspace.messages import MakeStripFrame, MakeThumbnail, Thumbnail

if TYPE_CHECKING:
    from verifier.media.pool import LaneName
    from verifier.workspace.workspace import Workspace

__all__ = [
    "FrameReply",
    "clip",
    "frame",
    "key_frame",
    "original_path",
    "picture",
    "strip_frame",
    "thumbnail",
    "with_path",
]

T = TypeVar("T")


def original_path(workspace: "Workspace", item: Item) -> Path:
    """Return where the item's bytes can be read; raise :class:`UnreadableFile` where they are not at hand."""
    sha256 = item.fingerprints.sha256
    path = workspace.folder.original(sha256)
    if path.exists():
        return path
    linked = workspace.storage.link_path(sha256)
    if linked is None:
        raise UnreadableFile("The file of this item is no longer in the case.", item.label)
    if not Path(linked).exists():
        raise UnreadableFile("The linked file is not where it was; bring back the disk or folder.", item.label)
    return Path(linked)


def picture(
    workspace: "Workspace", item: Item, max_side: int | None, lane: "LaneName" = "stage"
) -> Future[SharedPixels]:
    """Decode a photo upright, at ``max_side`` pixels or a little more; ``None``: at full size.

    ``lane``: "batch" for one that may be wanted next.
    """

    def ask(path: Path) -> Future[PictureReply]:
        return workspace.pool.submit(DecodeStill(os.fsencode(path), max_side), PictureReply, lane=lane)

    return then(with_path(workspace, item, ask), lambda reply: reply.pixels)


def clip(workspace: "Workspace", item: Item) -> Future[FrameTable]:
    """Open a clip and list its frames; the worker keeps it open."""

    def ask(path: Path) -> Future[ClipReply]:
        return workspace.pool.submit(OpenClip(os.fsencode(path)), ClipReply, lane="stage")

    return then(with_path(workspace, item, ask), lambda reply: FrameTable.unpack(reply.table))


def key_frame(workspace: "Workspace", item: Item, ordinal: int, max_side: int | None) -> Future[FrameReply]:
    """Decode the key frame at or before a frame: a first look, several times quicker; the reply names what it is."""

    def ask(path: Path) -> Future[FrameReply]:
        request = DecodeFrame(os.fsencode(path), ordinal, max_side, nearest_key=True)
        return workspace.pool.submit(request, FrameReply, lane="stage")

    return with_path(workspace, item, ask)


def strip_frame(
    workspace: "Workspace", item: Item, ordinal: int, *, is_kept: bool = True
) -> Future[SharedPixels | None]:
    """Bring one small frame for a clip's strip, from the cache or made again, behind everything that is looked at.

    ``is_kept``: put it into the cache; a strip that is zoomed could ask for every frame of a clip.
    """
    kept = strip_frame_path(workspace.folder, item.fingerprints.sha256, ordinal)
    if kept.exists():
        return then(workspace.pool.submit(DecodeStill(os.fsencode(kept)), PictureReply), lambda reply: reply.pixels)
    keep_as = os.fsencode(kept) if is_kept and not workspace.is_read_only else None

    def ask(path: Path) -> Future[Thumbnail]:
        return workspace.pool.submit(MakeStripFrame(os.fsencode(path), ordinal, keep_as), Thumbnail)

    return then(with_path(workspace, item, ask), lambda made: made.pixels)


def frame(workspace: "Workspace", item: Item, when: str, max_side: int | None) -> Future[FrameReply]:
    """Decode one exact frame: ``#812``, ``pts:27093`` or ``27.093`` (the frame then shown), with its identity."""

    def ask(path: Path) -> Future[FrameReply]:
        return then_ask(ordinal_of(workspace, item, when), lambda ordinal: at(path, ordinal))

    def at(path: Path, ordinal: int) -> Future[FrameReply]:
        return workspace.pool.submit(DecodeFrame(os.fsencode(path), ordinal, max_side), FrameReply, lane="stage")

    return with_path(workspace, item, ask)


def ordinal_of(workspace: "Workspace", item: Item, when: str) -> Future[int]:
    """Find which frame is meant; the table is fetched only where the words do not number the frame themselves."""
    asked = parse_when(when)
    if isinstance(asked, ByOrdinal):
        return done(asked.ordinal)
    return then(clip(workspace, item), lambda table: table.ordinal_at(asked))


def thumbnail(workspace: "Workspace", item: Item) -> Future[SharedPixels | None]:
    """Bring the small picture of an item, from the cache or made again; ``None`` for a kind that is not drawn."""
    kept = thumbnail_path(workspace.folder, item.fingerprints.sha256)
    if kept.exists():
        return then(workspace.pool.submit(DecodeStill(os.fsencode(kept)), PictureReply), lambda reply: reply.pixels)
    keep_as = None if workspace.is_read_only else os.fsencode(kept)

    def ask(path: Path) -> Future[Thumbnail]:
        return workspace.pool.submit(MakeThumbnail(os.fsencode(path), keep_as), Thumbnail)

    return then(with_path(workspace, item, ask), lambda made: made.pixels)


def with_path(workspace: "Workspace", item: Item, ask: Callable[[Path], Future[T]]) -> Future[T]:
    """Ask for something about an item's file, or fail where the file is not at hand."""
    try:
        return ask(original_path(workspace, item))
    except VerifierError as error:
        failed: Future[T] = Future()
        failed.set_exception(error)
        return failed
