"""Sign a reading: which key file, its passphrase where it has one. The key is opened on a thread and kept nowhere."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLineEdit, QWidget

from verifier.case.sshsig import SigningKey
from verifier.commands.mark_readings import SignReading
from verifier.domain.errors import UsageError, VerifierError
from verifier.domain.records import MarkReading
from verifier.gui.controls import button, column, label, row
from verifier.gui.panels.words import target_words
from verifier.gui.preferences import Preferences
from verifier.gui.reading.words import mark_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.workspace.signing_key import KeyFile, read_key

WIDTH_PX = 420


class KeyFields(QWidget):
    """A tick, a key file and its passphrase; follows whoever signs, since two readers at one desk have a key each.

    ``ready_changed``: whether it can be gone on with has changed. ``entered``: Enter was pressed in a field.
    """

    ready_changed = Signal()
    entered = Signal()

    def __init__(self, session: Session, preferences: Preferences, *, always: bool = False) -> None:
        """``always``: signing is what is done here, and there is no tick."""
        super().__init__()
        self._session, self._preferences, self._always = session, preferences, always
        self._name = ""
        self.wanted = QCheckBox(tr("Sign with my key"))
        self.wanted.setVisible(not always)
        self.path = QLineEdit()
        self.path.setAccessibleName(tr("Key file"))
        self.path.setPlaceholderText(tr("An ed25519 key of ssh-keygen"))
        self.path.editingFinished.connect(self._look)
        self.path.textChanged.connect(self.ready_changed)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(tr("Passphrase of the key"))
        self.passphrase.setPlaceholderText(tr("Passphrase; it is not kept"))
        for field in (self.path, self.passphrase):
            field.returnPressed.connect(self.entered)
        self.trouble = label("", "warn", wraps=True)
        choose = button(tr("Choose…"), self._choose)
        choose.setAccessibleName(tr("Choose a key file"))
        self._fields = QWidget()
        self._fields.setLayout(column(row(self.path, choose), self.passphrase, self.trouble, spacing=4))
        self.setLayout(column(self.wanted, self._fields, spacing=4))
        self.wanted.toggled.connect(self._switch)
        session.person_changed.connect(self.follow)
        self.follow()

    @property
    def is_wanted(self) -> bool:
        """Whether it is to be signed."""
        return self._always or self.wanted.isChecked()

    @property
    def is_ready(self) -> bool:
        """Whether there is nothing more to say first."""
        return not self.is_wanted or bool(self.path.text().strip())

    def follow(self) -> None:
        """Take the key of whoever signs now."""
        name = self._session.workspace.person.name
        if name == self._name:
            return
        self._name = name
        known = self._preferences.settings.signing_keys.get(name, "")
        self.path.setText(known)
        self.wanted.setChecked(bool(known))
        self._switch()

    def open(self, on_key: Callable[[SigningKey], object], on_trouble: Callable[[], object]) -> None:
        """Open the key on a thread of its own; what is wrong is said here."""
        path, words = self._typed_path(), self.passphrase.text()
        self.tell("")
        job = self._session.workspace.jobs.start("Open a key", lambda _progress: read_key(path).open(words))
        self._session.relay.when_done(
            job.result, partial(self._opened, on_key), partial(self._failed, on_trouble), asker=self
        )

    def _opened(self, on_key: Callable[[SigningKey], object], key: SigningKey) -> None:
        if not self.isVisible():
            return  # it was called off meanwhile, and Qt has not deleted it yet
        self.passphrase.clear()
        keys = {**self._preferences.settings.signing_keys, self._name: str(self._typed_path())}
        self._preferences.remember(signing_keys=keys)
        on_key(key)

    def _failed(self, on_trouble: Callable[[], object], error: BaseException) -> None:
        on_trouble()
        self._say(error)
        if isinstance(error, UsageError):
            self.passphrase.setVisible(True)
            self.passphrase.setFocus()
            self.passphrase.selectAll()

    def _look(self) -> None:
        """Look whether the file is a key, and whether it has a passphrase."""
        self.passphrase.hide()
        self.tell("")
        if self.is_wanted and self.path.text().strip():
            path = self._typed_path()
            job = self._session.workspace.jobs.start("Look at a key", lambda _progress: read_key(path))
            self._session.relay.when_done(job.result, partial(self._seen, path), self._say, asker=self)

    def _seen(self, path: Path, found: KeyFile) -> None:
        if path == self._typed_path():
            self.passphrase.setVisible(found.is_locked)

    def _say(self, error: BaseException) -> None:
        is_known = isinstance(error, VerifierError)
        self.tell(tr_made(error.sentence) if is_known else tr("The key could not be opened."))

    def tell(self, sentence: str) -> None:
        """Say what is wrong, "" for nothing."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _switch(self) -> None:
        self._fields.setVisible(self.is_wanted)
        self.passphrase.clear()
        self._look()
        self.ready_changed.emit()

    def _typed_path(self) -> Path:
        return Path(self.path.text().strip()).expanduser()

    def _choose(self) -> None:
        home = self._typed_path().parent if self.path.text().strip() else Path.home() / ".ssh"
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a key file"), str(home))
        if name:
            self.path.setText(name)
            self._look()


class SignReadingDialog(QDialog):
    """Signs a reading that was made before; what was read is not shown, since it may still be hidden."""

    def __init__(self, session: Session, preferences: Preferences, reading: MarkReading, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Sign a reading"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH_PX)
        self._session, self._reading = session, reading
        where = target_words(session.case, reading.about)
        self.key = KeyFields(session, preferences, always=True)
        self.key.ready_changed.connect(self._ready)
        self.key.entered.connect(self._open)
        self.sign = button(tr("Sign"), self._open, "primary")
        lines = column(
            label(tr("{kind} in {where}, as you read it", kind=mark_words(reading), where=where), "strong", wraps=True),
            label(
                tr("Your signature says that you read this, on this file. The key stays where it is."),
                "muted",
                wraps=True,
            ),
            self.key,
            row(None, button(tr("Cancel"), self.reject), self.sign),
            spacing=8,
            margins=(20, 16, 20, 16),
        )
        self.setLayout(lines)
        session.said.connect(self._told)
        self._ready()
        self.key.path.setFocus()

    def _ready(self) -> None:
        self.sign.setEnabled(self.key.is_ready)

    def _open(self) -> None:
        if not self.sign.isEnabled():
            return
        self.sign.setEnabled(False)
        self.key.open(self._signed, self._ready)

    def _signed(self, key: SigningKey) -> None:
        if self._session.do(SignReading(self._reading, key)):
            self.accept()
            self._session.say(tr("Signed."))
        else:
            self._ready()

    def _told(self, sentence: str, tone: str) -> None:
        if tone == "warn" and sentence:
            self.key.tell(sentence)
