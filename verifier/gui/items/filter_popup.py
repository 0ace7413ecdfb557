"""Everything that items can be filtered by, found by typing: a list that opens under the chips."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from verifier.gui.controls import button, column, row
from verifier.gui.items.delegate import draw_text
from verifier.gui.items.filter_rows import SAVED, FilterRow
from verifier.gui.speech import tr
from verifier.gui.theme import Theme, prose

WIDTH, HEIGHT = 368, 440
ROW_PX, GROUP_PX, SIDE_PX, TICK_PX = 26, 26, 12, 20
ROW_ROLE = Qt.ItemDataRole.UserRole
TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class FilterModel(QAbstractListModel):
    """The rows that fit what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[FilterRow, ...] = ()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        found = self.rows[index.row()]
        if role == ROW_ROLE:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (found.words, found.count, tr("picked") if found.is_on else "")))
        return found.words if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_remark = index.isValid() and self.rows[index.row()].pick is None
        return Qt.ItemFlag.NoItemFlags if is_remark else super().flags(index)

    def set_rows(self, rows: tuple[FilterRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class FilterDelegate(QStyledItemDelegate):
    """A tick where it is picked, the answer, how many items it leaves; the facet as a heading."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        found: FilterRow = index.data(ROW_ROLE)
        return QSize(120, ROW_PX + (GROUP_PX if found.group else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: FilterRow = index.data(ROW_ROLE)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        if found.group:
            heading = QRect(area.left() + SIDE_PX, area.top() + 6, area.width() - 2 * SIDE_PX, 18)
            draw_text(painter, prose(11, QFont.Weight.DemiBold), self._theme.color("muted"), heading, found.group)
            area = area.adjusted(0, GROUP_PX, 0, 0)
        if state & QStyle.StateFlag.State_Selected and found.pick is not None:
            painter.fillRect(area, self._theme.color("selected"))
            painter.fillRect(QRect(area.left(), area.top(), 2, area.height()), self._theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver and found.pick is not None:
            painter.fillRect(area, self._theme.color("hover"))
        inner = area.adjusted(SIDE_PX, 0, -SIDE_PX, 0)
        if found.is_on:
            draw_text(painter, prose(13, QFont.Weight.DemiBold), self._theme.color("accent"), inner, "✓")
        count = QRect(inner.right() - 48, inner.top(), 49, inner.height())
        painter.setFont(prose(11))
        painter.setPen(self._theme.color("faint"))
        painter.drawText(count, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, found.count)
        words = inner.adjusted(TICK_PX, 0, -56, 0)
        tone = "faint" if found.pick is None else "text"
        draw_text(painter, prose(11 if found.pick is None else 13), self._theme.color(tone), words, found.words)
        painter.restore()


class FilterPopup(QFrame):
    """``picked``: an answer was pressed. ``dropped``: a saved filter is to be forgotten.

    ``save_asked``: keep what is filtered by under a name. ``clear_asked``: filter by nothing.

    ``rows``: asked with what was typed.
    """

    picked = Signal(object)
    dropped = Signal(str)
    save_asked = Signal()
    clear_asked = Signal()

    def __init__(self, theme: Theme, rows: Callable[[str], tuple[FilterRow, ...]], parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setObjectName("picker")
        self.setAccessibleName(tr("Filter the items"))
        self._rows = rows
        self._anchor: QWidget | None = None
        self.search = QLineEdit(placeholderText=tr("A drone, a day, a person, a tag …"))
        self.search.setAccessibleName(tr("Find a filter"))
        self.search.installEventFilter(self)
        self._model = FilterModel(self)
        self.answers = QListView()
        self.answers.setAccessibleName(tr("Filters that fit"))
        self.answers.setModel(self._model)
        self.answers.setItemDelegate(FilterDelegate(theme, self.answers))
        self.answers.setMouseTracking(True)
        self.answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answers.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.save = button(tr("Save this filter…"), self.save_asked.emit, "link")
        self.clear = button(tr("Clear"), self.clear_asked.emit, "link")
        outer = column(
            row(self.search, margins=(12, 12, 12, 4)), self.answers,
            row(self.save, None, self.clear, margins=(8, 4, 8, 8)), spacing=4,
        )  # fmt: skip
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.search.textChanged.connect(lambda: self.refresh())
        self.answers.clicked.connect(self._press)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def open_under(self, anchor: QWidget) -> None:
        """Show it under a widget, as much of it as there is room for."""
        self.search.clear()
        self.refresh()
        window, self._anchor = anchor.window(), anchor
        self.setParent(window)
        spot = anchor.mapTo(window, QPoint(0, anchor.height() + 4))
        left = max(0, min(spot.x(), window.width() - WIDTH - 8))
        self.setGeometry(left, spot.y(), WIDTH, max(240, min(HEIGHT, window.height() - spot.y() - 8)))
        self.show()
        self.raise_()
        self.search.setFocus()

    def refresh(self) -> None:
        """Ask for the rows again; the cursor stays at its answer, else it goes to the first."""
        at = self._at()
        self._model.set_rows(self._rows(self.search.text()))
        places = [place for place, found in enumerate(self._model.rows) if found.pick is not None]
        place = next((place for place in places if self._model.rows[place].pick == at), places[0] if places else -1)
        if place >= 0:
            self.answers.setCurrentIndex(self._model.index(place, 0))

    def show_state(self, *, is_filtered: bool) -> None:
        """Offer to save and to clear where something is filtered."""
        self.save.setEnabled(is_filtered)
        self.clear.setEnabled(is_filtered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.search or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key in TO_LIST:
            self._move(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(self.answers.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.leave()
        elif key == Qt.Key.Key_Delete and not self.search.text():
            self._forget()
        else:
            return False
        return True

    def leave(self) -> None:
        """Go away, and give the keys back to where they came from."""
        self.hide()
        if self._anchor is not None:
            self._anchor.setFocus()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Go away when the keys go elsewhere in the window."""
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.hide()

    def _move(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        step = steps[Qt.Key(event.key())]
        places = [place for place, found in enumerate(self._model.rows) if found.pick is not None]
        if not places:
            return
        now = self.answers.currentIndex().row()
        here = places.index(now) if now in places else 0
        self.answers.setCurrentIndex(self._model.index(places[min(max(here + step, 0), len(places) - 1)], 0))

    def _at(self) -> object:
        found = self.answers.currentIndex().row()
        return self._model.rows[found].pick if 0 <= found < len(self._model.rows) else None

    def _press(self, index: QModelIndex) -> None:
        found = self._model.rows[index.row()] if index.isValid() else None
        if found is not None and found.pick is not None:
            self.picked.emit(found.pick)

    def _forget(self) -> None:
        found = self._at()
        if isinstance(found, tuple) and found[0] == SAVED:
            self.dropped.emit(found[1])
