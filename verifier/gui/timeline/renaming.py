"""The field in which a segment's title is written, on its bar."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from verifier.gui.speech import tr

WIDTH_PX, HEIGHT_PX = 200, 26


class NameField(QLineEdit):
    """``named``: the words as they were left, by Enter or by going elsewhere. Escape leaves them as they were."""

    named = Signal(str)

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(tr("Title of the segment"))
        self.setPlaceholderText(tr("What happens here"))
        self.resize(WIDTH_PX, HEIGHT_PX)
        self._is_over = False
        self.returnPressed.connect(self._keep)

    def open_at(self, spot: QPointF) -> None:
        """Stand over a bar, inside the widget."""
        self.move(round(spot.x()), max(0, round(spot.y() - HEIGHT_PX / 2)))
        self.show()
        self.selectAll()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._keep()

    def _keep(self) -> None:
        if not self._is_over:
            words = self.text().strip()
            self._close()
            self.named.emit(words)

    def _close(self) -> None:
        self._is_over = True
        self.hide()
        self.deleteLater()
