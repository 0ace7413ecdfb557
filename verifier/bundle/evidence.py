"""The document ``data/evidence.json``: what it holds, how it is written, and how its records follow from the chain.

The records are the current values that the bundle discloses, part by part; a part that stays is named in
``withheld``. So whoever has ``journal.jsonl`` and ``values.jsonl`` can work out this document again; ``check`` does.
Needs the case and the domain alone.
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from verifier.bundle.options import Options
from verifier.case.journal import Replay, Value
from verifier.case.migrations import lift
from verifier.domain import codec, disclosure
from verifier.domain.disclosure import MAIN
from verifier.domain.ids import Key, Sha256, kind_of
from verifier.domain.records import RECORD_TYPES, record_kind
from verifier.domain.scales import SCALES

FORMAT = "verifier evidence"
_ORDER = {record_kind(record_type): place for place, record_type in enumerate(RECORD_TYPES)}

Role = Literal["original", "readings", "surroundings", "frame", "figure"]


class Program(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which program wrote the bundle."""

    name: str
    version: str


class JournalState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The chain the bundle was made from: the id of the copy of the case, how many lines, the hash of the last."""

    case: str
    lines: int
    head: Sha256
    last_line_at: str


class TermWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word for likelihood and the percentages it stands for, ends included."""

    words: str
    low_percent: float
    high_percent: float


class ScaleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A likelihood scale spelled out."""

    id: str
    name: str
    source: str
    terms: tuple[TermWords, ...]


class FileEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a record that goes out: where it lies in the bundle, or its hash alone, or its commitment alone.

    ``path`` ``None``: it is not in the bundle, ``note`` says why. ``sha256`` ``None``: it comes from a closed source;
    ``commitment`` is then that of the item's part ``bytes``, which holds the hash.
    """

    role: Role
    of: Key
    path: str | None
    sha256: Sha256 | None
    size_bytes: int | None
    commitment: Sha256 | None = None
    note: str = ""


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole document; each record is its disclosed fields and ``withheld``, the parts that stay."""

    format: str = FORMAT
    format_version: int
    program: Program
    journal: JournalState
    options: Options
    likelihood_scales: tuple[ScaleWords, ...]
    files: tuple[FileEntry, ...]
    records: tuple[dict[str, Any], ...]


def spelled_scales() -> tuple[ScaleWords, ...]:
    """Return every known likelihood scale in words and percentages."""
    return tuple(
        ScaleWords(
            s.id,
            s.name,
            s.source,
            tuple(TermWords(t.words, float(t.low_percent), float(t.high_percent)) for t in s.terms),
        )
        for s in SCALES
    )


def disclosed_record(key: str, replay: Replay, values: Mapping[str, bytes]) -> dict[str, Any] | None:
    """Put one record together from the values at hand, lifted to the present format; ``None`` without its ``main``.

    ``values``: value bytes by commitment. Raise ``ValueError`` where a value is not a JSON object.
    """
    held = replay.heads[key]
    if held.get(MAIN) not in values:
        return None
    kind = kind_of(key)
    known = {part: values[name] for part, name in held.items() if name in values}
    for part, data in known.items():
        if (written := replay.old_formats.get(held[part])) is not None:
            known[part] = lift(kind, part, data, written)
    plain: dict[str, Any] = {}
    for data in known.values():
        plain.update(msgspec.json.decode(data, type=dict[str, Any]))
    plain["withheld"] = [part for part in disclosure.part_names(kind) if part in held and part not in known]
    return plain


def disclosed_records(replay: Replay, values: Mapping[str, bytes]) -> tuple[dict[str, Any], ...]:
    """Return every record that the values disclose, as the chain says it stands now, in stable order."""
    found = (disclosed_record(key, replay, values) for key in replay.heads)
    return tuple(sorted((record for record in found if record is not None), key=_order))


def _order(record: Mapping[str, Any]) -> tuple[int, str, str]:
    return _ORDER[record["type"]], str(record.get("label", "")), str(record["id"])


def values_text(values: Mapping[str, Value]) -> bytes:
    """Write ``values.jsonl`` from values by commitment, sorted by commitment."""
    rows = ({"commitment": n, "salt": v.salt.hex(), "value": v.data.decode()} for n, v in sorted(values.items()))
    return b"".join(codec.encode(row) + b"\n" for row in rows)
