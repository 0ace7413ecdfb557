"""Two people read, each signs with a key of their own, and the window says that the readings are independent."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.examples import KEY
from tests.gui.test_reading import FIRST, SECOND, Reader
from tests.gui.test_reading import reader as reader
from tests.workspace.test_signing_key import key_file
from verifier.case.signed_readings import statement_in
from verifier.case.sshsig import is_signed
from verifier.domain import marks
from verifier.domain.records import ReadingSignature
from verifier.gui.reading.dialog import ReadingDialog
from verifier.gui.reading.signing import KeyFields, SignReadingDialog
from verifier.gui.session import Session
from verifier.workspace.settings import load_settings

Wait = Callable[[Callable[[], bool]], None]
PASSPHRASE = "a drone over the bridge"


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """Return the key files of two people; the second has a passphrase."""
    other = Ed25519PrivateKey.from_private_bytes(bytes([2] * 32))
    return key_file(tmp_path / "a_key"), key_file(tmp_path / "b_key", PASSPHRASE, private=other)


def read(reader: Reader, words: str) -> ReadingDialog:
    """Return the dialog with words typed."""
    dialog = reader.dialog(ReadingDialog)
    assert isinstance(dialog, ReadingDialog)
    reader.waits(lambda: not dialog.crop.image.isNull())
    reader.qtbot.keyClicks(dialog.words, words)
    return dialog


def choose(reader: Reader, fields: KeyFields, path: Path) -> None:
    if not fields.is_wanted:
        reader.qtbot.keyClick(fields.wanted, Qt.Key.Key_Space)
    fields.path.clear()
    reader.qtbot.keyClicks(fields.path, str(path))
    fields.path.editingFinished.emit()


def keep(reader: Reader, dialog: ReadingDialog) -> None:
    reader.waits(lambda: dialog.keep.isEnabled())
    reader.qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)


def ended(reader: Reader, count: int) -> None:
    reader.waits(lambda: len(reader.readings) == count)
    reader.waits(lambda: not [one for one in QApplication.topLevelWidgets() if isinstance(one, ReadingDialog)])
    reader.back()


def read_first(reader: Reader, key: Path | None) -> None:
    reader.press("Read a marking")
    dialog = read(reader, FIRST)
    dialog.wants_second.setChecked(True)
    if key is not None:
        choose(reader, dialog.key, key)
    keep(reader, dialog)
    ended(reader, 1)


def signatures(session: Session) -> tuple[ReadingSignature, ...]:
    return session.case.of(ReadingSignature)


def test_two_people_who_each_sign_as_they_read_are_independent(reader: Reader, keys: tuple[Path, Path]) -> None:
    read_first(reader, keys[0])
    [signed] = signatures(reader.session)
    assert signed.public_key == KEY.public_key
    stated = statement_in(reader.session.case.get, reader.readings[0])
    assert stated is not None
    assert is_signed(stated, signed.signature, KEY.public_key)
    short = marks.short_fingerprint(signed.fingerprint)
    reader.waits(lambda: f"Signed, key {short}" in reader.words)
    assert FIRST not in reader.words
    assert FIRST not in (reader.session.undo_label or "")

    reader.session.sign_as("B. Reader")
    reader.press("Read it a second time")
    dialog = read(reader, SECOND)
    assert not dialog.key.is_wanted, "the key of the first reader is not offered to the second"
    choose(reader, dialog.key, keys[1])
    reader.waits(lambda: dialog.key.passphrase.isVisible())
    keep(reader, dialog)
    reader.waits(lambda: "type it" in dialog.key.trouble.text())
    assert len(reader.readings) == 1
    reader.qtbot.keyClicks(dialog.key.passphrase, "wrong")
    keep(reader, dialog)
    reader.waits(lambda: "not the passphrase" in dialog.key.trouble.text())
    dialog.key.passphrase.clear()
    reader.qtbot.keyClicks(dialog.key.passphrase, PASSPHRASE)
    reader.qtbot.keyClick(dialog.key.passphrase, Qt.Key.Key_Return)
    ended(reader, 2)
    reader.waits(lambda: marks.INDEPENDENT in reader.words)
    assert {one.signed_by for one in signatures(reader.session)} == {one.read_by for one in reader.readings}

    kept = load_settings().settings.signing_keys
    assert kept == {"A. Analyst": str(keys[0]), "B. Reader": str(keys[1])}
    assert PASSPHRASE not in reader.words

    reader.session.undo()
    reader.waits(lambda: marks.INDEPENDENT not in reader.words)
    assert len(signatures(reader.session)) == 1


def test_both_with_one_key_are_not_independent_and_it_is_said(reader: Reader, keys: tuple[Path, Path]) -> None:
    read_first(reader, keys[0])
    reader.session.sign_as("B. Reader")
    reader.press("Read it a second time")
    dialog = read(reader, SECOND)
    choose(reader, dialog.key, keys[0])
    keep(reader, dialog)
    ended(reader, 2)
    reader.waits(lambda: marks.ONE_KEY in reader.words)


def test_a_reading_made_before_is_signed_later_by_its_own_reader(
    reader: Reader, keys: tuple[Path, Path], tmp_path: Path
) -> None:
    read_first(reader, None)
    assert signatures(reader.session) == ()
    reader.session.sign_as("B. Reader")
    reader.control("Read it a second time")
    assert not reader.seen("Sign my reading")
    reader.session.sign_as("A. Analyst")
    reader.press("Sign my reading")
    dialog = reader.dialog(SignReadingDialog)
    assert isinstance(dialog, SignReadingDialog)
    assert not any(FIRST in one.text() for one in dialog.findChildren(QLabel))
    assert not dialog.sign.isEnabled()
    (tmp_path / "pem").write_text("-----BEGIN PRIVATE KEY-----\n")
    choose(reader, dialog.key, tmp_path / "pem")
    reader.waits(lambda: "OpenSSH's own format" in dialog.key.trouble.text())
    choose(reader, dialog.key, keys[0])
    reader.waits(lambda: dialog.key.trouble.text() == "")
    reader.qtbot.mouseClick(dialog.sign, Qt.MouseButton.LeftButton)
    reader.waits(lambda: len(signatures(reader.session)) == 1)
    reader.back()
    reader.waits(lambda: "Signed, key" in reader.words)
    assert not reader.seen("Sign my reading")
    assert reader.session.undo_label is not None
    assert FIRST not in reader.session.undo_label


def test_a_correction_drops_the_signature_unless_it_is_signed_anew(reader: Reader, keys: tuple[Path, Path]) -> None:
    read_first(reader, keys[0])
    reader.press("Correct")
    dialog = read(reader, "9")
    assert dialog.key.is_wanted
    reader.qtbot.keyClick(dialog.key.wanted, Qt.Key.Key_Space)
    keep(reader, dialog)
    reader.waits(lambda: signatures(reader.session) == ())
    ended(reader, 1)
    reader.control("Sign my reading")
    reader.session.undo()
    reader.waits(lambda: "Signed, key" in reader.words)


def test_a_dialog_that_is_closed_while_its_key_is_opened_keeps_nothing(
    reader: Reader, keys: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Callable[[], object]] = []
    reader.press("Read a marking")
    dialog = read(reader, FIRST)
    choose(reader, dialog.key, keys[0])
    reader.waits(lambda: dialog.keep.isEnabled() and not reader.session.workspace.jobs.running())
    monkeypatch.setattr(reader.session.relay, "post", told.append)
    reader.qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    reader.waits(lambda: bool(told))
    dialog.reject()
    monkeypatch.undo()
    for call in told:
        call()
    assert reader.readings == ()
    reader.back()


def test_every_control_has_a_name_for_who_cannot_see_it(reader: Reader, keys: tuple[Path, Path]) -> None:
    reader.press("Read a marking")
    dialog = read(reader, "")
    choose(reader, dialog.key, keys[1])
    names = [dialog.key.path.accessibleName(), dialog.key.passphrase.accessibleName(), dialog.key.wanted.text()]
    names += [one.accessibleName() or one.text() for one in dialog.key.findChildren(QPushButton)]
    assert all(names)
    dialog.reject()
    reader.back()
