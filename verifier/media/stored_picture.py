"""What every still decoder hands over: the stored grid, not turned yet; and what may be claimed before decoding."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verifier.domain.errors import RefusedFile
from verifier.domain.inspection import Trouble
from verifier.media.upright import Orientation

Rgb = npt.NDArray[np.uint8]

MAX_PIXELS = 400_000_000
"""Largest picture opened at all; the largest sensors sold have 150 megapixels, joined panoramas a few hundred."""

_LARGE_PIXELS = 16_000_000
_MAX_PIXELS_PER_BYTE = 2_000
"""A plain white page of 16 megapixels in PNG holds under 400 pixels a byte; a bomb holds a hundred thousand."""


@dataclass(frozen=True)
class StoredPicture:
    """A decoded picture as it is coded.

    ``pixels``: (height, width, 3) uint8 RGB, not turned, at full size or reduced. ``width``/``height``: the whole
    stored grid. ``exif``: orientation 1-8. ``picture``: what was decoded, where it is not simply the picture.
    """

    pixels: Rgb
    width: int
    height: int
    exif: int
    codec: str
    pixel_format: str
    picture: str | None = None
    troubles: tuple[Trouble, ...] = ()


def refuse_bomb(width: int, height: int, size_bytes: int, name: str) -> None:
    """Raise ``RefusedFile`` where a header claims more pixels than are sensible, or than its bytes can hold."""
    claimed = f"{width:,} x {height:,} pixels"
    if width * height > MAX_PIXELS:
        raise RefusedFile(f"The file claims {claimed}, more than is opened; it is kept, but not shown.", name)
    if width * height > max(_LARGE_PIXELS, size_bytes * _MAX_PIXELS_PER_BYTE):
        raise RefusedFile(f"The file claims {claimed} in {size_bytes:,} bytes; it is kept, but not shown.", name)


def packed(pixels: Rgb) -> Rgb:
    """Lay turned pixels row after row, one pixel at a time: numpy alone copies a turned view byte by byte."""
    if pixels.flags.c_contiguous:
        return pixels
    whole = np.ascontiguousarray(pixels.view(np.dtype("V3")))
    return whole.view(np.uint8).reshape(pixels.shape)


def unturned(upright: Rgb, exif: int) -> Rgb:
    """Take back the turn that a library applied by itself: (height, width, 3) upright in, the stored grid out."""
    height, width = upright.shape[:2]
    is_swapped = Orientation(exif, width, height).swaps_axes
    return Orientation(exif, *((height, width) if is_swapped else (width, height))).unturn(upright)


def damaged(reason: str) -> Trouble:
    """Say that a picture is shown although part of it could not be read."""
    return Trouble(
        "decode", "picture_damaged", f"The picture is damaged and shown as far as it can be read ({reason})."
    )
