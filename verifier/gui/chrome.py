"""The bars above and below: which case, what may be done to it; saved, undo, where in the picture, who works."""

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QFrame, QMenuBar, QPushButton, QSizePolicy, QToolButton

from verifier.gui.controls import Yielding, button, label, restyle, row
from verifier.gui.speech import tr
from verifier.gui.theme import Theme
from verifier.workspace.saving import ReadOnly, SavedAt, SaveFailed, SaveState

SAID_MS = 20_000
FRESH_MS = 1_000
"""A sentence older than this is left behind where a person goes on to another item."""
HEADER_PX, FOOTER_PX, MENU_GAP_PX = 44, 28, 2


class MenuBar(QMenuBar):
    """A bar that asks for the room of its menus in either direction."""

    def sizeHint(self) -> QSize:
        # WORKAROUND: from right to left Qt 6.11 counts the free room left of the menus too, or none of it at first.
        hint = super().sizeHint()
        if self.isRightToLeft():
            hint.setWidth(sum(self.actionGeometry(one).width() + MENU_GAP_PX for one in self.actions()) + MENU_GAP_PX)
        return hint


class Header(QFrame):
    """Menus, the case's title, and the two buttons of the job: footage in, bundle out."""

    def __init__(self, theme: Theme, menus: QMenuBar) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(HEADER_PX)
        self._theme = theme
        self._icons: list[tuple[QToolButton, str]] = []
        self.title = Yielding("", "strong")
        self.title.setMaximumWidth(520)
        self.counts = label("", "muted")
        self._line = row(menus, self.title, self.counts, None, spacing=12, margins=(8, 0, 16, 0))
        menus.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setLayout(self._line)
        theme.changed.connect(self._recolor)

    def add_icon(self, action: QAction, icon: str) -> None:
        """Put an action there as an icon."""
        made = QToolButton()
        action.setIcon(self._theme.icon(icon, "text"))
        made.setDefaultAction(action)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        made.setAccessibleName(action.text())
        self._icons.append((made, icon))
        self._line.addWidget(made)

    def add_button(self, action: QAction, role: str = "") -> None:
        """Put an action there as a button with its words."""
        made = QPushButton(action.text())
        made.setProperty("role", role)
        made.setToolTip(f"{action.text()} ({action.shortcut().toString()})")
        made.clicked.connect(action.trigger)
        made.setEnabled(action.isEnabled())
        made.setAutoDefault(False)
        action.changed.connect(lambda: made.setEnabled(action.isEnabled()))
        self._line.addWidget(made)

    def show_case(self, title: str, counts: str) -> None:
        """Name the case."""
        self.title.show_words(title)
        self.counts.setText(counts)

    def _recolor(self) -> None:
        for made, icon in self._icons:
            made.defaultAction().setIcon(self._theme.icon(icon, "text"))


class Footer(QFrame):
    """One line of state in words. ``name_pressed``: another name is to sign; ``said_pressed``: show what was said."""

    name_pressed = Signal()
    said_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setFixedHeight(FOOTER_PX)
        self.dot = label("●", "faint")
        self.saved = label("", "small")
        self.undo = Yielding("", "small")
        self.said = Yielding("", "small")
        self._fading = QTimer(self, singleShot=True)
        self._fading.timeout.connect(lambda: self.say("", "muted"))
        self._said_at = QElapsedTimer()
        self.place = label("", "mono")
        self.place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.network = label(tr("Network: silent"), "small")
        self.network.setToolTip(tr("No connection is opened unless you ask for that one thing."))
        self.person = button("", self.name_pressed.emit, "status", tr("Sign as somebody else…"))
        line = row(
            row(self.dot, self.saved, spacing=6), self.undo, self.said, None, self.place, self.network, self.person,
            spacing=20, margins=(16, 0, 16, 0),
        )  # fmt: skip
        self.setLayout(line)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the last sentence asks for those before it."""
        if self.said.text() and self.said.geometry().contains(event.position().toPoint()):
            self.said_pressed.emit()

    def show_saving(self, state: SaveState) -> None:
        """Say whether everything is on the disk."""
        words, tone = saving_words(state)
        self.saved.setText(words)
        restyle(self.dot, tone)

    def show_undo(self, words: str) -> None:
        """Name what undo would take back; "" for nothing."""
        self.undo.show_words(tr("Undo: {label}", label=words) if words else "")

    def say(self, sentence: str, tone: str) -> None:
        """Show a sentence until the next one, or long enough to be read twice: what is old misleads."""
        self._fading.stop()
        restyle(self.said, {"warn": "warn", "bad": "bad"}.get(tone, "small"))
        self.said.show_words(sentence)
        self.said.setCursor(Qt.CursorShape.PointingHandCursor if sentence else Qt.CursorShape.ArrowCursor)
        if sentence:
            self._said_at.start()
            self._fading.start(SAID_MS)

    def go_on(self) -> None:
        """Another item is shown: what was said of the one before would be taken for this one."""
        if self.said.text() and self._said_at.hasExpired(FRESH_MS):
            self.say("", "muted")


def saving_words(state: SaveState) -> tuple[str, str]:
    """Write a save state in words, with the tone of its dot."""
    if isinstance(state, SavedAt):
        if state.at is None:
            return tr("Saved"), "ok"
        return tr("Saved {time}", time=f"{state.at.astimezone():%H:%M:%S}"), "ok"
    if isinstance(state, ReadOnly):
        return tr("Reading only"), "warn"
    if isinstance(state, SaveFailed):
        return tr("Not saved"), "bad"
    return tr("Saving …"), "faint"


class Banner(QFrame):
    """A sentence across the window that stays: why nothing can be edited. ``again``: look whether it can be now."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._words = label("", "banner", wraps=True)
        retry = button(
            tr("Try again"), self.again.emit, "", tr("Open the case anew, for editing if nobody holds it now")
        )
        line = row(self._words, retry, spacing=0, margins=(0, 0, 16, 0))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.setVisible(bool(sentence))
