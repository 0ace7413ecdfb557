"""The inspector: the panels of the registry, each made when it is first opened."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from verifier.gui.controls import column
from verifier.gui.panels.registry import PANELS
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.subject import SubjectLine
from verifier.gui.tabs import Tabs
from verifier.gui.theme import Theme

LEAST_PX = 338
FIRST_NAMED_KEY = 0x01000000
"""Qt numbers keys that write a letter by the letter, and all others from here on."""


class Inspector(QFrame):
    """Names what it speaks of, and shows one panel at a time."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setMinimumWidth(LEAST_PX)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click beside every field ends what is typed in one
        self._session, self._theme = session, theme
        self._made: dict[str, QWidget] = {}
        self._pages = QStackedWidget()
        self._tabs = Tabs([tr(panel.title) for panel in PANELS])
        for panel, tab in zip(PANELS, self._tabs.buttons, strict=True):
            tab.clicked.connect(partial(self.open_panel, panel.name))
        outer = column(SubjectLine(session), self._tabs, self._pages, spacing=0)
        outer.setStretch(2, 1)
        self.setLayout(outer)
        self.open_panel(PANELS[0].name)

    def takes_key(self, key: int) -> bool:
        """Keep letters after a click beside a field: whoever meant to type there must not sort items by it."""
        held = QGuiApplication.keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier
        return self.hasFocus() and key < FIRST_NAMED_KEY and held == Qt.KeyboardModifier.NoModifier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.takes_key(event.key()):
            self._session.say(
                tr("No field has the cursor. Click into one to type, or on the picture for keys."), "warn"
            )
        else:
            super().keyPressEvent(event)

    @property
    def current(self) -> str:
        """Name of the panel that is shown."""
        return next(panel.name for panel, tab in zip(PANELS, self._tabs.buttons, strict=True) if tab.isChecked())

    def open_panel(self, name: str, _is_checked: bool = True) -> QWidget:
        """Show a panel and return its widget."""
        place = next(place for place, panel in enumerate(PANELS) if panel.name == name)
        if name not in self._made:
            self._made[name] = PANELS[place].make(self._session, self._theme)
            self._pages.addWidget(self._made[name])
        self._tabs.buttons[place].setChecked(True)
        self._pages.setCurrentWidget(self._made[name])
        return self._made[name]
