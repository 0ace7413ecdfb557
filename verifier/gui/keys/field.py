"""A field that takes the next chord as it is pressed, whatever that chord does elsewhere."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from verifier.gui.keys.reading import chords_of, press_of
from verifier.gui.speech import tr


class ChordField(QPushButton):
    """Press it, then the keys. ``pressed_chord``: what they were. Escape leaves it without any."""

    pressed_chord = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.toggled.connect(self._show)
        self._show(is_on=False)

    def event(self, event: QEvent) -> bool:
        if self.isChecked() and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        if event.type() == QEvent.Type.FocusOut:
            self.setChecked(False)
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setChecked(False)
            return
        chords = chords_of(press_of(event))
        if chords and not event.isAutoRepeat():
            self.setChecked(False)
            self.pressed_chord.emit(chords[0])

    def _show(self, is_on: bool) -> None:
        words = tr("Press the keys now (Esc to leave it)") if is_on else tr("Add keys…")
        self.setText(words)
        self.setAccessibleName(words)
