"""The bar one drags along a clip, with a mark for each thing that was seen."""

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from verifier.gui.theme import REGION_LINES, Theme, prose

HEIGHT_PX, BAR_TOP, BAR_PX, LANE_PX, LANES = 84, 8, 20, 16, 3
SIDE_PX = 8


class Span(msgspec.Struct, frozen=True):
    """One thing seen, from ``first`` to ``last`` as shares of the clip (0 to 1)."""

    key: str
    number: int
    words: str
    first: float
    last: float


class ClipSlider(QWidget):
    """``sought``: a share of the clip the person points at. ``picked``: the key of a mark that was pressed."""

    sought = Signal(float)
    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self._spans: tuple[Span, ...] = ()
        self._selected = ""
        self._drags = False
        self.setFixedHeight(HEIGHT_PX)
        self.setMinimumWidth(160)
        self.setAccessibleName("Timeline of the clip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """Put the playhead somewhere."""
        self._share = share
        self.update()

    def show_spans(self, spans: tuple[Span, ...], selected: str) -> None:
        """Show marks."""
        self._spans, self._selected = spans, selected
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(SIDE_PX, BAR_TOP, self.width() - 2 * SIDE_PX, BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(bar, 4, 4)
        played = QRectF(bar.left(), bar.top(), self._x(self._share) - bar.left(), bar.height())
        painter.setBrush(self._theme.color("selected"))
        painter.drawRoundedRect(played, 4, 4)
        for span in self._spans:
            self._paint_span(painter, span)
        x = self._x(self._share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawRect(QRectF(x - 1, BAR_TOP - 4, 2, HEIGHT_PX - BAR_TOP))
        painter.drawPolygon([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)])
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        under = next((span for span in self._spans if self._area(span).contains(at)), None)
        if under is not None:
            self.picked.emit(under.key)
        else:
            self._drags = True
            self.sought.emit(self._at(at.x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drags:
            self.sought.emit(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drags = False

    def _paint_span(self, painter: QPainter, span: Span) -> None:
        area, color = self._area(span), QColor(REGION_LINES[(span.number - 1) % len(REGION_LINES)])
        painter.setPen(self._theme.color("text") if span.key == self._selected else Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(area, 3, 3)
        painter.setPen(QColor("#111111"))
        painter.setFont(prose(10, QFont.Weight.DemiBold))
        text = f"{span.number}  {span.words}" if area.width() > 80 else str(span.number)
        inner = area.adjusted(5, 0, -3, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown or str(span.number))

    def _area(self, span: Span) -> QRectF:
        lane = (span.number - 1) % LANES
        left, right = self._x(span.first), self._x(span.last)
        top = BAR_TOP + BAR_PX + 4 + lane * LANE_PX
        return QRectF(left, top, max(right - left, 18.0), LANE_PX - 2)

    def _x(self, share: float) -> float:
        return SIDE_PX + share * (self.width() - 2 * SIDE_PX)

    def _at(self, x: float) -> float:
        return min(max((x - SIDE_PX) / max(1, self.width() - 2 * SIDE_PX), 0.0), 1.0)
