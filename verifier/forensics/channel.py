"""Show one channel, luminance or saturation as gray."""

from typing import cast

from verifier.forensics.params import Channel
from verifier.forensics.pixels import Numbers, Pixels
from verifier.media.cv import cv2

_PLACES = {"red": 0, "green": 1, "blue": 2}


def channel(pixels: Pixels, params: Channel, _scale: float) -> tuple[Pixels, Numbers]:
    """Repeat one plane three times. Luminance: BT.601, 0.299 R + 0.587 G + 0.114 B; saturation: of HSV, 0 to 255."""
    if params.shown in _PLACES:
        plane = cv2.extractChannel(pixels, _PLACES[params.shown])
    elif params.shown == "luminance":
        plane = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    else:
        plane = cv2.extractChannel(cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV_FULL), 1)
    return cast(Pixels, cv2.cvtColor(plane, cv2.COLOR_GRAY2RGB)), {}
