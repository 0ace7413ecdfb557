"""The canvas: one picture, the regions over it, the pointer. Knows no case; says what was drawn and waits."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from verifier.domain.regions import Region, Vertex
from verifier.gui.speech import tr
from verifier.gui.stage.layer import MarkLayer
from verifier.gui.stage.marks import Mark, following, marks_at
from verifier.gui.stage.painting import paint_draft, paint_mark, paint_picture, paint_veil
from verifier.gui.stage.renditions import Renditions
from verifier.gui.stage.view import AS_IT_LIES, View, fitted
from verifier.gui.theme import Theme
from verifier.gui.tools.base import Tool
from verifier.gui.tools.select import SelectTool

WHEEL_STEP = 1.2
WHEEL_NOTCH = 120.0
"""What one notch of a wheel counts in Qt's angle units."""
SIDEWAYS_PX = 80.0
"""How far one notch moves the picture sideways."""
REST_MS = 140
"""After so long without a turn of the wheel the picture is drawn with care again."""
MARGINS = (60.0, 48.0)
"""Room kept above the picture for the tools and below it for the hint."""
CLOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
DRAWING_KEYS = (*CLOSING, Qt.Key.Key_Backspace, Qt.Key.Key_Z)
"""Keys that end or take back what is being drawn, Z with Ctrl."""


