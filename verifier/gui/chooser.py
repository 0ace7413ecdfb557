"""Choose one of many records by typing: names, labels, words; arrows and Enter."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QWidget

from verifier.gui.controls import PICKER_EDGE, begin_at, column, label, row
from verifier.gui.fields import ENTER
from verifier.gui.picker.list import PICK_ROLE, PickDelegate
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

WIDTH, HEIGHT = 480, 480
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class Choosable(msgspec.Struct, frozen=True):
    """One row: ``key`` is handed back; ``group`` is written above the first of a group."""

    key: str
    name: str
    second: str = ""
    aside: str = ""
    group: str = ""


class ChoosableModel(QAbstractListModel):
    """The rows that match what was typed; painted as the answers of the drone picker are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Choosable] = ()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.name, row.second) if part)
        return row if role == PICK_ROLE else None

    def set_rows(self, rows: Sequence[Choosable]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


class Chooser(QDialog):
    """``on_choose`` is called with the key chosen. With ``new``, what was typed can be taken as something new."""

    def __init__(
        self,
        theme: Theme,
        about: str,
        rows: Sequence[Choosable],
        on_choose: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        on_new: Callable[[str], object] | None = None,
        new: str = "",
        empty: str = "",
    ) -> None:
        """``new``: the row for something new, with ``{words}`` for what was typed. ``empty``: said where none fits."""
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setWindowTitle(about)
        self.setObjectName("picker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        begin_at(self, WIDTH, HEIGHT)
        self._rows, self._on_choose, self._on_new, self._new = tuple(rows), on_choose, on_new, new
        self._folded = [f"{one.name} {one.second}".casefold() for one in self._rows]
        self.search = QLineEdit(placeholderText=tr("Type a part of its name or label"))
        self.search.setAccessibleName(about)
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self._model = ChoosableModel(self)
        self.answers = QListView()
        self.answers.setAccessibleName(tr("What matches"))
        self.answers.setModel(self._model)
        self.answers.setItemDelegate(PickDelegate(theme, self.answers))
        self.answers.setMouseTracking(True)
        self.answers.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._none = label(empty, "muted", wraps=True)
        self._none.setContentsMargins(16, 0, 16, 8)
        self._lay_out(about)
        self.search.textChanged.connect(self._find)
        self.answers.clicked.connect(self._choose)
        self._find("")
        self.search.setFocus()

    def _lay_out(self, about: str) -> None:
        top = column(label(about, "strong", wraps=True), self.search, spacing=10, margins=(16, 14, 16, 12))
        foot = row(
            label(tr("Enter"), "key"), label(tr("takes it"), "small"), label("↑ ↓", "key"), label(tr("move"), "small"),
            label(tr("Esc"), "key"), label(tr("closes"), "small"), None,
            margins=(16, 8, 16, 10),
        )  # fmt: skip
        outer = column(top, self._none, self.answers, foot, spacing=0, margins=PICKER_EDGE)
        outer.setStretch(2, 1)
        self.setLayout(outer)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in TO_LIST:
                self.answers.keyPressEvent(event)
                return True
            if event.key() in ENTER:
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in ENTER:
            self._choose()
        else:
            super().keyPressEvent(event)

    def _find(self, text: str) -> None:
        words = text.casefold().split()
        found = [
            one for one, folded in zip(self._rows, self._folded, strict=True) if all(word in folded for word in words)
        ]
        if self._on_new is not None and words:
            found.append(Choosable("", self._new.replace("{words}", " ".join(text.split()))))
        self._none.setVisible(not found and bool(self._none.text()))
        self._model.set_rows(found)
        self.answers.setCurrentIndex(self._model.index(0))

    def _choose(self, _index: QModelIndex | None = None) -> None:
        chosen = self.answers.currentIndex().data(PICK_ROLE)
        if not isinstance(chosen, Choosable):
            return
        self.accept()
        if chosen.key:
            self._on_choose(chosen.key)
        elif self._on_new is not None:
            self._on_new(" ".join(self.search.text().split()))
