"""Make a case in a new folder, or open one that is there."""

import os
from datetime import datetime
from pathlib import Path

from verifier.case.case import Case
from verifier.case.folder import CaseFolder
from verifier.case.lock import Holder, Lock, take_lock
from verifier.case.recorder import Random
from verifier.case.sqlite_file import create_file
from verifier.case.sqlite_storage import SqliteStorage
from verifier.case.storage import Opened


class OpenCase:
    """A case in memory with the folder and the storage it came from; use it in a ``with`` statement or close it."""

    def __init__(self, folder: CaseFolder, storage: SqliteStorage, lock: Lock | None) -> None:
        self.folder = folder
        self.storage = storage
        self.lock = lock
        self.case: Case = storage.loaded.case
        self.past: Opened = storage.past

    @property
    def is_writable(self) -> bool:
        return self.lock is not None

    def close(self) -> None:
        """Write what is queued, leave one file, let others write."""
        self.storage.close()
        if self.lock is not None:
            self.lock.release()

    def __enter__(self) -> "OpenCase":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create_case(path: Path, copy_id: str, holder: str, at: datetime, random: Random = os.urandom) -> OpenCase:
    """Make an empty case at ``path`` and open it for writing; its card is the first command's to make.

    ``copy_id``: a new id for this copy of the case. ``holder``: the name that others read while it is open.
    Raises :class:`NotACase` where something stands there, :class:`StorageFailed` where it cannot be written.
    """
    folder = CaseFolder(path)
    folder.make()
    try:
        create_file(folder.database, copy_id)
        return open_case(path, holder, at, random=random)
    except BaseException:
        folder.unmake()
        raise


def open_case(path: Path, holder: str, at: datetime, *, writable: bool = True, random: Random = os.urandom) -> OpenCase:
    """Open a case and check all of it: the chain, every value, every record.

    Raises :class:`NotACase`, :class:`CaseTooNew`, :class:`CaseBroken` (``line`` says since when), and
    :class:`CaseIsReadOnly` where somebody else is writing or the medium cannot be written; the caller may then open it
    with ``writable=False``, which takes no lock and writes nothing.
    """
    folder = CaseFolder(path)
    folder.require()
    if not writable:
        return OpenCase(folder, SqliteStorage(folder.database, writable=False, random=random), None)
    lock = take_lock(folder.lock, Holder(holder, at))
    try:
        return OpenCase(folder, SqliteStorage(folder.database, writable=True, random=random), lock)
    except BaseException:
        lock.release()
        raise
