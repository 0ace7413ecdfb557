"""Two pictures on one widget: side by side with one zoom, one wiped over the other, blinking, or their difference."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from verifier.gui.compare.side import Side
from verifier.gui.speech import tr
from verifier.gui.stage.canvas import SIDEWAYS_PX, WHEEL_NOTCH, WHEEL_STEP
from verifier.gui.stage.painting import transform_of
from verifier.gui.stage.view import CRISP_FROM, View, fitted
from verifier.gui.theme import Theme, prose
from verifier.gui.veil import veil_words, veiled_picture
from verifier.workspace.comparing import Compared

Mode = Literal["side", "wipe", "blink", "difference"]
MODES: tuple[tuple[Mode, str], ...] = (
    ("side", "Side by side"),
    ("wipe", "Wipe"),
    ("blink", "Blink"),
    ("difference", "Difference"),
)
GRASP_PX = 10.0
DIVIDER_STEP = 0.02
MARGINS = (40.0, 24.0)


class CompareView(QWidget):
    """``stepped(frames, seconds)``: a key asks for other frames. ``mode_asked``: a key asks for another mode.

    ``unveil_asked``: what is sensitive is to be seen.
    """

    stepped = Signal(int, int)
    mode_asked = Signal(str)
    unveil_asked = Signal()

    def __init__(self, theme: Theme, one: Side, other: Side) -> None:
        super().__init__()
        self._theme, self._one, self._other = theme, one, other
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 180)
        self.setAccessibleName(tr("Two pictures compared"))
        self.setMouseTracking(True)
        self.mode: Mode = "side"
        self.divider = 0.5
        self.is_second = False
        """While it blinks: whether the second picture stands there."""
        self.compared: Compared | None = None
        self.difference = QImage()
        self._view = View(1, 0, 0)
        self._is_fitted = True
        self._pan_from: QPointF | None = None
        self._drags_divider = False
        self.blinking = QTimer(self)
        self.blinking.timeout.connect(self._blink)
        theme.changed.connect(self.update)

    @property
    def view(self) -> View:
        return self._view

    def use_mode(self, mode: Mode) -> None:
        """Lay the pictures out in another way; blinking begins and ends with its mode."""
        was_side, self.mode = self.mode == "side", mode
        self.is_second = False
        self.blinking.start() if mode == "blink" else self.blinking.stop()
        if was_side != (mode == "side"):
            self.fit()
        self.update()

    def fit(self) -> None:
        """Show all of both."""
        self._is_fitted = True
        self._view = fitted(self._one.size, (self._panes()[0].width(), self._panes()[0].height()), MARGINS)
        self.update()

    def refit(self) -> None:
        """Show all again, unless somebody has zoomed in."""
        if self._is_fitted:
            self.fit()
        self.update()

    def zoom_by(self, factor: float) -> None:
        """Zoom both about the middle of the first."""
        pane = self._panes()[0]
        self._set(self._view.zoomed(factor, (pane.width() / 2, pane.height() / 2)))

    def move_divider(self, step: float) -> None:
        """Wipe further."""
        self.divider = min(1.0, max(0.0, self.divider + step))
        self.update()

    def second_on_first(self) -> QTransform:
        """Return where a pixel of the second picture's grid lies on the first's: as placed, else by size."""
        (width, height), (w, h) = self._one.size, self._other.size
        if self.compared is None or self.compared.placement is None:
            return QTransform.fromScale(width / w, height / h)
        a, b, c, d, e, f = self.compared.placement
        here, there = max(width, height), max(w, h)
        placed = QTransform(a * here / there, d * here / there, b * here / there, e * here / there, c * here, f * here)
        return QTransform(-1, 0, 0, 1, w, 0) * placed if self.compared.is_mirrored else placed

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.stage))
        first, second = self._panes()
        if self._one.is_veiled or self._other.is_veiled:
            self._paint_veiled(painter)
        elif self.mode == "side":
            self._paint(painter, self._one, first, is_second=False)
            self._paint(painter, self._other, second, is_second=True)
            painter.fillRect(QRectF(second.left() - 1, 0, 2, self.height()), QColor(self._theme.tokens.line))
        elif self.mode == "wipe":
            self._paint(painter, self._one, first, is_second=False)
            at = self.width() * self.divider
            self._paint(painter, self._other, QRectF(0, 0, self.width(), self.height()), is_second=True, begin=at)
            self._paint_divider(painter, at)
        elif self.mode == "blink":
            side = self._other if self.is_second else self._one
            self._paint(painter, side, first, is_second=self.is_second)
        else:
            self._draw(painter, self.difference, self._one.size, first, transform_of(self._view))
        if self.hasFocus():
            painter.setPen(QColor(self._theme.tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _panes(self) -> tuple[QRectF, QRectF]:
        width = self.width() / 2 if self.mode == "side" else float(self.width())
        first = QRectF(0, 0, width, self.height())
        return first, first.translated(width if self.mode == "side" else 0, 0)

    def _paint(self, painter: QPainter, side: Side, pane: QRectF, *, is_second: bool, begin: float = 0.0) -> None:
        """Draw one side in its pane, from ``begin`` on; beside the other at the same scale, over it where it lies."""
        if side.image.isNull():
            return
        if not is_second:
            onto = transform_of(self._view)
        elif self.mode == "side":
            scale = max(self._one.size) / max(side.size)
            onto = QTransform.fromScale(scale, scale) * transform_of(self._view)
        else:
            onto = self.second_on_first() * transform_of(self._view)
        painter.save()
        painter.setClipRect(pane.adjusted(begin, 0, 0, 0))
        self._draw(painter, side.image, side.size, pane, onto)
        painter.restore()

    def _draw(
        self, painter: QPainter, image: QImage, size: tuple[float, float], pane: QRectF, onto: QTransform
    ) -> None:
        if image.isNull():
            return
        painter.save()
        painter.setClipRect(pane, Qt.ClipOperation.IntersectClip)
        painter.translate(pane.topLeft())
        is_crisp = self._view.zoom * self.devicePixelRatioF() >= CRISP_FROM and image.width() >= size[0]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_crisp)
        painter.setTransform(onto, combine=True)
        painter.drawImage(QRectF(0, 0, *size), image)
        painter.restore()

    def _paint_divider(self, painter: QPainter, at: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(at - 1, 0, 2, self.height()), QColor("#ffffff"))
        painter.setPen(QPen(QColor(0, 0, 0, 160), 1))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRoundedRect(QRectF(at - 7, self.height() / 2 - 18, 14, 36), 7, 7)
        painter.setPen(QPen(QColor("#333333"), 1.5))
        for dx in (-2, 2):
            painter.drawLine(QPointF(at + dx, self.height() / 2 - 6), QPointF(at + dx, self.height() / 2 + 6))

    def _paint_veiled(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sides, half = (self._one, self._other), self.width() / 2
        for place, side in enumerate(sides):
            pane = QRectF(place * half, 0, half, self.height())
            view = fitted(side.size, (half, self.height()), MARGINS)
            shown = veiled_picture(side.image) if side.is_veiled else side.image
            self._draw(painter, shown, side.size, pane, transform_of(view))
        veiled = next(side.item for side in sides if side.is_veiled)
        words = veil_words(veiled) if veiled is not None else ""
        painter.setFont(prose(13, QFont.Weight.Medium))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        inner = painter.fontMetrics().boundingRect(self.rect().adjusted(48, 48, -48, -48), flags, words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(QRectF(inner).adjusted(-16, -12, 16, 12), 8, 8)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(QRectF(inner), flags, words)

    def _blink(self) -> None:
        self.is_second = not self.is_second
        self.update()

    def _set(self, view: View) -> None:
        self._is_fitted = False
        self._view = view
        self.update()

    def _in_pane(self, at: QPointF) -> tuple[float, float]:
        first, second = self._panes()
        left = second.left() if self.mode == "side" and at.x() >= second.left() else first.left()
        return at.x() - left, at.y()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_fitted:
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not turned.y():
            self._set(self._view.moved((turned.x() or turned.y()) / WHEEL_NOTCH * SIDEWAYS_PX, 0))
        else:
            self._set(self._view.zoomed(WHEEL_STEP ** (turned.y() / WHEEL_NOTCH), self._in_pane(event.position())))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._one.is_veiled or self._other.is_veiled:
            self.unveil_asked.emit()
        elif self.mode == "wipe" and abs(at.x() - self.width() * self.divider) <= GRASP_PX:
            self._drags_divider = True
        else:
            self._pan_from = at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._drags_divider:
            self.divider = min(1.0, max(0.0, at.x() / max(1, self.width())))
            self.update()
        elif self._pan_from is not None:
            moved, self._pan_from = at - self._pan_from, at
            self._set(self._view.moved(moved.x(), moved.y()))
        else:
            is_near = self.mode == "wipe" and abs(at.x() - self.width() * self.divider) <= GRASP_PX
            self.setCursor(Qt.CursorShape.SplitHCursor if is_near else Qt.CursorShape.OpenHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pan_from, self._drags_divider = None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def takes_key(self, key: int) -> bool:
        """Tell whether the view itself is worked by a key, before any action of the window."""
        return key in _STEPS or key in _MODE_KEYS or key in _OTHER_KEYS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_far = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _STEPS:
            self.stepped.emit(0 if is_far else _STEPS[key], _STEPS[key] if is_far else 0)
        elif key in _MODE_KEYS:
            self.mode_asked.emit(_MODE_KEYS[key])
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self.move_divider(DIVIDER_STEP if key == Qt.Key.Key_BracketRight else -DIVIDER_STEP)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(1 / WHEEL_STEP if key == Qt.Key.Key_Minus else WHEEL_STEP)
        elif key == Qt.Key.Key_F:
            self.fit()
        elif key == Qt.Key.Key_Space and self.mode == "blink":
            self.blinking.stop() if self.blinking.isActive() else self.blinking.start()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (self._one.is_veiled or self._other.is_veiled):
            self.unveil_asked.emit()
        else:
            super().keyPressEvent(event)


_STEPS = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
_MODE_KEYS = {
    int(key): mode
    for key, (mode, _) in zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4), MODES, strict=True)
}
_OTHER_KEYS = frozenset(
    int(key)
    for key in (
        Qt.Key.Key_BracketLeft,
        Qt.Key.Key_BracketRight,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Equal,
        Qt.Key.Key_Minus,
        Qt.Key.Key_F,
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    )
)
