"""A new case: its title, where it lies, and the name that signs what is stated in it."""

import re
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLineEdit, QWidget

from verifier.gui.controls import button, column, label, pairs, row
from verifier.gui.speech import tr

WIDTH_PX = 560


class NewCaseDialog(QDialog):
    """``folder``, ``case_title`` and ``person`` hold the answers once it was accepted."""

    def __init__(self, person: str, start: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New case"))
        self.setMinimumWidth(WIDTH_PX)
        self.title_field = QLineEdit(placeholderText=tr("For example: Drones over the river crossing"))
        self.title_field.setAccessibleName(tr("Title of the case"))
        self.name_field = QLineEdit(person)
        self.name_field.setPlaceholderText(tr("The name that stands beside everything you state"))
        self.name_field.setAccessibleName(tr("Name to sign as"))
        self.place_field = QLineEdit(str(start))
        self.place_field.setAccessibleName(tr("Folder in which the case is made"))
        self._hint = label("", "smallfaint", wraps=True)
        self._build()
        for field in (self.title_field, self.place_field):
            field.textChanged.connect(self._look)
        self._look()

    @property
    def case_title(self) -> str:
        return " ".join(self.title_field.text().split())

    @property
    def person(self) -> str:
        return " ".join(self.name_field.text().split())

    @property
    def folder(self) -> Path:
        """Where the case will be made."""
        return Path(self.place_field.text()).expanduser() / f"{file_name(self.case_title)}.case"

    def _build(self) -> None:
        choose = button(tr("Choose…"), self._choose)
        place = row(self.place_field, choose)
        holder = QWidget()
        holder.setLayout(place)
        advice = label(
            tr(
                "The folder is not encrypted. If people could be hurt by what is in it, keep the case on an encrypted "
                "volume (LUKS, BitLocker, FileVault or VeraCrypt)."
            ),
            "advice",
            wraps=True,
        )
        self._buttons = QDialogButtonBox()
        self.make = self._buttons.addButton(tr("Make the case"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.make.setProperty("role", "primary")
        self._buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        fields = pairs(
            ((tr("Title"), self.title_field), (tr("In the folder"), holder), (tr("Sign as"), self.name_field))
        )
        signed = label(
            tr("Your name is typed here and never taken from the login. It can be left empty."), "smallfaint"
        )
        self.setLayout(
            column(label(tr("New case"), "title"), fields, self._hint, signed, advice, self._buttons,
                   spacing=12, margins=(24, 20, 24, 20))
        )  # fmt: skip

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Where should the case lie?"), self.place_field.text())
        if name:
            self.place_field.setText(name)

    def _look(self) -> None:
        is_taken = self.folder.exists() if self.case_title else False
        self.make.setEnabled(bool(self.case_title) and not is_taken)
        if not self.case_title:
            self._hint.setText(tr("Give the case a title; its folder is named after it."))
        elif is_taken:
            self._hint.setText(tr("{name} is already there. Give the case another title.", name=self.folder.name))
        else:
            self._hint.setText(tr("Will be made as {folder}", folder=self.folder))


def file_name(title: str) -> str:
    """Return a file name for a title: letters, digits and dashes, in any script."""
    return re.sub(r"[^\w]+", "-", title).strip("-_")[:80] or "case"
