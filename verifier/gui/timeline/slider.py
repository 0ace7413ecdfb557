"""The strip one drags along a clip, its segments, and a mark for each thing that was seen."""

from bisect import bisect_left, bisect_right
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from verifier.gui.speech import tr
from verifier.gui.theme import REGION_LINES, Theme
from verifier.gui.timeline.clip import lanes_of
from verifier.gui.timeline.drawing import (
    KEY_PX,
    LANE_PX,
    STRIP_PX,
    STRIP_TOP,
    Cell,
    Span,
    draw_bracket,
    draw_cells,
    draw_cuts,
    draw_diamonds,
    draw_playhead,
    write,
)
from verifier.gui.timeline.renaming import NameField
from verifier.gui.timeline.scale import SIDE_PX, TimeScale

LANES = 3
LEAST_BAR_PX = 18.0
EDGE_PX = 6.0
"""How near to the end of a segment a press takes hold of that end."""
CELL_PX = (40, 96)
"""Least and greatest width of a small frame."""


class ClipSlider(QWidget):
    """``scrubbed``: a share of the clip that is dragged over; ``sought``: the one at which the hand let go.

    ``picked``: key of a mark that was pressed. ``chosen``: key of a segment, or "". ``trimmed``: key of a segment,
    whether it is its begin, and the share it was dragged to. ``renamed``: key and title. ``hovered``: the share under
    the pointer, ``None`` for none. ``resized``: there is room for other cells.
    """

    scrubbed = Signal(float)
    sought = Signal(float)
    picked = Signal(str)
    chosen = Signal(str)
    trimmed = Signal(str, bool, float)
    renamed = Signal(str, str)
    hovered = Signal(object)
    resized = Signal()

    def __init__(self, theme: Theme, scale: TimeScale) -> None:
        super().__init__()
        self._theme, self._scale = theme, scale
        self._share = 0.0
        self._cells: tuple[Cell, ...] = ()
        self._aspect = 16 / 9
        self._spans: tuple[Span, ...] = ()
        self._lanes: tuple[int, ...] = ()
        self._selected = ""
        self._segments: tuple[Span, ...] = ()
        self._keyframes: tuple[float, ...] = ()
        self._cuts: tuple[float, ...] = ()
        self._chosen = ""
        self._begun: float | None = None
        self._drags = False
        self._pans: float | None = None
        self._trim: tuple[Span, bool, float] | None = None
        self.can_edit = False
        self.setMouseTracking(True)
        self.setMinimumWidth(160)
        self.setAccessibleName(tr("Timeline of the clip"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        scale.changed.connect(self.update)
        self._fit_height()

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    @property
    def cell_count(self) -> int:
        """How many small frames there is room for."""
        width = min(max(STRIP_PX * self._aspect, CELL_PX[0]), CELL_PX[1])
        return max(1, round((self.width() - 2 * SIDE_PX) / width))

    def show_aspect(self, aspect: float) -> None:
        """Say how wide the clip's frames are, as a share of their height."""
        self._aspect = aspect

    def show_cells(self, cells: tuple[Cell, ...]) -> None:
        """Show the small frames, from left to right."""
        self._cells = cells
        self.update()

    def show_share(self, share: float) -> None:
        """Put the playhead somewhere."""
        self._share = share
        self.update()

    def show_spans(self, spans: tuple[Span, ...], selected: str) -> None:
        """Show marks."""
        self._spans, self._selected = spans, selected
        # In the lanes that they have while all of the clip is in view: a bar does not jump when one comes nearer.
        width = max(1, self.width() - 2 * SIDE_PX)
        ends = [(span.first, max(span.last, span.first + LEAST_BAR_PX / width)) for span in spans]
        self._lanes = lanes_of(ends, LANES)
        self._fit_height()

    def show_cuts(self, shares: tuple[float, ...]) -> None:
        """Show where the clip is cut, as shares of it."""
        if shares != self._cuts:
            self._cuts = shares
            self.update()

    def show_keyframes(self, shares: tuple[float, ...]) -> None:
        """Show where the keyframes of the chosen region stand, as shares of the clip."""
        if shares != self._keyframes:
            self._keyframes = shares
            self.update()

    def show_segments(self, segments: tuple[Span, ...], chosen: str, begun: float | None) -> None:
        """Show segments; ``begun``: where one has been begun that has no end yet."""
        self._segments, self._chosen, self._begun = segments, chosen, begun
        self._fit_height()

    def rename(self, key: str) -> None:
        """Let the title of a segment be written on its bar."""
        segment = next((one for one in self._segments if one.key == key), None)
        if segment is not None and self.can_edit:
            field = NameField(segment.words, self)
            field.named.connect(partial(self._named, key))
            area = self._segment_area(segment)
            left = min(max(area.left(), SIDE_PX), self.width() - SIDE_PX - field.width())
            field.open_at(QPointF(left, area.center().y()))

    def segment_area(self, key: str) -> QRectF:
        """Return where the bar of a segment stands."""
        return self._segment_area(next(one for one in self._segments if one.key == key))

    def _named(self, key: str, title: str) -> None:
        self.renamed.emit(key, title)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        draw_cells(painter, self._theme, self._scale, self._cells, self.width())
        painter.setClipRect(self._in_view(KEY_PX))
        seen = slice(bisect_left(self._cuts, self._scale.first), bisect_right(self._cuts, self._scale.last))
        draw_cuts(painter, self._theme, [self._x(cut) for cut in self._cuts[seen]])
        for segment in self._segments:
            if self._scale.is_in_view(segment.first, segment.last):
                self._paint_segment(painter, self._as_trimmed(segment))
        for place, span in enumerate(self._spans):
            if self._scale.is_in_view(span.first, span.last):
                self._paint_span(painter, place)
        self._paint_keyframes(painter)
        if self._begun is not None:
            draw_bracket(painter, self._theme, self._x(self._begun))
        if self._scale.is_in_view(self._share, self._share):
            painter.setClipping(False)
            draw_playhead(painter, self._theme, self._x(self._share), self.height())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pans = at.x()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        self._trim = self._edge_at(at)
        if self._trim is not None:
            self.chosen.emit(self._trim[0].key)
            return
        segment = self._segment_at(at)
        under = next((n for n in range(len(self._spans)) if self._area(n).contains(at)), None)
        if segment is not None:
            self.chosen.emit(segment.key)
        elif under is not None:
            self.picked.emit(self._spans[under].key)
        else:
            self._drags = True
            self.scrubbed.emit(self._at(at.x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        segment = self._segment_at(event.position())
        if segment is not None:
            self.rename(segment.key)
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        share = self._at(event.position().x())
        if self._pans is not None:
            moved = (self._pans - event.position().x()) / max(1, self.width() - 2 * SIDE_PX)
            self._pans = event.position().x()
            self._scale.move(moved * self._scale.span)
            return
        if self._trim is not None:
            self._trim = (self._trim[0], self._trim[1], share)
            self.update()
        elif self._drags:
            self.scrubbed.emit(share)
        is_edge = self._trim is not None or self._edge_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if is_edge else Qt.CursorShape.PointingHandCursor)
        is_over = self._drags or event.position().y() <= STRIP_TOP + STRIP_PX
        self.hovered.emit(share if is_over else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pans = None
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            return
        trim, self._trim = self._trim, None
        if trim is not None and trim[2] != (trim[0].first if trim[1] else trim[0].last):
            self.trimmed.emit(trim[0].key, trim[1], trim[2])
        if self._drags:
            self._drags = False
            self.sought.emit(self._at(event.position().x()))
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.resized.emit()

    def _paint_keyframes(self, painter: QPainter) -> None:
        """Draw a diamond for each, on the bar of the chosen region."""
        place = next((n for n, span in enumerate(self._spans) if span.key == self._selected), None)
        if place is not None:
            middle = self._area(place).center().y()
            draw_diamonds(painter, self._theme, [self._x(share) for share in self._keyframes], middle)

    def _paint_segment(self, painter: QPainter, segment: Span) -> None:
        area, is_chosen = self._segment_area(segment), segment.key == self._chosen
        painter.setPen(self._theme.color("accent") if is_chosen else self._theme.color("faint"))
        painter.setBrush(self._theme.color("selected") if is_chosen else self._theme.color("raised"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(self._theme.color("text"))
        write(painter, segment.words, area & self._in_view(0))

    def _paint_span(self, painter: QPainter, place: int) -> None:
        span = self._spans[place]
        area, color = self._area(place), QColor(REGION_LINES[(span.number - 1) % len(REGION_LINES)])
        painter.setPen(self._theme.color("text") if span.key == self._selected else Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(area, 3, 3)
        painter.setPen(QColor("#ffffff") if color.lightnessF() < 0.4 else QColor("#111111"))
        words = f"{span.number}  {span.words}" if area.width() > 80 else str(span.number)
        write(painter, words, area & self._in_view(0))

    def _area(self, place: int) -> QRectF:
        span = self._spans[place]
        top = STRIP_TOP + STRIP_PX + 4 + (self._lanes[place] + self._segment_rows()) * LANE_PX
        return self._bar(span, top)

    def _segment_area(self, segment: Span) -> QRectF:
        return self._bar(segment, STRIP_TOP + STRIP_PX + 4)

    def _bar(self, span: Span, top: float) -> QRectF:
        left, right = self._x(span.first), self._x(span.last)
        return QRectF(left, top, max(right - left, LEAST_BAR_PX), LANE_PX - 3)

    def _segment_rows(self) -> int:
        return 1 if self._segments or self._begun is not None else 0

    def _segment_at(self, at: QPointF) -> Span | None:
        found = [one for one in self._segments if self._segment_area(one).contains(at)]
        return min(found, key=lambda one: one.last - one.first, default=None)

    def _edge_at(self, at: QPointF) -> tuple[Span, bool, float] | None:
        """Return the chosen segment and which of its ends is under a point."""
        chosen = next((one for one in self._segments if one.key == self._chosen), None)
        if chosen is None or not self.can_edit:
            return None
        area = self._segment_area(chosen)
        if not area.adjusted(-EDGE_PX, 0, EDGE_PX, 0).contains(at):
            return None
        if abs(at.x() - area.right()) <= EDGE_PX:
            return chosen, False, chosen.last
        return (chosen, True, chosen.first) if abs(at.x() - area.left()) <= EDGE_PX else None

    def _as_trimmed(self, segment: Span) -> Span:
        if self._trim is None or self._trim[0].key != segment.key:
            return segment
        _, is_begin, share = self._trim
        first, last = (share, segment.last) if is_begin else (segment.first, share)
        return Span(segment.key, 0, segment.words, min(first, last), max(first, last))

    def _fit_height(self) -> None:
        rows = self._segment_rows() + max(self._lanes, default=0) + 1
        self.setFixedHeight(STRIP_TOP + STRIP_PX + 4 + rows * LANE_PX)
        self.update()

    def _in_view(self, beyond: float) -> QRectF:
        return QRectF(SIDE_PX - beyond, 0, self.width() - 2 * SIDE_PX + 2 * beyond, self.height())

    def _x(self, share: float) -> float:
        return self._scale.x(share, self.width())

    def _at(self, x: float) -> float:
        return self._scale.place(x, self.width())
