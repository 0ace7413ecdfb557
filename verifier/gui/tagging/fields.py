"""Fields that keep what was typed as they are left, and how a field finds its focus again after its section was made
anew."""

from collections.abc import Callable
from math import ceil
from typing import TypeVar

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from verifier.gui.fields import forget_typing, take_back
from verifier.gui.speech import tr

W = TypeVar("W", bound=QWidget)
Save = Callable[[str], object]
STAYS = "stays"
MOST_LINES = 8
HINT_SIDES_PX = 8
PADDING_PX = 12
"""What the style sheet and the document put above and below the words."""


def stays(widget: W, name: str) -> W:
    """Name a control, so that the focus returns to it when its section is made anew."""
    widget.setProperty(STAYS, name)
    return widget


def with_name(root: QWidget, name: str) -> QWidget | None:
    """Return the control of that name under ``root``."""
    return next((found for found in root.findChildren(QWidget) if found.property(STAYS) == name), None)


def caret(widget: QWidget) -> int:
    """Return where in a field one types."""
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    return widget.cursorPosition() if isinstance(widget, QLineEdit) else 0


def put_caret(widget: QWidget, place: int) -> None:
    """Type on at a place, as far as the words go."""
    if isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(place, len(widget.toPlainText())))
        widget.setTextCursor(cursor)
    elif isinstance(widget, QLineEdit):
        widget.setCursorPosition(place)


class LineField(QLineEdit):
    """One line; Enter or leaving it saves, Escape brings back what was saved."""

    def __init__(self, name: str, text: str, empty: str, save: Save) -> None:
        """``empty``: what it means that nothing stands here, or an example."""
        super().__init__(text)
        self.setPlaceholderText(empty)
        self.setAccessibleName(name)
        self.setToolTip(empty)
        self.setCursorPosition(0)
        self._held = text
        self._save = save
        self.editingFinished.connect(self.keep)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._held:
            self.setText(self._held)
            return
        super().keyPressEvent(event)

    def keep(self) -> None:
        """Save what stands here, if it is new."""
        if self.text().strip() != self._held.strip():
            self._held = self.text()
            forget_typing(self)
            self._save(self._held.strip())


class LongField(QPlainTextEdit):
    """As tall as its words; leaving it or Enter saves, Escape brings back what was saved; Shift+Enter begins a line.

    ``has_lines``: lines are the rule here, so Enter begins one and Ctrl+Enter saves.
    """

    def __init__(
        self, name: str, text: str, empty: str, save: Save, least_lines: int = 1, *, has_lines: bool = False
    ) -> None:
        super().__init__(text)
        self.setPlaceholderText(empty)
        self.setAccessibleName(name)
        keeps = tr("Ctrl+Enter keeps it") if has_lines else tr("Enter keeps it, Shift+Enter begins a line")
        self.setToolTip(f"{empty}\n{keeps}")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held, self._save, self._least_lines, self._has_lines = text, save, least_lines, has_lines
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers()
        saves = held & Qt.KeyboardModifier.ControlModifier
        if is_enter and (saves or not (self._has_lines or held & Qt.KeyboardModifier.ShiftModifier)):
            self.keep()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._held:
            take_back(self, self._held)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In the turn after: a height set within this event reaches the frame alone, not the part that is written in.
        QTimer.singleShot(0, self, self._fit)

    def keep(self) -> None:
        """Save what stands here, if it is new."""
        text = self.toPlainText()
        if text.strip() != self._held.strip():
            self._held = text
            forget_typing(self)
            self._save(text.strip())

    def start_over(self) -> None:
        """Stand empty, with nothing to save."""
        self._held = ""
        self.clear()

    def _hint_height(self) -> float:
        """Return the room that what is said of an empty field takes."""
        room = QRect(0, 0, max(40, self.viewport().width() - HINT_SIDES_PX), 10_000)
        wraps = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        return float(self.fontMetrics().boundingRect(room, int(wraps), self.placeholderText()).height())

    def _fit(self) -> None:
        """Grow with the words, to a limit; its document counts height in lines."""
        # Asking each block for its place makes it lay out its lines; the document alone answers for an earlier width.
        layout, block, height = self.document().documentLayout(), self.document().begin(), 0.0
        while block.isValid():
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        line = self.fontMetrics().lineSpacing()
        # Never lower than while it stood empty: what stands below would move up under the pointer as it is filled.
        height = max(height, self._hint_height())
        wanted = min(max(self._least_lines * line, ceil(height)), MOST_LINES * line)
        # A bar that comes and goes leaves the lines as wide as the field was without it, and their last letters cut.
        is_long = height > MOST_LINES * line
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(wanted + PADDING_PX)
