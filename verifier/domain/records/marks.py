"""What is written in a picture or heard in a clip, as people read it: markings, serials, text on the screen, radio."""

import base64
import hashlib
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from verifier.domain.frames import Span
from verifier.domain.ids import Id, Key
from verifier.domain.records.base import Base

MarkKind = Literal["marking", "serial", "flight_display", "watermark", "subtitle", "radio", "other"]
Legibility = Literal["clear", "partly", "guess"]
PublicKey = Annotated[str, Meta(pattern=r"^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}$")]
"""An ed25519 key as OpenSSH writes it in one line (RFC 8709, 4), without the comment, which can name a person."""
ArmoredSignature = Annotated[
    str,
    Meta(pattern=r"^-----BEGIN SSH SIGNATURE-----\n[A-Za-z0-9+/=\n]+-----END SSH SIGNATURE-----\n$", max_length=1_000),
]
"""PROTOCOL.sshsig of OpenSSH, "Armored format"."""


class MarkReading(Base, frozen=True, kw_only=True, tag="mark_reading"):
    """What one person reads on one region or item, letter by letter.

    ``about``: the region (an observation, which says when it shows) or the whole item, then with a ``span`` where one
    is known. ``open_since``: when others could first see the words; ``None`` while they wait for a second reader, and
    are shown nowhere. ``answers``: of a second reading, the first. ``is_blind``: whether the second reader typed it
    while the first was still hidden. ``machine``: the same word in two readings of a case means that both were made
    with one installation of the program; it tells nothing else, "" where it is not known.
    """

    about: Key
    span: Span | None = None
    mark: MarkKind
    value: str
    language: str = ""
    legibility: Legibility | None = None
    open_since: datetime | None = None
    answers: Id | None = None
    is_blind: bool | None = None
    machine: str = ""
    read_by: Id
    read_at: datetime

    @property
    def is_hidden(self) -> bool:
        """Whether the words wait for a second reader, and nobody is to see them before."""
        return self.open_since is None

    @property
    def shown_value(self) -> str:
        """The words where they may be seen, else nothing."""
        return "" if self.is_hidden else self.value


class ReadingSignature(Base, frozen=True, kw_only=True, tag="reading_signature"):
    """What a reader signed of one reading of their own, with a key that they keep outside of the case.

    What is signed is not here: it follows from the reading and its item (``case/signed_readings.py``). ``answers``: of
    a second reading, the first, which the statement names; the signature goes with either.
    """

    reading: Id
    answers: Id | None = None
    public_key: PublicKey
    signature: ArmoredSignature
    signed_by: Id
    signed_at: datetime

    @property
    def fingerprint(self) -> str:
        """The key as ``ssh-keygen -l`` names it: ``SHA256:`` and 43 letters."""
        return fingerprint(self.public_key)


def fingerprint(public_key: str) -> str:
    """Return the fingerprint of a public key line."""
    digest = hashlib.sha256(base64.b64decode(public_key.split(" ")[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")
