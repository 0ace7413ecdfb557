"""Which parts of a record can be shown to a reader apart from each other.

A record is stored, and committed to in the journal, in parts: ``main`` and, for a few kinds, parts that a reader
outside may have to do without (who sent it, what the file was called, the hashes of a closed source's file). Each part
has a commitment of its own, so that what is disclosed still checks byte for byte against the chain while the rest
stays a salted hash. Which parts go out for whom is decided in ``bundle/``; here is only what can be parted.
"""

from typing import Any, cast

import msgspec

from verifier.domain import codec
from verifier.domain.records import (
    RECORD_TYPES,
    Assessment,
    Base,
    CaseInfo,
    Item,
    MarkReading,
    Observation,
    Origin,
    Person,
    Posting,
    PriorSearch,
    Problem,
    ReadingSignature,
    Record,
    SourceClaim,
    record_kind,
)
from verifier.domain.records.drones import Drone
from verifier.domain.records.trade import Entity, TradeRecord

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
    Origin: {"name": ("name",)},
    Drone: {"user": ("user_group", "user_group_confidence")},
    Assessment: {"source": ()},
    Entity: {"name": ("names", "registry_number")},
    PriorSearch: {"result": ("result_url", "result_date_as_shown", "result_at", "note")},
    MarkReading: {"words": ("value", "language", "legibility")},
    ReadingSignature: {"signature": ("public_key", "signature")},
    TradeRecord: {"parties": ("parties", "row_as_found")},
}
"""Record type -> part name -> its fields; every other field is in ``main``.

Part names are journal format: add, never rename. A record written before a part was added holds its fields in ``main``.
"""


class Rows(msgspec.Struct, frozen=True):
    """Some rows of a list that stand in a part of their own: those whose ``named_by`` is one of ``names``.

    In the part they lie under ``stored_as``, each by its place in the whole list; the other rows stay in ``main``.
    """

    field: str
    named_by: str
    names: tuple[str, ...]
    stored_as: str


ROWS: dict[type[Base], dict[str, Rows]] = {
    Assessment: {"source": Rows("pillars", "name", ("provenance", "source"), "source_pillars")},
}
"""Record type -> part name -> the rows in it."""

_ROWS_BY_KIND = {record_kind(record_type): rows for record_type, rows in ROWS.items()}
LATER: dict[type[Base], frozenset[str]] = {
    Posting: frozenset({"album", "edited_at", "edited_at_as_shown"}),
    Observation: frozenset({"drawn_with"}),
    Origin: frozenset({"program", "settings"}),
    Assessment: frozenset({"weighed_at"}),
}
"""Record type -> fields that came after format 1 was first written: an old value lacks them, and is whole all the same.

They have defaults; no value is ever written without them again.
"""

_BY_KIND = {record_kind(record_type): parts for record_type, parts in PARTS.items()}
_records: msgspec.json.Decoder[Record] = codec.decoder(Record)
KINDS: frozenset[str] = frozenset(record_kind(record_type) for record_type in RECORD_TYPES)


def part_names(kind: str) -> tuple[str, ...]:
    """Return the parts a record kind is stored in, ``main`` first."""
    return (MAIN, *_BY_KIND.get(kind, {}))


def fields_of(record_type: type[Base], part: str) -> tuple[str, ...]:
    """Return the fields that stand in a part with all they hold."""
    return PARTS.get(record_type, {}).get(part, ())


def is_filled(record: Record, part: str) -> bool:
    """Tell whether a part of a record other than ``main`` holds anything: an empty file name does not."""
    rows = ROWS.get(type(record), {}).get(part)
    whole = any(getattr(record, field) not in ("", None, (), False) for field in fields_of(type(record), part))
    return whole or (rows is not None and any(_is_in(rows, row) for row in getattr(record, rows.field)))


def without_rows(record: Record, part: str) -> Record:
    """Return a record without the rows of a part that stays."""
    rows = ROWS.get(type(record), {}).get(part)
    if rows is None:
        return record
    kept = tuple(row for row in getattr(record, rows.field) if not _is_in(rows, row))
    return msgspec.structs.replace(record, **{rows.field: kept})


def split(record: Record) -> dict[str, bytes]:
    """Write a record as canonical bytes per part; ``main`` always holds ``type`` and ``id``."""
    plain: dict[str, Any] = msgspec.json.decode(codec.encode(record))
    kind = plain["type"]
    parts: dict[str, bytes] = {}
    for part, fields in _BY_KIND.get(kind, {}).items():
        taken = {field: plain.pop(field) for field in fields}
        if rows := _ROWS_BY_KIND.get(kind, {}).get(part):
            taken[rows.stored_as] = _take_rows(rows, plain)
        parts[part] = codec.encode(taken)
    return {MAIN: codec.encode(plain), **parts}


def merge(parts: dict[str, bytes]) -> Record:
    """Put a record together again from all of its parts; raise ``ValueError`` where one is missing or does not fit."""
    # Every part is an object in braces; joined between one pair they are the record, and need no second encoding.
    joined = b"{" + b",".join(part[1:-1] for part in parts.values() if part != b"{}") + b"}"
    if not any(stored in joined for stored in _STORED_ROWS):
        return _records.decode(joined)
    plain: dict[str, Any] = msgspec.json.decode(joined)
    return _records.decode(codec.encode_decoded(whole(plain)))


def whole(plain: dict[str, Any]) -> dict[str, Any]:
    """Put rows that stood in a part of their own back in their places; ``plain``: all fields of a record, as JSON.

    Raise ``ValueError`` where they do not fit.
    """
    for rows in _ROWS_BY_KIND.get(plain.get("type", ""), {}).values():
        if rows.stored_as not in plain:
            continue
        plain = dict(plain)
        taken, kept = plain.pop(rows.stored_as), plain.get(rows.field)
        if not isinstance(taken, dict) or not isinstance(kept, list):
            raise ValueError("the rows of a record do not fit")
        filled = list(cast("list[Any]", kept))
        for place, row in sorted((int(place), row) for place, row in cast("dict[str, Any]", taken).items()):
            if not 0 <= place <= len(filled):
                raise ValueError("a row of a record has no place")
            filled.insert(place, row)
        plain[rows.field] = filled
    return plain


_STORED_ROWS = tuple(b'"' + rows.stored_as.encode() + b'":' for by_part in ROWS.values() for rows in by_part.values())


def _is_in(rows: Rows, row: object) -> bool:
    return getattr(row, rows.named_by) in rows.names


def _take_rows(rows: Rows, plain: dict[str, Any]) -> dict[str, Any]:
    """Take the rows of a part out of their list, by their places in it."""
    every: list[dict[str, Any]] = plain[rows.field]
    plain[rows.field] = [row for row in every if row[rows.named_by] not in rows.names]
    return {str(place): row for place, row in enumerate(every) if row[rows.named_by] in rows.names}
