"""The list of lines, and the keys and the menu by which it is worked."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QMenu

from verifier.gui.panels.line_delegate import LineDelegate
from verifier.gui.panels.readings_model import ROW_ROLE, ReadingsModel, Row
from verifier.gui.panels.sheet import whole_line
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

_KEYS = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter))


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
        onward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        if key not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._open(row)
        elif row.line is None:
            self._fold(row, is_open=key == onward)
        elif key != onward:
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
