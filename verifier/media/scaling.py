"""Make a picture smaller: the one way thumbnails and window-sized pictures are scaled."""

from verifier.media.cv import cv2
from verifier.media.stored_picture import Rgb

ENOUGH = 0.9
"""A decoder that halves may stop at this share of the size asked for: 1,500 pixels fill a window as well as 1,600."""


def shrink(pixels: Rgb, max_side: int) -> Rgb:
    """Scale (height, width, 3) uint8 down so that the longer side is at most ``max_side``; every pixel counts."""
    height, width = pixels.shape[:2]
    longer = max(width, height)
    if longer <= max_side:
        return pixels
    size = (max(1, round(width * max_side / longer)), max(1, round(height * max_side / longer)))
    # Below one half, bilinear weights miss pixels; above, they take in every one and cost a fifth.
    way = cv2.INTER_AREA if longer >= 2 * max_side else cv2.INTER_LINEAR
    return cv2.resize(pixels, size, interpolation=way).astype("uint8", copy=False)


def halvings(longer: int, max_side: int | None) -> int:
    """Return the largest of 8, 4, 2, 1 by which a picture can be decoded smaller and still fill ``max_side``."""
    if max_side is None:
        return 1
    return next((factor for factor in (8, 4, 2) if -(-longer // factor) >= max_side * ENOUGH), 1)


def jpeg_bytes(pixels: Rgb, quality: int = 85) -> bytes:
    """Code (height, width, 3) uint8 RGB as JPEG, without any metadata."""
    import simplejpeg

    return simplejpeg.encode_jpeg(pixels.copy(order="C"), quality=quality, colorspace="RGB", colorsubsampling="420")
