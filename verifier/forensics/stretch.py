"""Stretch values between two percentiles over the whole range."""

from typing import cast

import numpy as np

from verifier.forensics.params import Stretch
from verifier.forensics.pixels import Numbers, Pixels, Plane
from verifier.forensics.tones import to_bytes
from verifier.media.cv import cv2

CHANNELS = ("red", "green", "blue")


def stretch(pixels: Pixels, params: Stretch, _scale: float) -> tuple[Pixels, Numbers]:
    """Map a low and a high percentile to 0 and 255: of BT.601 brightness, the same for all channels, or of each."""
    if params.by == "brightness":
        low, high = limits(cast(Plane, cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)), params.clipped)
        return cast(Pixels, cv2.LUT(pixels, _table(low, high))), {"low": low, "high": high}
    numbers: Numbers = {}
    tables: list[object] = []
    for place, name in enumerate(CHANNELS):
        low, high = limits(pixels[:, :, place], params.clipped)
        numbers |= {f"{name}_low": low, f"{name}_high": high}
        tables.append(_table(low, high))
    table = np.stack(cast("list[Plane]", tables), axis=-1).reshape(1, 256, 3)
    return cast(Pixels, cv2.LUT(pixels, table)), numbers


def limits(plane: Plane, clipped: float) -> tuple[int, int]:
    """Return the least value with more than ``clipped`` percent of pixels at or below it, and the same from above."""
    counts = cv2.calcHist([np.ascontiguousarray(plane)], [0], None, [256], [0, 256]).ravel()
    share = counts.astype(np.float64).cumsum() / plane.size
    low = int(np.argmax(share > clipped / 100))
    high = 255 - int(np.argmax((1 - np.concatenate(([0.0], share[:-1])))[::-1] > clipped / 100))
    return low, high


def _table(low: int, high: int) -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    ramp = np.arange(256, dtype=np.float64)
    return to_bytes((ramp - low) * 255 / (high - low)) if high > low else ramp.astype(np.uint8)
