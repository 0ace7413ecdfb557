"""The rows of the list, filtered and in natural order; pictures come when a row is first painted."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage, QPixmap

from verifier.gui.items.arrangement import Group
from verifier.gui.items.words import Filter, Row

ROW_ROLE = Qt.ItemDataRole.UserRole
KEPT_PICTURES = 300
"""Thumbnails kept in memory: several screens of them, not a whole case."""

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class Rows(Protocol):
    """The rows of a case; each is described when it is asked for."""

    def order(self) -> Sequence[str]: ...
    def row(self, key: str) -> Row: ...
    def facets(self, key: str) -> frozenset[Filter]: ...
    def haystack(self, key: str) -> str: ...
    def count(self, name: Filter) -> int: ...


class NoRows:
    """The rows of no case."""

    def order(self) -> Sequence[str]:
        return ()

    def row(self, key: str) -> Row:
        raise KeyError(key)

    def facets(self, key: str) -> frozenset[Filter]:
        raise KeyError(key)

    def haystack(self, key: str) -> str:
        raise KeyError(key)

    def count(self, name: Filter) -> int:
        return 0


class ItemModel(QAbstractListModel):
    """``ask_picture`` is called with an item's key the first time its row is painted; answer by ``put_picture``."""

    def __init__(self, ask_picture: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask_picture
        self._rows: Rows = NoRows()
        self._shown: list[str] = []
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
        key = self._shown[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(key)
        row = self._rows.row(key)
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.label} {row.name}, {row.second}, {row.third}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.name}\n{row.second}\n{row.third}"
        return None

    def set_rows(self, rows: Rows) -> None:
        """Show the rows of another case."""
        self._rows = rows
        self._reset()

    def follow(self, touched: set[str]) -> None:
        """Show the rows as they are now; ``touched``: keys of those that may read differently."""
        self._move_to(self._matching())
        for key in touched & self._place.keys():
            index = self.index(self._place[key])
            self.dataChanged.emit(index, index)

    def show_only(self, filter_name: Filter, text: str) -> None:
        """Show the rows of one filter that hold every word of ``text``."""
        if (filter_name, text) != (self._filter, self._text):
            self._filter, self._text = filter_name, text
            self._reset()

    def count(self, filter_name: Filter) -> int:
        """Return how many rows a filter would show."""
        return self._rows.count(filter_name)

    def is_open(self, key: str) -> bool:
        """Tell whether nobody has decided on an item yet."""
        row = self._rows.row(key)
        return bool(row.label) and row.triage is None

    def groups(self) -> tuple[Group, ...]:
        """Return the groups in which the rows are shown."""
        return (Group("", len(self._shown)),)

    def keys(self) -> Sequence[str]:
        """Return the keys of the rows shown, in order."""
        return self._shown

    def index_of(self, key: str) -> QModelIndex:
        """Return where a row stands, or an invalid index where it is not shown."""
        place = self._place.get(key)
        return self.index(place) if place is not None else QModelIndex()

    def key_at(self, place: int) -> str:
        """Return the key of a shown row, "" where there is none."""
        return self._shown[place] if 0 <= place < len(self._shown) else ""

    def put_picture(self, key: str, image: QImage) -> None:
        """Keep a thumbnail and paint its row again."""
        self._asked.discard(key)
        self._pictures[key] = QPixmap.fromImage(image)
        while len(self._pictures) > KEPT_PICTURES:
            self._pictures.popitem(last=False)
        index = self.index_of(key)
        if index.isValid():
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def small_picture(self, key: str) -> QImage:
        """Return the thumbnail of an item, a null picture where it is not at hand."""
        picture = self._pictures.get(key)
        return picture.toImage() if picture is not None else QImage()

    def forget_picture(self, key: str) -> None:
        """Let a thumbnail be asked for again."""
        self._asked.discard(key)

    def _picture(self, key: str) -> QPixmap | None:
        picture = self._pictures.get(key)
        if picture is not None:
            self._pictures.move_to_end(key)
        elif key not in self._asked:
            self._asked.add(key)
            self._ask(key)
        return picture

    def _matching(self) -> list[str]:
        rows, words = self._rows, self._text.casefold().split()
        kept = [key for key in rows.order() if self._filter in rows.facets(key)]
        return [key for key in kept if all(word in rows.haystack(key) for word in words)] if words else kept

    def _reset(self) -> None:
        self.beginResetModel()
        self._take(self._matching())
        self.endResetModel()

    def _move_to(self, keys: list[str]) -> None:
        """Show other rows; where some only came or only went in one place, the rest stays where it is on the screen."""
        first, same_after = _common(self._shown, keys)
        gone, new = len(self._shown) - first - same_after, len(keys) - first - same_after
        if gone and new:
            self._reset()
        elif new:
            self.beginInsertRows(NO_PARENT, first, first + new - 1)
            self._take(keys)
            self.endInsertRows()
        elif gone:
            self.beginRemoveRows(NO_PARENT, first, first + gone - 1)
            self._take(keys)
            self.endRemoveRows()

    def _take(self, keys: list[str]) -> None:
        self._shown = keys
        self._place = {key: place for place, key in enumerate(keys)}


def _common(old: list[str], new: list[str]) -> tuple[int, int]:
    """Return how many rows two lists share at their beginning and, beyond those, at their end."""
    most = min(len(old), len(new))
    first = next((place for place in range(most) if old[place] != new[place]), most)
    rest = most - first
    last = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    return first, last
