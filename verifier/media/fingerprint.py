"""Read a file once: all three fingerprints, the head that the readers look at, and the copy into the case.

The copy is written from the very buffers that are hashed, so that its fingerprints need no second read.
"""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Generator
from io import FileIO
from pathlib import Path

import msgspec

from verifier.domain.errors import StorageFailed, UnreadableFile
from verifier.domain.inspection import Fingerprints
from verifier.media.one_read import CHUNK_BYTES, Chunk, OneRead
from verifier.media.originals import open_original, unreadable
from verifier.media.sniff import HEAD_BYTES


class ReadOnce(msgspec.Struct, frozen=True):
    """What one read gives: fingerprints and the first bytes (all of them where the file is shorter)."""

    fingerprints: Fingerprints
    head: bytes


def read_once(path: Path, *, copy_to: Path | None = None, threads: int = 2, head_bytes: int = HEAD_BYTES) -> ReadOnce:
    """Read a file once; with ``copy_to``, also write a read-only copy, which appears there whole or not at all.

    Its bytes are on the disk then, its name is not for certain: whoever adopts it into a case sees to that.

    Raise ``UnreadableFile`` where it is no regular file, cannot be read or changes meanwhile; ``StorageFailed`` where
    the copy cannot be written; ``FileExistsError`` where something stands at ``copy_to``.
    """
    with open_original(path) as file, contextlib.ExitStack() as stack:
        before = os.fstat(file.fileno())
        hashes = (hashlib.sha256(), hashlib.sha512(), hashlib.md5(usedforsecurity=False))
        head = bytearray()
        takers: list[Callable[[Chunk], object]] = [digest.update for digest in hashes]
        takers.append(lambda chunk: head.extend(chunk[: max(0, head_bytes - len(head))]))
        if copy_to is not None:
            takers.append(stack.enter_context(_copy(copy_to, path.name)))
        size = _run(file, path, takers, threads if before.st_size > CHUNK_BYTES else 1, before.st_size)
        after = os.fstat(file.fileno())
        if (size, size, before.st_mtime_ns) != (before.st_size, after.st_size, after.st_mtime_ns):
            raise UnreadableFile("The file changed while it was read; add it again once it is complete.", path.name)
        sha256, sha512, md5 = (digest.hexdigest() for digest in hashes)
        return ReadOnce(Fingerprints(sha256, sha512, md5, size), bytes(head))


def _run(file: FileIO, path: Path, takers: list[Callable[[Chunk], object]], threads: int, size_bytes: int) -> int:
    try:
        return OneRead(file, takers, size_bytes).run(threads)
    except OSError as error:
        raise unreadable(path, error) from error


@contextlib.contextmanager
def _copy(target: Path, name: str) -> Generator[Callable[[Chunk], object], None, None]:
    """Write beside ``target`` under a name of its own; flush its bytes and rename once the block has ended well."""
    if target.exists():
        raise FileExistsError(target)
    unfinished = target.with_name(f".{secrets.token_hex(8)}.incoming")
    try:
        with unfinished.open("xb", buffering=0) as copy:

            def write(chunk: Chunk) -> None:
                try:
                    while chunk:
                        chunk = chunk[copy.write(chunk) :]
                except OSError as error:
                    raise _not_stored(error, name) from error

            yield write
            os.fsync(copy.fileno())
        unfinished.chmod(0o444)
        unfinished.rename(target)
    except OSError as error:
        raise _not_stored(error, name) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _not_stored(error: OSError, name: str) -> StorageFailed:
    return StorageFailed(f"The file could not be copied into the case: {error.strerror}.", name)
