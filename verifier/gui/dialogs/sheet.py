"""The sheet of all keys, grouped as the menus are; made from the table of actions, so that it is never out of date."""

from collections.abc import Sequence
from itertools import combinations_with_replacement, pairwise

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from verifier.gui.actions.registry import ACTIONS
from verifier.gui.controls import begin_at, clear, column, label, row, scrolling
from verifier.gui.keys.keymap import Keymap
from verifier.gui.palette.list import shown_chord
from verifier.gui.palette.ranking import fold
from verifier.gui.speech import tr

WIDTH, HEIGHT = 1240, 640
COLUMN_PX, SCROLLER_PX = 304, 12
HEADING_LINES = 2
PICTURE_ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Move the picture: hold and drag", ("Space",)),
    ("Zoom at the pointer", ("Wheel",)),
    ("Close the outline", ("Enter",)),
    ("Take the last corner back", ("Backspace",)),
    ("Give up the drawing, put the tool down", ("Esc",)),
)


class Line(msgspec.Struct, frozen=True):
    """One line of the sheet."""

    words: str
    keys: tuple[str, ...]


class KeySheet(QDialog):
    """Finds as one types; closes with Escape."""

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setWindowTitle(tr("All keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        begin_at(self, WIDTH, HEIGHT)
        self._groups = groups(keymap)
        self.search = QLineEdit(placeholderText=tr("Find an action or a key"))
        self.search.setAccessibleName(tr("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(280)
        self.search.textChanged.connect(self._fill)
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(32)
        self._grid.setContentsMargins(24, 8, 24, 24)
        body = QWidget()
        body.setLayout(column(self._grid))
        head = row(label(tr("All keys"), "title"), None, self.search, margins=(24, 20, 24, 12))
        outer = column(head, scrolling(body), spacing=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.search.setFocus()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Spread over as many columns as there is room for: what lies beyond the edge is not found."""
        super().resizeEvent(event)
        columns = max(1, self.width() // COLUMN_PX)
        if columns != self._columns:
            self._columns = columns
            self._fill(self.search.text())

    def _fill(self, text: str) -> None:
        clear(self._grid)
        shown = [(title, [line for line in lines if _answers(line, text)]) for title, lines in self._groups]
        shown = [(title, lines) for title, lines in shown if lines]
        if not shown:
            words = tr("No action and no key answers “{words}”.", words=text.strip())
            self._grid.addWidget(label(words, "muted"), 0, 0)
        for count in range(self._columns, 0, -1):
            self._put(_spread(shown, count))
            if count == 1 or self._grid.sizeHint().width() <= self.width() - SCROLLER_PX:
                break
            clear(self._grid)  # the words of this language need more room

    def _put(self, columns: Sequence[QVBoxLayout]) -> None:
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 1 if place < len(columns) else 0)
        for place, lines in enumerate(columns):
            holder = QWidget()
            holder.setLayout(lines)
            self._grid.addWidget(holder, 0, place, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(place, 1)


def groups(keymap: Keymap) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Return every action with its keys under the title of its menu, then what the picture itself answers to."""
    menus = dict.fromkeys(action.menu for action in ACTIONS)
    by_menu = (
        (menu, tuple(Line(tr(a.text), keymap.chords(a.name)) for a in ACTIONS if a.menu == menu)) for menu in menus
    )
    picture = tuple(Line(tr(words), tuple(tr(key) for key in keys)) for words, keys in PICTURE_ROWS)
    return (*((tr(menu), lines) for menu, lines in by_menu), (tr("On the picture"), picture))


def _answers(line: Line, text: str) -> bool:
    """Tell whether a line holds every word, in its words or in its keys."""
    held = f"{fold(line.words)} {' '.join(line.keys).casefold()}"
    return all(word in held for word in text.casefold().split())


def _spread(shown: Sequence[tuple[str, list[Line]]], count: int) -> list[QVBoxLayout]:
    """Spread groups over the columns, each whole and in order, so that the longest column is as short as can be."""
    heights = [len(lines) + HEADING_LINES for _, lines in shown]
    cuts = min(
        combinations_with_replacement(range(len(shown) + 1), count - 1),
        key=lambda cuts: max(sum(heights[first:last]) for first, last in pairwise((0, *cuts, len(shown)))),
    )
    columns = [column(spacing=0) for _ in range(count)]
    for made, (first, last) in zip(columns, pairwise((0, *cuts, len(shown))), strict=True):
        for title, lines in shown[first:last]:
            _put_group(made, title, lines)
    return columns


def _put_group(into: QVBoxLayout, title: str, lines: list[Line]) -> None:
    heading = label(title, "heading")
    heading.setContentsMargins(0, 16, 0, 4)
    into.addWidget(heading)
    for line in lines:
        caps = [label(shown_chord(chord) or chord, "key") for chord in line.keys]
        words = label(line.words)
        into.addLayout(row(words, None, *(caps or [label("–", "faint")]), spacing=4, margins=(0, 3, 0, 3)))
