"""The list of lines: how each is painted, and the keys and the menu by which it is worked."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from verifier.gui.panels.fact_words import one_line
from verifier.gui.panels.readings_model import ROW_ROLE, Index, ReadingsModel, Row
from verifier.gui.panels.sheet import Line, whole_line
from verifier.gui.speech import tr
from verifier.gui.theme import Theme, mono, prose

ROW_PX, SIDE_PX, LINE_PX, GAP_PX = 40, 16, 17, 8
LONGEST_DRAWN = 300
"""Letters of one value that are measured and drawn; no line has room for more."""
_KEYS = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter))


class LineDelegate(QStyledItemDelegate):
    """Two lines a row: name and where it stood; as printed, and how it is stored where that differs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strong, self._plain = _Face(prose(13, QFont.Weight.DemiBold)), _Face(prose(12))
        self._small, self._mono = _Face(prose(11)), _Face(mono(12))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        self._ground(painter, area, state)
        inner = area.adjusted(SIDE_PX, 3, -SIDE_PX, -3)
        if row.line is None:
            self._heading(painter, inner, row)
        else:
            self._line(painter, inner.adjusted(12, 0, 0, 0), row.line)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.color("selected"))
            painter.fillRect(QRect(area.left(), area.top(), 2, area.height()), self._theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._theme.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.color("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _heading(self, painter: QPainter, area: QRect, row: Row) -> None:
        painter.setPen(self._theme.color("line"))
        painter.drawLine(area.left() - SIDE_PX, area.top() - 3, area.right() + SIDE_PX, area.top() - 3)
        self._words(painter, area, "▾" if row.is_open else "▸", self._small, "faint")
        count = self._words(painter, area, str(row.count), self._small, "faint", at_end=True)
        area = area.adjusted(12, 0, -count - GAP_PX, 0)
        used = self._words(painter, area, row.group.title, self._strong, "text")
        self._words(painter, area.adjusted(used + GAP_PX, 1, 0, 0), row.group.about, self._small, "muted")

    def _line(self, painter: QPainter, area: QRect, line: Line) -> None:
        upper = QRect(area.left(), area.top(), area.width(), LINE_PX)
        lower = QRect(area.left(), area.top() + LINE_PX, area.width(), LINE_PX)
        name = min(self._plain.metrics.horizontalAdvance(line.name) + 2, area.width() * 3 // 5)
        self._words(painter, QRect(area.left(), area.top(), name, LINE_PX), line.name, self._plain, "muted")
        upper = upper.adjusted(name + GAP_PX, 0, 0, 0)
        reader = self._words(
            painter, upper, f" · {line.reader}" if line.reader else "", self._small, "faint", at_end=True
        )
        self._words(painter, upper.adjusted(0, 0, -reader, 0), line.where, self._small, "faint", at_end=True)
        remark = self._words(painter, self._half(lower), line.remark, self._small, "warn", at_end=True)
        lower = lower.adjusted(0, 0, -remark - (GAP_PX if remark else 0), 0)
        face = self._plain if line.is_prose else self._mono
        used = self._words(painter, lower, line.text, face, "text")
        if line.stored:
            self._words(painter, lower.adjusted(used + GAP_PX, 0, 0, 0), line.stored, self._small, "faint", at_end=True)

    def _half(self, area: QRect) -> QRect:
        return area.adjusted(area.width() * 2 // 5, 0, 0, 0)

    def _words(
        self, painter: QPainter, area: QRect, words: str, face: "_Face", role: str, *, at_end: bool = False
    ) -> int:
        """Write words on one line, cut with dots where there is no room; return their width."""
        if not words or area.width() <= 0:
            return 0
        shown = one_line(words[:LONGEST_DRAWN])
        width = face.metrics.horizontalAdvance(shown)
        if width > area.width():
            shown, width = face.metrics.elidedText(shown, Qt.TextElideMode.ElideRight, area.width()), area.width()
        painter.setFont(face.font)
        painter.setPen(self._theme.color(role))
        side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine, shown)
        return width


class _Face:
    """A font and its measures, which cost more to make than a line to draw."""

    def __init__(self, font: QFont) -> None:
        self.font, self.metrics = font, QFontMetrics(font)


class ReadingsList(QListView):
    """``asked``: a fact whose readings are wanted. ``left``: back from what was looked for. ``copied``: what was."""

    asked = Signal(object)
    left = Signal()
    copied = Signal(str)

    def __init__(self, model: ReadingsModel, theme: Theme) -> None:
        super().__init__()
        self._lines = model
        self.setModel(model)
        self.setItemDelegate(LineDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)

    @property
    def row(self) -> Row | None:
        """The row that the cursor is on."""
        found = self.currentIndex().data(ROW_ROLE)
        return found if isinstance(found, Row) else None

    def go_to_row(self, place: int) -> None:
        """Put the cursor on a row and bring it into view."""
        index = self._lines.index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def takes_key(self, key: int) -> bool:
        """Left and Right fold, Space and Return press; Esc goes back from what was looked for."""
        return key in _KEYS or (key == Qt.Key.Key_Escape and self._lines.is_filtered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._lines.is_filtered:
            self.left.emit()
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in _KEYS and self.row is not None:
            self._press(event.key(), self.row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            index: QModelIndex = self.indexAt(event.position().toPoint())
            if index.isValid() and index == self.currentIndex() and self.row is not None:
                self._open(self.row)

    def _press(self, key: int, row: Row) -> None:
        if key not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._open(row)
        elif row.line is None:
            self._fold(row, is_open=key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_Left:
            self.go_to_row(self._lines.place_of_heading(row.group))

    def _open(self, row: Row) -> None:
        """Fold or unfold a heading; go to the readings behind a fact."""
        if row.line is None:
            self._fold(row, is_open=not row.is_open)
        elif row.line.fact:
            self.asked.emit(row.line)

    def _fold(self, row: Row, *, is_open: bool) -> None:
        self._lines.fold(row.group, is_open=is_open)
        self.go_to_row(self._lines.place_of_heading(row.group))

    def _open_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.viewport().mapToGlobal(at))

    def menu(self) -> QMenu | None:
        """Return what can be done with the row that the cursor is on."""
        if self.row is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = self.row.line
        for what, words, chord in _COPIES:
            if what == "list" or (line is not None and (what != "stored" or line.stored)):
                menu.addAction(f"{tr(words)}\t{chord}" if chord else tr(words)).triggered.connect(
                    partial(self.copy_row, what)
                )
        if line is not None and line.fact:
            menu.addSeparator()
            menu.addAction(tr("Show its readings")).triggered.connect(partial(self._open, self.row))
        return menu

    def copy_row(self, what: str = "value", _is_checked: bool = False) -> None:
        """Copy what the cursor is on: its ``value``, as ``stored``, or the whole ``row``; or the ``list``."""
        row = self.row
        if what == "list":
            listed = [whole_line(row.group, row.line) for row in self._lines.rows if row.line is not None]
            self._put("\n".join(listed), tr("The lines listed are copied."))
        elif row is not None and row.line is not None:
            texts = {"value": row.line.text, "stored": row.line.stored, "row": whole_line(row.group, row.line)}
            self._put(texts[what], tr("Copied: {name}", name=row.line.name))

    def _put(self, text: str, words: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(words)


_COPIES = (
    ("value", "Copy the value", "Ctrl+C"),
    ("stored", "Copy it as stored", ""),
    ("row", "Copy the whole line", "Ctrl+Shift+C"),
    ("list", "Copy every line listed", ""),
)
