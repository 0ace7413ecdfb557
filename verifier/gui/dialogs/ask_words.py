"""Ask for a few words: a note, a tag, the title of an incident. Enter keeps them, Escape lets them go."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QDialog, QLineEdit, QPlainTextEdit, QWidget

from verifier.gui.controls import button, column, label, row
from verifier.gui.speech import tr

WIDTH_PX = 440


class AskWords(QDialog):
    """``on_words`` is called with what was typed; nothing is done where nothing was."""

    def __init__(
        self,
        title: str,
        about: str,
        hint: str,
        on_words: Callable[[str], object],
        parent: QWidget,
        *,
        known: Sequence[str] = (),
        is_long: bool = False,
    ) -> None:
        """``known``: words offered while one types. ``is_long``: several lines; Shift+Enter begins another."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH_PX)
        self._on_words = on_words
        self.field: QLineEdit | QPlainTextEdit = QPlainTextEdit() if is_long else QLineEdit()
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(hint)
        if isinstance(self.field, QPlainTextEdit):
            self.field.setFixedHeight(96)
            self.field.setTabChangesFocus(True)
        elif known:
            completer = QCompleter(list(known), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.field.setCompleter(completer)
        keys = tr("Enter keeps it, Shift+Enter begins a line, Esc drops it") if is_long else tr("Enter keeps it")
        line = row(label(keys, "smallfaint"), None, button(tr("Cancel"), self.reject),
                   button(tr("Keep"), self._keep, "primary"))  # fmt: skip
        self.setLayout(column(row(label(title, "strong"), None, label(about, "faint")), self.field, line,
                              spacing=12, margins=(20, 16, 20, 16)))  # fmt: skip
        self.field.setFocus()
        self.field.installEventFilter(self)

    @property
    def words(self) -> str:
        """What was typed."""
        return self.field.text() if isinstance(self.field, QLineEdit) else self.field.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and _is_plain(event):
            self._keep()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and _is_plain(event):
            self._keep()
            return True
        return False

    def _keep(self) -> None:
        words = self.words.strip()
        self.accept()
        if words:
            self._on_words(words)


def _is_plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
