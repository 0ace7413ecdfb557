"""The headings of the inspector; those for which there is no room stand in a list at the end of the line."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton

from verifier.gui.controls import row
from verifier.gui.speech import tr
from verifier.gui.theme import TEXT_PX, prose

HEIGHT_PX = 40
GAPS_PX = (18, 14, 10, 8)
"""Between headings, as wide as there is room for."""
SIDE_PX = 16


class Tabs(QFrame):
    """Each can be reached by Tab and pressed by Space. The one that is open is always seen."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("tabs")
        self.setFixedHeight(HEIGHT_PX)
        self.buttons: list[QPushButton] = []
        self._line = row(spacing=GAPS_PX[0], margins=(SIDE_PX, 0, SIDE_PX, 0))
        # Set in the heavier face of the open one, so that nothing moves when another is opened.
        metrics = QFontMetrics(prose(TEXT_PX, prose().Weight.DemiBold))
        self._widths = [metrics.horizontalAdvance(title) + 2 for title in titles]
        for title, width in zip(titles, self._widths, strict=True):
            made = QPushButton(title)
            made.setProperty("role", "tab")
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setAutoDefault(False)
            made.setMinimumWidth(width)
            made.toggled.connect(self._fit)
            self.buttons.append(made)
            self._line.addWidget(made)
        self.more = QPushButton(tr("More ▾"))
        self.more.setProperty("role", "tab")
        self.more.setAutoDefault(False)
        self.more.setAccessibleName(tr("More panels"))
        self._more_px = metrics.horizontalAdvance(self.more.text()) + 2
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self._line.addWidget(self.more)
        self._line.addStretch(1)
        self.setLayout(self._line)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * SIDE_PX
        gap = next((gap for gap in GAPS_PX if self._needed(self._widths, gap) <= room), 0)
        seen = set(range(len(self.buttons))) if gap else self._seen(room)
        self._line.setSpacing(gap or GAPS_PX[-1])
        for place, made in enumerate(self.buttons):
            made.setVisible(place in seen)
        self.more.setVisible(not gap)
        self._menu.clear()
        for place, made in enumerate(self.buttons):
            if place not in seen:
                self._menu.addAction(made.text()).triggered.connect(partial(_press, made))

    def _seen(self, room: int) -> set[int]:
        """Return the headings that fit beside the list: the open one, then from the first on."""
        opened = [place for place, made in enumerate(self.buttons) if made.isChecked()]
        seen: list[int] = []
        for place in dict.fromkeys([*opened, *range(len(self.buttons))]):
            if self._needed([self._widths[at] for at in (*seen, place)] + [self._more_px], GAPS_PX[-1]) > room:
                break
            seen.append(place)
        return set(seen)

    @staticmethod
    def _needed(widths: Sequence[int], gap: int) -> int:
        return sum(widths) + gap * (len(widths) - 1)


def _press(heading: QPushButton, _is_checked: bool = False) -> None:
    heading.click()
