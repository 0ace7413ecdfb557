"""Turn a gesture into the lines and values that a journal stores; knows the chain's state, writes nothing itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from verifier.case.changes import Change
from verifier.case.journal import (
    FORMAT,
    LINE_CHANGES,
    SALT_BYTES,
    Commitments,
    Line,
    LineChange,
    Purge,
    Replay,
    Value,
    commitment,
    line_bytes,
    line_hash,
)
from verifier.case.storage import Gesture
from verifier.domain import disclosure
from verifier.domain.errors import StaleChange

Random = Callable[[int], bytes]
"""Give that many random bytes; ``os.urandom`` in earnest, a seeded source in a test."""


class Written(msgspec.Struct, frozen=True):
    """The lines of one gesture, the values that are new with it, and the commitments that hold after it."""

    lines: tuple[bytes, ...]
    values: dict[str, Value]
    heads: dict[str, Commitments | None]


class Recorder:
    """Hold the head of the chain and every record's commitments; make the next lines from them.

    :meth:`record` leaves the state alone, so that a failed write needs no repair; :meth:`accept` moves on.
    """

    def __init__(self, replay: Replay, copy_id: str, random: Random) -> None:
        self.replay = replay
        self._copy_id = copy_id
        self._random = random

    def record(self, gesture: Gesture, earlier: Sequence[Line] = (), purge: Purge | None = None) -> Written:
        """Make the lines of a gesture; ``earlier``: the lines of the gesture that an undo or redo concerns.

        Raise :class:`StaleChange` where the gesture does not start from what the chain holds.
        """
        values: dict[str, Value] = {}
        heads: dict[str, Commitments | None] = {}
        if earlier:
            label = earlier[-1].label
            changes = self._again(gesture, earlier, heads)
        else:
            label = None if purge else self._commit(gesture.label.encode(), values)
            changes = [self._change(change, values, heads) for change in gesture.changes]
        return Written(tuple(self._lines(gesture, label, changes, purge)), values, heads)

    def accept(self, written: Written) -> None:
        """Move on to the state after lines that are on the disk."""
        for key, parts in written.heads.items():
            if parts is None:
                self.replay.heads.pop(key, None)
            else:
                self.replay.heads[key] = parts
        self.replay.number += len(written.lines)
        self.replay.previous = line_hash(written.lines[-1])

    def _lines(
        self, gesture: Gesture, label: str | None, changes: Iterable[LineChange], purge: Purge | None
    ) -> Iterator[bytes]:
        number, previous = self.replay.number, self.replay.previous
        rest = iter(changes)
        batch = tuple(islice(rest, LINE_CHANGES))
        while True:
            following = tuple(islice(rest, LINE_CHANGES))
            number += 1
            line = Line(
                format=FORMAT,
                number=number,
                case=self._copy_id,
                time=gesture.at,
                actor=gesture.actor,
                verb=gesture.verb,
                gesture=gesture.id,
                concerns=gesture.concerns,
                label=label,
                changes=batch,
                purge=None if following else purge,
                previous=previous,
            )
            data = line_bytes(line)
            yield data
            if not following:
                return
            batch, previous = following, line_hash(data)

    def _change(self, change: Change, values: dict[str, Value], heads: dict[str, Commitments | None]) -> LineChange:
        before = heads[change.key] if change.key in heads else self.replay.heads.get(change.key)
        if (before is None) != (change.before is None):
            raise StaleChange("The journal holds another state of this record.", change.key)
        held = disclosure.split(change.before) if change.before is not None else {}
        after: Commitments | None = None
        if change.after is not None:
            after = {}
            for part, data in disclosure.split(change.after).items():
                is_same = before is not None and held.get(part) == data and part in before
                after[part] = before[part] if is_same and before is not None else self._commit(data, values)
        heads[change.key] = after
        return LineChange(change.key, before, after)

    def _commit(self, data: bytes, values: dict[str, Value]) -> str:
        value = Value(self._random(SALT_BYTES), data)
        committed = commitment(value)
        values[committed] = value
        return committed

    def _again(
        self, gesture: Gesture, earlier: Sequence[Line], heads: dict[str, Commitments | None]
    ) -> list[LineChange]:
        """State earlier changes once more, turned round for an undo; they bring no new values."""
        changes = [change for line in earlier for change in line.changes]
        if gesture.verb == "undo":
            changes = [LineChange(change.key, change.after, change.before) for change in reversed(changes)]
        for change in changes:
            held = heads[change.key] if change.key in heads else self.replay.heads.get(change.key)
            if held != change.before:
                raise StaleChange("The record has changed since; it cannot be undone now.", change.key)
            heads[change.key] = change.after
        return changes
