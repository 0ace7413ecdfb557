"""A line under a field in which doubt is put into words: it says, as one types, what a sentence mixes."""

from typing import TypeVar

from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QWidget

from verifier.domain.wording import Mixed, mixed_wording
from verifier.gui.controls import label
from verifier.gui.speech import tr

F = TypeVar("F", bound=QPlainTextEdit)
WEIGHED = "weighed"


def weighed(field: F) -> F:
    """Have :func:`add_doubt` put a line under a field once it stands in a grid."""
    field.setProperty(WEIGHED, True)
    return field


def add_doubt(grid: QGridLayout, field: QWidget, place: int) -> int:
    """Put the line of a weighed field into the second column of row ``place``; return the next free row."""
    if not isinstance(field, QPlainTextEdit) or not field.property(WEIGHED):
        return place
    grid.addWidget(doubt_line(field), place, 1)
    return place + 1


def doubt_line(field: QPlainTextEdit) -> QLabel:
    """Return a line that is there only while what stands in ``field`` mixes what is to be kept apart."""
    line = label("", "warn", wraps=True)

    def read() -> None:
        mixed = mixed_wording(field.toPlainText())
        line.setText("" if mixed is None else mixed_words(mixed))
        line.setVisible(mixed is not None)

    line.setHidden(True)
    field.textChanged.connect(read)
    mixed = mixed_wording(field.toPlainText())
    if mixed is not None:
        line.setText(mixed_words(mixed))
        line.setHidden(False)
    return line


def mixed_words(mixed: Mixed) -> str:
    """Say what a sentence mixes, and what to do."""
    words = " · ".join(f"“{words}”" for words in mixed.words)
    if mixed.kind == "confidence":
        return tr("{words}: how sure and how likely in one sentence. Say them in two.", words=words)
    if mixed.kind == "scales":
        return tr("{words}: words of two scales. Keep to the scale of the case.", words=words)
    return tr("{words}: two measures of likelihood in one sentence. Keep one.", words=words)
