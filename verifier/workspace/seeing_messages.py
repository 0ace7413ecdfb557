"""What workers are asked about pictures shown through filters, and what they answer. Imports no decoder."""

import msgspec

from verifier.domain.frames import FrameRef
from verifier.domain.ids import Sha256
from verifier.media.messages import PixelFormat, SharedPixels


class Motion(msgspec.Struct, frozen=True):
    """A scale, a clockwise turn and a shift on the displayed grid: how a frame lies on the one it is steadied on."""

    scale: float
    turn_deg: float
    x: float
    y: float


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
    steady_on: int | None = None
    """The frame that a frame of a clip is to be steadied on: its motion is told, no pixel is moved."""


class Seen(msgspec.Struct, frozen=True):
    """Filtered upright pixels; the identity of the frame they are made from, which filters do not touch.

    ``numbers``: what the filters found, and which share of values is 0 (``black``) and 255 (``white``).
    """

    pixels: SharedPixels
    frame: FrameRef | None
    numbers: dict[str, float]
    is_damaged: bool = False
    motion: Motion | None = None


class SaveSeen(msgspec.Struct, frozen=True):
    """Write a picture as it is seen through filters, at full size, as PNG to ``out``; answered by ``SavedPicture``."""

    path: bytes
    ordinal: int | None
    out: bytes
    filters: tuple[FilterCall, ...]
    input_sha256: Sha256 | None = None


class ReadPatch(msgspec.Struct, frozen=True):
    """Read a square of pixels of the displayed grid from the decode at full size; the answer is a :class:`Patch`.

    ``x`` and ``y``: its middle pixel; ``reach``: pixels on each side of that.
    """

    path: bytes
    ordinal: int | None
    x: int
    y: int
    reach: int


class Patch(msgspec.Struct, frozen=True):
    """Pixels around one of the displayed grid: ``rgb``, three bytes each, row by row from (``left``, ``top``)."""

    x: int
    y: int
    left: int
    top: int
    width: int
    height: int
    rgb: bytes
    frame: FrameRef | None

    def color(self) -> tuple[int, int, int]:
        """Return red, green and blue of the middle pixel."""
        at = ((self.y - self.top) * self.width + self.x - self.left) * 3
        red, green, blue = self.rgb[at : at + 3]
        return red, green, blue
