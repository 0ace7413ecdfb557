"""Take out single bright or dark pixels by a median."""

from typing import cast

from verifier.forensics.params import Denoise
from verifier.forensics.pixels import Numbers, Pixels
from verifier.media.cv import cv2


def denoise(pixels: Pixels, params: Denoise, scale: float) -> tuple[Pixels, Numbers]:
    """Give every value the median of the square around it, channel by channel; a smaller picture, a smaller square."""
    radius = max(1, round(params.radius * scale))
    return cast(Pixels, cv2.medianBlur(pixels, 2 * radius + 1)), {}
