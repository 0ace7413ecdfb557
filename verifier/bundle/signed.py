"""Signed readings as a bundle shows them: what each signature is of, and the files that ``ssh-keygen`` checks.

All of it follows from the records that go out, so that the checker can work it out again. Needs the case and the
domain alone.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from verifier.bundle import layout
from verifier.case.signed_readings import statement
from verifier.case.sshsig import NAMESPACE
from verifier.domain import codec
from verifier.domain.ids import key_of, kind_of
from verifier.domain.records import MarkReading, ReadingSignature, Record

Plain = dict[str, Any]

SIGNATURE_STAYS = "the signature is withheld"
READING_STAYS = "what was read is withheld"
FILE_STAYS = "the hash of the file is withheld"


class SignedReading(msgspec.Struct, frozen=True):
    """A signature that goes out: with the reading and the statement it is of, or what is withheld of them."""

    key: str
    signature: ReadingSignature | None = None
    reading: MarkReading | None = None
    statement: bytes = b""
    lacks: str = ""


def signed_readings(records: Iterable[Plain]) -> Iterator[SignedReading]:
    """Yield every signature among the records of an evidence document, in their order."""
    known = {key_of(record["type"], record["id"]): record for record in records}
    for key, record in known.items():
        if record["type"] == "reading_signature":
            yield _signed(key, record, known)


def _signed(key: str, record: Plain, known: dict[str, Plain]) -> SignedReading:
    signature, reading = _whole(record), _whole(known.get(key_of("mark_reading", record["reading"])))
    if not isinstance(signature, ReadingSignature):
        return SignedReading(key, lacks=SIGNATURE_STAYS)
    if not isinstance(reading, MarkReading):
        return SignedReading(key, lacks=READING_STAYS)
    about = known.get(reading.about, {})
    item = about if kind_of(reading.about) == "item" else known.get(key_of("item", about.get("item", "")), {})
    if "fingerprints" not in item:
        return SignedReading(key, lacks=FILE_STAYS)
    return SignedReading(key, signature, reading, statement(reading, item["fingerprints"]["sha256"]))


def _whole(record: Plain | None) -> Record | None:
    """Return a record of which nothing is withheld."""
    if record is None or record["withheld"]:
        return None
    return codec.decode(codec.encode_decoded({n: v for n, v in record.items() if n != "withheld"}), Record)


def signed_files(records: Iterable[Plain]) -> dict[str, bytes]:
    """Return by path what was signed, the signatures, and the keys by the ids of their people.

    What waits for a second reader gets no file of its own, not even in an archive.
    """
    found: dict[str, bytes] = {}
    signers: set[str] = set()
    for one in signed_readings(records):
        if one.signature is not None and one.reading is not None and not one.reading.is_hidden:
            path = f"{layout.SIGNED_FOLDER}{one.reading.id}.json"
            found[path] = one.statement
            found[f"{path}.sig"] = one.signature.signature.encode()
            signers.add(f'{one.signature.signed_by} namespaces="{NAMESPACE}" {one.signature.public_key}\n')
    return {**found, layout.SIGNERS: "".join(sorted(signers)).encode()} if found else {}
