"""A field with the sentence that says why its words were not kept."""

from PySide6.QtWidgets import QWidget

from verifier.gui.controls import column, label, restyle, row
from verifier.gui.fields import LineField
from verifier.gui.speech import tr_made


class Explained(QWidget):
    """One field, or several side by side with words between them, and below them what is wrong."""

    def __init__(self, *parts: LineField | str) -> None:
        super().__init__()
        self._words = label("", "warn", wraps=True)
        self._words.hide()
        line = row(spacing=6)
        for part in parts:
            line.addWidget(label(part, "muted") if isinstance(part, str) else part)
            if isinstance(part, LineField):
                part.refused.connect(self._explain)
        self.setLayout(column(line, self._words, spacing=2))

    def _explain(self, sentence: str) -> None:
        self._words.setText(tr_made(sentence))
        restyle(self._words, "warn")
        self._words.setVisible(bool(sentence))
