"""Fields that save as they are left: each reads its words from the case and hands back what was typed.

A field never shows half-typed words to the case, and an edit made elsewhere never overwrites half-typed words: what is
being typed stands until the field is left (saved) or Escape is pressed (put back).
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from verifier.gui.controls import Choice
from verifier.gui.speech import tr_made

Read = Callable[[], str]
Save = Callable[[str], str | None]
"""Takes the words that were typed; returns a sentence where they cannot be kept."""
MOST_LINES = 12
FRAME_PX, SIDES_PX = 8, 12
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Renewed(Protocol):
    """What is brought in step with the case after an edit."""

    def renew(self) -> None: ...


class LineField(QLineEdit):
    """One line. ``empty`` says what it means that nothing stands there; ``refused`` why words were not kept."""

    refused = Signal(str)

    def __init__(self, name: str, empty: str, read: Read, save: Save, *, mono: bool = False) -> None:
        super().__init__(placeholderText=empty)
        self.setAccessibleName(name)
        self.setProperty("role", "quietmono" if mono else "quiet")
        self.setToolTip(empty)
        self._read, self._save = read, save
        self.renew()
        self.editingFinished.connect(self._leave)

    def renew(self) -> None:
        """Show what the case holds, unless somebody is typing."""
        if not self.isModified():
            words = self._read()
            if words != self.text():
                self.setText(words)
                self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.refused.emit("")
            self.renew()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        words = self.text().strip()
        if not self.isModified():
            return
        trouble = self._save(words) if words != self._read() else None
        self.refused.emit(tr_made(trouble) if trouble else "")
        if not trouble:
            self.setModified(False)
            self.renew()
            forget_typing(self)


class TextField(QPlainTextEdit):
    """As many lines as the words need. Tab goes on to the next field, Ctrl+Enter keeps the words at once.

    ``is_line``: the words are one line, however it wraps; Enter keeps them and goes on to the next field.
    """

    def __init__(self, name: str, empty: str, read: Read, save: Save, *, is_line: bool = False) -> None:
        super().__init__()
        self._is_line = is_line
        self.setPlaceholderText(empty)
        self.setAccessibleName(name)
        self.setProperty("role", "quiet")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._read, self._save = read, save
        self.document().setModified(False)
        self.renew()
        self.textChanged.connect(self._fit)
        self._fit()

    def renew(self) -> None:
        """Show what the case holds, unless somebody is typing."""
        if not self.document().isModified():
            words = self._read()
            if words != self.toPlainText():
                self.setPlainText(words)
            self.document().setModified(False)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.document().isModified():
            take_back(self, self._read())
            self.document().setModified(False)
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._leave()
        elif event.key() in ENTER and self._is_line:
            self._leave()
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData, /) -> None:
        """Take plain words alone, and one line where one is meant."""
        words = source.text()
        self.insertPlainText(" ".join(words.split()) if self._is_line else words)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._leave()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        # In the turn after: a height set within this event reaches the frame alone, not the part that is written in.
        QTimer.singleShot(0, self, self._fit)

    def _leave(self) -> None:
        if self.document().isModified():
            self.document().setModified(False)
            words = self.toPlainText().strip()
            if words != self._read():
                self._save(words)
            self.renew()
            forget_typing(self)

    def _fit(self) -> None:
        spacing = QFontMetrics(self.font()).lineSpacing()
        needed = self._lines()
        is_long = needed > MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(max(1, min(MOST_LINES, needed)) * spacing + FRAME_PX)

    def _lines(self) -> int:
        """Return how many lines the words take, never fewer than what is said where there are none.

        What stands below would else move up under the pointer as the field is filled.
        """
        metrics, room = QFontMetrics(self.font()), QRect(0, 0, max(40, self.viewport().width()), 100_000)
        wraps = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        hint = round(metrics.boundingRect(room, wraps, self.placeholderText()).height() / metrics.lineSpacing())
        # The layout of a plain document measures its height in lines.
        return max(hint, round(self.document().documentLayout().documentSize().height()))


def forget_typing(field: QPlainTextEdit | QLineEdit) -> None:
    """Let undo in a field bring back nothing more: what is kept is an edit of the case, and undone there."""
    if isinstance(field, QPlainTextEdit):
        field.document().clearUndoRedoStacks()
    else:
        place = field.cursorPosition()
        field.setText(field.text())
        field.setCursorPosition(place)


def put_back_line(field: QWidget | None) -> bool:
    """Show a line as it stood before it was typed in, and tell whether it was; redo brings the words back."""
    if not isinstance(field, QLineEdit) or not field.isUndoAvailable():
        return False
    while field.isUndoAvailable():
        field.undo()
    return True


def take_back(field: QPlainTextEdit, words: str) -> None:
    """Show what is kept again; Ctrl+Z in the field brings back what was typed, for who pressed Escape by mistake."""
    cursor = QTextCursor(field.document())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(words)


class ChoiceField(Choice):
    """One of several answers; ``short`` writes the chosen one where the list says more than the line has room for."""

    def __init__(
        self,
        name: str,
        answers: Sequence[tuple[str, object]],
        read: Callable[[], object],
        save: Callable[[object], object],
        short: Callable[[object], str] | None = None,
        *,
        left: bool = True,
    ) -> None:
        super().__init__(name, answers, read(), left=left)
        self._words, self._is_cut = "", left
        if left:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.setProperty("left", "field")
            self.style().unpolish(self)
            self.style().polish(self)
        self._read, self._short = read, short
        self.renew()
        self.chosen.connect(save)

    def renew(self) -> None:
        """Show what the case holds."""
        value = self._read()
        self.show_value(value)
        if self._short is not None:
            self.show_words(self._short(value))

    def show_words(self, words: str) -> None:
        """Show the answer, cut with dots where there is no room; the whole stands in its tip."""
        super().show_words(words)
        self._words = self.text()
        self.setToolTip(words)
        self._cut()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        if getattr(self, "_is_cut", False):
            self.setText(cut_words(self, self._words))


class NameButton(QPushButton):
    """A name that can be pressed, cut with dots where there is no room."""

    def __init__(self, words: str, on_press: Callable[[], object], tip: str = "") -> None:
        super().__init__()
        self.setProperty("role", "name")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words, self._tip = "", tip
        self.show_words(words)
        self.clicked.connect(lambda: on_press())

    def show_words(self, words: str) -> None:
        """Show another name."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(self._tip or words)
        self.setText(cut_words(self, words))

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.setText(cut_words(self, self._words))


def cut_words(made: QPushButton, words: str) -> str:
    """Return words cut to the width of a button."""
    room = max(24, made.width() - SIDES_PX)
    return QFontMetrics(made.font()).elidedText(words, Qt.TextElideMode.ElideRight, room)


class TickField(QCheckBox):
    """Yes or no."""

    def __init__(self, words: str, read: Callable[[], bool], save: Callable[[bool], object]) -> None:
        super().__init__(words)
        self._read, self._save = read, save
        self.renew()
        self.clicked.connect(self._press)

    def renew(self) -> None:
        """Show what the case holds."""
        self.setChecked(self._read())

    def _press(self, is_on: bool) -> None:
        self._save(is_on)
