"""Take a serial number apart by ANSI/CTA-2063-A, and tell numbers that identify nothing.

The standard's form: four characters of the maker, one that says how many follow (1 to 9, A to F for 10 to 15), then as
many characters; digits and capitals without I and O. The registry of maker codes is not public; those known here are
the catalog's prefixes of four characters. Older DJI serials of 14 characters have another form and are left whole.
"""

import re
from itertools import pairwise

import msgspec

from verifier.catalog.entries import Identifiers

MAKER_LENGTH = 4
_FORM = re.compile(r"^([0-9A-HJ-NP-Z]{4})([1-9A-F])([0-9A-HJ-NP-Z]{1,15})$")
"""Catalog, ``identifiers.json``, ``serial_pattern``."""
MAX_LENGTH = 20
_NOTHING = frozenset(
    {
        "UNKNOWN", "NONE", "NULL", "NIL", "NA", "NOTAVAILABLE", "NOTSET", "UNDEFINED", "DEFAULT", "TEST", "SERIAL",
        "SERIALNUMBER", "SN", "TBD", "NOSERIAL", "NOSERIALNUMBER", "INVALID", "EMPTY", "TOBEFILLEDBYOEM", "NAN",
    }
)  # fmt: skip
_SHORTEST = 4
"""Fewer signs would be shared by thousands of devices."""


class CtaSerial(msgspec.Struct, frozen=True):
    """A serial number in its parts; ``maker`` "" where the catalog does not know the code."""

    maker_code: str
    length: int
    serial: str
    maker: str


def decode_cta(serial: str, identifiers: Identifiers) -> CtaSerial | None:
    """Return the parts of a serial number of the standard's form, ``None`` where it is of another."""
    match = _FORM.match(serial.strip())
    if match is None or int(match[2], 16) != len(match[3]):
        return None
    return CtaSerial(match[1], len(match[3]), match[3], maker_of_code(match[1], identifiers))


def maker_of_code(code: str, identifiers: Identifiers) -> str:
    """Return the maker of a code of four characters, "" where the catalog does not know it."""
    return next((row.maker or row.label for row in identifiers.prefixes if row.prefix == code), "")


def other_form_sentence(serial: str) -> str:
    """Say in a sentence what keeps a serial number from being of the standard's form."""
    text = serial.strip()
    if len(text) > MAX_LENGTH or len(text) < MAKER_LENGTH + 2:
        return "It is not of the form of ANSI/CTA-2063-A: that has 6 to 20 characters."
    match = _FORM.match(text)
    if match is None:
        if _FORM.match(text.upper()):
            return "It is not of the form of ANSI/CTA-2063-A: that has capitals alone."
        return "It is not of the form of ANSI/CTA-2063-A: a character of it has no place there."
    stated, found = int(match[2], 16), len(match[3])
    return (
        f"It is not of the form of ANSI/CTA-2063-A: {match[2]} would say that {stated} characters follow, not {found}."
    )


def is_placeholder(serial: str) -> bool:
    """Tell whether a number is one that makers, editors and converters write where they know none.

    One sign over and over, signs in a row (``123456``, ``ABCDEF``), a word for nothing, or fewer than four signs.
    """
    plain = "".join(char for char in serial.upper() if char.isalnum())
    if len(plain) < _SHORTEST or plain in _NOTHING or len(set(plain.lstrip("0"))) <= 1:
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(plain)}
    return steps in ({1}, {-1}) or plain in ("1234567890", "0123456789", "9876543210")
