"""A field in which doubt is put into words, with a line under it while a sentence mixes what is kept apart."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from verifier.domain.wording import Mixed, mixed_wording
from verifier.gui.controls import label
from verifier.gui.speech import tr
from verifier.gui.tagging.fields import LongField


class Weighed(QWidget):
    """A long field and, under it, the words of the first mixing sentence and what to do; read at each key."""

    def __init__(self, field: LongField) -> None:
        super().__init__()
        self._field = field
        self._line = label("", "smallfaint", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(self._line)
        field.textChanged.connect(self._read)
        self._read()

    def _read(self) -> None:
        mixed = mixed_wording(self._field.toPlainText())
        self._line.setText("" if mixed is None else mixed_words(mixed))
        self._line.setVisible(mixed is not None)


def mixed_words(mixed: Mixed) -> str:
    """Say what a sentence mixes, and what to do."""
    words = " · ".join(f"“{words}”" for words in mixed.words)
    if mixed.kind == "confidence":
        return tr("{words}: how sure and how likely in one sentence. Say them in two.", words=words)
    if mixed.kind == "scales":
        return tr("{words}: words of two scales. Keep to the scale of the case.", words=words)
    return tr("{words}: two measures of likelihood in one sentence. Keep one.", words=words)
