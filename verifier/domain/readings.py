"""What a file says about itself: single readings, the document that holds them, and the facts drawn from them."""

import base64
from fractions import Fraction

import msgspec

from verifier.domain.ids import Sha256


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", gc=False):
    """What all raw values share. Frozen and without cycles, so the garbage collector need not follow them."""


class TextValue(_Value, frozen=True, tag="text"):
    """Text as decoded; undecodable bytes are kept as surrogate-free backslash escapes by the reader."""

    text: str


class IntegerValue(_Value, frozen=True, tag="integer"):
    """A whole number of any size."""

    integer: int


class RationalValue(_Value, frozen=True, tag="rational"):
    """Numerator and denominator as stored; 0/0 and n/0 are kept, not repaired."""

    numerator: int
    denominator: int

    def fraction(self) -> Fraction | None:
        """Return the number, or ``None`` where the denominator is 0."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


class FloatValue(_Value, frozen=True, tag="float"):
    """A binary floating-point number; ``text`` is its shortest exact form, also for ``nan`` and ``inf``."""

    text: str

    @property
    def number(self) -> float:
        return float(self.text)


class BytesValue(_Value, frozen=True, tag="bytes"):
    """Bytes in base64, with their full length; ``base64_text`` is cut only where ``is_cut`` says so."""

    base64_text: str
    length: int
    is_cut: bool = False

    def data(self) -> bytes:
        """Decode the bytes that are kept."""
        return base64.b64decode(self.base64_text)


class ListValue(_Value, frozen=True, tag="list"):
    """Several values in stored order."""

    items: tuple["Value", ...]


Value = TextValue | IntegerValue | RationalValue | FloatValue | BytesValue | ListValue


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One named value that one reader found in one place of a file.

    ``group`` is the family it stood in (``IFD0``, ``ExifIFD``, ``GPS``, ``XMP-drone-dji``, ``PNG``, ``Track1``),
    ``name`` the tag name of the standard (``0x9c9b`` where unknown), ``value`` what was stored, ``text`` the printed
    form, ``where`` the place: byte offset, segment, box path or frame.
    """

    reader: str
    group: str
    name: str
    value: Value
    text: str
    where: str


class ReaderRun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which reader of which version looked at the file, and how it ended."""

    reader: str
    version: str
    ended: str = "read"
    """``read``, ``nothing to read`` or a sentence why it failed."""


class ReadingsDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All readings of one file by one set of readers; stored by the SHA-256 of its bytes, never edited."""

    format_version: int
    file_sha256: Sha256
    readers: tuple[ReaderRun, ...]
    readings: tuple[Reading, ...]


class FactValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer: the plain value and the readings (indexes into the document) it rests on."""

    value: str | int | float | tuple[str, ...]
    readings: tuple[int, ...]


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer that won and those that lost, each with its readings."""

    value: str | int | float | tuple[str, ...]
    readings: tuple[int, ...]
    others: tuple[FactValue, ...] = ()


class Candidate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One drone that may have filmed; ``entry_id`` names its catalog entry."""

    entry_id: str
    name: str
    basis: tuple[str, ...]


class FilmedBy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which drones the file's own words allow, as a set, and what that rests on (sentences)."""

    candidates: tuple[Candidate, ...]
    basis: tuple[str, ...]


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something worth a look; never a verdict. ``innocent``: ordinary reasons why an honest file looks so.

    ``severity``: ``contradiction``, ``attention`` or ``note``. ``readings``: indexes into those it was drawn from.
    """

    code: str
    severity: str
    sentence: str
    readings: tuple[int, ...]
    innocent: tuple[str, ...] = ()
