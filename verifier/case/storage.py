"""What a case asks of the place it is stored in; the one implementation is ``sqlite_storage.py``."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from datetime import datetime
from typing import Protocol

import msgspec

from verifier.case.changes import Changes
from verifier.case.journal import Purge, Value, Verb
from verifier.domain.ids import kind_of


class Gesture(msgspec.Struct, frozen=True, kw_only=True):
    """What a person did in one step, to be written as one transaction.

    ``label`` is the plain speech that undo shows. ``concerns`` is the gesture that an undo or redo is about; such a
    gesture must carry exactly that gesture's changes, turned round for an undo.
    """

    id: str
    verb: Verb
    label: str
    changes: Changes
    actor: str
    at: datetime
    concerns: str | None = None


class Saved(msgspec.Struct, frozen=True):
    """A gesture is on the disk: its lines, first and last included."""

    gesture: str
    first_line: int
    last_line: int


class Past(msgspec.Struct, frozen=True):
    """A gesture that can be undone or redone, by the commitment of its label."""

    gesture: str
    label: str


class Opened(msgspec.Struct, frozen=True):
    """What the journal says about undo and redo when a case is opened; the latest gesture last."""

    undoable: tuple[Past, ...]
    redoable: tuple[Past, ...]


def begins_case(touched: Iterable[tuple[str, bool]]) -> bool:
    """Tell whether a gesture makes the card of the case, which no undo takes away: without it a case is no case.

    ``touched``: the key of each record that changes, and whether it did not exist before.
    """
    return any(is_new and kind_of(key) == "case_info" for key, is_new in touched)


class Destruction(msgspec.Struct, frozen=True):
    """What a purge takes away: ``gesture`` removes the records, ``purge`` lists the commitments whose values go.

    ``documents`` are readings documents, ``originals`` files whose link path and folder go, all by SHA-256.
    """

    gesture: Gesture
    purge: Purge
    documents: frozenset[str] = frozenset()
    originals: frozenset[str] = frozenset()


class Storage(Protocol):
    """Where lines and values are kept. What is read is what is written: call :meth:`flush` to see the last edits.

    Callbacks of the futures run on a thread of their own. Only :meth:`flush` and :meth:`close` wait for them; a caller
    must not hold a lock then which such a callback waits for.
    """

    is_writable: bool
    copy_id: str
    """The id of this copy of the case."""

    def append(self, gesture: Gesture) -> Future[Saved]:
        """Queue a gesture to be written; the future ends when it is on the disk, or with :class:`StorageFailed`.

        After a failure every later gesture fails as well, until :meth:`resume`: they stand on what was not written.
        """
        ...

    def resume(self) -> None:
        """Take gestures again after a failure, once the caller has taken back all that failed."""
        ...

    def changes_of(self, gesture: str, most: int | None = None) -> Changes:
        """Return what a written gesture did, nothing where it did more than ``most`` changes.

        Raise :class:`CaseBroken` where its values are gone.
        """
        ...

    def head(self) -> tuple[int, str]:
        """Return number and hash of the last written line; ``(0, 64 zeros)`` for a case with none."""
        ...

    def lines(self) -> Iterator[bytes]:
        """Yield the written lines in order, as stored, without newlines."""
        ...

    def values(self, commitments: Iterable[str]) -> dict[str, Value]:
        """Return the values at hand for these commitments; destroyed ones are missing."""
        ...

    def put_readings(self, data: bytes) -> str:
        """Keep a readings document, written with the next gesture; return its SHA-256."""
        ...

    def readings(self, sha256: str) -> bytes | None:
        """Return a readings document by the SHA-256 of its bytes, or ``None``."""
        ...

    def link_path(self, sha256: str) -> str | None:
        """Return where a linked original lies on this machine, or ``None``; never part of the journal."""
        ...

    def set_link_path(self, sha256: str, path: str) -> None:
        """Remember where a linked original lies on this machine."""
        ...

    def folders(self) -> dict[str, str]:
        """Return, by SHA-256, in which folder originals lay when they were added; never part of the journal.

        A folder is named from the one that was added on (``phone/DCIM``), never by a whole path.
        """
        ...

    def put_folders(self, folders: Mapping[str, str]) -> None:
        """Remember folders; one that is known of an original stays."""
        ...

    def search(self, words: str, limit: int = 200) -> tuple[str, ...]:
        """Return keys of the records in whose text ``words`` stand."""
        ...

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield key and words of every written record, the words folded as :func:`searching.text_of` does."""
        ...

    def destroy(self, destruction: Destruction) -> Saved:
        """Take values away and write the line that says so, in one transaction; wait for it."""
        ...

    def compact(self) -> None:
        """Leave no byte of what was taken away in the file or beside it; wait for it. Raises :class:`StorageFailed`."""
        ...

    def drain(self) -> None:
        """Wait until everything queued is written; raise :class:`StorageFailed` where that failed."""
        ...

    def flush(self) -> None:
        """Wait until everything queued is written or has failed, and everybody has been told."""
        ...

    def close(self) -> None:
        """Write what is queued, gather everything into one file, let go of it."""
        ...
