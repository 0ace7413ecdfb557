"""The chain of lines that says how a case came to be: how a line is written, read and checked.

**A line** is canonical JSON (UTF-8, keys sorted, no blanks), written once and never encoded again::

    {"actor":"…","case":"…","changes":[{"after":{"main":"64 hex"},"before":null,"key":"item/…"}],"concerns":null,
     "format":1,"gesture":"…","label":"64 hex","number":1,"previous":"0000…","purge":null,
     "time":"2026-11-22T07:00:00Z","verb":"do"}

``previous`` is the SHA-256 of the bytes of the line before, **without** the newline that parts lines in an export; in
line 1 it is 64 zeros. So a chain in ``journal.jsonl`` is checked with standard tools::

    head -n 1 journal.jsonl | tr -d '\\n' | sha256sum      # must be "previous" of line 2

**A commitment** is SHA-256(salt ‖ value), salt being 16 random bytes and value the bytes of one part of a record (see
``domain/disclosure.py``) or of a gesture's label. A line holds commitments only. Values lie beside the chain, so that
one can be withheld from a reader, or destroyed, and the chain still checks. A part whose bytes did not change keeps
its commitment from line to line.

**A gesture** is what a person undoes in one step. It is one line as a rule; a long import is several, of at most
:data:`LINE_CHANGES` changes each, with the same gesture id. ``undo`` and ``redo`` lines state the same changes again,
turned round or not, and name the gesture they concern. A ``purge`` line names the commitments whose values are gone.

This module knows no database and needs the domain alone: the checker of bundles stands on it too.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from verifier.domain.errors import CaseBroken, CaseTooNew

FORMAT = 1
"""Version of lines, values and case files that this program writes."""
ZEROS = "0" * 64
"""``previous`` of the first line."""
LINE_CHANGES = 1_000
"""Most changes in one line; about 300 KiB."""
SALT_BYTES = 16

Verb = Literal["do", "undo", "redo", "purge"]
PurgeReason = Literal[
    "personal_data", "source_protection", "consent_withdrawn", "legal_order", "added_by_mistake", "illegal_content"
]
PURGE_REASONS: dict[PurgeReason, str] = {
    "personal_data": "personal data that need not be kept",
    "source_protection": "protection of a source or witness",
    "consent_withdrawn": "consent was withdrawn",
    "legal_order": "a court or authority ordered it",
    "added_by_mistake": "added to the case by mistake",
    "illegal_content": "content that may not be possessed",
}
"""Why something may be destroyed; the category stands in the chain for ever, so it is a fixed word, never free text."""

Commitments = dict[str, str]
"""Part of a record -> commitment, 64 hex digits."""


class LineChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One record's commitments before and after."""

    key: str
    before: Commitments | None
    after: Commitments | None


class Purge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a purge line adds: why, and the commitments whose values and salts are gone."""

    reason: PurgeReason
    destroyed: tuple[str, ...]


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that stands in one line; ``case`` names this copy of the case, ``actor`` a person's id."""

    format: int
    number: int
    case: str
    time: datetime
    actor: str
    verb: Verb
    gesture: str
    concerns: str | None = None
    label: str | None
    changes: tuple[LineChange, ...]
    purge: Purge | None = None
    previous: str


class Value(msgspec.Struct, frozen=True):
    """What a commitment commits to: 16 random bytes and the value's own bytes."""

    salt: bytes
    data: bytes


class _Format(msgspec.Struct):
    format: int


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Line)
_format_decoder = msgspec.json.Decoder(_Format)


def commitment(value: Value) -> str:
    """Return SHA-256(salt ‖ value) as 64 hex digits."""
    return hashlib.sha256(value.salt + value.data).hexdigest()


def line_bytes(line: Line) -> bytes:
    """Write a line as canonical JSON, without a newline."""
    return _encoder.encode(line)


def line_hash(data: bytes) -> str:
    """Return what the next line states as ``previous``."""
    return hashlib.sha256(data).hexdigest()


def read_line(data: bytes, number: int | None = None) -> Line:
    """Read one line; ``number`` is where it stands, for the error.

    Raise :class:`CaseTooNew` where a newer program wrote it, :class:`CaseBroken` where it is not a line or not in the
    one canonical form (a key twice, blanks: two readers could take two meanings from it).
    """
    try:
        line = _decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        _refuse_newer(data)
        raise CaseBroken(f"Line {number} of the journal cannot be read.", line=number) from error
    if line.format > FORMAT:
        _refuse_newer(data)
    if _encoder.encode(line) != data:
        raise CaseBroken(f"Line {number} of the journal is not in canonical form.", line=number)
    return line


def _refuse_newer(data: bytes) -> None:
    try:
        found = _format_decoder.decode(data).format
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return
    if found > FORMAT:
        raise CaseTooNew(
            f"This case was written by a newer version of the program (format {found}; this one reads up to {FORMAT})."
            " Install the newer version to open it."
        )


class Replay:
    """Follow a chain line by line and hold what it says: the commitments of every record, and what was destroyed.

    ``old_formats``: commitment -> format version, for values first written by an older version of the program.
    """

    def __init__(self) -> None:
        self.heads: dict[str, Commitments] = {}
        self.number = 0
        self.previous = ZEROS
        self.destroyed: set[str] = set()
        self.old_formats: dict[str, int] = {}

    def follow(self, data: bytes) -> Line:
        """Take the next line; raise :class:`CaseBroken` with its number where it does not fit the lines before."""
        number = self.number + 1
        line = read_line(data, number)
        if line.number != number:
            raise CaseBroken(f"Line {number} of the journal says it is line {line.number}.", line=number)
        if line.previous != self.previous:
            raise CaseBroken(
                f"The chain of the journal is broken at line {number}: it does not follow the line before.", line=number
            )
        for change in line.changes:
            self._take(change, line)
        if line.purge is not None:
            self.destroyed.update(line.purge.destroyed)
        self.number, self.previous = number, line_hash(data)
        return line

    def _take(self, change: LineChange, line: Line) -> None:
        if self.heads.get(change.key) != change.before:
            raise CaseBroken(
                f"Line {line.number} of the journal changes {change.key} from a state it was not in.",
                change.key,
                line=line.number,
            )
        if change.after is None:
            self.heads.pop(change.key, None)
        else:
            self.heads[change.key] = change.after
            if line.format < FORMAT:
                for committed in change.after.values():
                    self.old_formats.setdefault(committed, line.format)


def check_chain(lines: Iterable[bytes]) -> Replay:
    """Follow a whole chain; raise :class:`CaseBroken` at the first line that does not fit."""
    replay = Replay()
    for data in lines:
        replay.follow(data)
    return replay


def commitments_of(line: Line) -> Iterator[str]:
    """Yield every commitment in a line, the label's among them."""
    if line.label is not None:
        yield line.label
    for change in line.changes:
        yield from (change.before or {}).values()
        yield from (change.after or {}).values()
