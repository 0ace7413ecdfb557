"""What workers are asked and what they answer; pixels that cross between processes; the rows of a task table.

Imports no decoder and no array library: the window process sends these. Paths travel as bytes: on Linux a file's name
need not be text.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, Literal, TypeVar

import msgspec

from verifier.domain.inspection import Technical, Trouble
from verifier.media.shared_block import Block

PixelFormat = Literal["bgrx", "rgb"]
"""``bgrx``: four bytes a pixel, ``QImage.Format_RGB32`` on little-endian machines, drawn without a conversion.
``rgb``: three bytes, ``QImage.Format_RGB888``."""


class SharedPixels:
    """An upright picture in a block of memory that two processes share.

    ``view``: the bytes, row after row, ``stride`` bytes from one row to the next; read-only for the receiver. The
    memory is freed when the last of this object and its views is dropped: whoever wraps the bytes keeps this object.
    """

    def __init__(self, block: Block, width: int, height: int, stride: int, pixel_format: PixelFormat) -> None:
        self.block = block
        self.width = width
        self.height = height
        self.stride = stride
        self.format: PixelFormat = pixel_format

    @property
    def view(self) -> memoryview:
        return self.block.view


class DecodeStill(msgspec.Struct, frozen=True):
    """Decode a photo upright; the answer is a :class:`PictureReply`.

    ``max_side``: the longer side may be smaller than this only where the picture itself is; ``None`` for full size.
    """

    path: bytes
    max_side: int | None = None
    format: PixelFormat = "bgrx"


class PictureReply(msgspec.Struct, frozen=True):
    """Upright pixels, at full size or reduced; the technical facts of the whole picture; what is damaged in it."""

    pixels: SharedPixels
    technical: Technical
    troubles: tuple[Trouble, ...] = ()


Request = TypeVar("Request")
Value = TypeVar("Value")


class Kept:
    """What a worker keeps between two requests, such as an opened clip; the oldest goes when there is no room.

    The process may end at any time: a request must be able to make again what it needs.
    """

    def __init__(self, room: int = 2) -> None:
        self._room = room
        self._values: OrderedDict[Any, Any] = OrderedDict()
        self.meanwhile: Callable[[], float | None] | None = None
        """What is worth doing, a few milliseconds at a time, until the next request; returns after how many seconds to
        go on, ``None`` when it is done. Each request begins with none."""

    def get(self, key: object, make: Callable[[], Value]) -> Value:
        """Return what is kept under ``key``, or make and keep it; what has to go is closed if it can be."""
        if key not in self._values:
            value = make()
            while len(self._values) >= self._room:
                _, oldest = self._values.popitem(last=False)
                getattr(oldest, "close", lambda: None)()
            self._values[key] = value
        self._values.move_to_end(key)
        return self._values[key]

    def let_go(self) -> None:
        """Let go of everything: a request needs the memory itself."""
        while self._values:
            _, value = self._values.popitem()
            getattr(value, "close", lambda: None)()


class Task(msgspec.Struct, Generic[Request], frozen=True):
    """One row of a task table: the type of a request and the function that answers it."""

    request: type[Request]
    function: Callable[[Request], object]


class KeepingTask(msgspec.Struct, Generic[Request], frozen=True):
    """A row whose function is also handed what its worker keeps between requests."""

    request: type[Request]
    function: Callable[[Request, Kept], object]
