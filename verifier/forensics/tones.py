"""Filters of single values: brightness, contrast, gamma, invert. Each is a table of 256 values."""

from typing import cast

import numpy as np

from verifier.forensics.params import Brightness, Contrast, Gamma, Invert
from verifier.forensics.pixels import Numbers, Pixels
from verifier.media.cv import cv2

Table = np.ndarray[tuple[int], np.dtype[np.float64]]
_RAMP: Table = np.arange(256, dtype=np.float64)


def brightness(pixels: Pixels, params: Brightness, _scale: float) -> tuple[Pixels, Numbers]:
    """Add a share of the full range to every value."""
    return _looked_up(pixels, _RAMP + params.amount * 2.55), {}


def contrast(pixels: Pixels, params: Contrast, _scale: float) -> tuple[Pixels, Numbers]:
    """Multiply the distance from 127.5, the middle of the range."""
    return _looked_up(pixels, (_RAMP - 127.5) * (1 + params.amount / 100) + 127.5), {}


def gamma(pixels: Pixels, params: Gamma, _scale: float) -> tuple[Pixels, Numbers]:
    """Raise values, as shares of the range, to the power of 1/gamma."""
    return _looked_up(pixels, 255 * (_RAMP / 255) ** (1 / params.gamma)), {}


def invert(pixels: Pixels, _params: Invert, _scale: float) -> tuple[Pixels, Numbers]:
    """Take every value from 255."""
    return _looked_up(pixels, 255 - _RAMP), {}


def _looked_up(pixels: Pixels, table: Table) -> Pixels:
    return cast(Pixels, cv2.LUT(pixels, to_bytes(table)))


def to_bytes(values: Table) -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    """Round half up and keep between 0 and 255; NumPy rounds halves to even, which shifts steps by one."""
    return np.clip(np.floor(values + 0.5), 0, 255).astype(np.uint8)
