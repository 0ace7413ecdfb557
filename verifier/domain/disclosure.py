"""Which parts of a record can be shown to a reader apart from each other.

A record is stored, and committed to in the journal, in parts: ``main`` and, for a few kinds, parts that a reader
outside may have to do without (who sent it, what the file was called, the hashes of a closed source's file). Each part
has a commitment of its own, so that what is disclosed still checks byte for byte against the chain while the rest
stays a salted hash. Which parts go out for whom is decided in ``bundle/``; here is only what can be parted.
"""

from typing import Any

import msgspec

from verifier.domain import codec
from verifier.domain.records import (
    RECORD_TYPES,
    Base,
    CaseInfo,
    Item,
    Person,
    Posting,
    Problem,
    Record,
    SourceClaim,
    record_kind,
)
from verifier.domain.records.drones import Drone

MAIN = "main"

PARTS: dict[type[Base], dict[str, tuple[str, ...]]] = {
    Item: {
        "name": ("original_name",),
        "bytes": ("fingerprints", "readings_sha256"),
        "surroundings": ("surroundings_sha256",),
    },
    Posting: {
        "name": ("file_name",),
        "source": (
            "account_id",
            "account_name",
            "message_id",
            "album",
            "forwarded_from",
            "acquired_from",
            "acquired_by",
            "acquired_at",
            "acquired_how",
            "is_closed_source",
            "reliability",
            "reliability_reason",
            "sidecar",
        ),
        "address": ("url", "archive_urls", "platform", "caption", "rights"),
    },
    Person: {"name": ("name",)},
    CaseInfo: {"name": ("created_by",)},
    SourceClaim: {"name": ("translator",)},
    Problem: {"name": ("file_name",)},
    Drone: {"user": ("user_group", "user_group_confidence")},
}
"""Record type -> part name -> its fields; every other field is in ``main``.

Part names are journal format: add, never rename.
"""

LATER: dict[type[Base], frozenset[str]] = {Posting: frozenset({"album", "edited_at", "edited_at_as_shown"})}
"""Record type -> fields that came after format 1 was first written: an old value lacks them, and is whole all the same.

They have defaults; no value is ever written without them again.
"""

_BY_KIND = {record_kind(record_type): parts for record_type, parts in PARTS.items()}
_records: msgspec.json.Decoder[Record] = codec.decoder(Record)
KINDS: frozenset[str] = frozenset(record_kind(record_type) for record_type in RECORD_TYPES)


def part_names(kind: str) -> tuple[str, ...]:
    """Return the parts a record kind is stored in, ``main`` first."""
    return (MAIN, *_BY_KIND.get(kind, {}))


def split(record: Record) -> dict[str, bytes]:
    """Write a record as canonical bytes per part; ``main`` always holds ``type`` and ``id``."""
    plain: dict[str, Any] = msgspec.json.decode(codec.encode(record))
    parts: dict[str, bytes] = {}
    for part, fields in _BY_KIND.get(plain["type"], {}).items():
        parts[part] = codec.encode({field: plain.pop(field) for field in fields})
    return {MAIN: codec.encode(plain), **parts}


def merge(parts: dict[str, bytes]) -> Record:
    """Put a record together again from all of its parts; raise ``ValueError`` where one is missing or does not fit."""
    # Every part is an object in braces; joined between one pair they are the record, and need no second encoding.
    return _records.decode(b"{" + b",".join(part[1:-1] for part in parts.values() if part != b"{}") + b"}")
