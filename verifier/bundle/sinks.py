"""Where the members of a bag are written: a folder or a stored .zip, hashed as they pass, whole or not at all."""

import errno
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

from verifier.bundle.members import Member
from verifier.domain.durability import sync_folder
from verifier.domain.errors import BundleError, StorageFailed

CHUNK = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT)


class Sink(Protocol):
    """Takes members in the order of their paths."""

    def write(self, member: Member) -> str:
        """Write one member and return its SHA-256; raise :class:`BundleError` where it is not what it should be."""
        ...

    def finish(self) -> None:
        """Bring everything to the disk."""
        ...

    def abandon(self) -> None:
        """Let go of what is open after a fault; does nothing after :meth:`finish`."""
        ...


@contextmanager
def whole_or_nothing(out: Path) -> Generator[Path]:
    """Lend a place beside ``out`` and move it there at the end; at any fault leave nothing.

    Raise :class:`BundleError` where ``out`` exists or its folder does not, :class:`StorageFailed` where the disk fails.
    """
    if out.exists() or out.is_symlink():
        raise BundleError("Something of that name is there already; nothing is overwritten. Choose another.", out.name)
    if not out.parent.is_dir():
        raise BundleError("The folder to write into does not exist.", out.parent.name)
    shelter: Path | None = None
    try:
        shelter = Path(tempfile.mkdtemp(prefix=f".{out.name[:80]}.", suffix=".partial", dir=out.parent))
        place = shelter / "bundle"
        yield place
        place.rename(out)
        sync_folder(out.parent)
    except OSError as error:
        raise _failure(error, out) from error
    finally:
        if shelter is not None:
            shutil.rmtree(shelter, ignore_errors=True)


def _failure(error: OSError, out: Path) -> BundleError | StorageFailed:
    if error.errno in _FULL:
        return StorageFailed("The disk is full. Nothing was left of the bundle; make room and export again.", out.name)
    return StorageFailed(f"The bundle could not be written ({error.strerror}). Nothing was left of it.", out.name)


def _pass_on(member: Member, target: IO[bytes]) -> str:
    """Copy a member's bytes and hash them in the same pass."""
    digest = hashlib.sha256()
    if isinstance(member.source, bytes):
        digest.update(member.source)
        target.write(member.source)
        return digest.hexdigest()
    copied = 0
    with member.source.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
            copied += len(chunk)
    found = digest.hexdigest()
    if copied != member.size_bytes or (member.sha256 is not None and found != member.sha256):
        raise BundleError(
            "The file is not what was added to the case: its hash differs. Nothing was written. Put the right file"
            " back, or export hashes only.",
            member.about,
        )
    return found


class FolderSink:
    """Writes members as files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folders = {folder}
        self._written: list[Path] = []
        folder.mkdir()

    def write(self, member: Member) -> str:
        """Write one member and return its SHA-256."""
        path = self._folder / member.path
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.update(p for p in path.parents if p.is_relative_to(self._folder))
        with path.open("xb") as target:
            digest = _pass_on(member, target)
        self._written.append(path)
        return digest

    def finish(self) -> None:
        """Bring files and folders to the disk; after all are written, so that the system can write them in one go."""
        for path in self._written:
            with path.open("r+b") as file:
                os.fsync(file.fileno())
        for folder in sorted(self._folders, reverse=True):
            sync_folder(folder)

    def abandon(self) -> None:
        """Nothing is held open between members."""


class ZipSink:
    """Writes members into one .zip, stored, under one folder, every time stamp that of the last journal line."""

    def __init__(self, path: Path, root: str, stamp: datetime) -> None:
        self._path = path
        self._root = root
        self._stamp = (max(stamp.year, 1980), stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second)
        self._zip = zipfile.ZipFile(path, "x", zipfile.ZIP_STORED, allowZip64=True)

    def write(self, member: Member) -> str:
        """Write one member and return its SHA-256."""
        info = zipfile.ZipInfo(f"{self._root}/{member.path}", self._stamp)
        info.create_system = 3
        info.external_attr = 0o100644 << 16
        info.file_size = member.size_bytes
        with self._zip.open(info, "w") as target:
            return _pass_on(member, target)

    def abandon(self) -> None:
        """Let go of the file, whatever state it is in."""
        with suppress(OSError):
            self._zip.close()

    def finish(self) -> None:
        """Write the directory and bring the file to the disk."""
        self._zip.close()
        with self._path.open("r+b") as file:
            os.fsync(file.fileno())
