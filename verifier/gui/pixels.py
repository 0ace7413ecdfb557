"""Pixels from workers as Qt pictures."""

from PySide6.QtGui import QImage

from verifier.media.messages import SharedPixels

FORMATS = {"bgrx": QImage.Format.Format_RGB32, "rgb": QImage.Format.Format_RGB888}


class LentImage(QImage):
    """An upright picture in shared memory, not copied: 108 megapixels are 432 MB.

    Draw from this very object and keep it while it is drawn. A copy of it that Qt makes does not keep the memory.
    """

    def __init__(self, pixels: SharedPixels) -> None:
        layout = (pixels.width, pixels.height, pixels.stride, FORMATS[pixels.format])
        super().__init__(pixels.view, *layout)  # pyright: ignore[reportUnknownMemberType]
        self.pixels = pixels


def to_image(pixels: SharedPixels) -> QImage:
    """Copy a small upright picture out of shared memory, which is freed with ``pixels``."""
    return LentImage(pixels).copy()
