"""The rail at the left edge: one button a page."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton

from verifier.gui.controls import column
from verifier.gui.pages.registry import PAGES
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

WIDTH_PX, BUTTON_PX, ICON_PX, SIDE_PX = 64, 52, 18, 2
"""``WIDTH_PX`` at least: longer words of a language widen the rail."""


class Rail(QFrame):
    """``picked``: name of the page to turn to."""

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._theme = theme
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        line = column(spacing=4, margins=(4, 8, 4, 8))
        widest = WIDTH_PX - 9
        for page in PAGES:
            made = QToolButton()
            made.setProperty("role", "rail")
            made.setText(tr(page.title))
            made.setAccessibleName(tr(page.title))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setIconSize(QSize(ICON_PX, ICON_PX))
            made.setFixedHeight(BUTTON_PX)
            widest = max(widest, made.fontMetrics().horizontalAdvance(made.text()) + 2 * SIDE_PX)
            made.setCheckable(True)
            made.clicked.connect(partial(self._pressed, page.name))
            group.addButton(made)
            self._buttons[page.name] = made
            line.addWidget(made)
        line.addStretch(1)
        for made in self._buttons.values():
            made.setFixedWidth(widest)
        self.setFixedWidth(widest + 9)
        self.setLayout(line)
        theme.changed.connect(self._recolor)
        self._recolor()

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def _pressed(self, name: str, _is_checked: bool = True) -> None:
        self.picked.emit(name)

    def _recolor(self) -> None:
        for page in PAGES:
            self._buttons[page.name].setIcon(self._theme.icon(page.icon))
