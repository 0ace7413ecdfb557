"""The form in which it is written down what an engine found: earlier, and where; or nothing, which proves nothing."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QLineEdit, QRadioButton, QWidget

from verifier.commands.prior_searches import EditPriorSearch
from verifier.domain.errors import VerifierError
from verifier.domain.records import PriorSearch
from verifier.gui.controls import button, column, label, pairs, row
from verifier.gui.moments import read_moment
from verifier.gui.session import Session
from verifier.gui.speech import tr

NO_PROOF = "Finding nothing does not prove that a picture is new: engines know a part of the web."


class ResultForm(QWidget):
    """``done`` is called once the result is in the case."""

    def __init__(self, session: Session, search: PriorSearch, done: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._key, self._done = session, search.key, done
        self.found = QRadioButton(tr("It was found, earlier or elsewhere"))
        self.none_found = QRadioButton(tr("None found"))
        group = QButtonGroup(self)
        group.addButton(self.found)
        group.addButton(self.none_found)
        self.found.setChecked(search.outcome == "found")
        self.none_found.setChecked(search.outcome == "none_found")
        self.address = _field(tr("Address"), "https://", search.result_url)
        hint = tr("As it is shown")
        self.dated = _field(tr("Date"), hint, search.result_date_as_shown)
        self.note = _field(tr("Note"), tr("Mirrored there"), search.note)
        fields = (self.address, self.dated, self.note)
        self.keep = button(tr("Write it down"), self._keep, "primary")
        self.keep.setEnabled(session.can_edit)
        self.later = button(tr("Later"), done)
        self.setLayout(
            column(
                label(tr("What did {engine} find?", engine=search.engine), "strong"),
                self.found,
                self.none_found,
                pairs([(field.accessibleName(), field) for field in fields]),
                label(tr(NO_PROOF), "smallfaint", wraps=True),
                row(None, self.later, self.keep),
                spacing=10,
            )
        )
        group.buttonToggled.connect(self._choose)
        for field in (self.address, self.dated):
            field.textEdited.connect(self._typed)
        self._choose()

    def _typed(self, text: str) -> None:
        """Whoever writes an address down has found something."""
        if text.strip():
            self.found.setChecked(True)

    def _choose(self) -> None:
        for field in (self.address, self.dated):
            field.setEnabled(not self.none_found.isChecked())

    def _keep(self) -> None:
        held = self._session.case.get(self._key)
        if not isinstance(held, PriorSearch):
            self._done()
            return
        if not (self.found.isChecked() or self.none_found.isChecked()):
            self._session.say(tr("Say first whether it was found."), "warn")
            self.found.setFocus()
            return
        is_found = self.found.isChecked()
        shown = self.dated.text().strip() if is_found else ""
        edited = msgspec.structs.replace(
            held,
            outcome="found" if is_found else "none_found",
            result_url=self.address.text().strip() if is_found else "",
            result_date_as_shown=shown,
            result_at=_moment(shown),
            note=self.note.text().strip(),
        )
        if edited == held or self._session.do(EditPriorSearch(edited)):
            self._done()


class ResultDialog(QDialog):
    """The form in a window of its own, for what was asked some time ago."""

    def __init__(self, session: Session, search: PriorSearch, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Result of a search"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        self.form = ResultForm(session, search, self.accept)
        self.setLayout(column(self.form, margins=(20, 16, 20, 16)))


def _moment(shown: str) -> datetime | None:
    try:
        return read_moment(shown) if shown else None
    except VerifierError:
        return None  # a day without a time or a zone stays as it was shown


def _field(name: str, hint: str, text: str) -> QLineEdit:
    made = QLineEdit(text, placeholderText=hint)
    made.setToolTip(hint)
    made.setAccessibleName(name)
    return made
