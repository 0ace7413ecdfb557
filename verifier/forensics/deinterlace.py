"""Show one field of an interlaced frame: the other one was taken a moment before or after."""

import numpy as np

from verifier.forensics.params import Deinterlace
from verifier.forensics.pixels import Numbers, Pixels


def deinterlace(pixels: Pixels, params: Deinterlace, _scale: float) -> tuple[Pixels, Numbers]:
    """Keep every other row, from the first (top) or the second (bottom), the rest the rounded mean of its neighbors.

    ``pixels`` are the stored grid at full size: on any other the fields are mixed already. Colors of a subsampled
    clip are shared by both fields in part; brightness is the field's own.
    """
    first = 0 if params.field == "top" else 1
    made, height = pixels.copy(), len(pixels)
    if height < 2:
        return made, {}
    between = np.arange(1 - first, height, 2)
    above, below = between - 1, between + 1
    above[above < 0] = below[above < 0]
    below[below >= height] = above[below >= height]
    made[between] = ((pixels[above].astype(np.uint16) + pixels[below] + 1) // 2).astype(np.uint8)
    return made, {}
