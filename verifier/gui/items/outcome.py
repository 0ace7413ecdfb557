"""What an import brought in, above the list until it is put away: it ends while nobody looks at the status bar."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from verifier.gui.controls import button, column, label, restyle
from verifier.gui.flow import FlowLayout
from verifier.gui.speech import tr, trn


class Outcome(QFrame):
    """``problems_asked``: show what went wrong, and what to do about it."""

    problems_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "small", wraps=True)
        self.see = button("", self._see, "link")
        self.close_it = button(tr("Put away"), self.hide, "link", tr("Put this summary away"))
        links = FlowLayout(12, (0, 0, 0, 0)).with_widgets(self.see, self.close_it)
        self.setLayout(column(self.words, links, spacing=2, margins=(12, 4, 12, 6)))
        self.hide()

    def show_words(self, words: str, problems: int) -> None:
        """Say what came in; offer the list of problems, of as many files as the filter counts."""
        restyle(self.words, "warn" if problems else "small")
        self.words.setText(words)
        self.see.setText(trn("See the problem", "See all {number} problems", problems))
        self.see.setVisible(problems > 0)
        self.show()

    def _see(self) -> None:
        self.hide()
        self.problems_asked.emit()
