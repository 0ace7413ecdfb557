"""Key files: those that ssh-keygen writes open, whatever else a person may choose gets a sentence."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat

from tests.examples import KEY
from verifier.domain.errors import RefusedFile, UnreadableFile, UnsupportedFile, UsageError, VerifierError
from verifier.workspace.signing_key import read_key

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes([1] * 32))
needs_openssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed")


def key_file(
    path: Path,
    passphrase: str = "",
    form: PrivateFormat = PrivateFormat.OpenSSH,
    private: Ed25519PrivateKey = PRIVATE,
) -> Path:
    locked = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    path.write_bytes(private.private_bytes(Encoding.PEM, form, locked))
    return path


def test_a_key_without_a_passphrase_opens(tmp_path: Path) -> None:
    found = read_key(key_file(tmp_path / "key"))
    assert not found.is_locked
    assert found.open().public_key == KEY.public_key
    assert found.open("not needed").public_key == KEY.public_key


def test_a_key_with_a_passphrase_takes_just_that_one(tmp_path: Path) -> None:
    found = read_key(key_file(tmp_path / "key", "дрон над мостом"))
    assert found.is_locked
    assert found.open("дрон над мостом").public_key == KEY.public_key
    with pytest.raises(UsageError, match="not the passphrase"):
        found.open("another")
    with pytest.raises(UsageError, match="type it"):
        found.open()


@needs_openssh
@pytest.mark.parametrize("cipher", ["aes256-ctr", "aes256-gcm@openssh.com"])
def test_keys_as_openssh_writes_them_open(tmp_path: Path, cipher: str) -> None:
    key = tmp_path / "key"
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-a", "1", "-Z", cipher, "-N", "s3", "-C", "me@host", "-f", str(key)]
    subprocess.run(words, check=True)
    opened = read_key(key).open("s3")
    assert (tmp_path / "key.pub").read_text().startswith(f"{opened.public_key} ")
    with pytest.raises(UsageError):
        read_key(key).open("s4")
    with pytest.raises(UnsupportedFile, match="public key"):
        read_key(tmp_path / "key.pub")


@needs_openssh
@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_another_kind_of_key_is_named_before_its_passphrase_is_asked(tmp_path: Path, kind: str) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "s3", "-f", str(tmp_path / "key")], check=True)
    with pytest.raises(UnsupportedFile, match="Only ed25519"):
        read_key(tmp_path / "key")


def test_a_key_in_another_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFile, match="OpenSSH's own format"):
        read_key(key_file(tmp_path / "key", form=PrivateFormat.PKCS8))


def test_what_is_no_file_or_no_key_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_key(tmp_path / "missing")
    with pytest.raises(UnreadableFile, match="no file"):
        read_key(tmp_path)
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(UnsupportedFile, match="no OpenSSH private key"):
        read_key(tmp_path / "empty")
    (tmp_path / "large").write_bytes(b"-" * 70_000)
    with pytest.raises(RefusedFile, match="too large"):
        read_key(tmp_path / "large")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_of_that_name_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableFile, match="no file"):
        read_key(tmp_path / "pipe")


def test_a_key_that_would_take_minutes_to_open_is_turned_away(tmp_path: Path) -> None:
    import base64

    data = key_file(tmp_path / "key", "x").read_bytes()
    body = base64.b64decode(b"".join(data.splitlines()[1:-1]))
    at = body.index(b"bcrypt") + 6 + 4 + 4 + 16  # behind the lengths of the options and of the salt, and the salt
    assert int.from_bytes(body[at : at + 4]) == 16
    slow = base64.encodebytes(body[:at] + (2**31).to_bytes(4) + body[at + 4 :])
    (tmp_path / "key").write_bytes(data.splitlines()[0] + b"\n" + slow + data.splitlines()[-1] + b"\n")
    with pytest.raises(RefusedFile, match="minutes"):
        read_key(tmp_path / "key")


def test_a_key_that_is_damaged_anywhere_is_a_sentence_and_never_a_crash(tmp_path: Path) -> None:
    whole = key_file(tmp_path / "key").read_bytes()
    opened = 0
    for at in range(0, len(whole), 3):
        for data in (whole[:at] + bytes([whole[at] ^ 5]) + whole[at + 1 :], whole[:at] + whole[at + 1 :]):
            (tmp_path / "key").write_bytes(data)
            try:
                opened += read_key(tmp_path / "key").open("x").public_key == KEY.public_key
            except VerifierError as error:
                assert error.sentence  # noqa: PT017 - a few pass: what is behind the key is a comment
    assert opened < 60
