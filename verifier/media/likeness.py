"""How alike two pictures look that should be one: a thumbnail and the picture it came with. Imported by workers only.

Not for finding copies (``pdq.py``): this asks whether a small picture could have been made of a large one, whatever its
turn, and forgives frames, sharpening and another developing.
"""

from typing import cast

import numpy as np
import numpy.typing as npt

from verifier.media.cv import cv2
from verifier.media.jpeg_stills import decode_jpeg_bytes
from verifier.media.stored_picture import Rgb

SIDE = 32
SURE = 0.9
"""Alike enough to look no further: nearly all thumbnails are, as they stand."""
DARK = 24
"""Below this a row is a black bar: makers fit pictures of 3:2 into thumbnails of 4:3."""
FLAT = 2.0
"""Standard deviation of gray below which a picture shows nothing to compare (fog, a cap on the lens)."""
Gray = npt.NDArray[np.float32]


def thumbnail_likeness(thumbnail: bytes, pixels: Rgb) -> float | None:
    """Return the correlation of a JPEG thumbnail with (height, width, 3) uint8 RGB pixels: 1 the same, 0 unrelated.

    ``None`` where the thumbnail cannot be decoded, or either picture is nearly of one tone.
    """
    small = decode_jpeg_bytes(thumbnail, None, "thumbnail")
    large = _standard(pixels)
    if small is None or large is None:
        return None
    best: float | None = None
    for cut in (_whole, _fitted, _without_bars):
        shown = _standard(cut(small.pixels, pixels))
        if shown is None:
            continue
        for turns in range(4):
            alike = float(np.vdot(np.rot90(shown, turns), large)) / SIDE**2
            best = alike if best is None or alike > best else best
            if best >= SURE:
                return best
    return best


def _whole(small: Rgb, _large: Rgb) -> Rgb:
    return small


def _standard(pixels: Rgb) -> Gray | None:
    """Return a picture small and gray, of mean 0 and standard deviation 1; ``None`` where it is nearly of one tone."""
    gray = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
    small = cast(Gray, cv2.resize(gray, (SIDE, SIDE), interpolation=cv2.INTER_AREA))
    mean, deviation = (float(part[0, 0]) for part in cv2.meanStdDev(small))
    return None if deviation < FLAT else (small.astype(np.float32) - mean) / deviation


def _without_bars(pixels: Rgb, _large: Rgb) -> Rgb:
    """Cut black bars off."""
    bright = pixels.max(axis=2) > DARK
    rows, columns = np.flatnonzero(bright.mean(axis=1) > 0.02), np.flatnonzero(bright.mean(axis=0) > 0.02)
    if len(rows) < SIDE or len(columns) < SIDE:
        return pixels
    return pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _fitted(small: Rgb, large: Rgb) -> Rgb:
    """Cut a thumbnail to the proportions of the picture, from its middle: bars need not be black."""
    sides = sorted(large.shape[:2])
    height, width = small.shape[:2]
    wanted = sides[1] / sides[0]
    if width >= height:
        high = min(height, round(width / wanted))
        top = (height - high) // 2
        return small[top : top + high]
    wide = min(width, round(height / wanted))
    left = (width - wide) // 2
    return small[:, left : left + wide]
