"""Pixels from workers as Qt pictures."""

from PySide6.QtGui import QImage

from verifier.media.messages import SharedPixels

FORMATS = {"bgrx": QImage.Format.Format_RGB32, "rgb": QImage.Format.Format_RGB888}


def to_image(pixels: SharedPixels) -> QImage:
    """Copy an upright picture out of shared memory, which is freed with ``pixels``."""
    shared = QImage(pixels.view, pixels.width, pixels.height, pixels.stride, FORMATS[pixels.format])
    return shared.copy()
