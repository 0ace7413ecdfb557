"""The line above the strip that shows which part of the clip is in view, and is dragged to go along it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from verifier.gui.speech import tr
from verifier.gui.theme import Theme
from verifier.gui.timeline.scale import SIDE_PX, TimeScale

HEIGHT_PX, LINE_PX, LEAST_PX = 10, 2, 24


class ReachBar(QWidget):
    """A thin rule while all of the clip is in view; zoomed, a handle on it and a mark where the playhead is."""

    def __init__(self, theme: Theme, scale: TimeScale) -> None:
        super().__init__()
        self._theme, self._scale = theme, scale
        self._share = 0.0
        self._from: tuple[float, float] | None = None
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Which part of the clip is in view"))
        theme.changed.connect(self.update)
        scale.changed.connect(self._changed)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT_PX)

    def show_share(self, share: float) -> None:
        """Put the mark where the playhead is."""
        self._share = share
        if not self._scale.is_whole:
            self.update()

    def handle(self) -> QRectF:
        """Return where the handle stands: never too small to take hold of."""
        width = self.width() - 2 * SIDE_PX
        wide = max(self._scale.span * width, LEAST_PX)
        room = 1.0 - self._scale.span
        left = SIDE_PX + (self._scale.first / room if room > 0 else 0.0) * (width - wide)
        return QRectF(left, 2, wide, HEIGHT_PX - 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if not self.handle().adjusted(-2, -4, 2, 4).contains(event.position()):
            middle = (x - SIDE_PX) / max(1, self.width() - 2 * SIDE_PX)
            half = self._scale.span / 2
            self._scale.show(middle - half, middle + half)
        self._from = (x, self._scale.first)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        free = self.width() - 2 * SIDE_PX - self.handle().width()
        room = 1.0 - self._scale.span
        begun_x, begun = self._from
        if free > 0:
            self._scale.move(begun + (event.position().x() - begun_x) / free * room - self._scale.first)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, width = self.height() / 2, self.width() - 2 * SIDE_PX
        painter.fillRect(QRectF(SIDE_PX, middle - LINE_PX / 2, width, LINE_PX), self._theme.color("line"))
        if not self._scale.is_whole:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("faint"))
            painter.drawRoundedRect(self.handle(), 3, 3)
            painter.setBrush(self._theme.color("accent"))
            painter.drawRect(QRectF(SIDE_PX + self._share * width - 1, 0, 2, self.height()))
        painter.end()

    def _changed(self) -> None:
        is_zoomed = not self._scale.is_whole
        self.setCursor(Qt.CursorShape.SizeHorCursor if is_zoomed else Qt.CursorShape.ArrowCursor)
        self.update()
