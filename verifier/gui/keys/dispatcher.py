"""The one place where a key press becomes an action: before the control that has the focus sees it."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QTreeView,
    QWidget,
)

from verifier.gui.keys.chords import is_plain, parted
from verifier.gui.keys.reading import chords_of, press_of

TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_PRESSING = frozenset({"Space", "Return", "Enter"})
_UP_DOWN = frozenset({"Up", "Down", "PgUp", "PgDown", "Home", "End"})
_ARROWS = _UP_DOWN | {"Left", "Right"}
OWN_KEYS: tuple[tuple[type[QWidget], frozenset[str]], ...] = (
    (QMenuBar, _ARROWS | _PRESSING | {"Esc"}),
    (QComboBox, _UP_DOWN | _PRESSING),
    (QAbstractButton, _PRESSING),
    (QAbstractSlider, _ARROWS),
    (QTreeView, _ARROWS),
    (QAbstractItemView, _UP_DOWN),
)
"""Keys without modifiers by which a control is worked; it keeps them while it has the focus."""
_COPYING = {"Ctrl+C": "value", "Ctrl+Shift+C": "row"}
_EDITING = {"Z": Qt.Key.Key_Z, "Y": Qt.Key.Key_Y, "X": Qt.Key.Key_X, "C": Qt.Key.Key_C, "V": Qt.Key.Key_V,
            "A": Qt.Key.Key_A}  # fmt: skip
_TAKING_BACK = (Qt.Key.Key_Z, Qt.Key.Key_Y)


@runtime_checkable
class TakesKeys(Protocol):
    """A control that sometimes needs a key for itself: the canvas while something is being drawn."""

    def takes_key(self, key: int) -> bool: ...


@runtime_checkable
class CopiesRow(Protocol):
    """A list that copies what its cursor is on, by the key that copies everywhere: the ``value``, or the ``row``."""

    def copy_row(self, what: str) -> object: ...


class Caller(Protocol):
    """Calls the action of a chord; ``False`` where there is none that can be used now."""

    def call(self, chord: str, *, repeated: bool) -> bool: ...


class KeyDispatcher(QObject):
    """Hears the keys of one window: at the control that has the focus, and at the window for what is left over."""

    def __init__(self, window: QWidget, caller: Callable[[], Caller | None]) -> None:
        super().__init__(window)
        self._window, self._caller = window, caller
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            return self.press(watched, event)
        return False

    def press(self, at: QWidget, event: QKeyEvent) -> bool:
        """Answer a press at a control; return whether it was used up."""
        caller = self._caller()
        if caller is None or QApplication.activePopupWidget() is not None:
            return False
        chords = chords_of(press_of(event))
        if isinstance(at, TEXT_FIELDS):
            return self._press_in_field(at, event, chords, caller)
        if isinstance(at, CopiesRow) and (what := next(filter(None, map(_COPYING.get, chords)), "")):
            at.copy_row(what)
            return True
        if _keeps(at, event, chords):
            return False
        return any(caller.call(chord, repeated=event.isAutoRepeat()) for chord in chords)

    def _press_in_field(self, at: QWidget, event: QKeyEvent, chords: tuple[str, ...], caller: Caller) -> bool:
        """Let a field have what it types and edits with, on a layout without Latin letters too."""
        is_plain_press = not chords or all(map(is_plain, chords))
        if is_plain_press and (not _is_only_read(at) or any(chord in _ARROWS for chord in chords)):
            return False
        modifiers, key = parted(chords[0]) if chords else ((), "")
        edits = _EDITING.get(key) if "Ctrl" in modifiers and "Alt" not in modifiers else None
        if edits in _TAKING_BACK and not _has_to_take_back(at, is_redo=edits == Qt.Key.Key_Y or "Shift" in modifiers):
            return any(caller.call(chord, repeated=event.isAutoRepeat()) for chord in chords)
        if _is_wanted(at, event.key(), event):
            return False
        if edits is not None and _is_wanted(at, edits, event):
            QApplication.sendEvent(at, QKeyEvent(QEvent.Type.KeyPress, edits, event.modifiers()))
            return True
        return any(caller.call(chord, repeated=event.isAutoRepeat()) for chord in chords)

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new.window() is self._window:
            new.installEventFilter(self)


def _has_to_take_back(field: QWidget, *, is_redo: bool) -> bool:
    """Tell whether something typed in a field can be undone: what was kept is an edit of the case."""
    if isinstance(field, QPlainTextEdit):
        return field.document().isRedoAvailable() if is_redo else field.document().isUndoAvailable()
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable() if is_redo else field.isUndoAvailable()
    return True


def _is_only_read(field: QWidget) -> bool:
    """Tell whether nothing is typed in a field: letters are keys of the window there."""
    return isinstance(field, QPlainTextEdit) and field.isReadOnly()


def _keeps(at: QWidget, event: QKeyEvent, chords: tuple[str, ...]) -> bool:
    """Tell whether a control works by that key itself."""
    if isinstance(at, TakesKeys) and at.takes_key(event.key()):
        return True
    own = next((keys for kind, keys in OWN_KEYS if isinstance(at, kind)), frozenset[str]())
    return any(chord in own for chord in chords)


def _is_wanted(field: QWidget, key: int, event: QKeyEvent) -> bool:
    """Ask a field, as Qt does, whether it wants a key before any shortcut."""
    question = QKeyEvent(QEvent.Type.ShortcutOverride, key, event.modifiers(), event.text())
    question.ignore()
    QApplication.sendEvent(field, question)
    return question.isAccepted()
