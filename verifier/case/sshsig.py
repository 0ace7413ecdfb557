"""Signatures as ``ssh-keygen -Y`` makes and checks them, with ed25519 keys alone, in one namespace.

Formats: PROTOCOL.sshsig of OpenSSH; RFC 8709 for keys and signatures; RFC 4251, 5, for how strings are written. Opens
no file and keeps no key: see ``workspace/signing_key.py`` for keys in files.
"""

import base64
import hashlib
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAMESPACE = "verifier-reading"
"""What such a signature is good for: one made for mail or Git does not count, nor this one there."""
KEY_TYPE = b"ssh-ed25519"

_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4)
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----\n"
_LINE = 70
"""Letters of base64 in a line, as ``ssh-keygen`` breaks them."""
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64


class SigningKey:
    """A private key that was opened; it lives as long as the gesture that signs with it."""

    def __init__(self, private: "Ed25519PrivateKey") -> None:
        self._private = private
        self._blob = _string(KEY_TYPE) + _string(private.public_key().public_bytes_raw())

    @property
    def public_key(self) -> str:
        """The public key as OpenSSH writes it in a line, without a comment."""
        return f"{KEY_TYPE.decode()} {base64.b64encode(self._blob).decode()}"

    def sign(self, message: bytes) -> str:
        """Return the armored signature of a message; the same one each time (RFC 8032, 5.1.6)."""
        raw = self._private.sign(_to_be_signed(message, b"sha512"))
        signature = _string(KEY_TYPE) + _string(raw)
        head = _string(self._blob) + _string(NAMESPACE.encode()) + _string(b"") + _string(b"sha512")
        text = base64.b64encode(_MAGIC + _VERSION + head + _string(signature)).decode()
        lines = (text[at : at + _LINE] + "\n" for at in range(0, len(text), _LINE))
        return _BEGIN + "".join(lines) + _END


@lru_cache(maxsize=4096)
def is_signed(message: bytes, armored: str, public_key: str) -> bool:
    """Tell whether ``armored`` is a signature of ``message`` by that key, in our namespace; never raises."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        raw, hash_name = _read(armored, public_key)
        key = base64.b64decode(public_key.split(" ")[1])[-_KEY_BYTES:]
        Ed25519PublicKey.from_public_bytes(key).verify(raw, _to_be_signed(message, hash_name))
    except (ValueError, IndexError, InvalidSignature):
        return False
    return True


def get_ready() -> None:
    """Load what checks signatures, 40 ms: so that a view which shows the first one need not wait for it."""
    import_module("cryptography.hazmat.primitives.asymmetric.ed25519")


def _read(armored: str, public_key: str) -> tuple[bytes, bytes]:
    """Return the 64 bytes of a signature and the name of its hash; raise ``ValueError`` where anything is otherwise."""
    data = base64.b64decode(armored[len(_BEGIN) : -len(_END)].replace("\n", ""), validate=True)
    head = len(_MAGIC) + len(_VERSION)
    blob, namespace, _reserved, hash_name, signature = read_strings(data[head:], 5)
    key_type, key = read_strings(blob, 2)
    signed_with, raw = read_strings(signature, 2)
    if (
        not (armored.startswith(_BEGIN) and armored.endswith(_END))
        or data[:head] != _MAGIC + _VERSION
        or (key_type, signed_with, len(key), len(raw)) != (KEY_TYPE, KEY_TYPE, _KEY_BYTES, _SIGNATURE_BYTES)
        or public_key != f"{KEY_TYPE.decode()} {base64.b64encode(blob).decode()}"
        or namespace != NAMESPACE.encode()
        or hash_name not in _HASHES
    ):
        raise ValueError("not such a signature")
    return raw, hash_name


def _to_be_signed(message: bytes, hash_name: bytes) -> bytes:
    parts = (NAMESPACE.encode(), b"", hash_name, _HASHES[hash_name](message).digest())
    return _MAGIC + b"".join(map(_string, parts))


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4) + data


def read_strings(data: bytes, count: int) -> list[bytes]:
    """Read just so many strings, each behind its length in four bytes; raise ``ValueError`` where that is not all."""
    found: list[bytes] = []
    for _ in range(count):
        length = int.from_bytes(data[:4])
        if len(data) < 4 + length:
            raise ValueError("not so many strings")
        found.append(data[4 : 4 + length])
        data = data[4 + length :]
    if data:
        raise ValueError("not so many strings")
    return found
