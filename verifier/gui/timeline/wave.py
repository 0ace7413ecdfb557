"""The sound of a clip as a low band under its strip: where it is loud, where it is silent."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from verifier.gui.speech import tr
from verifier.gui.theme import Theme
from verifier.gui.timeline.slider import SIDE_PX

HEIGHT_PX = 22


class WaveRow(QWidget):
    """Hidden while there is nothing to show; ``show_wave`` takes one byte a column, 0 to 255."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._wave = b""
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName(tr("How loud the clip is along its length"))
        self.setToolTip(tr("How loud the clip is along its length"))
        theme.changed.connect(self.update)
        self.hide()

    @property
    def shown(self) -> bytes:
        """The wave that is shown."""
        return self._wave

    def show_wave(self, found: bytes) -> None:
        """Show another wave, or none."""
        self._wave = found
        self.setVisible(bool(found))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, middle = self.width() - 2 * SIDE_PX, self.height() / 2
        painter.fillRect(QRectF(SIDE_PX, middle - 0.5, width, 1), self._theme.color("line"))
        count, color = len(self._wave), self._theme.color("muted")
        step = width / max(1, count)
        for column, loud in enumerate(self._wave):
            if loud:
                # The root, as the ear hears it: speech beside an explosion would be a line.
                half = max(1.0, (loud / 255) ** 0.5 * middle)
                painter.fillRect(QRectF(SIDE_PX + column * step, middle - half, max(step, 1.0), 2 * half), color)
        painter.end()
