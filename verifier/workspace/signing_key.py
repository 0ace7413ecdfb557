"""The key that a person signs with, in a file of their own: read when they sign, never copied, never kept.

Format: PROTOCOL.key of OpenSSH. A file of any other kind is named for what it is.
"""

import base64
import os
import re
import stat
from pathlib import Path

import msgspec

from verifier.case.sshsig import KEY_TYPE, SigningKey, read_strings
from verifier.domain.errors import RefusedFile, UnreadableFile, UnsupportedFile, UsageError

MOST_BYTES = 64 * 1024
MOST_ROUNDS = 2_000
"""Rounds of bcrypt that a passphrase may take; ``ssh-keygen`` writes 16, and each hundred take about a second."""

_PEM = re.compile(rb"-----BEGIN OPENSSH PRIVATE KEY-----\s(.+?)-----END OPENSSH PRIVATE KEY-----", re.DOTALL)
_MAGIC = b"openssh-key-v1\0"
_ONE_KEY = (1).to_bytes(4)


class KeyFile(msgspec.Struct, frozen=True):
    """A key file that was read and not opened; ``is_locked``: it takes a passphrase."""

    data: bytes
    is_locked: bool

    def open(self, passphrase: str = "") -> SigningKey:
        """Open it; takes a second or more where it has a passphrase.

        Raise :class:`UsageError` for a passphrase that is wrong or missing, :class:`UnreadableFile` for a damaged
        file, :class:`UnsupportedFile` for a cipher that is not known here.
        """
        from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_ssh_private_key

        if self.is_locked and not passphrase:
            raise UsageError("This key has a passphrase; type it.")
        try:
            private = load_ssh_private_key(self.data, passphrase.encode() if self.is_locked else None)
        except UnsupportedAlgorithm as error:
            raise UnsupportedFile("This key is locked in a way that this program does not know.") from error
        except (ValueError, TypeError, KeyError, InvalidTag) as error:
            if self.is_locked:
                raise UsageError("That is not the passphrase of this key, or the key file is damaged.") from error
            raise _damaged() from error
        if not isinstance(private, Ed25519PrivateKey):
            raise _damaged()
        return SigningKey(private)


def read_key(path: Path) -> KeyFile:
    """Read a key file and look at what stands before the secret.

    Raise :class:`UnreadableFile`, :class:`UnsupportedFile` for another kind of key, :class:`RefusedFile` for a file
    that is far too large, or would take minutes to open.
    """
    data = _read(path)
    found = _PEM.search(data)
    if found is None:
        raise _no_key(data, path.name)
    try:
        return KeyFile(found.group(), _is_locked(base64.b64decode(found[1]), path.name))
    except ValueError as error:
        raise _damaged(path.name) from error


def _read(path: Path) -> bytes:
    try:
        # Not waiting: a pipe of that name would have it wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or "no such name"
        raise UnreadableFile(f"The key file cannot be read ({words}).", path.name) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableFile("This is no file.", path.name)
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise UnreadableFile(f"The key file cannot be read ({error.strerror}).", path.name) from error
    if len(data) > MOST_BYTES:
        raise RefusedFile("This file is far too large for a key.", path.name)
    return data


def _damaged(name: str = "") -> UnreadableFile:
    return UnreadableFile("The key file is damaged.", name)


def _no_key(data: bytes, name: str) -> UnsupportedFile:
    if data.startswith((b"ssh-", b"ecdsa-", b"sk-")):
        return UnsupportedFile("This is a public key. Choose the private key beside it, without .pub.", name)
    if b"PRIVATE KEY-----" in data:
        return UnsupportedFile(
            "This private key is not in OpenSSH's own format. Make one to sign with: ssh-keygen -t ed25519 -f NAME.",
            name,
        )
    return UnsupportedFile("This is no OpenSSH private key. Choose the file that ssh-keygen made, without .pub.", name)


def _is_locked(data: bytes, name: str) -> bool:
    """Read the open part of a key, PROTOCOL.key 1; raise ``ValueError`` where it does not hold together."""
    if not data.startswith(_MAGIC):
        raise _damaged(name)
    cipher, kdf, options, rest = _strings_before(data[len(_MAGIC) :], 3)
    if not rest.startswith(_ONE_KEY):
        raise _damaged(name)
    public, _ = _strings_before(rest[len(_ONE_KEY) :], 1)
    key_type, _ = _strings_before(public, 1)
    if key_type != KEY_TYPE:
        raise UnsupportedFile("Only ed25519 keys sign readings. Make one: ssh-keygen -t ed25519 -f NAME.", name)
    if kdf == b"bcrypt" and int.from_bytes(options[-4:]) > MOST_ROUNDS:
        raise RefusedFile("This key asks for so many rounds that opening it would take minutes.", name)
    return cipher != b"none"


def _strings_before(data: bytes, count: int) -> list[bytes]:
    """Read so many strings; what follows them comes last."""
    end = 0
    for _ in range(count):
        end += 4 + int.from_bytes(data[end : end + 4])
    return [*read_strings(data[:end], count), data[end:]]
