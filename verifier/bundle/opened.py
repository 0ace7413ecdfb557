"""A bundle opened for reading, a folder or a .zip alike; what is dangerous in either is refused before it is read.

Only :mod:`verifier.bundle.check` uses it. Standard library and domain only.
"""

import hashlib
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from io import BufferedIOBase, RawIOBase
from pathlib import Path
from typing import Protocol, cast

from verifier.bundle.check_result import Fault
from verifier.bundle.layout import BAGIT
from verifier.domain.errors import NotABundle

CHUNK = 1 << 20
_MOST_MEMBERS = 1_000_000
_BOMB_RATIO = 200
_LOCAL = struct.Struct("<4s2xHH4xIIIHH")
"""Local file header: signature, flags, method, CRC-32, packed and whole size, lengths of the name and of the extra
field (APPNOTE 4.3.7)."""
_IN_DESCRIPTOR = 0x8
"""Flag: CRC-32 and sizes stand in a data descriptor after the member (APPNOTE 4.4.4)."""
_END = struct.Struct("<4s4H2IH")
"""End of central directory: signature, this disk, the directory's disk, members on this disk, members, size and place
of the directory, length of the comment (APPNOTE 4.3.16)."""
_ZIP64_END_BYTES = 76
"""Zip64 end-of-directory record and locator (APPNOTE 4.3.14, 4.3.15)."""
_ZIP64_FROM = 0xFFFF_FFFF
_DESCRIPTOR_BYTES = 24
"""Most that a data descriptor takes (APPNOTE 4.3.9)."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, NotImplementedError, RuntimeError)
"""What ``zipfile`` raises on changed bytes: also for versions and packings that it does not know."""


class Opened(Protocol):
    """Members by path in the bag, with their sizes, and the faults of the container itself."""

    sizes: dict[str, int]
    faults: list[Fault]

    def open(self, path: str) -> RawIOBase | BufferedIOBase:
        """Open one member for reading."""
        ...


@contextmanager
def opened(path: Path) -> Generator[Opened]:
    """Open a bundle; raise :class:`NotABundle` where there is none."""
    if path.is_dir():
        yield _Folder(path)
        return
    if not path.is_file():
        raise NotABundle("There is no bundle at this place.", path.name)
    with _archive(path) as archive:
        yield _Zip(archive, path)


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except DAMAGED as error:
        raise NotABundle("This is neither a bundle folder nor a whole .zip file.", path.name) from error


def digest_of(bag: Opened, path: str, keep: bool) -> tuple[str, bytes]:
    """Read one member once: its SHA-256, and its bytes where they are to be kept.

    Raise ``OSError`` or one of ``DAMAGED`` where it cannot be read.
    """
    with bag.open(path) as file:
        if keep:
            data = file.read(bag.sizes[path] + 1)
            return hashlib.sha256(data).hexdigest(), data
        digest = hashlib.sha256()
        buffer = bytearray(CHUNK)
        while count := file.readinto(buffer):
            digest.update(memoryview(buffer)[:count])
        return digest.hexdigest(), b""


class _Folder:
    """A bag as a folder; links and devices in it are faults and are never followed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.sizes: dict[str, int] = {}
        self.faults: list[Fault] = []
        self._walk(root, "")

    def _walk(self, folder: Path, prefix: str) -> None:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    self._walk(Path(entry.path), f"{prefix}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    self.sizes[prefix + entry.name] = entry.stat(follow_symlinks=False).st_size
                else:
                    self.faults.append(Fault(prefix + entry.name, "This is a link or a device, not a file."))

    def open(self, path: str) -> RawIOBase | BufferedIOBase:
        """Open one member for reading."""
        return (self._root / path).open("rb", buffering=0)


class _Zip:
    """A bag as a .zip, in one folder or in none."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        self.sizes: dict[str, int] = {}
        self.faults: list[Fault] = []
        self._infos: dict[str, zipfile.ZipInfo] = {}
        infos = archive.infolist()
        if len(infos) > _MOST_MEMBERS:
            raise NotABundle("The .zip holds more than a million members; it was not read.")
        root = _root_of(infos)
        for info in infos:
            self._take(info, root)
        self.faults.extend(_header_faults(path, infos))
        if not _end_agrees(path, archive):
            self.faults.append(Fault("", "The end of the .zip contradicts its directory."))
        if _holds_hidden_bytes(path, archive):
            self.faults.append(Fault("", "The .zip holds bytes that belong to no member."))

    def _take(self, info: zipfile.ZipInfo, root: str) -> None:
        if info.is_dir() and info.file_size == 0:
            return
        path = info.filename.removeprefix(root)
        fault = _member_fault(info)
        if not fault and not info.filename.startswith(root):
            fault = "The member stands outside the bundle's folder."
        if not fault and path in self._infos:
            fault = "The .zip holds this name twice."
        if fault:
            self.faults.append(Fault(info.filename, fault))
            return
        self._infos[path] = info
        self.sizes[path] = info.file_size

    def open(self, path: str) -> RawIOBase | BufferedIOBase:
        """Open one member for reading."""
        return cast(BufferedIOBase, self._archive.open(self._infos[path]))


def _root_of(infos: list[zipfile.ZipInfo]) -> str:
    """Return the one folder that the bag stands in (``name/``), or nothing where it stands in none."""
    roots = (info.filename.removesuffix(BAGIT) for info in infos if info.filename.endswith(BAGIT))
    return min((root for root in roots if root.count("/") <= 1), key=len, default="")


def _member_fault(info: zipfile.ZipInfo) -> str:
    """Say what is dangerous about a member; nothing where it is sound."""
    name = info.orig_filename
    parts = name.split("/")
    if (
        name.startswith("/")
        or "\\" in name
        or "\0" in name
        or ":" in parts[0]
        or any(p in ("", ".", "..") for p in parts)
    ):
        return "The member's path leads out of the bundle."
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "The member is a link or a device, not a file."
    if info.flag_bits & 0x1:
        return "The member is encrypted."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "The member is packed in a way that is not read here."
    if info.file_size > CHUNK and info.file_size > info.compress_size * _BOMB_RATIO:
        return "The member would unpack to an absurd size; it was not read."
    return ""


def _header_faults(path: Path, infos: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    """Compare the header before each member with the directory: programs that read on the fly go by the header."""
    with path.open("rb") as file:
        for info in infos:
            file.seek(max(info.header_offset, 0))
            header = file.read(_LOCAL.size)
            if len(header) == _LOCAL.size and not _header_agrees(header, info):
                yield Fault(info.filename, "The .zip says two things of this member: before it and in the directory.")


def _header_agrees(header: bytes, info: zipfile.ZipInfo) -> bool:
    signature, flags, method, *sizes, _, _ = _LOCAL.unpack(header)
    if (signature, flags, method) != (b"PK\3\4", info.flag_bits, info.compress_type):
        return False
    stated = [info.CRC, info.compress_size, info.file_size]
    if flags & _IN_DESCRIPTOR and not any(sizes):
        return True
    # Sizes that stand in a Zip64 extra field are all ones here (APPNOTE 4.4.8).
    return all(found in (known, _ZIP64_FROM) for found, known in zip(sizes, stated, strict=True))


def _end_agrees(path: Path, archive: zipfile.ZipFile) -> bool:
    """Tell whether the last record counts and places the members as they are; ``zipfile`` does not look."""
    with path.open("rb") as file:
        file.seek(-_END.size, os.SEEK_END)
        _, *disks_and_counts, _, place, _ = _END.unpack(file.read(_END.size))
    # All ones where the number stands in the Zip64 record (APPNOTE 4.4.1.4).
    counted = min(len(archive.infolist()), 0xFFFF)
    return disks_and_counts == [0, 0, counted, counted] and place == min(archive.start_dir, _ZIP64_FROM)


def _holds_hidden_bytes(path: Path, archive: zipfile.ZipFile) -> bool:
    """Tell whether bytes of the .zip belong to no member: another program could take another content from them."""
    at = 0
    with path.open("rb") as file:
        for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
            loose = _DESCRIPTOR_BYTES if info.flag_bits & 0x8 else 0
            if not at <= info.header_offset <= at + loose:
                return True
            file.seek(info.header_offset)
            header = file.read(_LOCAL.size)
            if len(header) < _LOCAL.size:
                return True
            at = info.header_offset + _LOCAL.size + sum(_LOCAL.unpack(header)[-2:]) + info.compress_size
        file.seek(-_END.size, os.SEEK_END)
        signature, *_, directory_bytes, _, comment_bytes = _END.unpack(file.read(_END.size))
        size = file.tell()
    end = size - _END.size - (_ZIP64_END_BYTES if size > _ZIP64_FROM or len(archive.infolist()) > 0xFFFF else 0)
    ends_here = signature == b"PK\5\6" and comment_bytes == 0 and archive.start_dir + directory_bytes == end
    return not (at <= archive.start_dir <= at + _DESCRIPTOR_BYTES and ends_here)
