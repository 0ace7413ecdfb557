"""What an import brought in, above the list until it is put away: it ends while nobody looks at the status bar."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from verifier.gui.controls import button, column, label, restyle
from verifier.gui.flow import FlowLayout
from verifier.gui.speech import tr


class Outcome(QFrame):
    """``problems_asked``: show what went wrong, and what to do about it."""

    problems_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "small", wraps=True)
        self.see = button(tr("See the list of problems"), self._see, "link")
        self.close_it = button(tr("Put away"), self.hide, "link", tr("Put this summary away"))
        links = FlowLayout(12, (0, 0, 0, 0)).with_widgets(self.see, self.close_it)
        self.setLayout(column(self.words, links, spacing=2, margins=(12, 4, 12, 6)))
        self.hide()

    def show_words(self, words: str, *, has_problems: bool) -> None:
        """Say what came in; offer the list of problems, which is of the whole case and counts for itself."""
        restyle(self.words, "warn" if has_problems else "small")
        self.words.setText(words)
        self.see.setVisible(has_problems)
        self.show()

    def _see(self) -> None:
        self.hide()
        self.problems_asked.emit()
