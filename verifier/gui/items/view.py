"""The items as a list or as a grid, in groups: one view for both, on one model and one selection."""

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QWidget

from verifier.gui.items.arrangement import HEADING_PX, Area, Arrangement, Group
from verifier.gui.theme import Theme, prose

Shape = Literal["list", "grid"]
Index = QModelIndex | QPersistentModelIndex
ROW_PX = 68
CELL_PX = (196, 206)
"""Least size of a cell of the grid: a picture of 3 to 2 and three lines of words."""
GRID_PAD = 14


class Painter(Protocol):
    """Draws one cell; list and grid each have one.

    ``chip_area``: where its mark of folded copies is pressed; empty for a row that has none."""

    def chip_area(self, area: QRect, index: QModelIndex, direction: Qt.LayoutDirection, /) -> QRect: ...

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None: ...


class ItemView(QAbstractItemView):
    """``menu_asked``: offer what can be done with the rows selected, at a place on the screen.

    ``over_changed``: the pointer is over another row, or none. ``chip_pressed``: on the mark of folded copies.

    ``cell_painters``: by shape. Groups come from ``groups``, asked whenever the rows have changed."""

    menu_asked = Signal(QPoint)
    over_changed = Signal()
    chip_pressed = Signal(QModelIndex)

    def __init__(self, theme: Theme, groups: Callable[[], Sequence[Group]]) -> None:
        super().__init__()
        self._theme, self._groups = theme, groups
        self.shape_now: Shape = "list"
        self.cell_painters: dict[Shape, Painter] = {}
        self._arrangement = Arrangement((), 1, None, ROW_PX, 0)
        self._over = QPersistentModelIndex()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(ROW_PX // 2)

    def show_as(self, shape: Shape) -> None:
        """Show a list or a grid; the row the person is at stays in sight."""
        if shape != self.shape_now:
            self.shape_now = shape
            self.arrange()
            self.scrollTo(self.currentIndex())

    def arrange(self) -> None:
        """Put the rows where they belong, after they or the room for them have changed."""
        width, is_grid = self.viewport().width(), self.shape_now == "grid"
        cell, pad = (CELL_PX, GRID_PAD) if is_grid else (None, 0)
        groups = self._groups()
        self._arrangement = Arrangement(groups, width, cell, ROW_PX, pad)
        self.updateGeometries()
        self.viewport().update()

    def visible_rows(self) -> list[int]:
        """Return the rows that can be seen."""
        top = self.verticalOffset()
        return list(self._arrangement.rows_between(top, top + self.viewport().height()))

    def row_away(self, row: int, lines: int, columns: int) -> int:
        """Return the row some lines and columns away."""
        return self._arrangement.stepped(row, lines, columns)

    # What a view must answer

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self._arrangement.count:
            return QRect()
        area = _rect(self._arrangement.area_of(index.row()))
        return self._on_side(area).translated(0, -self.verticalOffset())

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid() or index.row() >= self._arrangement.count:
            return
        area, bar, height = self._arrangement.area_of(index.row()), self.verticalScrollBar(), self.viewport().height()
        top = 0 if index.row() == 0 else area.y - HEADING_PX
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(area.y - (height - area.height) // 2)
        elif top < bar.value():
            bar.setValue(top)
        elif area.y + area.height > bar.value() + height:
            bar.setValue(area.y + area.height - height + self._arrangement.pad)

    def indexAt(self, point: QPoint, /) -> QModelIndex:
        x = self._on_side(QRect(point.x(), 0, 1, 1)).x()
        row = self._arrangement.row_at(x, point.y() + self.verticalOffset())
        return self.model().index(row, 0) if row is not None else QModelIndex()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier, /) -> QModelIndex:
        move = QAbstractItemView.CursorAction
        row, last = max(0, self.currentIndex().row()), self._arrangement.count - 1
        page = max(1, self.viewport().height() // self._arrangement.cell_height - 1)
        lines = {move.MoveUp: -1, move.MoveDown: 1, move.MovePageUp: -page, move.MovePageDown: page}
        right = -1 if self.isRightToLeft() else 1
        columns = {move.MoveLeft: -right, move.MovePrevious: -1, move.MoveRight: right, move.MoveNext: 1}
        if action in (move.MoveHome, move.MoveEnd):
            row = 0 if action == move.MoveHome else last
        else:
            row = self._arrangement.stepped(row, lines.get(action, 0), columns.get(action, 0))
        return self.model().index(row, 0) if last >= 0 else QModelIndex()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index, /) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag, /) -> None:
        """Select what a rectangle touches: one row where it is a point, all rows that it crosses where it is drawn.

        While a selection is extended its corners are where it began and where it goes on to, however they lie: of a
        grid all that stands between the two in order is selected, and nothing beside them.
        """
        area = rect.normalized().translated(0, self.verticalOffset())
        rows = [
            row
            for row in self._arrangement.rows_between(area.top(), area.bottom())
            if self._on_side(_rect(self._arrangement.area_of(row))).intersects(area)
        ]
        if self._is_extending(command):
            ends = [index.row() for corner in (rect.topLeft(), rect.bottomRight())
                    if (index := self.indexAt(corner)).isValid()]  # fmt: skip
            ends = ends if len(ends) == 2 else rows
            rows = list(range(min(ends), max(ends) + 1)) if ends else []
        chosen = QItemSelection()
        for row in rows:
            index = self.model().index(row, 0)
            chosen.select(index, index)
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection, /) -> QRegion:
        seen = set(self.visible_rows())
        region = QRegion()
        for index in selection.indexes():
            if index.row() in seen:
                region += self.visualRect(index)
        return region

    # Drawing

    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self.viewport())
        top = event.rect().top() + self.verticalOffset()
        bottom = event.rect().bottom() + self.verticalOffset()
        for group, area in self._arrangement.headings_between(top, bottom):
            self._heading(painter, group, _rect(area).translated(0, -self.verticalOffset()))
        for row in self._arrangement.rows_between(top, bottom):
            self._cell(painter, self.model().index(row, 0))
        painter.end()

    def _cell(self, painter: QPainter, index: QModelIndex) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        state = QStyle.StateFlag.State_Enabled
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if QPersistentModelIndex(index) == self._over:
            state |= QStyle.StateFlag.State_MouseOver
        if index == self.currentIndex() and self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        option.state = state  # pyright: ignore[reportAttributeAccessIssue]
        option.rect = self.visualRect(index)  # pyright: ignore[reportAttributeAccessIssue]
        self.cell_painters[self.shape_now].paint(painter, option, index)

    def _heading(self, painter: QPainter, group: Group, area: QRect) -> None:
        painter.setFont(prose(11))
        painter.setPen(self._theme.color("faint"))
        inner = area.adjusted(12 if self.shape_now == "list" else 2, 0, -12, -4)
        words = painter.fontMetrics().elidedText(group.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)

    # Room, pointer, keys

    def updateGeometries(self) -> None:
        super().updateGeometries()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(height)
        bar.setRange(0, max(0, self._arrangement.height - height))

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        current, before = self.currentIndex(), QRect(QPoint(), event.oldSize())
        was_shown = current.isValid() and before.intersects(self.visualRect(current))
        super().resizeEvent(event)
        columns = self._arrangement.columns
        self.arrange()
        if was_shown or columns != self._arrangement.columns:
            # A grid gets its width after it was asked for; the rows then stand elsewhere than when it was scrolled.
            self.scrollTo(current)

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        """Take the keys and stay: Qt would go to the first row where none is current, as one that is left out is."""
        QWidget.focusInEvent(self, event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        index = self._chip_at(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.chip_pressed.emit(index)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        if self._chip_at(event.position().toPoint()).isValid():
            self.mousePressEvent(event)  # two quick presses on the mark open and close it
        else:
            super().mouseDoubleClickEvent(event)

    def _chip_at(self, point: QPoint) -> QModelIndex:
        """Return the row on whose mark of folded copies a point lies."""
        index = self.indexAt(point)
        if not index.isValid():
            return index
        painter = self.cell_painters[self.shape_now]
        area = painter.chip_area(self.visualRect(index), index, self.layoutDirection())
        return index if area.contains(point) else QModelIndex()

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        over = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        if over != self._over:
            self.viewport().update(self.visualRect(self._over))
            self._over = over
            self.viewport().update(self.visualRect(over))
            self.over_changed.emit()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent, /) -> None:
        self.viewport().update(self.visualRect(self._over))
        self._over = QPersistentModelIndex()
        self.over_changed.emit()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.text().strip() and event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_A):
            event.ignore()  # letters and digits are actions of the window, not a search by first letter
        elif event.key() == Qt.Key.Key_A and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        if index.isValid():
            spot = self.visualRect(index).center() if is_key else event.pos()
            self.menu_asked.emit(self.viewport().mapToGlobal(spot))

    def hovered(self) -> QModelIndex:
        """Return the row under the pointer."""
        return self.model().index(self._over.row(), 0) if self._over.isValid() else QModelIndex()

    def _on_side(self, area: QRect) -> QRect:
        """Mirror an area of the content where lines run from right to left."""
        return QStyle.visualRect(self.layoutDirection(), QRect(0, 0, self._arrangement.width, 1), area)

    def _is_extending(self, command: QItemSelectionModel.SelectionFlag) -> bool:
        return self.state() != QAbstractItemView.State.DragSelectingState and bool(
            command & QItemSelectionModel.SelectionFlag.Current
        )


def _rect(area: Area) -> QRect:
    return QRect(area.x, area.y, area.width, area.height)
