"""The readings of one file as a tree of groups, filtered by what is typed."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from verifier.domain.readings import Reading
from verifier.gui.theme import Theme, mono, prose

READING_ROLE = Qt.ItemDataRole.UserRole
COLUMNS = ("Name", "As printed")
GROUP = 0
"""Internal id of a group's index; that of a reading's is its group's place plus one."""
LONGEST_SHOWN = 200
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class ReadingsModel(QAbstractItemModel):
    """Groups in the order they stand in the file; zero values, unknown tags and duplicates among the rest."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: list[tuple[str, list[Reading]]] = []

    def set_readings(self, readings: tuple[Reading, ...], text: str) -> None:
        """Show the readings that hold every word of ``text``."""
        words = text.casefold().split()
        groups: dict[str, list[Reading]] = {}
        for reading in readings:
            hay = f"{reading.group} {reading.name} {reading.text} {reading.reader}".casefold() if words else ""
            if all(word in hay for word in words):
                groups.setdefault(f"{reading.group} · {reading.reader}", []).append(reading)
        self.beginResetModel()
        self._groups = list(groups.items())
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()][1]) if parent.internalId() == GROUP and parent.column() == 0 else 0

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return len(COLUMNS)

    def index(self, row: int, column: int, parent: Index = NO_PARENT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else GROUP)

    def parent(self, child: Index) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]
        place = child.internalId() if child.isValid() else GROUP
        return QModelIndex() if place == GROUP else self.createIndex(place - 1, 0, GROUP)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if index.internalId() == GROUP:
            return self._group_data(index, role)
        reading = self._groups[index.internalId() - 1][1][index.row()]
        if role == READING_ROLE:
            return reading
        if role == Qt.ItemDataRole.DisplayRole:
            return reading.name if index.column() == 0 else shown(reading.text)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return self._theme.color("muted")
        if role == Qt.ItemDataRole.FontRole and index.column() == 1:
            return mono(11)
        return None

    def _group_data(self, index: Index, role: int) -> object:
        name, readings = self._groups[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return name if index.column() == 0 else str(len(readings))
        if role == Qt.ItemDataRole.FontRole:
            return prose(12, QFont.Weight.DemiBold) if index.column() == 0 else mono(11)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return self._theme.color("faint")
        return None


def shown(text: str) -> str:
    """Return one line of a printed value; control characters would draw boxes or turn the line round."""
    line = "".join(sign if sign.isprintable() else "·" for sign in text[:LONGEST_SHOWN])
    return f"{line} …" if len(text) > LONGEST_SHOWN else line
