"""A picture on which areas are covered and one is cut to, by mouse and by keys."""

from typing import Literal

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from verifier.gui.speech import tr, trn
from verifier.gui.theme import Theme
from verifier.workspace.prior_search import Area

Mode = Literal["mask", "crop"]
FILLED = QColor(128, 128, 128)
LEAST_PX = 4
"""Pixels of the screen below which a drag was a click."""
_STEP, _LEAST = 0.01, 0.02
"""Shares of the picture: what an arrow key moves by, and the least side of an area."""
_NEW = 0.2


class Marked(msgspec.Struct, frozen=True):
    """One area, in shares of the picture's sides."""

    mode: Mode
    x: float
    y: float
    width: float
    height: float


class AreaPicture(QWidget):
    """``changed``: the areas are other ones. A press on an area takes it in hand, a drag elsewhere makes one.

    Arrows move what is in hand, with Shift they resize it; N takes the next in hand, Delete lets go of it.
    """

    changed = Signal()

    def __init__(self, theme: Theme, image: QImage, fill: QColor = FILLED) -> None:
        super().__init__()
        self._theme, self._image, self._fill = theme, image, fill
        self.mode: Mode = "mask"
        self.areas: list[Marked] = []
        self.chosen = -1
        self._from: QPointF | None = None
        self._drawn: QRectF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(360, 260)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("The picture, with the areas that are covered and the part that is kept"))
        self._describe()

    def sizeHint(self) -> QSize:
        return QSize(640, 440)

    def of_mode(self, mode: Mode, width: int, height: int) -> tuple[Area, ...]:
        """Return the areas of a kind in pixels of a picture of that size."""
        return tuple(
            Area(one.x * width, one.y * height, one.width * width, one.height * height)
            for one in self.areas
            if one.mode == mode
        )

    def add(self, mode: Mode) -> None:
        """Put an area in the middle and take it in hand, to be moved by keys."""
        size = _NEW if mode == "mask" else 1 - _NEW
        self._put(Marked(mode, (1 - size) / 2, (1 - size) / 2, size, size))
        self.setFocus()

    def remove(self) -> None:
        """Let go of the area in hand."""
        if 0 <= self.chosen < len(self.areas):
            del self.areas[self.chosen]
            self.chosen = len(self.areas) - 1
            self._tell()

    def _put(self, area: Marked) -> None:
        """Add an area; a picture is cut to one part alone."""
        if area.mode == "crop":
            self.areas = [one for one in self.areas if one.mode != "crop"]
        self.areas.append(area)
        self.chosen = len(self.areas) - 1
        self._tell()

    def _tell(self) -> None:
        self._describe()
        self.update()
        self.changed.emit()

    def _describe(self) -> None:
        covered = sum(one.mode == "mask" for one in self.areas)
        words = trn("{number} area covered", "{number} areas covered", covered)
        if any(one.mode == "crop" for one in self.areas):
            words += ", " + tr("cut to a part")
        self.setAccessibleDescription(words)

    # By keys

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = event.key()
        moves = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if key in moves and 0 <= self.chosen < len(self.areas):
            x, y = moves[Qt.Key(key)]
            is_sizing = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            held = self.areas[self.chosen]
            self.areas[self.chosen] = _sized(held, x, y) if is_sizing else _moved(held, x, y)
            self._tell()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key == Qt.Key.Key_N and self.areas:
            self.chosen = (self.chosen + 1) % len(self.areas)
            self.update()
        else:
            super().keyPressEvent(event)

    # By mouse

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        self._from, self._drawn = event.position(), None

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self._from is not None:
            self._drawn = QRectF(self._from, event.position()).normalized() & self._frame()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        drawn, frame, start = self._drawn, self._frame(), self._from
        self._from = self._drawn = None
        if drawn is not None and min(drawn.width(), drawn.height()) >= LEAST_PX:
            self._put(
                Marked(
                    self.mode,
                    (drawn.x() - frame.x()) / frame.width(),
                    (drawn.y() - frame.y()) / frame.height(),
                    drawn.width() / frame.width(),
                    drawn.height() / frame.height(),
                )
            )
        elif start is not None:
            under = [n for n, one in enumerate(self.areas) if self._placed(one).contains(start)]
            self.chosen = under[-1] if under else -1
            self.update()

    # Drawing

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("stage"))
        frame = self._frame()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(frame, self._image)
        for one in self.areas:
            if one.mode == "mask":
                painter.fillRect(self._placed(one), self._fill)
        crop = next((self._placed(one) for one in self.areas if one.mode == "crop"), None)
        if crop is not None:
            self._darken(painter, frame, crop)
        for number, one in enumerate(self.areas):
            painter.setPen(QPen(self._theme.color("accent" if number == self.chosen else "text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._placed(one))
        if self._drawn is not None:
            painter.setPen(QPen(self._theme.color("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRect(self._drawn)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _darken(self, painter: QPainter, frame: QRectF, crop: QRectF) -> None:
        """Darken what is cut away."""
        shade = QColor(0, 0, 0, 170)
        painter.fillRect(QRectF(frame.left(), frame.top(), frame.width(), crop.top() - frame.top()), shade)
        painter.fillRect(QRectF(frame.left(), crop.bottom(), frame.width(), frame.bottom() - crop.bottom()), shade)
        painter.fillRect(QRectF(frame.left(), crop.top(), crop.left() - frame.left(), crop.height()), shade)
        painter.fillRect(QRectF(crop.right(), crop.top(), frame.right() - crop.right(), crop.height()), shade)

    def _frame(self) -> QRectF:
        """Return where the picture stands."""
        if self._image.isNull():
            return QRectF(self.rect())
        inner = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        scale = min(inner.width() / self._image.width(), inner.height() / self._image.height())
        width, height = self._image.width() * scale, self._image.height() * scale
        return QRectF(inner.center().x() - width / 2, inner.center().y() - height / 2, width, height)

    def _placed(self, area: Marked) -> QRectF:
        frame = self._frame()
        return QRectF(
            frame.x() + area.x * frame.width(),
            frame.y() + area.y * frame.height(),
            area.width * frame.width(),
            area.height * frame.height(),
        )


def _moved(area: Marked, x: int, y: int) -> Marked:
    return msgspec.structs.replace(
        area,
        x=min(max(area.x + x * _STEP, 0), 1 - area.width),
        y=min(max(area.y + y * _STEP, 0), 1 - area.height),
    )


def _sized(area: Marked, x: int, y: int) -> Marked:
    return msgspec.structs.replace(
        area,
        width=min(max(area.width + x * _STEP, _LEAST), 1 - area.x),
        height=min(max(area.height + y * _STEP, _LEAST), 1 - area.y),
    )
