"""The storage of a case in one SQLite file: one transaction per gesture, written in order by one thread of its own.

Lines and values are never changed; only :meth:`SqliteStorage.destroy` takes values away, and says so in a line.
"""

import hashlib
import logging
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar, cast

import msgspec

from verifier.case import searching
from verifier.case.changes import Change, Changes
from verifier.case.journal import ZEROS, Commitments, Line, LineChange, Value, line_hash, read_line
from verifier.case.loading import Loaded, load, read_record
from verifier.case.recorder import Random, Recorder, Written
from verifier.case.sqlite_file import (
    close_for_good,
    compact,
    failing_plainly,
    open_for_reading,
    open_for_writing,
    transaction,
)
from verifier.case.storage import Destruction, Gesture, Opened, Saved
from verifier.domain.errors import CaseBroken, CaseIsReadOnly, StorageFailed, VerifierError
from verifier.domain.ids import parse_label
from verifier.domain.records import Record

log = logging.getLogger(__name__)
T = TypeVar("T")

_ANY_ERA = 1 << 60
"""For jobs that go on whatever failed before."""
_PAGE = 1_000
"""Rows fetched at a time, so that no long reading keeps the log from being taken in."""


class _Job(msgspec.Struct, frozen=True):
    """One piece of work for the writing thread; ``era`` counts the failures that were taken back before it.

    Once a job that ``halts`` has failed, every job of its era fails: it stands on what was not written.
    """

    work: Callable[[], object]
    future: Future[object]
    era: int
    halts: bool


