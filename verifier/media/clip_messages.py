"""What workers are asked about clips and what they answer; imports no decoder, the window process sends these.

Paths travel as bytes. A worker keeps the clips it opened last, so that stepping costs one frame each.
"""

import msgspec

from verifier.domain.frames import FrameRef
from verifier.domain.ids import Sha256
from verifier.domain.inspection import Technical, Trouble
from verifier.media.frame_table import PackedTable
from verifier.media.messages import PixelFormat, SharedPixels


class OpenClip(msgspec.Struct, frozen=True):
    """Open a clip and list its frames; the answer is a :class:`ClipReply`."""

    path: bytes


class ClipReply(msgspec.Struct, frozen=True):
    """The facts of a clip and its displayed frames (``FrameTable.unpack(reply.table)``)."""

    technical: Technical
    table: PackedTable
    troubles: tuple[Trouble, ...] = ()


class DecodeFrame(msgspec.Struct, frozen=True):
    """Decode one frame; the answer is a :class:`FrameReply`.

    ``nearest_key``: the key frame at or before it, which comes several times sooner, while somebody drags along a
    timeline; the reply names the frame that it is. ``max_side``: no side of the picture is longer; ``None``: full size.
    """

    path: bytes
    ordinal: int
    max_side: int | None = None
    nearest_key: bool = False
    format: PixelFormat = "bgrx"


class FrameReply(msgspec.Struct, frozen=True):
    """Upright pixels of one frame and its identity, both from the same decoded buffer.

    ``is_damaged``: data was missing and the decoder made up for it.
    """

    pixels: SharedPixels
    frame: FrameRef
    is_damaged: bool = False


class SaveFramePng(msgspec.Struct, frozen=True):
    """Write one frame as a PNG at full size; the answer is a :class:`SavedFrame`.

    ``out``: path of the picture; a file that stands there is replaced, whole or not at all. ``raw``: the stored grid
    (as coded, not turned, pixels not made square) instead of the displayed one.
    """

    path: bytes
    ordinal: int
    out: bytes
    raw: bool = False


class SavedFrame(msgspec.Struct, frozen=True):
    """What was written, and what a recipe must say to make the same picture again."""

    frame: FrameRef
    width: int
    height: int
    sha256: Sha256
    function: str
    parameters: dict[str, str | int | float | bool | None]
    libraries: dict[str, str]
    is_damaged: bool = False
