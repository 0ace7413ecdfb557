"""One upright picture of whatever can be drawn, small or whole, and its encoding as JPEG. Imported by workers only."""

import contextlib
import os
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import simplejpeg

from verifier.domain.errors import UnsupportedFile
from verifier.domain.inspection import Technical, Trouble
from verifier.media.sniff import Sniffed
from verifier.media.stills import decode_still
from verifier.media.video import open_clip

JPEG_QUALITY = 85
Pixels = npt.NDArray[np.uint8]


class Drawn(msgspec.Struct, frozen=True):
    """Upright pixels (height, width, 3) uint8 RGB, the facts of the whole picture, what went wrong on the way."""

    pixels: Any
    technical: Technical
    troubles: tuple[Trouble, ...] = ()


def draw(path: Path, sniffed: Sniffed, max_side: int | None, ordinal: int | None = None) -> Drawn:
    """Decode a photo, or one frame of a clip (the first, unless named), at about ``max_side`` pixels.

    Raise :class:`UnsupportedFile` for a kind that is not drawn, else what decoding raises.
    """
    if sniffed.kind == "photo":
        still = decode_still(path, sniffed, max_side)
        return Drawn(still.pixels, still.technical, still.troubles)
    if sniffed.kind == "video":
        with open_clip(path, sniffed) as clip:
            return Drawn(clip.frame(ordinal or 0, max_side=max_side).pixels, clip.technical, clip.troubles)
    raise UnsupportedFile("Files of this kind are kept and hashed, but not drawn.", path.name)


def jpeg(pixels: Pixels) -> bytes:
    """Encode pixels (height, width, 3) uint8 RGB as JPEG."""
    return bytes(simplejpeg.encode_jpeg(np.ascontiguousarray(pixels), quality=JPEG_QUALITY, colorspace="RGB"))


def keep_jpeg(pixels: Pixels, path: Path) -> None:
    """Write pixels as JPEG, whole or not at all; a cache that cannot be written is done without."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        data = jpeg(pixels)
        try:
            part.write_bytes(data)
        except FileNotFoundError:  # the first of its folder
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
