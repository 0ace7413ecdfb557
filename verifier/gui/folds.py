"""Lines that unfold: what matters stands in the line, the rest is made when it is first asked for."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from verifier.gui.controls import Elided, column, label, row
from verifier.gui.speech import tr

Words = Callable[[], str]


class FoldHead(QPushButton):
    """A line with a name and an answer at the right, words in grey while it is folded; pressing it unfolds the rest."""

    def __init__(self, name: Words, grey: Words, answer: Words) -> None:
        super().__init__()
        self.setProperty("role", "fold")
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name_words, self._grey_words, self._answer_words = name, grey, answer
        self._sign = label("", "faint")
        self._sign.setFixedWidth(12)
        self._title = Elided("", "strong")
        self._grey, self._answer = Elided("", "small"), label("", "muted")
        top = row(self._sign, self._title, self._answer, spacing=4)
        top.setStretch(1, 1)
        below = row(self._grey, margins=(16, 0, 0, 0))
        below.setStretch(0, 1)
        self._lines = column(top, below, spacing=0, margins=(0, 4, 0, 4))
        self.setLayout(self._lines)
        for part in (self._sign, self._title, self._grey, self._answer):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self.renew)
        self.renew()

    def renew(self, _is_open: bool = False) -> None:
        """Say what the case holds."""
        folded = "◂" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else "▸"
        self._sign.setText("▾" if self.isChecked() else folded)
        name, grey, answer = self._name_words(), self._grey_words(), self._answer_words()
        self._title.show_words(name)
        self._grey.show_words(" ".join(grey.split()))
        self._grey.setVisible(bool(grey) and not self.isChecked())
        self._answer.setText(answer)
        state = tr("unfolded") if self.isChecked() else tr("folded")
        self.setAccessibleName(". ".join(part for part in (name, answer, grey, state) if part))
        self.setToolTip(grey)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._lines.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._lines.sizeHint().height())


class Fold(QFrame):
    """A head and what it unfolds; ``make`` is called when it is first opened. ``opened`` tells whoever remembers it."""

    opened = Signal(bool)

    def __init__(self, head: FoldHead, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self.head = head
        self._make = make
        self._body: QWidget | None = None
        self._lines: QVBoxLayout = column(head, spacing=0)
        self.setLayout(self._lines)
        head.toggled.connect(self._show)
        head.toggled.connect(self.opened)

    def write_at_once(self) -> None:
        """Have the cursor in the first field when a person unfolds it: what is typed then must not go to the keys."""
        self.head.clicked.connect(self._begin)

    def _begin(self, is_open: bool) -> None:
        field = self._body.findChild(QPlainTextEdit) if is_open and self._body is not None else None
        if field is not None:
            field.setFocus()

    def _show(self, is_open: bool) -> None:
        if is_open and self._body is None:
            self._body = self._make()
            self._lines.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(is_open)
