"""What hangs over the strip under the pointer: a small frame and its time. For finding, never for recording."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from verifier.gui.controls import column, label

PICTURE_PX = 160
GAP_PX = 8


class HoverCard(QFrame):
    """A card above the strip; it takes no press and no focus."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QLabel()
        self._time = label("", "mono")
        self._note = label("", "small")
        self.setLayout(column(self._picture, self._time, self._note, spacing=2, margins=(4, 4, 4, 4)))

    def show_at(self, spot: QPoint, image: QImage, time: str, note: str) -> None:
        """Hang over a point of the screen; a null picture leaves only the words."""
        self._picture.setVisible(not image.isNull())
        if not image.isNull():
            side = round(PICTURE_PX * self.devicePixelRatio())
            ratio, way = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            pixmap = QPixmap.fromImage(image.scaled(side, side, ratio, way))
            pixmap.setDevicePixelRatio(self.devicePixelRatio())
            self._picture.setPixmap(pixmap)
        self._time.setText(time)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.adjustSize()
        self.move(spot.x() - self.width() // 2, spot.y() - self.height() - GAP_PX)
        self.show()

    @property
    def words(self) -> tuple[str, str]:
        """The time shown, and the note under it."""
        return self._time.text(), self._note.text()
