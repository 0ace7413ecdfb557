"""Put pixels into a block of shared memory, for the process that asked."""

from typing import Any

import numpy as np
import numpy.typing as npt

from verifier.media.cv import cv2
from verifier.media.messages import PixelFormat, SharedPixels
from verifier.media.shared_block import blocks

_STRIP_ROWS = 64
"""Rows converted at a time: a strip stays in the processor's cache, and no second picture stands in memory."""

_BYTES_PER_PIXEL: dict[PixelFormat, int] = {"bgrx": 4, "rgb": 3}


def lend_pixels(pixels: npt.NDArray[np.uint8], pixel_format: PixelFormat = "bgrx", number: int = 0) -> SharedPixels:
    """Copy pixels (height, width, 3) uint8 RGB into a block; several in one answer get numbers 0, 1, 2, 3."""
    height, width = pixels.shape[:2]
    bytes_per_pixel = _BYTES_PER_PIXEL[pixel_format]
    stride = -(-width * bytes_per_pixel // 4) * 4
    block = blocks().create(stride * height, number)
    strip: Any = np.zeros((min(height, _STRIP_ROWS), stride), np.uint8)
    for top in range(0, height, _STRIP_ROWS):
        rows = np.ascontiguousarray(pixels[top : top + _STRIP_ROWS])
        target = strip[: len(rows), : width * bytes_per_pixel].reshape(len(rows), width, bytes_per_pixel)
        if pixel_format == "bgrx":
            cv2.cvtColor(rows, cv2.COLOR_RGB2BGRA, dst=target)
        else:
            target[:] = rows
        block.write(memoryview(strip[: len(rows)]).cast("B"))
    return SharedPixels(block, width, height, stride, pixel_format)
