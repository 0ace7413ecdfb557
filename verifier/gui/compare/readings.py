"""The readings of two items side by side: what differs or all, searched, copied as text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeView, QWidget

from verifier.domain.records import Item
from verifier.gui.controls import button, column, label, row
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.workspace.comparing import ReadingRow, side_by_side
from verifier.workspace.readings import FileReport, read_report

Index = QModelIndex | QPersistentModelIndex
MOST_SHOWN = 400
"""Characters of one value that are shown; all of it stands in the tip and in what is copied."""


class RowModel(QAbstractTableModel):
    """Four columns: where a reading stood, its name, its value in either file."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[ReadingRow, ...] = ()
        self.heads = ["", "", "", ""]

    def show(self, rows: Sequence[ReadingRow], one: str, other: str) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self.heads = tuple(rows), [tr("Where"), tr("Name"), one, other]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_head = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.heads[section] if is_head else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.rows[index.row()]
        words = (found.group, found.name, found.one, found.other)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (words or tr("not there"))[:MOST_SHOWN]
        if role == Qt.ItemDataRole.ToolTipRole:
            return words
        if role == Qt.ItemDataRole.FontRole and index.column() > 1:
            font = QFont()
            font.setBold(bool(words) and not found.is_same)
            font.setItalic(not words)
            return font
        return None


class ReadingsCompared(QWidget):
    """What differs is bold, and is all that is shown at first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._reports: dict[str, FileReport] = {}
        self._items: tuple[Item | None, Item | None] = (None, None)
        self._rows: tuple[ReadingRow, ...] = ()
        self.search = QLineEdit(placeholderText=tr("Find in the readings of both"))
        self.search.setAccessibleName(tr("Find in the readings of both"))
        self.differences = button(tr("Differences"), lambda: self._show_all(is_all=False), "pick")
        self.everything = button(tr("All"), lambda: self._show_all(is_all=True), "pick")
        for made in (self.differences, self.everything):
            made.setCheckable(True)
        self.differences.setChecked(True)
        self.count = label("", "small")
        self.model = RowModel(self)
        self.table = QTreeView()
        self.table.setModel(self.model)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAccessibleName(tr("Readings of two items"))
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        copy = button(tr("Copy as text"), self.copy)
        bar = row(self.search, self.differences, self.everything, copy, spacing=8)
        bar.setStretch(0, 1)
        whole = column(bar, self.count, self.table, spacing=8, margins=(16, 4, 16, 4))
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.search.textChanged.connect(lambda: self.refresh())

    def show_items(self, one: Item | None, other: Item | None) -> None:
        """Show the readings of two items; they come when they have been gathered."""
        self._items, self._reports, self._rows = (one, other), {}, ()
        for item in self._items:
            if item is not None:
                key = item.key
                self._session.relay.when_done(
                    read_report(self._session.workspace, item),
                    lambda report, key=key: self._take(key, report),
                    lambda _error: self.count.setText(tr("The readings of one of them cannot be read.")),
                )
        self.refresh()

    def refresh(self) -> None:
        """Show the rows that are wanted."""
        words = self.search.text().casefold()
        is_all = self.everything.isChecked()
        wanted = [
            one
            for one in self._rows
            if (is_all or not one.is_same)
            and (not words or words in f"{one.group} {one.name} {one.one} {one.other}".casefold())
        ]
        names = [f"{item.label}  {item.original_name}" if item is not None else "" for item in self._items]
        self.model.show(wanted, names[0], names[1])
        different = sum(not one.is_same for one in self._rows)
        said = trn("{number} reading differs", "{number} readings differ", different)
        self.count.setText(tr("{differences}, of {all}", differences=said, all=len(self._rows)))
        self._widen()

    def text(self) -> str:
        """Return the rows that are shown, tab-separated, values whole."""
        rows = [(one.group, one.name, one.one, one.other) for one in self.model.rows]
        lines = [tuple(self.model.heads), *rows]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)

    def copy(self) -> None:
        """Put the rows that are shown on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self._session.say(tr("Copied as text, separated by tabs."))

    def _show_all(self, *, is_all: bool) -> None:
        self.everything.setChecked(is_all)
        self.differences.setChecked(not is_all)
        self.refresh()

    def _take(self, key: str, report: FileReport) -> None:
        self._reports[key] = report
        one, other = self._items
        if one is not None and other is not None and {one.key, other.key} <= self._reports.keys():
            self._rows = side_by_side(self._reports[one.key].readings, self._reports[other.key].readings)
            self.refresh()

    def _widen(self) -> None:
        width = max(400, self.table.viewport().width())
        for place, share in enumerate((0.14, 0.22, 0.32)):
            self.table.setColumnWidth(place, round(width * share))