class _Telling(msgspec.Struct, frozen=True):
    """How a piece of work ended, to be told to whoever waits for it.

    Gestures are told on a thread of their own: a listener may wait for a lock that is held by somebody who waits for
    the writing thread.
    """

    future: Future[object]
    result: object
    error: VerifierError | None

    def tell(self) -> None:
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class SqliteStorage:
    """See :class:`verifier.case.storage.Storage`."""

    def __init__(self, path: Path, *, writable: bool, random: Random = os.urandom) -> None:
        """Open and check the file; :attr:`loaded` holds what stands in it. Raises as :func:`loading.load` does."""
        self.is_writable = writable
        self._connection = open_for_writing(path) if writable else open_for_reading(path)
        try:
            with failing_plainly(path):
                self.loaded: Loaded = load(self._connection)
                self.copy_id = str(_one(self._connection, "SELECT value FROM facts WHERE name = ?", "copy"))
                self._reader = open_for_reading(path) if writable else self._connection
        except BaseException:
            self._connection.close()
            raise
        self._recorder = Recorder(self.loaded.replay, self.copy_id, random)
        self._reading = Lock()
        self._documents: dict[str, bytes] = {}
        self._links: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._era = 0
        self._failed_era = -1
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._tellings: SimpleQueue[_Telling | None] = SimpleQueue()
        self._threads = (Thread(target=self._work, name="case writer"), Thread(target=self._tell, name="case teller"))
        if writable:
            for thread in self._threads:
                thread.start()

    @property
    def past(self) -> Opened:
        """What could be undone and redone when the case was opened."""
        return self.loaded.past

    # Writing: everything below runs on the writing thread, in order.

    def append(self, gesture: Gesture) -> Future[Saved]:
        return self._submit(lambda: self._write(gesture), halts=True)

    def resume(self) -> None:
        self._era += 1

    def drain(self) -> None:
        self._submit(lambda: None).result()

    def flush(self) -> None:
        if self.is_writable and self._threads[0].is_alive():
            self._submit(lambda: None, era=_ANY_ERA).result()
            told: Future[object] = Future()
            self._tellings.put(_Telling(told, None, None))
            told.result()

    def _submit(self, work: Callable[[], T], *, era: int | None = None, halts: bool = False) -> Future[T]:
        if not self.is_writable:
            raise CaseIsReadOnly("The case is open for reading only.")
        future: Future[T] = Future()
        job = _Job(work, cast("Future[object]", future), self._era if era is None else era, halts)
        self._jobs.put(job)
        return future

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                if job.era <= self._failed_era:
                    raise StorageFailed("An edit before this one could not be saved; this one was taken back with it.")
                result = job.work()
            except Exception as error:  # noqa: BLE001 - the edge of a thread: whatever it was, the caller hears of it
                if job.halts:
                    self._failed_era = max(self._failed_era, job.era)
                self._end(job, None, _plainly(error))
            else:
                self._end(job, result, None)
        self._tellings.put(None)

    def _end(self, job: _Job, result: object, error: VerifierError | None) -> None:
        telling = _Telling(job.future, result, error)
        if job.halts:
            self._tellings.put(telling)
        else:
            telling.tell()

    def _tell(self) -> None:
        while (telling := self._tellings.get()) is not None:
            telling.tell()

    def _write(self, gesture: Gesture) -> Saved:
        earlier = tuple(self._lines_of(self._connection, gesture.concerns)) if gesture.concerns else ()
        written = self._recorder.record(gesture, earlier)
        documents = dict(self._documents)
        with failing_plainly(), transaction(self._connection):
            self._insert(gesture, written, documents)
        for sha256 in documents:
            self._documents.pop(sha256, None)
        return self._accept(gesture, written)

    def _insert(self, gesture: Gesture, written: Written, documents: dict[str, bytes]) -> None:
        execute, number = self._connection.execute, self._recorder.replay.number
        for place, data in enumerate(written.lines, number + 1):
            execute("INSERT INTO lines VALUES (?, ?, ?)", (place, gesture.id, data))
        rows = ((committed, value.salt, value.data) for committed, value in written.values.items())
        self._connection.executemany('INSERT INTO "values" VALUES (?, ?, ?)', rows)
        for sha256, data in documents.items():
            execute("INSERT OR IGNORE INTO readings VALUES (?, ?)", (sha256, zlib.compress(data, 1)))
        for prefix, last in _labels(gesture.changes).items():
            execute(
                "INSERT INTO labels VALUES (?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)",
                (prefix, last),
            )
        searching.index(self._connection, gesture.changes)

    def _accept(self, gesture: Gesture, written: Written) -> Saved:
        first = self._recorder.replay.number + 1
        self._recorder.accept(written)
        return Saved(gesture.id, first, self._recorder.replay.number)

    def destroy(self, destruction: Destruction) -> Saved:
        """Take values away and write the line that says so, in one transaction; wait for it."""
        return self._submit(lambda: self._destroy(destruction)).result()

    def _destroy(self, destruction: Destruction) -> Saved:
        written = self._recorder.record(destruction.gesture, purge=destruction.purge)
        execute = self._connection.execute
        with failing_plainly(), transaction(self._connection):
            self._insert(destruction.gesture, written, {})
            for committed in destruction.purge.destroyed:
                execute('DELETE FROM "values" WHERE commitment = ?', (committed,))
            for sha256 in destruction.documents:
                execute("DELETE FROM readings WHERE sha256 = ?", (sha256,))
            for sha256 in destruction.originals:
                execute("DELETE FROM links WHERE sha256 = ?", (sha256,))
                execute("DELETE FROM folders WHERE sha256 = ?", (sha256,))
        for sha256 in destruction.originals:
            self._links.pop(sha256, None)
            self._folders.pop(sha256, None)
        for sha256 in destruction.documents:
            self._documents.pop(sha256, None)
        return self._accept(destruction.gesture, written)

    def compact(self) -> None:
        """Leave no byte of what was taken away in the file or beside it; wait for it."""
        self._submit(self._compact).result()

    def _compact(self) -> None:
        with self._reading:
            compact(self._connection)

    def set_link_path(self, sha256: str, path: str) -> None:
        self._links[sha256] = path
        self._submit(self._write_links)

    def _write_links(self) -> None:
        waiting = dict(self._links)
        with failing_plainly(), transaction(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO links VALUES (?, ?)", waiting.items())

    def put_folders(self, folders: Mapping[str, str]) -> None:
        fresh = {sha256: folder for sha256, folder in folders.items() if sha256 not in self._folders}
        self._folders.update(fresh)
        self._submit(lambda: self._write_folders(fresh))

    def _write_folders(self, folders: Mapping[str, str]) -> None:
        with failing_plainly(), transaction(self._connection):
            self._connection.executemany("INSERT OR IGNORE INTO folders VALUES (?, ?)", folders.items())

    def put_readings(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self._documents[sha256] = data
        return sha256

    # Reading: a connection of its own, which sees what is committed.

    def changes_of(self, gesture: str, most: int | None = None) -> Changes:
        with self._reading:
            stated: list[LineChange] = []
            for line in self._lines_of(self._reader, gesture):
                stated += line.changes
                if most is not None and len(stated) > most:
                    return ()
            wanted = {c for change in stated for parts in (change.before, change.after) for c in (parts or {}).values()}
            values = self._values(wanted)
        return tuple(self._change(change, values) for change in stated)

    def _change(self, change: LineChange, values: dict[str, Value]) -> Change:
        def side(parts: Commitments | None) -> Record | None:
            return None if parts is None else read_record(change.key, parts, values, self._recorder.replay)

        return Change(change.key, side(change.before), side(change.after))

    def _lines_of(self, connection: sqlite3.Connection, gesture: str) -> Iterator[Line]:
        rows = connection.execute("SELECT bytes FROM lines WHERE gesture = ? ORDER BY number", (gesture,))
        return (read_line(data) for (data,) in rows)

    def head(self) -> tuple[int, str]:
        with self._reading:
            row = self._reader.execute("SELECT number, bytes FROM lines ORDER BY number DESC LIMIT 1").fetchone()
        return (0, ZEROS) if row is None else (row[0], line_hash(row[1]))

    def lines(self) -> Iterator[bytes]:
        last = 0
        while True:
            with self._reading:
                query = "SELECT number, bytes FROM lines WHERE number > ? ORDER BY number LIMIT ?"
                page = self._reader.execute(query, (last, _PAGE)).fetchall()
            if not page:
                return
            yield from (data for _, data in page)
            last = page[-1][0]

    def values(self, commitments: Iterable[str]) -> dict[str, Value]:
        with self._reading:
            return self._values(commitments)

    def _values(self, commitments: Iterable[str]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for committed in commitments:
            row = self._reader.execute('SELECT salt, bytes FROM "values" WHERE commitment = ?', (committed,)).fetchone()
            if row is not None:
                found[committed] = Value(*row)
        return found

    def readings(self, sha256: str) -> bytes | None:
        waiting = self._documents.get(sha256)
        if waiting is not None:
            return waiting
        with self._reading:
            packed: bytes | None = _one(self._reader, "SELECT packed FROM readings WHERE sha256 = ?", sha256)
        return None if packed is None else _unpacked(packed, sha256)

    def link_path(self, sha256: str) -> str | None:
        if sha256 in self._links:
            return self._links[sha256]
        with self._reading:
            return _one(self._reader, "SELECT path FROM links WHERE sha256 = ?", sha256)

    def folders(self) -> dict[str, str]:
        with self._reading:
            try:
                stored = dict(self._reader.execute("SELECT sha256, folder FROM folders"))
            except sqlite3.OperationalError:  # a case that was last written before there was this table
                stored = {}
        return {**self._folders, **stored}

    def search(self, words: str, limit: int = 200) -> tuple[str, ...]:
        with self._reading:
            return searching.find(self._reader, words, limit)

    def texts(self) -> Iterator[tuple[str, str]]:
        with self._reading:
            rows: list[tuple[str, str]] = self._reader.execute("SELECT key, text FROM texts").fetchall()
        return iter(rows)

    def close(self) -> None:
        if not self.is_writable:
            self._connection.close()
        elif self._threads[0].is_alive():
            self._jobs.put(None)
            for thread in self._threads:
                thread.join()
            self._reader.close()
            close_for_good(self._connection)


def _one(connection: sqlite3.Connection, query: str, *parameters: str) -> Any:
    """Return the one value that a query asks for, or ``None``."""
    row = connection.execute(query, parameters).fetchone()
    return None if row is None else row[0]


def _unpacked(packed: bytes, sha256: str) -> bytes:
    """Return a document as it was put in; raise :class:`CaseBroken` where it is not that any more."""
    try:
        data = zlib.decompress(packed)
    except (zlib.error, TypeError):
        data = b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise CaseBroken("What was read from a file was altered in the case since, or is damaged; it is not shown.")
    return data


def _labels(changes: Changes) -> dict[str, int]:
    """Return the highest short label of each prefix that changes bring in."""
    last: dict[str, int] = {}
    for change in changes:
        label = parse_label(getattr(change.after, "label", ""))
        if label is not None:
            last[label[0]] = max(label[1], last.get(label[0], 0))
    return last


def _plainly(error: Exception) -> VerifierError:
    """Return what the caller is told: our own errors as they are, anything else as a failed save, logged."""
    if isinstance(error, VerifierError):
        return error
    if isinstance(error, UnicodeEncodeError):
        return StorageFailed("The edit was taken back: a text in it holds bytes that are no UTF-8.")
    log.error("A gesture could not be written: %s", type(error).__name__, exc_info=error)
    return StorageFailed(
        "The edit could not be saved and was taken back: something in it cannot be stored. Please report it."
    )
