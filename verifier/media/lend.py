"""Put pixels into a block of shared memory, for the process that asked."""

from typing import Any

import numpy as np
import numpy.typing as npt

from verifier.media.cv import cv2
from verifier.media.messages import PixelFormat, SharedPixels
from verifier.media.shared_block import blocks

_BYTES_PER_PIXEL: dict[PixelFormat, int] = {"bgrx": 4, "rgb": 3}


def lend_pixels(pixels: npt.NDArray[np.uint8], pixel_format: PixelFormat = "bgrx", number: int = 0) -> SharedPixels:
    """Copy pixels (height, width, 3) uint8 RGB into a block; several in one answer get numbers 0, 1, 2, 3."""
    height, width = pixels.shape[:2]
    stride = -(-width * _BYTES_PER_PIXEL[pixel_format] // 4) * 4
    block = blocks().create(stride * height, number)
    rows = np.frombuffer(block.view, np.uint8).reshape(height, stride)
    target: Any = rows[:, : width * _BYTES_PER_PIXEL[pixel_format]].reshape(height, width, -1)
    if pixel_format == "bgrx":
        cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2BGRA, dst=target)
    else:
        target[:] = pixels
    return SharedPixels(block, width, height, stride, pixel_format)
