"""Do, undo and redo: the only hands that change a case.

A gesture holds in memory at once and is written behind the person's back. Should that fail, :meth:`History.take_back`
brings memory back to what is on the disk. What can be undone is what the journal says, so it outlives the program.
"""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Protocol

import msgspec

from verifier.case.changes import Changes, inverse
from verifier.case.draft import Draft
from verifier.case.journal import PurgeReason, Verb
from verifier.case.opening import OpenCase
from verifier.case.purging import purge
from verifier.case.storage import Gesture, Past, Saved, begins_case
from verifier.domain.errors import CaseBroken, CommandRefused, StorageFailed

_NOT_COMPACTED = (
    "It is gone from the case, but bytes of it may stand in the file yet. Free some space and purge it again."
)
MOST_TOLD = 40
"""Changes of a step that are shown before it is undone: of more, no one record is what it is about."""


class Command(Protocol):
    """One way in which a case changes; frozen. A command that raises has changed nothing."""

    @property
    def label(self) -> str:
        """What it does in plain speech, as undo shows it."""
        ...

    def run(self, draft: Draft) -> None:
        """Put records into the draft; asks no clock and makes no ids of its own."""
        ...


class Executed(msgspec.Struct, frozen=True):
    """A gesture that holds now; ``saved`` ends once it is on the disk, or with :class:`StorageFailed`."""

    gesture: str
    changes: Changes
    saved: Future[Saved]


class Step(msgspec.Struct, frozen=True):
    """A gesture that can be undone or redone; what an earlier session did is read from the journal when asked for."""

    gesture: str
    label: str
    changes: Changes | None


class _Unsaved(msgspec.Struct, frozen=True):
    """A gesture on its way to the disk, and how both stacks come back to what they were before it."""

    changes: Changes
    saved: Future[Saved]
    put_back: Callable[[], None]


