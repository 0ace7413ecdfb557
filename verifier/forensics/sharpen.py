"""Sharpen by an unsharp mask."""

from typing import cast

from verifier.forensics.params import Sharpen
from verifier.forensics.pixels import Numbers, Pixels
from verifier.media.cv import cv2


def sharpen(pixels: Pixels, params: Sharpen, scale: float) -> tuple[Pixels, Numbers]:
    """Add ``amount`` of the difference from a Gaussian blur whose sigma is ``radius`` pixels of the whole picture.

    Where the picture is shown smaller the radius shrinks with it, to no less than 0.3 pixels.
    """
    blurred = cv2.GaussianBlur(pixels, (0, 0), max(0.3, params.radius * scale), borderType=cv2.BORDER_REPLICATE)
    share = params.amount / 100
    return cast(Pixels, cv2.addWeighted(pixels, 1 + share, blurred, -share, 0)), {}
