"""A line under a field in which doubt is put into words: it says, as one types, what a sentence mixes."""

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from verifier.domain.wording import Mixed, mixed_wording
from verifier.gui.controls import label
from verifier.gui.speech import tr


def with_doubt(name: str, field: QPlainTextEdit) -> tuple[tuple[str, QWidget], tuple[str, QWidget]]:
    """Return the row of a field and, without a name, that of the line under it."""
    return (name, field), ("", doubt_line(field))


def doubt_line(field: QPlainTextEdit) -> QLabel:
    """Return a line that is there only while what stands in ``field`` mixes what is to be kept apart."""
    line = label(_said(field), "warn", wraps=True)

    def read() -> None:
        line.setText(_said(field))
        line.setVisible(bool(line.text()))

    field.textChanged.connect(read)
    if not line.text():
        line.hide()  # never shown by name here: what has no parent yet would open as a window
    return line


def _said(field: QPlainTextEdit) -> str:
    mixed = mixed_wording(field.toPlainText())
    return mixed_words(mixed) if mixed is not None else ""


def mixed_words(mixed: Mixed) -> str:
    """Say what a sentence mixes, and what to do."""
    words = " · ".join(f"“{words}”" for words in mixed.words)
    if mixed.kind == "confidence":
        return tr("{words}: how sure and how likely in one sentence. Say them in two.", words=words)
    if mixed.kind == "scales":
        return tr("{words}: words of two scales. Keep to the scale of the case.", words=words)
    return tr("{words}: two measures of likelihood in one sentence. Keep one.", words=words)
