"""The loupe: the file's own pixels around a spot, enlarged as squares, with their values and places."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from verifier.domain.regions import Vertex
from verifier.gui.seeing.latest import Latest
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.stage.panel import StagePanel
from verifier.gui.theme import mono, prose
from verifier.media.upright import orientation_of
from verifier.workspace.seeing import Patch, read_patch

SIDE_PX = 240
WORDS_PX = 66
ENLARGED = (8, 10, 13, 16)
GAP_PX = 24.0
_MOVES = {
    int(Qt.Key.Key_Left): (-1, 0),
    int(Qt.Key.Key_Right): (1, 0),
    int(Qt.Key.Key_Up): (0, -1),
    int(Qt.Key.Key_Down): (0, 1),
}
_SIZES = {int(Qt.Key.Key_Plus): 1, int(Qt.Key.Key_Equal): 1, int(Qt.Key.Key_Minus): -1}


class Loupe(QWidget):
    """Follows the pointer, and the arrow keys pixel by pixel; shows the decode at full size, never filtered."""

    def __init__(self, session: Session, stage: StagePanel) -> None:
        super().__init__(stage)
        self._session, self._canvas = session, stage.canvas
        self._latest = Latest(session.relay)
        self._size_at = 2
        self._at: tuple[int, int] | None = None
        self.patch: Patch | None = None
        self.setFixedSize(SIDE_PX, SIDE_PX + WORDS_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Loupe"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._canvas.pointed.connect(self._pointed)
        self._canvas.view_changed.connect(self._place)
        session.item_changed.connect(self._begin)
        session.frame_changed.connect(self._ask)
        session.marking_changed.connect(self._ask)

    @property
    def enlarged(self) -> int:
        """Screen pixels to a picture pixel."""
        return ENLARGED[self._size_at]

    @property
    def is_idle(self) -> bool:
        """Whether no pixels are under way."""
        return self._latest.is_idle

    @property
    def words(self) -> tuple[str, str, str]:
        """What stands under the pixels: values, place as displayed, place as stored."""
        patch, item = self.patch, self._session.item
        if patch is None or item is None:
            return tr("Reading the pixels …"), "", ""
        red, green, blue = patch.color()
        turn = orientation_of(item.technical)
        x, y = turn.point_to_stored((patch.x + 0.5, patch.y + 0.5)) if turn is not None else (patch.x, patch.y)
        return (
            f"R {red}  G {green}  B {blue}  #{red:02X}{green:02X}{blue:02X}",
            tr("shown at x {x}  y {y}", x=patch.x, y=patch.y),
            tr("stored at x {x}  y {y}", x=int(x), y=int(y)),
        )

    def switch(self) -> None:
        """Take the loupe in hand, at the pointer or in the middle; or put it away."""
        if self.isVisible():
            self.hide()
            self._canvas.setFocus()
            return
        self._begin()
        if self._at is None:
            self.go_to(self._canvas.center)
        self.show()
        self.raise_()
        self.setFocus()
        self._ask()

    def go_to(self, at: Vertex) -> None:
        """Look at a point of the picture; beyond its edge, at the edge."""
        width, height = self._canvas.picture_size
        spot = min(max(int(at[0]), 0), round(width) - 1), min(max(int(at[1]), 0), round(height) - 1)
        if spot != self._at:
            self._at = spot
            self._place()
            self._ask()

    def takes_key(self, key: int) -> bool:
        """Tell whether the loupe is worked by a key itself."""
        return key in _MOVES or key in _SIZES or key == Qt.Key.Key_Escape

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _MOVES and self._at is not None:
            dx, dy = _MOVES[key]
            self.go_to((self._at[0] + dx, self._at[1] + dy))
        elif key in _SIZES:
            self._size_at = min(max(self._size_at + _SIZES[key], 0), len(ENLARGED) - 1)
            self._ask()
            self.update()
        elif key == Qt.Key.Key_Escape:
            self.switch()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setBrush(QColor("#0b0d0f"))
        painter.setPen(QPen(QColor("#ffffff"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.patch is not None:
            self._paint_pixels(painter, self.patch)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        values, shown, stored = self.words
        painter.setPen(QColor("#ffffff"))
        painter.setFont(mono(11))
        line = QRectF(10, SIDE_PX + 2, SIDE_PX - 20, 18)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, values)
        painter.setPen(QColor("#b9c0c7"))
        painter.setFont(prose(11))
        painter.drawText(line.translated(0, 20), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.drawText(line.translated(0, 38), Qt.AlignmentFlag.AlignVCenter, stored)
        painter.end()

    def _paint_pixels(self, painter: QPainter, patch: Patch) -> None:
        """Draw each pixel as a square, the middle one framed."""
        size, inner = float(self.enlarged), QRectF(4, 4, SIDE_PX - 8, SIDE_PX - 8)
        image = QImage(patch.rgb, patch.width, patch.height, patch.width * 3, QImage.Format.Format_RGB888)
        middle = inner.center()
        left = middle.x() - (patch.x - patch.left + 0.5) * size
        top = middle.y() - (patch.y - patch.top + 0.5) * size
        painter.save()
        painter.setClipRect(inner)
        painter.drawImage(QRectF(left, top, patch.width * size, patch.height * size), image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        spot = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
        for grow, color in ((1.0, "#000000"), (0.0, "#ffffff")):
            painter.setPen(QPen(QColor(color), 1))
            painter.drawRect(spot.adjusted(-grow, -grow, grow, grow))
        painter.restore()

    def _begin(self) -> None:
        self.patch, self._at = None, None
        item = self._session.item
        if item is None or item.kind not in ("photo", "video"):
            self.hide()

    def _pointed(self, at: Vertex | None) -> None:
        if at is not None and self.isVisible():
            self.go_to(at)

    def _ask(self) -> None:
        item, frame, at = self._session.item, self._session.frame, self._at
        if not self.isVisible() or item is None or at is None:
            return
        if self._canvas.is_veiled or (item.kind == "video" and frame is None):
            self.patch = None
            self.update()
            return
        ordinal = frame.ordinal if frame is not None and item.kind == "video" else None
        reach, key, workspace = SIDE_PX // self.enlarged // 2 + 1, item.key, self._session.workspace
        self._latest.ask(
            lambda: read_patch(workspace, item, ordinal, at, reach), lambda patch: self._take(key, patch), self._missed
        )

    def _take(self, key: str, patch: Patch) -> None:
        if key == self._session.item_key and not self._canvas.is_veiled:
            self.patch = patch
            self.update()

    def _missed(self, _error: BaseException) -> None:
        self.patch = None
        self.update()

    def _place(self) -> None:
        """Stand beside the spot, on the side where there is room."""
        if self._at is None:
            return
        x, y = self._canvas.view.to_screen((self._at[0] + 0.5, self._at[1] + 0.5))
        left = x + GAP_PX if x + GAP_PX + self.width() <= self._canvas.width() else x - GAP_PX - self.width()
        top = y + GAP_PX if y + GAP_PX + self.height() <= self._canvas.height() else y - GAP_PX - self.height()
        self.move(max(0, round(left)), max(0, round(top)))
