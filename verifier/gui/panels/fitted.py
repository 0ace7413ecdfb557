"""A scroller as high as what stands in it, up to a share of what it stands in."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Flowing(QWidget):
    """Content of words that wrap: as low as they are at its width, and not as Qt guesses before it knows that width."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Fitted(QScrollArea):
    """Words that wrap need another height at every width: ``fit`` is called when they, or the room for them, change.

    ``holder``: the widget of whose height it takes no more than ``share``.
    """

    def __init__(self, content: Flowing, holder: QWidget, share: float) -> None:
        super().__init__()
        self._content, self._holder, self._share = content, holder, share
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def fit(self) -> None:
        """Take as much height as is needed, up to the share."""
        layout = self._content.layout()
        needed = self._content.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(self.viewport().width())
        self.setFixedHeight(min(needed, round(self._holder.height() * self._share)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
