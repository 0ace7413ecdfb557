"""Signatures of readings: OpenSSH checks ours, we check its own, and nothing that was changed passes."""

import base64
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from tests.examples import ITEM, KEY, MARK_READING, OBSERVATION, OTHER_KEY, PERSON, SECOND_READING, SIGNATURE
from verifier.case.signed_readings import how_signed, statement
from verifier.case.sshsig import NAMESPACE, is_signed
from verifier.domain.marks import UNSIGNED, Signed
from verifier.domain.records import MarkReading

replace = msgspec.structs.replace
needs_openssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed")
STATED = statement(MARK_READING, ITEM.fingerprints.sha256)
HELD = {record.key: record for record in (ITEM, OBSERVATION, MARK_READING, SECOND_READING)}


def keygen(*words: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", *map(str, words)], input=stdin, capture_output=True, check=False)


@needs_openssh
def test_openssh_verifies_what_we_sign_and_no_other_statement(tmp_path: Path) -> None:
    signature, signers = tmp_path / "s.sig", tmp_path / "allowed_signers"
    signature.write_text(KEY.sign(STATED))
    signers.write_text(f'{PERSON.id} namespaces="{NAMESPACE}" {KEY.public_key}\n')
    words = ("-Y", "verify", "-f", signers, "-I", PERSON.id, "-n", NAMESPACE, "-s", signature)
    assert keygen(*words, stdin=STATED).returncode == 0
    assert keygen(*words, stdin=STATED + b" ").returncode != 0
    alone = keygen("-Y", "check-novalidate", "-n", NAMESPACE, "-s", signature, stdin=STATED)
    assert alone.returncode == 0
    assert SIGNATURE.fingerprint.encode() in alone.stdout


@needs_openssh
@pytest.mark.parametrize("hash_name", ["sha512", "sha256"])
def test_we_verify_what_openssh_signs_in_our_namespace_alone(tmp_path: Path, hash_name: str) -> None:
    key, stated = tmp_path / "key", tmp_path / "stated"
    keygen("-q", "-t", "ed25519", "-N", "", "-C", "somebody@somewhere", "-f", key)
    public = " ".join((tmp_path / "key.pub").read_text().split()[:2])
    stated.write_bytes(STATED)
    for namespace, is_ours in ((NAMESPACE, True), ("git", False)):
        done = keygen("-Y", "sign", "-O", f"hashalg={hash_name}", "-n", namespace, "-f", key, stated)
        assert done.returncode == 0, done.stderr
        armored = (tmp_path / "stated.sig").read_text()
        assert is_signed(STATED, armored, public) is is_ours
        assert not is_signed(STATED, armored, KEY.public_key)
        (tmp_path / "stated.sig").unlink()


@needs_openssh
def test_a_signature_by_another_kind_of_key_is_none(tmp_path: Path) -> None:
    keygen("-q", "-t", "ecdsa", "-N", "", "-f", tmp_path / "key")
    (tmp_path / "stated").write_bytes(STATED)
    keygen("-Y", "sign", "-n", NAMESPACE, "-f", tmp_path / "key", tmp_path / "stated")
    public = " ".join((tmp_path / "key.pub").read_text().split()[:2])
    assert not is_signed(STATED, (tmp_path / "stated.sig").read_text(), public)


def test_no_byte_of_a_signature_can_be_changed() -> None:
    begin, *lines, end, _ = SIGNATURE.signature.split("\n")
    data = base64.b64decode("".join(lines))
    assert is_signed(STATED, SIGNATURE.signature, KEY.public_key)
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        armored = "\n".join((begin, base64.b64encode(changed).decode(), end, ""))
        assert not is_signed(STATED, armored, KEY.public_key), at


@pytest.mark.parametrize("junk", ["", "x", "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n", "\ud800"])
def test_junk_is_no_signature_and_no_key(junk: str) -> None:
    assert not is_signed(STATED, junk, KEY.public_key)
    assert not is_signed(STATED, SIGNATURE.signature, junk)


def test_a_statement_says_what_was_read_by_id_and_never_by_name() -> None:
    assert (
        b'{"about":"' + OBSERVATION.key.encode() + b'","answers":null,"format":"verifier reading 1","item_sha256":"'
        + ITEM.fingerprints.sha256.encode() + b'","language":"en","legibility":"partly","mark":"serial",'
        b'"read_at":"2026-03-04T05:06:07.089000Z","read_by":"' + PERSON.id.encode() + b'","reading":"'
        + MARK_READING.id.encode() + b'","span":null,"value":"3NJA1234"}'
    ) == STATED  # fmt: skip
    assert PERSON.name.encode() not in STATED


def test_when_a_reading_was_opened_is_not_signed_and_all_that_was_read_is() -> None:
    def stays(**changed: object) -> bool:
        return how_signed(HELD.get, replace(MARK_READING, **changed), SIGNATURE) == Signed("valid", KEY.public_key)

    assert stays()
    assert stays(open_since=None)
    assert not stays(value="3NJA1235")
    assert not stays(legibility="clear")
    assert not stays(read_by=SECOND_READING.read_by)
    assert not stays(answers=SECOND_READING.id)
    assert not stays(about=ITEM.key)


def test_a_signature_is_by_the_reader_of_the_very_file() -> None:
    def signed(reading: MarkReading = MARK_READING, **changed: object) -> Signed:
        return how_signed(HELD.get, reading, replace(SIGNATURE, **changed))

    assert how_signed(HELD.get, MARK_READING, None) == UNSIGNED
    assert signed(signed_by=SECOND_READING.read_by) == Signed("differs")
    assert signed(public_key=OTHER_KEY.public_key) == Signed("differs")
    assert signed(SECOND_READING) == Signed("differs")
    other = replace(ITEM, fingerprints=replace(ITEM.fingerprints, sha256="99" * 32))
    assert how_signed({**HELD, ITEM.key: other}.get, MARK_READING, SIGNATURE) == Signed("differs")
    assert how_signed({}.get, MARK_READING, SIGNATURE) == Signed("differs")
