"""The rows of the list, filtered and in natural order; pictures come when a row is first painted."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage, QPixmap

from verifier.gui.items.arrangement import Group
from verifier.gui.items.facets import FacetIndex, Filter, Pick
from verifier.gui.items.folding import Fold, Folded, folded
from verifier.gui.items.order import Order, Shown
from verifier.gui.items.words import Row
from verifier.gui.speech import tr, trn
from verifier.gui.veil import veiled_picture

ROW_ROLE = Qt.ItemDataRole.UserRole
FOLD_ROLE = Qt.ItemDataRole.UserRole + 1
"""The :class:`Fold` that a row stands in; ``None`` for a row that has no copies."""
KEPT_PICTURES = 300
"""Thumbnails kept in memory: several screens of them, not a whole case."""

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class Rows(Protocol):
    """The rows of a case; each is described when it is asked for."""

    def order(self) -> Sequence[str]: ...
    def row(self, key: str) -> Row: ...
    def shown(self, wanted: Filter, order: Order, /) -> Shown: ...
    def count(self, pick: Pick, /) -> int: ...
    def prepare(self, most: int, /) -> None: ...
    def copies(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def index(self) -> FacetIndex: ...
    @property
    def is_ready(self) -> bool: ...


class NoRows:
    """The rows of no case."""

    def order(self) -> Sequence[str]:
        return ()

    def row(self, key: str) -> Row:
        raise KeyError(key)

    def shown(self, _wanted: Filter, _order: Order) -> Shown:
        return Shown([], ())

    def count(self, _pick: Pick) -> int:
        return 0

    def prepare(self, _most: int) -> None:
        return

    def copies(self) -> Mapping[str, tuple[str, ...]]:
        return {}

    @property
    def index(self) -> FacetIndex:
        return FacetIndex()

    @property
    def is_ready(self) -> bool:
        return True


class ItemModel(QAbstractListModel):
    """``is_veiled``: whether the picture of a row is to be shown under the veil, asked whenever it is painted.

    ``ask_picture`` is called with an item's key the first time its row is painted; answer by ``put_picture``."""

    def __init__(self, ask_picture: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask_picture
        self._rows: Rows = NoRows()
        self._shown: list[str] = []
        self._place: dict[str, int] = {}
        self._groups: tuple[Group, ...] = ()
        self._folds: dict[str, Fold] = {}
        self._opened: set[str] = set()
        self._count = 0
        self.filter, self.order = Filter(), Order()
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self.is_veiled: Callable[[str], bool] = _never
        self._veiled: dict[int, QPixmap] = {}
        self._playing: tuple[str, QPixmap | None] = ("", None)

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
        if role == FOLD_ROLE:
            return self._folds.get(key)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (f"{row.label} {row.name}".strip(), row.second, row.third, *self._signs(row))
            return ", ".join(parts)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((row.name, row.second, row.third, *(f"· {words}" for words in self._signs(row))))
        return None

    @property
    def rows(self) -> Rows:
        """The rows of the case."""
        return self._rows

    def set_rows(self, rows: Rows) -> None:
        """Show the rows of another case."""
        self._rows = rows
        self._reset()

    def follow(self, touched: set[str]) -> None:
        """Show the rows as they are now; ``touched``: keys of those that may read differently."""
        self._move_to(self._rows.shown(self.filter, self.order))
        for key in touched & self._place.keys():
            index = self.index(self._place[key])
            self.dataChanged.emit(index, index)

    def show_only(self, wanted: Filter, order: Order | None = None) -> None:
        """Show the rows that a filter leaves, in another order if one is given."""
        if (wanted, order or self.order) != (self.filter, self.order):
            self.filter, self.order = wanted, order or self.order
            self._reset()

    def count(self, pick: Pick | Literal["all"]) -> int:
        """Return of how many rows an answer is true, or how many there are."""
        return len(self._rows.order()) if pick == "all" else self._rows.count(pick)

    def is_open(self, key: str) -> bool:
        """Tell whether nobody has decided on an item yet."""
        row = self._rows.row(key)
        return bool(row.label) and row.triage is None

    def listed(self) -> frozenset[str] | None:
        """Return the keys that the filter leaves, folded ones too; ``None`` where nothing is filtered."""
        return frozenset(self._rows.shown(self.filter, self.order).keys) if self.filter != Filter() else None

    @property
    def shown_count(self) -> int:
        """How many rows the filter leaves, those within folds counted."""
        return self._count

    def fold_of(self, key: str) -> Fold | None:
        """Return the fold of copies that a row stands in, or would if it were open."""
        return self._folds.get(key)

    def open_fold(self, key: str, *, is_open: bool) -> None:
        """Show every copy of a row, or one for all."""
        fold = self._folds.get(key)
        if fold is None or fold.is_open == is_open:
            return
        (self._opened.add if is_open else self._opened.discard)(fold.name)
        self._move_to(self._rows.shown(self.filter, self.order))
        lead = self.index_of(fold.lead)
        self.dataChanged.emit(lead, lead)

    def groups(self) -> tuple[Group, ...]:
        """Return the groups in which the rows are shown."""
        return self._groups

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

    def play(self, key: str, picture: QPixmap | None) -> None:
        """Show another picture in place of a thumbnail, until another row plays."""
        before, self._playing = self._playing[0], (key, picture)
        for one in dict.fromkeys((before, key)):
            index = self.index_of(one)
            if index.isValid():
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    @property
    def playing(self) -> str:
        """Key of the row that plays, "" for none."""
        return self._playing[0]

    def small_picture(self, key: str) -> QImage:
        """Return the thumbnail of an item, a null picture where it is not at hand."""
        picture = self._pictures.get(key)
        return picture.toImage() if picture is not None else QImage()

    def forget_picture(self, key: str) -> None:
        """Let a thumbnail be asked for again."""
        self._asked.discard(key)

    def _picture(self, key: str) -> QPixmap | None:
        if key == self._playing[0] and self._playing[1] is not None:
            return self._playing[1]
        picture = self._pictures.get(key)
        if picture is not None:
            self._pictures.move_to_end(key)
            if self.is_veiled(key):
                return self._under_veil(picture)
        elif key not in self._asked:
            self._asked.add(key)
            self._ask(key)
        return picture

    def _under_veil(self, picture: QPixmap) -> QPixmap:
        """Return a picture as it looks under the veil; the last ones are kept."""
        if picture.cacheKey() not in self._veiled:
            if len(self._veiled) >= KEPT_PICTURES:
                self._veiled.clear()
            self._veiled[picture.cacheKey()] = QPixmap.fromImage(veiled_picture(picture.toImage(), picture.size()))
        return self._veiled[picture.cacheKey()]

    def _reset(self) -> None:
        self.beginResetModel()
        self._take(self._folded(self._rows.shown(self.filter, self.order)))
        self.endResetModel()

    def _move_to(self, rows: Shown) -> None:
        """Show other rows; where some only came or only went in one place, the rest stays where it is on the screen."""
        made = self._folded(rows)
        shown, folds = made.shown, self._folds
        first, same_after = _common(self._shown, shown.keys)
        gone, new = len(self._shown) - first - same_after, len(shown.keys) - first - same_after
        if gone and new:
            self._reset()
            return
        if new:
            self.beginInsertRows(NO_PARENT, first, first + new - 1)
            self._take(made)
            self.endInsertRows()
        elif gone:
            self.beginRemoveRows(NO_PARENT, first, first + gone - 1)
            self._take(made)
            self.endRemoveRows()
        elif shown.groups != self._groups:
            self._take(made)
            self.layoutChanged.emit()
        else:
            self._take(made)
        for key in folds.keys() | made.folds.keys():
            if folds.get(key) != made.folds.get(key) and (index := self.index_of(key)).isValid():
                self.dataChanged.emit(index, index)

    def _folded(self, shown: Shown) -> Folded:
        return folded(shown, self._rows.copies(), self._opened)

    def _take(self, made: Folded) -> None:
        self._shown, self._groups = made.shown.keys, made.shown.groups
        self._folds, self._count = made.folds, made.count
        self._place = {key: place for place, key in enumerate(self._shown)}

    def _signs(self, row: Row) -> list[str]:
        """Put the signs of a row into words."""
        postings = [tr("{number} × same file", number=row.copies)] if row.copies > 1 else []
        fold = self._folds.get(row.key)
        return [*(badge.words for badge in row.badges), *postings, *([fold_words(fold, row.key)] if fold else [])]


def _never(_key: str) -> bool:
    return False


def fold_words(fold: Fold, key: str) -> str:
    """Say what a row stands for, or stands under."""
    if key != fold.lead:
        return tr("one of the copies listed under it")
    number = len(fold.keys)
    if fold.is_open:
        return trn("{number} copy of one thing, listed below", "{number} copies of one thing, listed below", number)
    return trn("stands for {number} copy of one thing", "stands for {number} copies of one thing", number)


def _common(old: list[str], new: list[str]) -> tuple[int, int]:
    """Return how many rows two lists share at their beginning and, beyond those, at their end."""
    most = min(len(old), len(new))
    first = next((place for place in range(most) if old[place] != new[place]), most)
    rest = most - first
    last = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    return first, last
