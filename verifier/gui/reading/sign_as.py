"""Say who acts from now on: a person of the case by one press, or a name that is typed. Two readers share a desk so."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from verifier.domain.records import Person
from verifier.gui.controls import button, column, label, row
from verifier.gui.session import Session
from verifier.gui.speech import tr

WIDTH_PX = 420
MOST_OFFERED = 8


class SignAsDialog(QDialog):
    """Offers the people of the case but the one who acts now."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Sign as"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH_PX)
        self._session = session
        now = session.workspace.person
        lines = column(
            label(tr("Who works from now on?"), "strong", wraps=True),
            label(tr("Now: {name}. What was stated before stays in the name it was stated in.", name=now.name), "muted",
                  wraps=True),
            spacing=8,
            margins=(20, 16, 20, 16),
        )  # fmt: skip
        others = [person for person in session.case.of(Person) if person.id != now.id]
        for person in others[-MOST_OFFERED:]:
            lines.addWidget(button(person.name, partial(self._take, person.name)))
        self.name = QLineEdit(placeholderText=tr("Another name"))
        self.name.setAccessibleName(tr("Name to sign as"))
        self.name.returnPressed.connect(self._keep)
        self.keep = button(tr("Sign as this"), self._keep, "primary")
        self.keep.setEnabled(False)
        self.name.textChanged.connect(self._ready)
        lines.addLayout(row(self.name, self.keep))
        words = tr("It holds until the case is closed or another name is taken. The settings keep the usual one.")
        lines.addWidget(label(words, "smallfaint", wraps=True))
        lines.addLayout(row(None, button(tr("Cancel"), self.reject)))
        self.setLayout(lines)
        self.name.setFocus()

    def _ready(self, words: str) -> None:
        self.keep.setEnabled(bool(words.strip()))

    def _keep(self) -> None:
        if self.name.text().strip():
            self._take(self.name.text())

    def _take(self, name: str) -> None:
        self.accept()
        self._session.sign_as(name)
