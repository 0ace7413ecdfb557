"""Small controls that every view is made of; their look comes from the style sheet by the property ``role``."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from verifier.domain.words import NOT_ASSESSED
from verifier.gui.speech import tr, tr_made

HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
"""Keys that, held with another, ask for something else; the keypad's own mark is none of them."""
_FIGURES = re.compile(
    r"(?:[=±≥≤] )?\d[\d.,:–]*(?: ?[–×] ?\d[\d.,]*)* (?:%|UTC\b|(?:mm|m|km|kg|g|kB|MB|GB|px|fps|s)\b)|± \d"
)


def label(text: str, role: str = "", *, wraps: bool = False, selectable: bool = False) -> QLabel:
    """Return a line of words in one of the roles of the style sheet."""
    # Words that can be selected are copied as they stand, so they keep their plain spaces.
    made = QLabel(unbroken(text) if wraps and not selectable else text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wraps:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def unbroken(words: str) -> str:
    """Keep figures with what they belong to on one line: ``95–99 %)``, ``08:12 UTC``, ``± 45 m``."""
    return _FIGURES.sub(lambda found: found.group().replace(" ", "\N{NO-BREAK SPACE}"), words)


TITLE_PX = 40
"""A window has no title bar yet when it chooses its size; none of the common ones is higher."""


class Press(QPushButton):
    """A button that Enter presses too while it has the focus; Qt's own answers to the space bar alone.

    In a dialog Qt would press the default button instead: Enter on "Cancel" must not mean "Export".
    """

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers() & HELD:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            has_list = self.menu() is not None  # pyright: ignore[reportUnnecessaryComparison] the stub says always
            self.showMenu() if has_list else self.click()


def button(text: str, on_press: Callable[[], object], role: str = "", tip: str = "") -> QPushButton:
    """Return a button; its words are also its accessible name."""
    made = Press(text)
    if role:
        made.setProperty("role", role)
    if tip:
        made.setToolTip(tip)
    made.setAutoDefault(False)
    made.clicked.connect(lambda: on_press())
    return made


def restyle(widget: QWidget, role: str) -> None:
    """Give a widget another role and let the style sheet see it."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def column(
    *parts: QWidget | QLayout, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Stack widgets and layouts."""
    made = QVBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    for part in parts:
        made.addWidget(part) if isinstance(part, QWidget) else made.addLayout(part)
    return made


def row(
    *parts: QWidget | QLayout | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Put widgets and layouts side by side; ``None`` is a stretch."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, QWidget):
            made.addWidget(part)
        else:
            made.addLayout(part)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (taken := layout.takeAt(0)) is not None:  # pyright: ignore[reportUnnecessaryComparison]
        widget, inner = taken.widget(), taken.layout()
        if widget is not None:  # pyright: ignore[reportUnnecessaryComparison]
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:  # pyright: ignore[reportUnnecessaryComparison]
            clear(inner)


class Section(QFrame):
    """A heading and what stands under it, parted from the next by one hairline."""

    def __init__(self, heading: str, aside: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("section")
        self.heading = label(heading, "heading", wraps=True)
        self.body = column(spacing=6)
        top = row(self.heading)
        top.setStretch(0, 1)
        if aside is not None:
            top.addWidget(aside)
        self.setLayout(column(top, self.body, margins=(16, 12, 16, 12)))

    def add(self, part: QWidget | QLayout) -> None:
        self.body.addWidget(part) if isinstance(part, QWidget) else self.body.addLayout(part)


def pairs(rows: Sequence[tuple[str, str | QWidget]], role: str = "", name_px: int = 104) -> QGridLayout:
    """Return names on the left in grey, values on the right; without a name a value belongs to the one above."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, name_px)
    grid.setColumnStretch(1, 1)
    for place, (name, value) in enumerate(rows):
        shown = label(value, role, wraps=True, selectable=True) if isinstance(value, str) else value
        align = Qt.AlignmentFlag.AlignTop if isinstance(value, str) else Qt.AlignmentFlag.AlignVCenter
        if name:
            grid.addWidget(label(name, "muted"), place, 0, align)
        grid.addWidget(shown, place, 1)
    return grid


def scrolling(content: QWidget) -> QScrollArea:
    """Return a scroller that never scrolls sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


PICKER_EDGE = (2, 2, 2, 2)
"""What the frame of a picker takes up: its rows reach to it and not over it."""
Extra = tuple[str, Callable[[], object]]
LEAD = "\u2005"
"""Before the words of a list that begin at its edge: Qt drops the padding of a button that has a menu."""


class Choice(Press):
    """One of several answers, shown as its words; pressing opens the list. ``extras`` are things to do, below it."""

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        answers: Sequence[tuple[str, object]],
        value: object = None,
        *,
        left: bool = True,
        extras: Sequence[Extra] = (),
    ) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.setProperty("left", "true" if left else "false")
        self.setAutoDefault(False)
        self._name = name
        self._answers = list(answers)
        self._extras = extras
        self.value: object = value
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.show_value(value)

    def show_value(self, value: object) -> None:
        """Show an answer without telling anybody."""
        self.value = value
        self.show_words(next((words for words, answer in self._answers if answer == value), tr_made(NOT_ASSESSED)))

    def show_words(self, words: str) -> None:
        """Show other words for the same answer, where the list says more than the line has room for."""
        lead = LEAD if self.property("left") != "false" else ""
        self.setText(f"{lead}{words}  ▾")
        self.setAccessibleName(f"{self._name}: {words}")

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Open the list by the arrow down too, as any list of answers does; Qt would leave the button."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        """Put the answers into the list when it is opened: a panel has dozens of lists, and one is opened."""
        menu = self.menu()
        menu.clear()
        group = QActionGroup(menu)
        for words, answer in self._answers:
            action = QAction(words, menu, checkable=True)
            action.triggered.connect(lambda _checked=False, answer=answer: self._take(answer))
            action.setChecked(answer == self.value)
            group.addAction(action)
            menu.addAction(action)
        # Once it stands: the arrows go on from the answer that holds, as in any list of answers.
        QTimer.singleShot(0, menu, lambda: menu.setActiveAction(group.checkedAction()) if menu.isVisible() else None)
        if self._extras:
            menu.addSeparator()
        for words, call in self._extras:
            menu.addAction(words).triggered.connect(partial(_call, call))

    def _take(self, value: object) -> None:
        self.show_value(value)
        self.chosen.emit(value)


def _call(call: Callable[[], object], _is_checked: bool = False) -> None:
    call()


SIGNS: dict[object, tuple[str, str]] = {
    None: ("", "open"),
    "seen": ("✓", "seen"),
    "absent": ("✗", "seen to be absent"),
    "cannot_tell": ("–", "cannot tell"),
}


NEXT_STATE: dict[object, object] = {None: "seen", "seen": "absent", "absent": "cannot_tell", "cannot_tell": None}


class StateBox(QPushButton):
    """A tick is seen, a cross is seen to be absent, a dash is cannot tell.

    A press goes on to the next of these, as a box with a tick does; the other button of the mouse lists them.
    """

    chosen = Signal(object)

    def __init__(self, about: str, state: str | None) -> None:
        super().__init__(SIGNS[state][0])
        self.setProperty("role", "state")
        self.setProperty("state", state or "open")
        self.setAutoDefault(False)
        self.setFixedSize(18, 18)
        following = NEXT_STATE[state]
        self.setToolTip(tr("{state}; a press says: {next}", state=tr(SIGNS[state][1]), next=tr(SIGNS[following][1])))
        self.setAccessibleName(f"{about}: {tr(SIGNS[state][1])}")
        self.clicked.connect(lambda: self.chosen.emit(following))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        for answer, (sign, words) in SIGNS.items():
            action = menu.addAction(f"{sign}  {tr(words)}".strip())
            action.triggered.connect(lambda _checked=False, answer=answer: self.chosen.emit(answer))
        menu.popup(event.globalPos())


class Elided(QLabel):
    """A line of words that is cut with dots where there is no room; the whole stands in its tip."""

    def __init__(self, text: str = "", role: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._mode, self._whole = mode, ""
        if role:
            self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_words(text)

    def show_words(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        cut = QFontMetrics(self.font()).elidedText(self._whole, self._mode, max(24, self.width()))
        if cut != self._whole and len(cut) <= 4:
            cut = ""  # a letter and dots say nothing; the tip has the whole
        if cut != self.text():
            self.setText(cut)


class Yielding(Elided):
    """A line that asks for the room of its words, and gives way where there is none."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text, role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def show_words(self, text: str) -> None:
        super().show_words(text)
        self.updateGeometry()


def begin_at(window: QWidget, width: int, height: int) -> None:
    """Give a window its first size: with its title bar no larger than the screen."""
    window.resize(QSize(width, height).boundedTo(room_on(window)))


def room_on(window: QWidget) -> QSize:
    """Return how large a window can be below its title bar."""
    return window.screen().availableSize() - QSize(0, TITLE_PX)
