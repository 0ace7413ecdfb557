"""Under the strip: the height of the drone along the clip, and what it wrote of the frame shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from verifier.gui.controls import Elided, column, label, row
from verifier.gui.speech import tr
from verifier.gui.theme import Theme
from verifier.gui.timeline.scale import SIDE_PX, TimeScale

GRAPH_PX = 26
MOST_POINTS = 1_000
"""Points that are drawn: more than a graph has pixels is work for nothing."""


class TrackGraph(QWidget):
    """A line over the clip from its first frame to its last; ``sought``: a place that was clicked, 0 to 1."""

    sought = Signal(float)

    def __init__(self, theme: Theme, scale: TimeScale) -> None:
        super().__init__()
        self._theme, self._scale = theme, scale
        self._places: list[float] = []
        self._values: list[float] = []
        self._range = (0.0, 1.0)
        self._share = 0.0
        self.setFixedHeight(GRAPH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        scale.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, GRAPH_PX)

    def show_values(self, places: Sequence[float], values: Sequence[float | None]) -> None:
        """Draw values at places between the first frame (0) and the last (1); ``None`` is a gap left out."""
        known = sorted(
            (place, value)
            for place, value in zip(places, values, strict=True)
            if value is not None and -0.01 <= place <= 1.01
        )
        self._places = [place for place, _ in known]
        self._values = [value for _, value in known]
        self._range = (min(self._values, default=0.0), max(self._values, default=1.0))
        self.update()

    def show_share(self, share: float) -> None:
        """Put the mark at the frame that is shown."""
        if abs(share - self._share) > 1e-6:
            self._share = share
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.sought.emit(self._scale.place(event.position().x(), self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(SIDE_PX, 2, self.width() - 2 * SIDE_PX, GRAPH_PX - 4)
        painter.fillRect(area, self._theme.color("raised"))
        painter.setClipRect(area)
        painter.setPen(QPen(self._theme.color("accent"), 1.4))
        painter.drawPolyline(QPolygonF(self._line(area)))
        x = self._scale.x(self._share, self.width())
        painter.fillRect(QRectF(x - 1, area.top(), 2, area.height()), self._theme.color("text"))
        painter.end()

    def _line(self, area: QRectF) -> list[QPointF]:
        """Return the points in view, and one beyond at each side."""
        first = max(bisect_left(self._places, self._scale.first) - 1, 0)
        last = bisect_right(self._places, self._scale.last) + 1
        places, values = self._places[first:last], self._values[first:last]
        step = max(1, len(places) // MOST_POINTS)
        low, tall = self._range[0], (area.height() - 4) / ((self._range[1] - self._range[0]) or 1.0)
        return [
            QPointF(self._scale.x(place, self.width()), area.bottom() - 2 - (value - low) * tall)
            for place, value in zip(places[::step], values[::step], strict=True)
        ]


class TrackRow(QWidget):
    """The graph with its name and range, and below it the sample of the frame shown."""

    def __init__(self, theme: Theme, scale: TimeScale) -> None:
        super().__init__()
        self.graph = TrackGraph(theme, scale)
        self.name = Elided("", "smallfaint")
        self.values = Elided("", "small")
        head = row(self.name, spacing=8, margins=(SIDE_PX, 0, SIDE_PX, 0))
        head.setStretch(0, 1)
        below = row(label(tr("Telemetry"), "smallfaint"), self.values, spacing=8, margins=(SIDE_PX, 0, SIDE_PX, 0))
        below.setStretch(1, 1)
        self.setLayout(column(head, self.graph, below, spacing=2))
        self.hide()

    def show_track(self, name: str, source: str, places: Sequence[float], values: Sequence[float | None]) -> None:
        """Show a track: what is drawn, where it comes from, and its line."""
        known = [value for value in values if value is not None]
        shown = f"{name}, {min(known):.1f} – {max(known):.1f} m" if known else tr("no height")
        self.name.show_words(f"{shown} · {source}")
        self.graph.setVisible(bool(known))
        self.graph.show_values(places, values)
        self.graph.setAccessibleName(shown)
        self.show()
