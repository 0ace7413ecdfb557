"""One writer at a time, by a lock of the operating system on a small file whose text says who and since when.

The lock goes when the program ends, however it ends; the text alone means nothing. It is no part of the evidence.
"""

import contextlib
import os
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType

import msgspec

from verifier.domain import codec
from verifier.domain.errors import CaseIsReadOnly

_WINDOWS_LOCKED_BYTE = 1 << 30
"""Far behind the text: ``msvcrt`` locks are mandatory, and the text must stay readable to others."""


class Holder(msgspec.Struct, frozen=True):
    """Who holds a case for writing, and since when."""

    name: str
    since: datetime


class Lock:
    """A held lock; let go with :meth:`release` or at the end of a ``with`` block."""

    def __init__(self, descriptor: int, holder: Holder) -> None:
        self._descriptor: int | None = descriptor
        self._write(holder)

    def forget_name(self, now: datetime) -> None:
        """Take the person's name out of the text, after that name was destroyed in the case."""
        self._write(Holder("somebody", now))

    def release(self) -> None:
        """Empty the text and let others write."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def _write(self, holder: Holder) -> None:
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            # A full disk takes no name; the lock holds without one, and the case can still be read.
            with contextlib.suppress(OSError):
                os.write(self._descriptor, codec.encode(holder) + b"\n")

    def __enter__(self) -> "Lock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def take_lock(path: Path, holder: Holder) -> Lock:
    """Take the lock; raise :class:`CaseIsReadOnly`, naming who holds it, or where the folder cannot be written."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise CaseIsReadOnly("The case lies where it cannot be written; it opens for reading only.") from error
    try:
        _lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        raise _in_use(path) from error
    return Lock(descriptor, holder)


def read_holder(path: Path) -> Holder | None:
    """Return who wrote into the lock file last; ``None`` where nobody holds the case."""
    try:
        return codec.decode(path.read_bytes(), Holder)
    except (OSError, ValueError):
        return None


def _in_use(path: Path) -> CaseIsReadOnly:
    holder = read_holder(path)
    if holder is None:
        return CaseIsReadOnly(
            "Another program is working on this case. Until it is closed there, it opens here for reading only."
        )
    since = f"{holder.since:%Y-%m-%d %H:%M} UTC"
    return CaseIsReadOnly(
        f"{holder.name} is working on this case, since {since}."
        " Until it is closed there, it opens here for reading only."
    )


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _WINDOWS_LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
