"""How the one SQLite file of a case is opened, for writing or for reading, and what its tables are.

``lines``      the journal: number, gesture id (for looking up), the bytes of the line
``"values"``   what commitments commit to: commitment, salt, bytes
``readings``   documents by SHA-256, packed with zlib
``links``      where linked originals lie on this machine; no part of the journal
``folders``    in which folder, below what was added, originals lay; no part of the journal
``labels``     prefix -> highest number of a short label ever used
``texts``      what is written in each record now, folded for search, with a trigram index ``search`` over it
``facts``      the id of this copy of the case

There is no table of current records: they are what the journal says, read on opening, and a second copy could disagree.
"""

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from verifier.case.journal import FORMAT
from verifier.domain.errors import CaseBroken, CaseError, CaseIsReadOnly, CaseTooNew, NotACase, StorageFailed

APPLICATION_ID = 0x56524659
"""``VRFY`` in the header of the file (https://sqlite.org/fileformat.html, 1.3.15)."""
_MAGIC = b"SQLite format 3\0"
"""Every SQLite file begins so (https://sqlite.org/fileformat.html, 1.3.1)."""
_BUSY_SECONDS = 10
_SCHEMA = """
CREATE TABLE IF NOT EXISTS lines (number INTEGER PRIMARY KEY, gesture TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS lines_by_gesture ON lines (gesture);
CREATE TABLE IF NOT EXISTS "values" (commitment TEXT NOT NULL UNIQUE, salt BLOB NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS readings (sha256 TEXT PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS links (sha256 TEXT PRIMARY KEY, path TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS folders (sha256 TEXT PRIMARY KEY, folder TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS labels (prefix TEXT PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS search
  USING fts5 (text, content = 'texts', content_rowid = 'id', tokenize = 'trigram');
CREATE TRIGGER IF NOT EXISTS texts_put AFTER INSERT ON texts BEGIN
  INSERT INTO search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER IF NOT EXISTS texts_gone AFTER DELETE ON texts BEGIN
  INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
END;
"""


_EVIDENCE = frozenset({"lines", "values", "facts"})
"""Tables that hold what cannot be made again; one that is missing must not come back empty."""


def create_file(path: Path, copy_id: str) -> None:
    """Make an empty case file; raise :class:`StorageFailed`."""
    with failing_plainly(), _closing(_connect(path, "rwc")) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.executescript(_SCHEMA)
        connection.execute("INSERT INTO facts VALUES ('copy', ?)", (copy_id,))
        connection.execute(f"PRAGMA user_version = {FORMAT}")


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open a case file for the one writer, so that what is committed is on the disk and what is deleted is zeroed.

    Raises :class:`NotACase`, :class:`CaseTooNew`, :class:`CaseBroken`, :class:`StorageFailed`.
    """
    with failing_plainly(path):
        connection = _connect(path, "rw")
        try:
            _refuse_strangers(connection, path)
            connection.execute("PRAGMA secure_delete = ON")
            _use_write_ahead_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        except BaseException:
            connection.close()
            raise
        return connection


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Use the write-ahead log; where shared memory fails (some network disks), the rollback journal."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA journal_mode = DELETE")


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a case file for reading only, also from a medium that cannot be written.

    Raises :class:`NotACase`, :class:`CaseTooNew`, :class:`CaseBroken`, :class:`CaseIsReadOnly`.
    """
    with failing_plainly(path):
        try:
            connection = _connect(path, "ro")
            _refuse_strangers(connection, path)
        except sqlite3.OperationalError as error:
            connection = _open_untouched(path, error)
        return connection


def _open_untouched(path: Path, error: sqlite3.OperationalError) -> sqlite3.Connection:
    """Open a file whose shared memory cannot be made, as on a read-only medium; sound while no log lies beside it."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise CaseIsReadOnly(
            "The case was not closed and lies where it cannot be written. Copy the folder to a disk and open it there.",
            path.parent.name,
        ) from error
    connection = _connect(path, "ro", "&immutable=1")
    _refuse_strangers(connection, path)
    return connection


def close_for_good(connection: sqlite3.Connection) -> None:
    """Gather everything into the one file, without log or shared memory beside it, and let go."""
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # A file in rollback mode opens read-only without a log and shared memory; another reader only delays this.
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error:
        pass  # Everything committed is in the log, which the next opening takes in.
    finally:
        connection.close()


def compact(connection: sqlite3.Connection) -> None:
    """Rewrite the file, so that no freed page and no log keeps a byte of what was deleted."""
    with failing_plainly():
        connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def failing_plainly(path: Path | None = None) -> Generator[None]:
    """Turn what SQLite raises into an error with a sentence."""
    about = path.parent.name if path is not None else ""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "full" in str(error) or "disk I/O" in str(error):
            raise StorageFailed(
                "The disk is full or failing; the edit could not be saved and was taken back. Free some space and do it"
                " again.",
                about,
            ) from error
        raise StorageFailed(f"The case file could not be used ({error}).", about) from error
    except sqlite3.DatabaseError as error:
        raise CaseBroken(f"The case file is damaged ({error}).", about) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Write all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _connect(path: Path, mode: str, more: str = "") -> sqlite3.Connection:
    address = f"file:{quote(os.fsencode(path.absolute().as_posix()))}?mode={mode}{more}"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_SECONDS)


@contextmanager
def _closing(connection: sqlite3.Connection) -> Generator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()


def _refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    try:
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _damaged_or_strange(path) from error
    if application != APPLICATION_ID or version > FORMAT:
        connection.close()
    if application != APPLICATION_ID:
        raise NotACase("The case file is not one that this program wrote.", path.parent.name)
    if version > FORMAT:
        raise CaseTooNew(
            f"This case was written by a newer version of the program (format {version}; this one reads up to"
            f" {FORMAT}). Install the newer version to open it.",
            path.parent.name,
        )
    if not tables >= _EVIDENCE:
        connection.close()
        raise CaseBroken("The case file is damaged: a part of it is missing.", path.parent.name)


def _damaged_or_strange(path: Path) -> CaseError:
    """Tell a case file that was cut off or damaged from a file that never was one."""
    with path.open("rb") as file:
        is_database = file.read(len(_MAGIC)) == _MAGIC
    if is_database:
        return CaseBroken("The case file is damaged or cut off.", path.parent.name)
    return NotACase("The case file is not one that this program wrote.", path.parent.name)