class Canvas(QWidget):
    """Regions and points are in pixels of the displayed grid.

    ``drawn``: a new region. ``reshaped``: key and region of one that was dragged. ``picked``: key, or "" for none.
    ``view_changed``: zoom or place. ``pointed``: picture point under the pointer, or ``None``.
    ``put_down``: Escape while nothing was being drawn. ``unveil_asked``: the picture under the veil is to be seen.
    ``tapped``: the space bar was pressed and let go, and nothing was moved with it.
    """

    drawn = Signal(object)
    reshaped = Signal(str, object)
    picked = Signal(str)
    view_changed = Signal()
    pointed = Signal(object)
    put_down = Signal()
    unveil_asked = Signal()
    tapped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)
        self.setAccessibleName(tr("Stage"))
        self.renditions = Renditions()
        self._size = (1.0, 1.0)
        self._marks: tuple[Mark, ...] = ()
        self._layer = MarkLayer()
        self._selected = ""
        self._preview: tuple[str, Region] | None = None
        self._view = View(1, 0, 0)
        self._turn_deg = 0.0
        self._steady = AS_IT_LIES
        self._is_fitted = True
        self._pan_from: QPointF | None = None
        self._pointer: QPointF | None = None
        self._space_is_down = self._is_tap = self.shift_is_down = False
        self._hides_all = False
        self._veil = ""
        self.can_draw = True
        self.is_key_held = False
        self._shows_focus = False
        self._tool: Tool = SelectTool()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.update)
        theme.changed.connect(self.update)

    @property
    def image(self) -> QImage:
        """The picture as it was brought last, whole or smaller."""
        return self.renditions.latest

    @property
    def view(self) -> View:
        return self._view

    @property
    def picture_size(self) -> tuple[float, float]:
        return self._size

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The regions that can be seen."""
        return () if self._hides_all or self._veil else self._marks

    @property
    def selected(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.key == self._selected), None)

    @property
    def is_drawing(self) -> bool:
        """Whether a shape has been begun."""
        return self._tool.draft() is not None

    @property
    def is_veiled(self) -> bool:
        return bool(self._veil)

    def show_picture(self, image: QImage, size: tuple[float, float], *, keep_view: bool) -> None:
        """Show a picture; ``size`` is that of the displayed grid, the image may be a smaller rendering of it."""
        self.renditions.show(image)
        same_size = size == self._size
        self._size = size
        if not (keep_view and same_size):
            self._tool.cancel()
            self.fit()
        self.update()

    def sharpen(self, image: QImage) -> None:
        """Take another rendition of the picture that is shown, for the zoom it has now."""
        self.renditions.add(image)
        self.update()

    def replace(self, image: QImage) -> None:
        """Show the same picture in another way; place and zoom stay, and nothing of the one before is kept."""
        self.renditions.show(image)
        self.update()

    def show_marks(self, marks: tuple[Mark, ...], selected: str) -> None:
        """Show regions over the picture."""
        self._marks, self._selected = marks, selected
        self.update()

    def show_veil(self, words: str) -> None:
        """Lay a veil over the picture, with these words on it; "" lifts it."""
        if words != self._veil:
            self._veil = words
            self._tool.cancel()
            self.setAccessibleDescription(words)
            self.update()

    def hide_all(self, hides: bool) -> None:
        """Hide every region, or show them again."""
        if hides != self._hides_all:
            self._hides_all = hides
            self.update()

    def use_tool(self, tool: Tool) -> None:
        """Change what the pointer does."""
        self._tool.cancel()
        self._tool = tool
        self.setCursor(tool.cursor)
        self.update()

    def fit(self) -> None:
        """Show all of the picture."""
        self._is_fitted = True
        base = fitted(self._size, (self.width(), self.height()), MARGINS, self._turn_deg)
        self._set_view(base.after(self._steady))

    def zoom_to(self, zoom: float) -> None:
        """Zoom about the middle."""
        self._is_fitted = False
        self._set_view(self._view.zoomed(zoom / self._view.zoom, (self.width() / 2, self.height() / 2)))

    @property
    def is_fitted(self) -> bool:
        """Whether all of the picture is shown, whatever the room for it."""
        return self._is_fitted

    @property
    def center(self) -> Vertex:
        """The picture point in the middle of the canvas."""
        return self._view.to_picture((self.width() / 2, self.height() / 2))

    def look_at(self, center: Vertex, zoom: float) -> None:
        """Put a picture point into the middle, at a zoom."""
        self._is_fitted = False
        half = (self.width() / 2, self.height() / 2)
        self._set_view(View(zoom, 0, 0, self._view.turn_deg).looking_at(center, half))

    @property
    def turn_deg(self) -> float:
        """By how much the view is turned by hand."""
        return self._turn_deg

    def steady(self, moved: View) -> None:
        """Show the picture moved, so that it lies as another frame did; regions and tools move with it."""
        if moved != self._steady:
            base = self._view.after(self._steady.inverse())
            self._steady = moved
            self._set_view(base.after(moved))

    def turn_to(self, turn_deg: float) -> None:
        """Turn the view about the middle; what is drawn still lands on the picture's own grid."""
        self._turn_deg = turn_deg
        turned = self._view.turned(turn_deg + self._steady.turn_deg, (self.width() / 2, self.height() / 2))
        if self._is_fitted:
            self._view = turned
            self.fit()
        else:
            self._set_view(turned)

    def select(self, key: str) -> None:
        if key != self._selected:
            self._selected = key
            self.picked.emit(key)
            self.update()

    def finish(self, region: Region) -> None:
        self.drawn.emit(region)

    def reshape(self, key: str, region: Region) -> None:
        self.reshaped.emit(key, region)

    def preview(self, key: str, region: Region | None) -> None:
        self._preview = (key, region) if region is not None else None
        self.update()

    def take_back(self) -> bool:
        """Take back one vertex of what is being drawn; tell whether there was any."""
        took = self._tool.take_back()
        self.update()
        return took

    def cycle(self, step: int) -> bool:
        """Select the next region under the pointer, of all of them where none is; ``False`` beyond the last."""
        at = self._pointer
        under = self._under(self._view.to_picture((at.x(), at.y()))) if at is not None else ()
        key = following(under or self.marks, self._selected, step)
        if key is None and under:
            key = following(under, "", step)
        self.select(key or "")
        return key is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.stage))
        is_moving, screen = self._pan_from is not None or self._rest.isActive(), QRectF(self.rect())
        if self._veil and not self.image.isNull():
            paint_veil(painter, self.image, self._size, self._view, self._veil, screen)
        elif not self.image.isNull():
            paint_picture(painter, self.renditions, self._size, self._view, screen, is_moving=is_moving)
            self._paint_marks(painter, is_moving=is_moving)
        if self._shows_focus and self.hasFocus():
            painter.setPen(QColor(self._theme.tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_marks(self, painter: QPainter, *, is_moving: bool) -> None:
        dragged = self._preview[0] if self._preview is not None else ""
        self._layer.paint(painter, self.marks, dragged, self._size, self._view, self.size(), is_moving=is_moving)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.selected
        if chosen is not None:
            can_move = self._tool.name == "select"  # a tool that draws begins another one there
            mark = self._as_dragged(chosen)
            paint_mark(painter, mark, self._size, self._view, is_selected=True, can_move=can_move)
        draft = self._tool.draft()
        if draft is not None:
            paint_draft(painter, draft, self._view, len(self._marks) + 1)

    def event(self, event: QEvent) -> bool:
        """Keep Tab for the regions, and the keys that a shape in the making needs, from the shortcuts."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            self.is_key_held = event.isAutoRepeat()
            if kind == QEvent.Type.ShortcutOverride and self._needs(event):
                event.accept()
                return True
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
            if kind == QEvent.Type.KeyPress and step and self.marks and self.cycle(step):
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus to whom works by keys; a frame around the picture would disturb everybody else."""
        self._shows_focus = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space_is_down = False
        self.hide_all(False)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        is_sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or not turned.y()
        turns = (turned.x() or turned.y() if is_sideways else turned.y()) / WHEEL_NOTCH
        if turns and not self.image.isNull():
            at = event.position()
            self._is_fitted = False
            self._rest.start()
            moved = self._view.moved(turns * SIDEWAYS_PX, 0)
            self._set_view(moved if is_sideways else self._view.zoomed(WHEEL_STEP**turns, (at.x(), at.y())))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (is_left and self._space_is_down):
            self._pan_from, self._is_tap = event.position(), False
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif is_left and self._veil:
            self.unveil_asked.emit()
        elif is_left and self._takes_tool():
            self._tool.press(self, self._at(event))
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        is_tool = event.button() == Qt.MouseButton.LeftButton and not self._space_is_down and self._takes_tool()
        if is_tool and not self._veil:
            self._tool.double(self, self._at(event))
            self.update()
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._pointer = event.position()
        self.shift_is_down = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._pan_from is not None:
            moved = at - self._pan_from
            self._pan_from, self._is_fitted = at, False
            self._set_view(self._view.moved(moved.x(), moved.y()))
            return
        if self._takes_tool():
            self._tool.move(self, self._at(event))
            if self._tool.draft() is not None:
                self.update()
        self.pointed.emit(self._at(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
            self.update()
            self.setCursor(Qt.CursorShape.OpenHandCursor if self._space_is_down else self._tool.cursor)
        elif event.button() == Qt.MouseButton.LeftButton and self._takes_tool():
            self._tool.release(self, self._at(event))
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.pointed.emit(None)

    def takes_key(self, key: int) -> bool:
        """Tell whether the canvas itself needs a key before any action: always to pan and put down, else to draw."""
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            return True
        return (self.is_drawing and key in DRAWING_KEYS) or (self.is_veiled and key in CLOSING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._is_tap = self._is_tap if event.isAutoRepeat() else True
            self._space_is_down = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif self._veil and event.key() in CLOSING:
            self.unveil_asked.emit()
        elif self.is_drawing and self._takes_back(event):
            self.take_back()
        elif self._tool.key(self, event.key()):
            self.update()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            if self._space_is_down and self._is_tap:
                self.tapped.emit()
            self._space_is_down = False
            self.setCursor(self._tool.cursor)
        elif event.key() in (Qt.Key.Key_H, Qt.Key.Key_Shift):
            self.hide_all(False)
        else:
            super().keyReleaseEvent(event)

    def _escape(self) -> None:
        """Drop the shape in the making; without one, put the tool down; with none in hand, let go of the region."""
        if not self.is_drawing and self._tool.name == "select":
            self.select("")
        elif not self.is_drawing:
            self.put_down.emit()
        self._tool.cancel()
        self.update()

    def _needs(self, event: QKeyEvent) -> bool:
        return (self.is_drawing and (self._takes_back(event) or event.key() in CLOSING)) or (
            self.is_veiled and event.key() in CLOSING
        )

    def _takes_back(self, event: QKeyEvent) -> bool:
        is_undo = event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return is_undo or event.key() == Qt.Key.Key_Backspace

    def _takes_tool(self) -> bool:
        return not self.image.isNull() and (self.can_draw or self._tool.name == "select")

    def _at(self, event: QMouseEvent) -> Vertex:
        return self._view.to_picture((event.position().x(), event.position().y()))

    def _under(self, at: Vertex) -> tuple[Mark, ...]:
        return marks_at(self.marks, self._view, self._size, at)

    def _as_dragged(self, mark: Mark) -> Mark:
        if self._preview is None or self._preview[0] != mark.key:
            return mark
        return Mark(mark.key, mark.number, self._preview[1], mark.caption, mark.is_dashed, mark.is_locked)

    def _set_view(self, view: View) -> None:
        self._view = view
        self.update()
        self.view_changed.emit()
