"""Read a whole case from its file: follow the chain, check every value against it, make the current records."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping

import msgspec

from verifier.case.case import Case
from verifier.case.journal import Commitments, Line, Replay, Value, commitments_of
from verifier.case.migrations import lift
from verifier.case.storage import Opened, Past, begins_case
from verifier.domain import disclosure
from verifier.domain.errors import CaseBroken
from verifier.domain.ids import kind_of
from verifier.domain.records import Record


class Loaded(msgspec.Struct, frozen=True):
    """A case as its file holds it: the records, what can be undone, and the head of the chain to write on from."""

    case: Case
    past: Opened
    replay: Replay


class Stacks:
    """What can be undone and redone, told line by line."""

    def __init__(self) -> None:
        self.undoable: list[Past] = []
        self.redoable: list[Past] = []

    def follow(self, line: Line) -> None:
        """Take the next line; the lines of one gesture count once."""
        if line.verb == "do":
            if not self.undoable and begins_case((change.key, change.before is None) for change in line.changes):
                return
            if self.undoable and self.undoable[-1].gesture == line.gesture:
                self.undoable.pop()
            self.undoable.append(Past(line.gesture, line.label or ""))
            self.redoable.clear()
        elif line.verb == "undo":
            _move(line.concerns, self.undoable, self.redoable)
        elif line.verb == "redo":
            _move(line.concerns, self.redoable, self.undoable)
        else:
            self.redoable.clear()

    def ended(self, destroyed: set[str]) -> Opened:
        """Return both, without what lies at or below a gesture whose label a purge destroyed."""
        gone = [place for place, past in enumerate(self.undoable) if past.label in destroyed]
        kept = self.undoable[gone[-1] + 1 :] if gone else self.undoable
        return Opened(tuple(kept), tuple(self.redoable))


def _move(gesture: str | None, source: list[Past], target: list[Past]) -> None:
    if source and source[-1].gesture == gesture:
        target.append(source.pop())


def load(connection: sqlite3.Connection) -> Loaded:
    """Read and check everything; raise :class:`CaseBroken` with the line since when, or :class:`CaseTooNew`."""
    connection.execute("BEGIN")  # One state of the file, even while another program writes on.
    try:
        replay, stacks, referenced = _follow(connection)
        values = _checked_values(connection, replay, referenced)
        labels = dict(connection.execute("SELECT prefix, last FROM labels").fetchall())
    finally:
        connection.execute("COMMIT")
    return Loaded(Case(_records(replay, values), labels), stacks.ended(replay.destroyed), replay)


def _follow(connection: sqlite3.Connection) -> tuple[Replay, Stacks, set[str]]:
    replay, stacks, referenced = Replay(), Stacks(), set[str]()
    for gesture, data in connection.execute("SELECT gesture, bytes FROM lines ORDER BY number"):
        line = replay.follow(data)
        if line.gesture != gesture:
            raise CaseBroken(f"Line {line.number} is filed under another gesture.", line=line.number)
        stacks.follow(line)
        if line.label is not None:
            referenced.add(line.label)
        for change in line.changes:
            if change.after is not None:
                referenced.update(change.after.values())
    return replay, stacks, referenced


def _checked_values(connection: sqlite3.Connection, replay: Replay, referenced: set[str]) -> dict[str, Value]:
    """Check every stored value and that none is missing; return those that hold now."""
    current = {committed for parts in replay.heads.values() for committed in parts.values()}
    found: dict[str, Value] = {}
    sha256 = hashlib.sha256
    for committed, salt, data in connection.execute('SELECT commitment, salt, bytes FROM "values"'):
        if type(salt) is not bytes or type(data) is not bytes or sha256(salt + data).hexdigest() != committed:
            raise _broken(connection, committed, "was altered")
        referenced.discard(committed)
        if committed in current:
            found[committed] = Value(salt, data)
    referenced -= replay.destroyed
    if referenced:
        raise _broken(connection, min(referenced), "is missing")
    return found


def _broken(connection: sqlite3.Connection, committed: str, what: str) -> CaseBroken:
    """Find the line that first named a value, to say since when it does not check."""
    replay = Replay()
    for (data,) in connection.execute("SELECT bytes FROM lines ORDER BY number"):
        line = replay.follow(data)
        if committed in commitments_of(line):
            return CaseBroken(f"A value that line {line.number} of the journal states {what}.", line=line.number)
    return CaseBroken(f"A value beside the journal {what}.")


def _records(replay: Replay, values: dict[str, Value]) -> Iterator[Record]:
    for key, parts in replay.heads.items():
        yield read_record(key, parts, values, replay)


def read_record(key: str, parts: Commitments, values: Mapping[str, Value], replay: Replay) -> Record:
    """Make a record of its parts, lifted where an older program wrote them; raise :class:`CaseBroken`."""
    data: dict[str, bytes] = {}
    for part, committed in parts.items():
        value = values.get(committed)
        if value is None:
            raise CaseBroken("A value of this record was destroyed by a purge or is missing.", key)
        written = replay.old_formats.get(committed)
        data[part] = value.data if written is None else lift(kind_of(key), part, value.data, written)
    try:
        record = disclosure.merge(data)
    except ValueError as error:
        raise CaseBroken("A record of this case cannot be read.", key) from error
    if record.key != key:
        raise CaseBroken("A record of this case is filed under another record's key.", key)
    return record
