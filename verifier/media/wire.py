"""How a call and its answer cross a pipe: length-prefixed msgpack, never pickle."""

import os
import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import msgspec

from verifier.media.messages import SharedPixels
from verifier.media.shared_block import Block

T = TypeVar("T")

MAX_FRAME_BYTES = 1 << 28
"""Longest message taken: readings of a large file are a few megabytes, pixels never cross the pipe."""

_LENGTH = struct.Struct(">I")


class Call(msgspec.Struct, frozen=True, array_like=True):
    """One request on its way to a worker, with the bounds that it is to keep."""

    number: int
    task: str
    request: msgspec.Raw
    time_s: float
    memory_bytes: int


class Fault(msgspec.Struct, frozen=True, array_like=True):
    """An error on its way back: a class name of ``domain/errors.py``, its sentence, and a trace for the debug log."""

    kind: str
    sentence: str
    about: str
    detail: str = ""


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What a worker answers: a reply or a fault."""

    number: int
    reply: bytes | None
    fault: Fault | None = None


def task_name(request_type: type) -> str:
    """Name a request type as both sides do."""
    return f"{request_type.__module__}.{request_type.__qualname__}"


def file_name(request: object) -> str:
    """Return the name of the file that a request is about, without its folders, if it has a ``path``."""
    path: object = getattr(request, "path", b"")
    return Path(os.fsdecode(path)).name if isinstance(path, (bytes, str)) else ""


def encode(message: object) -> bytes:
    """Write a message; shared pixels go by the name of their block."""
    return msgspec.msgpack.encode(message, enc_hook=_encode_extra)


def decode(data: bytes | msgspec.Raw, kind: type[T] | Any, open_pixels: Callable[[str, int], Block] | None = None) -> T:
    """Read a message; ``open_pixels`` maps a block by name and size. Raise ``ValueError`` where it does not fit."""

    def decode_extra(wanted: type, value: Any) -> Any:
        if wanted is Fraction and isinstance(value, str):
            return Fraction(value)
        if wanted is SharedPixels and open_pixels is not None:
            return _pixels(value, open_pixels)
        raise NotImplementedError(wanted.__name__)

    return msgspec.msgpack.decode(data, type=kind, dec_hook=decode_extra)


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Send one message."""
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes:
    """Receive one message; raise ``EOFError`` where the other side is gone."""
    (length,) = _LENGTH.unpack(_read_all(stream, _LENGTH.size))
    if length > MAX_FRAME_BYTES:
        raise EOFError
    return _read_all(stream, length)


def _read_all(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _encode_extra(value: Any) -> Any:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, SharedPixels):
        return value.block.name, value.width, value.height, value.stride, value.format
    raise NotImplementedError(f"cannot send {type(value).__name__}")


def _pixels(value: Any, open_pixels: Callable[[str, int], Block]) -> SharedPixels:
    """Map the pixels that an answer names; their numbers come from a process that hostile files may have broken."""
    name, width, height, stride, pixel_format = msgspec.convert(value, tuple[str, int, int, int, str])
    bytes_per_pixel = {"bgrx": 4, "rgb": 3}.get(pixel_format)
    if bytes_per_pixel is None or min(width, height) < 1 or stride < width * bytes_per_pixel:
        raise ValueError("pixels of an impossible size")
    return SharedPixels(open_pixels(name, stride * height), width, height, stride, cast(Any, pixel_format))
