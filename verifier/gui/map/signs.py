"""The signs of marks, drawn once for a theme and a screen and then only copied."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap

from verifier.gui.map.marks import MarkKind
from verifier.gui.map.painting import CLUSTER_PX, SIZE_PX, paint_count, paint_symbol
from verifier.gui.theme import Theme

SIDE_PX = 32


class Signs:
    """``put`` and ``put_count`` copy a sign to where it belongs."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn: dict[tuple[str, int, float], QPixmap] = {}
        theme.changed.connect(self._drawn.clear)

    def put(self, painter: QPainter, kind: MarkKind, at: QPointF) -> None:
        """Draw the sign of a single mark."""
        self._copy(painter, (kind, 1), at, lambda p, middle: paint_symbol(p, kind, middle, self._theme, SIZE_PX))

    def put_count(self, painter: QPainter, count: int, at: QPointF) -> None:
        """Draw the sign of several marks."""
        self._copy(painter, ("", count), at, lambda p, middle: paint_count(p, middle, count, self._theme, CLUSTER_PX))

    def _copy(
        self, painter: QPainter, name: tuple[str, int], at: QPointF, draw: Callable[[QPainter, QPointF], None]
    ) -> None:
        scale = painter.device().devicePixelRatioF()
        key = (*name, scale)
        if key not in self._drawn:
            self._drawn[key] = _drawn(scale, draw)
        painter.drawPixmap(at - QPointF(SIDE_PX / 2, SIDE_PX / 2), self._drawn[key])


def _drawn(scale: float, draw: Callable[[QPainter, QPointF], None]) -> QPixmap:
    pixmap = QPixmap(round(SIDE_PX * scale), round(SIDE_PX * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, QPointF(SIDE_PX / 2, SIDE_PX / 2))
    painter.end()
    return pixmap
