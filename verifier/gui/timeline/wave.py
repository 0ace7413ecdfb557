"""The sound of a clip as a low band under its strip: where it is loud, where it is silent."""

import msgspec
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from verifier.gui.speech import tr
from verifier.gui.theme import Theme
from verifier.gui.timeline.scale import SIDE_PX, TimeScale

HEIGHT_PX = 22


class Wave(msgspec.Struct, frozen=True):
    """How loud a stretch of the clip is: one byte a column, 0 to 255, between two shares of it."""

    loud: bytes = b""
    first: float = 0.0
    last: float = 1.0


class WaveRow(QWidget):
    """Hidden while there is nothing to show. Zoomed, a finer wave of what is in view stands over that of the whole."""

    def __init__(self, theme: Theme, scale: TimeScale) -> None:
        super().__init__()
        self._theme, self._scale = theme, scale
        self._wave, self._finer = Wave(), Wave()
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName(tr("How loud the clip is along its length"))
        self.setToolTip(tr("How loud the clip is along its length"))
        theme.changed.connect(self.update)
        scale.changed.connect(self.update)
        self.hide()

    @property
    def shown(self) -> bytes:
        """The wave of the whole clip."""
        return self._wave.loud

    @property
    def finer(self) -> Wave:
        """The wave of what is in view, where it has been worked out."""
        return self._finer

    def show_wave(self, wave: Wave) -> None:
        """Show another wave of the whole clip, or none."""
        self._wave = wave
        self.setVisible(bool(wave.loud or self._finer.loud))
        self.update()

    def clear(self) -> None:
        """Show nothing, for another clip."""
        self._finer = Wave()
        self.show_wave(Wave())

    def show_finer(self, wave: Wave) -> None:
        """Show a part in more detail."""
        self._finer = wave
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(SIDE_PX, 0, self.width() - 2 * SIDE_PX, self.height())
        painter.setClipRect(area)
        painter.fillRect(QRectF(SIDE_PX, self.height() / 2 - 0.5, area.width(), 1), self._theme.color("line"))
        finer = self._finer
        is_finer = bool(finer.loud) and finer.first <= self._scale.first and finer.last >= self._scale.last
        self._paint_wave(painter, finer if is_finer else self._wave)
        painter.end()

    def _paint_wave(self, painter: QPainter, wave: Wave) -> None:
        count, color, middle = len(wave.loud), self._theme.color("muted"), self.height() / 2
        if not count:
            return
        column = (wave.last - wave.first) / count
        first = max(int((self._scale.first - wave.first) / column), 0)
        last = min(int((self._scale.last - wave.first) / column) + 1, count)
        for place in range(first, last):
            if wave.loud[place]:
                # The root, as the ear hears it: speech beside an explosion would be a line.
                half = max(1.0, (wave.loud[place] / 255) ** 0.5 * middle)
                left, right = (self._scale.x(wave.first + edge * column, self.width()) for edge in (place, place + 1))
                painter.fillRect(QRectF(left, middle - half, max(right - left, 1.0), 2 * half), color)