class History:
    """What was done and can be undone. Not for several threads at once."""

    def __init__(self, opened: OpenCase, *, actor: str, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        """``actor``: id of the person who acts; ``now`` and ``new_id`` are asked once per gesture and record."""
        self._opened = opened
        self._case = opened.case
        self._storage = opened.storage
        self.actor = actor
        self._now = now
        self._new_id = new_id
        self._undoable = self._steps(opened.past.undoable)
        self._redoable = self._steps(opened.past.redoable)
        self._unsaved: list[_Unsaved] = []
        self._named: set[str] = set()
        self._read: dict[str, Changes] = {}

    def _steps(self, pasts: tuple[Past, ...]) -> list[Step]:
        labels = self._storage.values(past.label for past in pasts)
        return [Step(past.gesture, labels[past.label].data.decode(), None) for past in pasts]

    @property
    def undo_label(self) -> str | None:
        """What the next undo would undo, in plain speech; ``None`` where there is nothing."""
        return self._undoable[-1].label if self._undoable else None

    @property
    def undo_changes(self) -> Changes:
        """What the next undo would take back; nothing where that is more than :data:`MOST_TOLD` changes."""
        return self._told(self._undoable[-1]) if self._undoable else ()

    @property
    def redo_changes(self) -> Changes:
        """What the next redo would do again; nothing where that is more than :data:`MOST_TOLD` changes."""
        return self._told(self._redoable[-1]) if self._redoable else ()

    @property
    def redo_label(self) -> str | None:
        """What the next redo would do again; ``None`` where there is nothing."""
        return self._redoable[-1].label if self._redoable else None

    def do(self, command: Command, *, gesture: str | None = None) -> Executed:
        """Run a command. With the ``gesture`` of the last one it joins it, and both are undone together.

        Raises whatever the command raises, with nothing changed. A command that changes nothing writes nothing.
        """
        at = self._now()
        draft = Draft(self._case, at, self.actor, self._new_id)
        command.run(draft)
        changes = draft.changes()
        if not changes:
            return self._nothing()
        joined = self._undoable[-1] if self._undoable and self._undoable[-1].gesture == gesture else None
        name = self._new_id() if gesture is None or (gesture in self._named and joined is None) else gesture
        self._named.add(name)
        all_changes = self._changes_of(joined) + changes if joined else changes
        saved = self._carry_out(name, "do", command.label, changes, at)
        undone = self._redoable
        new = () if _begins_case(changes) else (Step(name, command.label, all_changes),)

        def put_back() -> None:
            del self._undoable[len(self._undoable) - len(new) :]
            self._undoable.extend([joined] if joined else [])
            self._redoable = undone

        if joined:
            self._undoable.pop()
        self._undoable.extend(new)
        self._redoable = []
        self._unsaved.append(_Unsaved(changes, saved, put_back))
        return Executed(name, changes, saved)

    def undo(self) -> Executed:
        """Undo the last gesture; raise :class:`CommandRefused` where there is none."""
        if not self._undoable:
            raise CommandRefused("There is nothing to undo.")
        changes = inverse(self._changes_of(self._undoable[-1]))
        return self._move("undo", changes, self._undoable, self._redoable)

    def redo(self) -> Executed:
        """Do again what was undone last; raise :class:`CommandRefused` where there is nothing."""
        if not self._redoable:
            raise CommandRefused("There is nothing to do again.")
        return self._move("redo", self._changes_of(self._redoable[-1]), self._redoable, self._undoable)

    def _move(self, verb: Verb, changes: Changes, source: list[Step], target: list[Step]) -> Executed:
        """Carry out changes and move their step from one stack onto the other."""
        gesture, step = self._new_id(), source[-1]
        saved = self._carry_out(gesture, verb, step.label, changes, self._now(), step.gesture)
        target.append(source.pop())
        self._unsaved.append(_Unsaved(changes, saved, lambda: source.append(target.pop())))
        return Executed(gesture, changes, saved)

    def _told(self, step: Step) -> Changes:
        """Return what a step did, to be told of; of an earlier session's it is read once, and little of it."""
        if step.changes is not None:
            return step.changes if len(step.changes) <= MOST_TOLD else ()
        if step.gesture not in self._read:
            try:
                self._read[step.gesture] = self._storage.changes_of(step.gesture, MOST_TOLD)
            except CaseBroken:
                self._read[step.gesture] = ()
        return self._read[step.gesture]

    def _changes_of(self, step: Step) -> Changes:
        return self._storage.changes_of(step.gesture) if step.changes is None else step.changes

    def _carry_out(
        self, gesture: str, verb: Verb, label: str, changes: Changes, at: datetime, concerns: str | None = None
    ) -> Future[Saved]:
        self._case.apply(changes)
        self._unsaved = [one for one in self._unsaved if not _is_saved(one.saved)]
        return self._storage.append(
            Gesture(id=gesture, verb=verb, label=label, changes=changes, actor=self.actor, at=at, concerns=concerns)
        )

    def _nothing(self) -> Executed:
        saved: Future[Saved] = Future()
        saved.set_result(Saved("", 0, 0))
        return Executed("", (), saved)

    def take_back(self) -> Changes:
        """After a failed write: take back that gesture and every later one, and take gestures again.

        Returns what that changed in memory, for those who show it; nothing where it was done already. Waits for
        nothing, so that it may be called from a callback of the future that failed.
        """
        first = next((n for n, one in enumerate(self._unsaved) if _has_failed(one.saved)), None)
        if first is None:
            return ()
        failed = self._unsaved[first:]
        changes = tuple(change for one in reversed(failed) for change in inverse(one.changes))
        self._case.apply(changes)
        for one in reversed(failed):
            one.put_back()
        del self._unsaved[first:]
        self._storage.resume()
        return changes

    def purge(self, key: str, reason: PurgeReason) -> Executed:
        """Destroy everything a record ever held, with what belongs to it, for good; wait until it is done.

        Should the disk fail at the very end, ``saved`` ends with :class:`StorageFailed`: the record is gone, bytes of
        it may still stand in the case file, and purging again completes it.

        See :func:`verifier.case.purging.purge` for what goes and what is refused. It ends the undo of
        what it touched.
        """
        gesture = self._new_id()
        purged = purge(self._opened, key, reason, gesture=gesture, actor=self.actor, at=self._now())
        ended = [n for n, step in enumerate(self._undoable) if step.gesture in purged.gestures]
        del self._undoable[: ended[-1] + 1 if ended else 0]
        self._redoable = []
        saved: Future[Saved] = Future()
        try:
            self._storage.compact()
        except StorageFailed as error:
            saved.set_exception(StorageFailed(_NOT_COMPACTED, error.about))
        else:
            saved.set_result(purged.saved)
        return Executed(gesture, purged.changes, saved)


def _begins_case(changes: Changes) -> bool:
    return begins_case((change.key, change.before is None) for change in changes)


def _is_saved(saved: Future[Saved]) -> bool:
    return saved.done() and saved.exception() is None


def _has_failed(saved: Future[Saved]) -> bool:
    return saved.done() and saved.exception() is not None
