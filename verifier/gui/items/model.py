"""The rows of the list, filtered and in natural order; pictures come when a row is first painted."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage, QPixmap

from verifier.gui.items.words import Filter, Row

ROW_ROLE = Qt.ItemDataRole.UserRole
KEPT_PICTURES = 300
"""Thumbnails kept in memory: several screens of them, not a whole case."""

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class ItemModel(QAbstractListModel):
    """``ask_picture`` is called with an item's key the first time its row is painted; answer by ``put_picture``."""

    def __init__(self, ask_picture: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask_picture
        self._all: tuple[Row, ...] = ()
        self._shown: list[Row] = []
        self._place: dict[str, int] = {}
        self._filter: Filter = "all"
        self._text = ""
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.label} {row.name}, {row.second}, {row.third}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.name}\n{row.second}\n{row.third}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(row)
        return None

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows."""
        if len(rows) == len(self._all) and [r.key for r in rows] == [r.key for r in self._all]:
            changed = {new.key for new, old in zip(rows, self._all, strict=True) if new is not old and new != old}
            self._all = rows
            self._update(changed)
            return
        self._all = rows
        self._reset()

    def show_only(self, filter_name: Filter, text: str) -> None:
        """Show the rows of one filter that hold every word of ``text``."""
        if (filter_name, text) != (self._filter, self._text):
            self._filter, self._text = filter_name, text
            self._reset()

    def count(self, filter_name: Filter) -> int:
        """Return how many rows a filter would show."""
        return sum(filter_name in row.facets for row in self._all)

    def index_of(self, key: str) -> QModelIndex:
        """Return where a row stands, or an invalid index where it is not shown."""
        place = self._place.get(key)
        return self.index(place) if place is not None else QModelIndex()

    def key_at(self, place: int) -> str:
        """Return the key of a shown row, "" where there is none."""
        return self._shown[place].key if 0 <= place < len(self._shown) else ""

    def put_picture(self, key: str, image: QImage) -> None:
        """Keep a thumbnail and paint its row again."""
        self._asked.discard(key)
        self._pictures[key] = QPixmap.fromImage(image)
        while len(self._pictures) > KEPT_PICTURES:
            self._pictures.popitem(last=False)
        index = self.index_of(key)
        if index.isValid():
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def forget_picture(self, key: str) -> None:
        """Let a thumbnail be asked for again."""
        self._asked.discard(key)

    def _picture(self, row: Row) -> QPixmap | None:
        picture = self._pictures.get(row.key)
        if picture is not None:
            self._pictures.move_to_end(row.key)
        elif row.key not in self._asked:
            self._asked.add(row.key)
            self._ask(row.key)
        return picture

    def _matches(self, row: Row, words: list[str]) -> bool:
        return self._filter in row.facets and all(word in row.haystack for word in words)

    def _reset(self) -> None:
        words = self._text.casefold().split()
        self.beginResetModel()
        self._shown = [row for row in self._all if self._matches(row, words)]
        self._place = {row.key: place for place, row in enumerate(self._shown)}
        self.endResetModel()

    def _update(self, changed: set[str]) -> None:
        words = self._text.casefold().split()
        by_key = {row.key: row for row in self._all if row.key in changed}
        if any(self._matches(row, words) != (key in self._place) for key, row in by_key.items()):
            self._reset()
            return
        for key, row in by_key.items():
            if key in self._place:
                self._shown[self._place[key]] = row
                index = self.index(self._place[key])
                self.dataChanged.emit(index, index)
