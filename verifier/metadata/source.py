"""What a reader is handed: one file, its first bytes, what kind it is, and reads that are bounded.

A reader never opens the path itself: every byte beyond the head is counted here, so that a file that points at itself
or claims gigabytes cannot make one reader read without end. This module is not for hashing nor for decoding pictures.
"""

import io
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TypeVar, cast

from verifier.domain.errors import RefusedFile, UnreadableFile
from verifier.media.originals import open_original
from verifier.media.sniff import Sniffed

MAX_READ = 32 * 1024 * 1024
"""Bytes of one read: larger than any metadata block of the samples (the largest, an XMP of a panorama, has 8 MiB)."""
DEFAULT_BUDGET = 256 * 1024 * 1024
"""Bytes that all reads of one reader may take together."""

T = TypeVar("T")
TOO_MANY_READS = "Reading stopped: the EXIF directories ask for too many values."


class Source:
    """One file as readers see it; use it in a ``with`` statement, which closes the file."""

    def __init__(self, path: Path, head: bytes, sniffed: Sniffed, size_bytes: int) -> None:
        self.path = path
        self.head = head
        self.sniffed = sniffed
        self.size_bytes = size_bytes
        self.budget = DEFAULT_BUDGET
        self._file: io.FileIO | None = None
        self._found: dict[object, object] = {}

    def __enter__(self) -> "Source":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def refill(self, budget: int = DEFAULT_BUDGET) -> None:
        """Give the next reader a budget of its own, in bytes."""
        self.budget = budget

    def read(self, offset: int, length: int) -> bytes:
        """Return up to ``length`` bytes from ``offset`` (fewer at the end of the file).

        Raises :class:`RefusedFile` where the read or the sum of all reads is beyond the bound, and
        :class:`UnreadableFile` where the file cannot be read any more.
        """
        if offset < 0 or length <= 0 or offset >= self.size_bytes:
            return b""
        length = min(length, self.size_bytes - offset)
        if offset + length <= len(self.head):
            return self.head[offset : offset + length]
        self._spend(length)
        return self._read_from_disk(offset, length)

    def once(self, find: "Callable[[Source], T]") -> T:
        """Return what ``find`` finds in this file; it looks once, for all readers."""
        if find not in self._found:
            self._found[find] = find(self)
        return cast("T", self._found[find])

    def open(self) -> BinaryIO:
        """Return a readable, seekable view of the file whose reads are counted like those of :meth:`read`."""
        return io.BufferedReader(_CountedFile(self), 64 * 1024)

    def _spend(self, length: int) -> None:
        if length > MAX_READ:
            raise RefusedFile(f"One block claims {length} bytes, more than metadata may have.", self.path.name)
        self.budget -= length
        if self.budget < 0:
            raise RefusedFile("Reading stopped: the metadata ask for more bytes than allowed.", self.path.name)

    def _read_from_disk(self, offset: int, length: int) -> bytes:
        if self._file is None:
            self._file = open_original(self.path)
        try:
            self._file.seek(offset)
            return self._file.read(length)
        except OSError as error:
            raise UnreadableFile("The file cannot be read any more.", self.path.name) from error


class _CountedFile(io.RawIOBase):
    """Raw reads through a :class:`Source`."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._source.size_bytes}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        data = self._source.read(self._position, len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)


class CountedReads:
    """A file whose reads are counted, for libraries that follow offsets found in the file.

    ``read`` raises :class:`RefusedFile` after ``max_calls`` reads.
    """

    def __init__(self, file: BinaryIO, max_calls: int) -> None:
        self._file = file
        self._left = max_calls

    def read(self, size: int = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise RefusedFile(TOO_MANY_READS)
        return self._file.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()
