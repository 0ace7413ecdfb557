"""What workers are asked about pictures shown through filters, and what they answer. Imports no decoder."""

import msgspec

from verifier.domain.frames import FrameRef
from verifier.domain.ids import Sha256
from verifier.media.messages import PixelFormat, SharedPixels


class FilterCall(msgspec.Struct, frozen=True):
    """A filter by its name, with its settings."""

    name: str
    parameters: dict[str, str | int | float | bool | None]


class SeePicture(msgspec.Struct, frozen=True):
    """Show a photo (``ordinal`` is ``None``) or one frame of a clip through filters; the answer is :class:`Seen`.

    ``max_side`` and ``nearest_key`` as for pictures without filters.
    """

    path: bytes
    ordinal: int | None
    max_side: int | None
    filters: tuple[FilterCall, ...]
    nearest_key: bool = False
    format: PixelFormat = "bgrx"


class Seen(msgspec.Struct, frozen=True):
    """Filtered upright pixels; the identity of the frame they are made from, which filters do not touch.

    ``numbers``: what the filters found, and which share of values is 0 (``black``) and 255 (``white``).
    """

    pixels: SharedPixels
    frame: FrameRef | None
    numbers: dict[str, float]
    is_damaged: bool = False


class SaveSeen(msgspec.Struct, frozen=True):
    """Write a picture as it is seen through filters, at full size, as PNG to ``out``; answered by ``SavedPicture``."""

    path: bytes
    ordinal: int | None
    out: bytes
    filters: tuple[FilterCall, ...]
    input_sha256: Sha256 | None = None
