"""Equalize brightness tile by tile, with a limit (CLAHE), and leave colors alone."""

from typing import cast

from verifier.forensics.params import LocalContrast
from verifier.forensics.pixels import Numbers, Pixels
from verifier.media.cv import cv2


def local_contrast(pixels: Pixels, params: LocalContrast, _scale: float) -> tuple[Pixels, Numbers]:
    """Apply OpenCV's CLAHE to the Y of YCrCb (BT.601)."""
    toned = cv2.cvtColor(pixels, cv2.COLOR_RGB2YCrCb)
    equalizer = cv2.createCLAHE(clipLimit=params.limit, tileGridSize=(params.tiles, params.tiles))
    cv2.insertChannel(equalizer.apply(cv2.extractChannel(toned, 0)), toned, 0)
    return cast(Pixels, cv2.cvtColor(toned, cv2.COLOR_YCrCb2RGB)), {}
