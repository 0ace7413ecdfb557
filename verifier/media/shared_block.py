"""Blocks of memory that a worker fills and the window process maps, without a copy and without a leak.

On Linux a block is an anonymous file in memory that the worker holds and the receiver opens through ``/proc``: it has
no name anywhere, so whoever dies, the system frees it. On Windows it is a named section, freed with its last user.
Elsewhere it is POSIX shared memory, whose name the receiver takes away as soon as it has mapped it. Rejected:
``multiprocessing.shared_memory``, whose resource tracker is one more process per worker and cannot be left out before
Python 3.13.
"""

import importlib
import mmap
import os
import re
import sys
from typing import Any, Protocol

from verifier.domain.errors import WorkerDied

MAX_BLOCKS = 4
"""Blocks that one answer may hold."""


class Block:
    """One block; the worker that made it fills it, the receiver only reads it.

    It is filled by ``write``, front to back: writing through a fresh mapping takes a page fault for every 4 KiB, which
    costs three times as much (measured on a 1080p picture).
    """

    def __init__(self, name: str, size: int, *, memory: mmap.mmap | None = None, fd: int | None = None) -> None:
        self.name = name
        self._size = size
        self._memory = memory
        self._fd = fd

    @property
    def view(self) -> memoryview:
        """The bytes; read-only for the receiver."""
        return memoryview(self._mapped())

    def write(self, data: memoryview) -> None:
        """Put the next bytes into the block."""
        if self._fd is None:
            self._mapped().write(data)
            return
        while data:
            data = data[os.write(self._fd, data) :]

    def _mapped(self) -> mmap.mmap:
        if self._memory is None:
            self._memory = mmap.mmap(-1 if self._fd is None else self._fd, self._size)
        return self._memory

    def __del__(self) -> None:
        if self._fd is not None:
            os.close(self._fd)


class Blocks(Protocol):
    """One way to share memory between a worker and the process that started it."""

    def create(self, size: int, number: int) -> Block: ...

    def open(self, name: str, size: int, worker_pid: int) -> Block: ...

    def discard(self, worker_pid: int) -> None: ...


def blocks() -> Blocks:
    """Return the way of this system."""
    if sys.platform == "win32":
        return _Sections()
    return _Anonymous() if os.path.exists("/proc/self/fd") else _Named()  # noqa: PTH110 - asked for every picture


def open_block(name: str, size: int, worker_pid: int) -> Block:
    """Map the block of that name, made by that worker; raise ``WorkerDied`` where it is not one of its blocks."""
    try:
        return blocks().open(name, size, worker_pid)
    except (OSError, ValueError) as error:
        raise WorkerDied("The decoder handed over a picture that cannot be read.") from error


class _Anonymous:
    """Linux: ``memfd``, found through ``/proc``."""

    def create(self, size: int, number: int) -> Block:
        import fcntl

        del number
        fd = os.memfd_create("verifier-pixels", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(fd, size)
        # Sealed, so that a worker gone wrong cannot shrink what the window has mapped: reading it would end the window.
        fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)
        return Block(f"/proc/{os.getpid()}/fd/{fd}", size, fd=fd)

    def open(self, name: str, size: int, worker_pid: int) -> Block:
        import fcntl

        _require_own(name, rf"/proc/{worker_pid}/fd/[0-9]+")
        fd = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
        try:
            if not fcntl.fcntl(fd, fcntl.F_GET_SEALS) & fcntl.F_SEAL_SHRINK:
                raise ValueError(name)
            return Block(name, size, memory=mmap.mmap(fd, size, prot=mmap.PROT_READ))
        finally:
            os.close(fd)

    def discard(self, worker_pid: int) -> None:
        """Do nothing: the system has freed them."""


class _Named:
    """POSIX shared memory: macOS, and Linux without ``/proc``."""

    def create(self, size: int, number: int) -> Block:
        name = f"/vfy-{os.getpid()}-{number}"
        return Block(name, size, memory=self._map(name, size, os.O_CREAT | os.O_EXCL | os.O_RDWR))

    def open(self, name: str, size: int, worker_pid: int) -> Block:
        _require_own(name, rf"/vfy-{worker_pid}-[0-9]+")
        try:
            return Block(name, size, memory=self._map(name, size, os.O_RDONLY))
        finally:
            self._unlink(name)

    def discard(self, worker_pid: int) -> None:
        for number in range(MAX_BLOCKS):
            self._unlink(f"/vfy-{worker_pid}-{number}")

    def _map(self, name: str, size: int, flags: int) -> mmap.mmap:
        fd: int = _posix().shm_open(name, flags, mode=0o600)
        try:
            if flags & os.O_CREAT:
                os.ftruncate(fd, size)
                return mmap.mmap(fd, size)
            return mmap.mmap(fd, size, prot=mmap.PROT_READ)
        finally:
            os.close(fd)

    def _unlink(self, name: str) -> None:
        try:
            _posix().shm_unlink(name)
        except FileNotFoundError:
            return


class _Sections:
    """Windows: a named section of the page file, which lives as long as someone has it mapped."""

    def create(self, size: int, number: int) -> Block:
        name = f"vfy-{os.getpid()}-{number}-{os.urandom(8).hex()}"
        return Block(name, size, memory=_section(size, name, mmap.ACCESS_WRITE))

    def open(self, name: str, size: int, worker_pid: int) -> Block:
        _require_own(name, rf"vfy-{worker_pid}-[0-9]+-[0-9a-f]+")
        return Block(name, size, memory=_section(size, name, mmap.ACCESS_READ))

    def discard(self, worker_pid: int) -> None:
        """Do nothing: the system has freed them."""


def _posix() -> Any:
    return importlib.import_module("_posixshmem")


def _section(size: int, name: str, access: int) -> mmap.mmap:
    make: Any = mmap.mmap  # on Windows it takes other parameters
    return make(-1, size, tagname=name, access=access)


def _require_own(name: str, pattern: str) -> None:
    if not re.fullmatch(pattern, name):
        raise ValueError(name)
