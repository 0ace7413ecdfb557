"""The picture on the stage in the sizes in which it was brought, and what of it is seen, scaled once and kept."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage

AT_ONCE_PX = 4_200_000
"""The most picture pixels that are scaled smoothly while painting: about 10 ms. A picture brought at the size of the
screen has fewer; where it has more, a smaller one is under way."""


class Renditions:
    """A first rendition, as large as a window, and the one brought last for a closer look."""

    def __init__(self) -> None:
        self._first = QImage()
        self._latest = QImage()
        self._part = QImage()
        self._part_of: tuple[int, QRect, QSize] | None = None

    @property
    def latest(self) -> QImage:
        """The rendition brought last; a null picture where there is none."""
        return self._latest

    def show(self, image: QImage) -> None:
        """Begin with another picture."""
        self._first = self._latest = image
        self._part, self._part_of = QImage(), None

    def add(self, image: QImage) -> None:
        """Take another rendition of the same picture."""
        if self._first.isNull() or image.width() < self._first.width():
            self._first = image
        self._latest = image

    def for_width(self, width_px: float) -> QImage:
        """Return the smallest rendition that has a pixel for each of ``width_px``, or the largest."""
        small, large = sorted((self._first, self._latest), key=lambda image: image.width())
        return small if small.width() >= width_px else large

    def sides(self) -> tuple[int, int]:
        """Return the longer sides of the first and of the latest rendition."""
        return max(self._first.width(), self._first.height()), max(self._latest.width(), self._latest.height())

    def part(self, image: QImage, source: QRect, size: QSize) -> QImage:
        """Return a part of a rendition, scaled down so that every pixel counts; kept until another is asked for."""
        wanted = (image.cacheKey(), source, size)
        if wanted != self._part_of:
            ratio, way = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            cut = image if source == image.rect() else image.copy(source)
            self._part, self._part_of = cut.scaled(size, ratio, way), wanted
        return self._part
