"""The lines of a sheet as one flat list: headings that fold, lines under them, filtered by words or by one fact."""

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from verifier.gui.panels.fact_words import one_line
from verifier.gui.panels.sheet import Group, Line, Sheet
from verifier.gui.speech import tr, trn

ROW_ROLE = Qt.ItemDataRole.UserRole
LONGEST_TIP = 1000
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class Row(msgspec.Struct, frozen=True):
    """A heading (``line`` is ``None``) or a line; ``count``: lines under the heading that are not left out."""

    group: Group
    line: Line | None = None
    count: int = 0
    is_open: bool = True


class ReadingsModel(QAbstractListModel):
    """Folds are remembered by the name of the group, from file to file; nothing that is looked for is folded."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = Sheet()
        self._rows: list[Row] = []
        self._folded: set[str] = set()
        self._words: tuple[str, ...] = ()
        self._behind: Line | None = None

    @property
    def rows(self) -> list[Row]:
        """What is listed, from the top."""
        return self._rows

    @property
    def is_filtered(self) -> bool:
        """Whether some lines are left out."""
        return bool(self._words) or self._behind is not None

    @property
    def behind(self) -> Line | None:
        """The fact whose readings are listed."""
        return self._behind

    @property
    def found(self) -> int:
        """How many lines answer what is looked for."""
        return sum(row.count for row in self._rows if row.line is None)

    def show_sheet(self, sheet: Sheet) -> None:
        """List another file; what is looked for by words stays, since one looks for it in the next file too."""
        self._sheet, self._behind = sheet, None
        self._renew()

    def find(self, text: str) -> None:
        """List the lines that hold every word of ``text``."""
        self._words, self._behind = tuple(text.casefold().split()), None
        self._renew()

    def show_behind(self, fact: Line | None) -> None:
        """List a fact and the readings behind it, those that lost too; ``None``: list all again."""
        self._behind = fact
        self._renew()

    def fold(self, group: Group, *, is_open: bool) -> None:
        """Fold or unfold a group."""
        (self._folded.discard if is_open else self._folded.add)(group.name)
        self._renew()

    def fold_all(self, *, is_open: bool) -> None:
        """Fold or unfold every group."""
        self._folded = set() if is_open else {group.name for group in self._sheet.groups}
        self._renew()

    def place_of_heading(self, group: Group) -> int:
        """Return the row of a group's heading, -1 where it is not listed."""
        return next((at for at, row in enumerate(self._rows) if row.line is None and row.group.name == group.name), -1)

    def place_of_line(self, line: Line) -> int:
        """Return the row of a line, -1 where it is not listed."""
        return next((at for at, row in enumerate(self._rows) if row.line is line), -1)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return heading_words(row) if row.line is None else line_words(row.line)
        if role == Qt.ItemDataRole.ToolTipRole and row.line is not None:
            return line_words(row.line)[:LONGEST_TIP]
        return None

    def _renew(self) -> None:
        self.beginResetModel()
        self._rows = list(self._listed())
        self.endResetModel()

    def _listed(self) -> Iterator[Row]:
        for group in self._sheet.groups:
            lines = [line for line in group.lines if self._answers(line)] if self.is_filtered else group.lines
            if not lines:
                continue
            is_open = self.is_filtered or group.name not in self._folded
            yield Row(group, None, len(lines), is_open)
            if is_open:
                yield from (Row(group, line) for line in lines)

    def _answers(self, line: Line) -> bool:
        if self._behind is not None:
            return line is self._behind or (not line.fact and bool(set(line.rests_on) & set(self._behind.rests_on)))
        return all(word in line.hay for word in self._words)


def heading_words(row: Row) -> str:
    """Read a heading out."""
    state = tr("unfolded") if row.is_open else tr("folded")
    count = trn("{number} line", "{number} lines", row.count)
    return ", ".join(part for part in (row.group.title, row.group.about, count, state) if part)


def line_words(line: Line) -> str:
    """Read a line out: name, value, how it is stored, where it stood, who read it."""
    parts = [
        f"{line.name}: {one_line(line.text)}",
        tr("stored as {stored}", stored=one_line(line.stored)) if line.stored else "",
        line.remark,
        line.where,
        tr("read by {reader}", reader=line.reader) if line.reader else "",
    ]
    return ". ".join(part for part in parts if part)
