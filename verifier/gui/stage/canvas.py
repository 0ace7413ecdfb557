"""The canvas: one picture, the regions over it, the pointer. Knows no case; says what was drawn and waits."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
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
from verifier.gui.stage.marks import Mark
from verifier.gui.stage.painting import paint_draft, paint_mark, paint_picture
from verifier.gui.stage.renditions import Renditions
from verifier.gui.stage.view import View, fitted
from verifier.gui.theme import Theme
from verifier.gui.tools.base import Tool
from verifier.gui.tools.select import SelectTool

WHEEL_STEP = 1.2
WHEEL_NOTCH = 120.0
"""What one notch of a wheel counts in Qt's angle units."""
DRAWING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace)
"""Keys that end or take back what is being drawn."""
MARGINS = (60.0, 48.0)
"""Room kept above the picture for the tools and below it for the hint."""


class Canvas(QWidget):
    """Regions and points are in pixels of the displayed grid.

    ``drawn``: a new region. ``reshaped``: key and region of one that was dragged. ``picked``: key, or "" for none.
    ``view_changed``: zoom or place. ``pointed``: picture point under the pointer, or ``None``.
    ``put_down``: Escape while nothing was being drawn.
    """

    drawn = Signal(object)
    reshaped = Signal(str, object)
    picked = Signal(str)
    view_changed = Signal()
    pointed = Signal(object)
    put_down = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)
        self.setAccessibleName("Stage")
        self.renditions = Renditions()
        self._size = (1.0, 1.0)
        self._marks: tuple[Mark, ...] = ()
        self._selected = ""
        self._preview: tuple[str, Region] | None = None
        self._view = View(1, 0, 0)
        self._is_fitted = True
        self._pan_from: QPointF | None = None
        self._space_is_down = False
        self.can_draw = True
        self._shows_focus = False
        self._tool: Tool = SelectTool()
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
        return self._marks

    @property
    def selected(self) -> Mark | None:
        return next((mark for mark in self._marks if mark.key == self._selected), None)

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

    def show_marks(self, marks: tuple[Mark, ...], selected: str) -> None:
        """Show regions over the picture."""
        self._marks, self._selected = marks, selected
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
        self._set_view(fitted(self._size, (self.width(), self.height()), MARGINS))

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
        self._set_view(View(zoom, half[0] - center[0] * zoom, half[1] - center[1] * zoom))

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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.stage))
        if not self.image.isNull():
            is_moving, screen = self._pan_from is not None, QRectF(self.rect())
            paint_picture(painter, self.renditions, self._size, self._view, screen, is_moving=is_moving)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in sorted(self._marks, key=lambda known: known.key == self._selected):
            paint_mark(painter, self._as_dragged(mark), self._size, self._view, is_selected=mark.key == self._selected)
        draft = self._tool.draft()
        if draft is not None:
            paint_draft(painter, draft, self._view, len(self._marks) + 1)
        if self._shows_focus and self.hasFocus():
            painter.setPen(QColor(self._theme.tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus to whom works by keys; a frame around the picture would disturb everybody else."""
        self._shows_focus = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y() / WHEEL_NOTCH
        if turns and not self.image.isNull():
            at = event.position()
            self._is_fitted = False
            self._set_view(self._view.zoomed(WHEEL_STEP**turns, (at.x(), at.y())))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (is_left and self._space_is_down):
            self._pan_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif is_left and self._takes_tool():
            self._tool.press(self, self._at(event))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pan_from is not None:
            moved = at - self._pan_from
            self._pan_from, self._is_fitted = at, False
            self._set_view(self._view.moved(moved.x(), moved.y()))
            return
        if self._takes_tool():
            self._tool.move(self, self._at(event))
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
        self.pointed.emit(None)

    def takes_key(self, key: int) -> bool:
        """Tell whether the canvas itself needs a key before any action: always to pan and put down, else to draw."""
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            return True
        return self._tool.draft() is not None and key in DRAWING_KEYS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._space_is_down = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif event.key() == Qt.Key.Key_Escape:
            if self._tool.draft() is None:
                self.put_down.emit()
            self._tool.cancel()
            self.select("")
            self.update()
        elif self._tool.key(self, event.key()):
            self.update()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_is_down = False
            self.setCursor(self._tool.cursor)
        else:
            super().keyReleaseEvent(event)

    def _takes_tool(self) -> bool:
        return not self.image.isNull() and (self.can_draw or self._tool.name == "select")

    def _at(self, event: QMouseEvent) -> Vertex:
        return self._view.to_picture((event.position().x(), event.position().y()))

    def _as_dragged(self, mark: Mark) -> Mark:
        if self._preview is None or self._preview[0] != mark.key:
            return mark
        return Mark(mark.key, mark.number, self._preview[1], mark.caption, mark.is_dashed)

    def _set_view(self, view: View) -> None:
        self._view = view
        self.update()
        self.view_changed.emit()
