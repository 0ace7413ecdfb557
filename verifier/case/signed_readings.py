"""What a reader signs of a reading, and whether a signature is of it.

The statement names people by their ids alone: a name may have to stay at home, or be destroyed. It leaves out what
changes later: who may see the reading, and where the region stands, which may be drawn better.
"""

from collections.abc import Callable, Iterable

from verifier.case.sshsig import is_signed
from verifier.domain import codec
from verifier.domain.ids import key_of
from verifier.domain.marks import UNSIGNED, Signed
from verifier.domain.records import Item, MarkReading, Observation, ReadingSignature, Record

FORMAT = "verifier reading 1"
"""Says how the rest is read; another one where what is stated ever changes."""


def statement(reading: MarkReading, item_sha256: str) -> bytes:
    """Return what is signed: canonical JSON in UTF-8, keys sorted, no blanks, no newline at its end."""
    return codec.encode(
        {
            "about": reading.about,
            "answers": reading.answers,
            "format": FORMAT,
            "item_sha256": item_sha256,
            "language": reading.language,
            "legibility": reading.legibility,
            "mark": reading.mark,
            "read_at": reading.read_at,
            "read_by": reading.read_by,
            "reading": reading.id,
            "span": reading.span,
            "value": reading.value,
        }
    )


def statement_in(get: Callable[[str], Record | None], reading: MarkReading) -> bytes | None:
    """Return what is signed of a reading of a case; ``None`` where what it is about is gone."""
    about = get(reading.about)
    item = get(key_of("item", about.item)) if isinstance(about, Observation) else about
    return statement(reading, item.fingerprints.sha256) if isinstance(item, Item) else None


def signature_of(records: Iterable[Record], reading: MarkReading) -> ReadingSignature | None:
    """Return the signature of a reading among records, if there is one."""
    return next((one for one in records if isinstance(one, ReadingSignature) and one.reading == reading.id), None)


def how_signed(get: Callable[[str], Record | None], reading: MarkReading, held: ReadingSignature | None) -> Signed:
    """Say how a reading is signed: with which key, not at all, or by what is not of it as it stands."""
    if held is None:
        return UNSIGNED
    stated = statement_in(get, reading)
    is_of_it = stated is not None and held.signed_by == reading.read_by
    if stated is None or not is_of_it or not is_signed(stated, held.signature, held.public_key):
        return Signed("differs")
    return Signed("valid", held.public_key)
