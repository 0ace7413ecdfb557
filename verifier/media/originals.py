"""Open an original: read-only, a regular file and nothing else, its access time left alone where that is permitted."""

import os
import stat
from io import FileIO
from pathlib import Path

from verifier.domain.errors import UnreadableFile

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def open_original(path: Path) -> FileIO:
    """Open a file for reading, unbuffered; raise ``UnreadableFile`` where it is none, or is not permitted."""
    try:
        _require_regular(path.stat().st_mode, path.name)
        file = FileIO(_open(path), "rb")
    except OSError as error:
        raise unreadable(path, error) from error
    try:
        _require_regular(os.fstat(file.fileno()).st_mode, path.name)
    except UnreadableFile:
        file.close()
        raise
    return file


def unreadable(path: Path, error: OSError) -> UnreadableFile:
    """Say in a sentence why the system does not give a file."""
    match error:
        case FileNotFoundError():
            sentence = "The file is gone, or the link to it leads nowhere."
        case PermissionError():
            sentence = "The file may not be read: permission is denied."
        case _:
            sentence = f"The file cannot be read: {error.strerror}."
    return UnreadableFile(sentence, path.name)


def _open(path: Path) -> int:
    flags = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    without_trace = getattr(os, "O_NOATIME", 0)
    try:
        return os.open(path, flags | without_trace)
    except PermissionError:
        # Only a file's owner may ask for O_NOATIME.
        if not without_trace:
            raise
        return os.open(path, flags)


def _require_regular(mode: int, name: str) -> None:
    if stat.S_ISREG(mode):
        return
    kind = next((words for is_kind, words in _KINDS if is_kind(mode)), "something else")
    raise UnreadableFile(f"This is {kind} and not a file, so there is nothing to import.", name)
