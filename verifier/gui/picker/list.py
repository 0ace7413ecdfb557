"""The list of answers: a small model and how its rows are painted."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from verifier.gui.picker.words import PickRow
from verifier.gui.theme import Theme, prose

PICK_ROLE = Qt.ItemDataRole.UserRole
ROW_PX, GROUP_PX, SIDE_PX = 44, 26, 12
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class PickModel(QAbstractListModel):
    """The rows that answer what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[PickRow, ...] = ()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == PICK_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.name}, {row.second}"
        return None

    def place_of(self, entry_id: str) -> int:
        """Return the place of an entry's row, -1 where it is not listed."""
        return next((place for place, row in enumerate(self._rows) if row.entry_id == entry_id), -1)

    @property
    def rows(self) -> tuple[PickRow, ...]:
        """The rows, from the top."""
        return self._rows

    def set_rows(self, rows: tuple[PickRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


class PickDelegate(QStyledItemDelegate):
    """Name in text color, maker, class and level beneath, another name that matched at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: PickRow = index.data(PICK_ROLE)
        return QSize(120, ROW_PX + (GROUP_PX if row.group else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PickRow = index.data(PICK_ROLE)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        if row.group:
            self._line(painter, area.adjusted(SIDE_PX, 6, -SIDE_PX, 0), 20, "faint", prose(11), row.group)
            area = area.adjusted(0, GROUP_PX, 0, 0)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.color("selected"))
            painter.fillRect(QRect(area.left(), area.top(), 2, area.height()), self._theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._theme.color("hover"))
        inner = area.adjusted(SIDE_PX, 5, -SIDE_PX, 0)
        aside = min(QFontMetrics(prose(11)).horizontalAdvance(row.aside), 140)
        self._line(painter, inner.adjusted(0, 0, -aside - 8, 0), 18, "text", prose(13, QFont.Weight.Medium), row.name)
        self._line(painter, inner.adjusted(0, 18, 0, 0), 16, "muted", prose(11), row.second)
        self._line(painter, QRect(inner.right() - aside, inner.top(), aside + 1, 18), 18, "faint", prose(11), row.aside)
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, height: int, role: str, font: QFont, words: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(role))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        place = QRect(area.left(), area.top(), area.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
