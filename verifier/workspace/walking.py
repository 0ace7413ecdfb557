"""Which files a person meant by naming files and folders: in natural order, nothing left out without a word.

Symbolic links inside a folder are not followed: they could lead out of it, or round in a circle. What a desktop
leaves in every folder (``.DS_Store``, ``Thumbs.db``) is listed as left out. A file that was named itself is taken.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".localized", ".directory"})
SYSTEM_FOLDERS = frozenset({"__macosx", ".spotlight-v100", ".trashes", ".fseventsd", "$recycle.bin"})
APPLE_DOUBLE = "._"
"""AppleDouble files (RFC 1740) hold a Mac's own attributes of the file of the same name."""

_DIGITS = re.compile(r"(\d+)")


class Found(msgspec.Struct, frozen=True):
    """One file to look at; ``folder`` is where it lies, from the folder that was added on (``phone/DCIM``)."""

    path: Path
    folder: str = ""


class LeftOut(msgspec.Struct, frozen=True):
    """Something that was not taken, and why; ``is_problem`` where a person would have wanted it.

    ``is_there`` is false for a name that nothing has: a slip of the keyboard, which the case need not remember.
    """

    path: Path
    sentence: str
    is_problem: bool = False
    is_there: bool = True


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort ``DJI_2`` before ``DJI_10``; letters without regard to case."""
    parts = _DIGITS.split(name.casefold())
    return tuple((0, int(part), part) if index % 2 else (1, 0, part) for index, part in enumerate(parts))


def walk(paths: Iterable[Path]) -> Iterator[Found | LeftOut]:
    """Yield every file below the given paths once, and every thing that is left out with its reason."""
    seen: set[tuple[int, int]] = set()
    for path in paths:
        for found in _walk_named(path):
            if isinstance(found, Found) and _is_known(found.path, seen):
                continue
            yield found


def _is_known(path: Path, seen: set[tuple[int, int]]) -> bool:
    try:
        state = path.stat()
    except OSError:
        return False  # the reader says what is wrong with it
    identity = (state.st_dev, state.st_ino)
    if state.st_nlink > 1 or state.st_ino == 0:
        return False  # hard links are files of their own name; some file systems number no files
    if identity in seen:
        return True
    seen.add(identity)
    return False


def _walk_named(path: Path) -> Iterator[Found | LeftOut]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield LeftOut(path, "There is no such file or folder.", is_problem=True, is_there=False)
        return
    except OSError as error:
        yield LeftOut(path, f"It cannot be opened: {error.strerror}.", is_problem=True)
        return
    if any((folder / "case.sqlite").exists() for folder in path.absolute().parents):
        yield LeftOut(path, "It lies inside a case of this program and is not footage.")
    elif stat.S_ISDIR(mode):
        yield from (_placed(found, path) for found in _walk_folder(path))
    elif stat.S_ISREG(mode):
        yield Found(path, path.absolute().parent.name)
    else:
        yield LeftOut(path, "It is a device, pipe or socket, not a file.", is_problem=True)


def _placed(found: Found | LeftOut, added: Path) -> Found | LeftOut:
    """Name the folder of a file from the one that was added on; what lies above that is nobody's business."""
    if isinstance(found, LeftOut):
        return found
    return Found(found.path, Path(added.absolute().name, found.path.parent.relative_to(added)).as_posix())


def _walk_folder(folder: Path) -> Iterator[Found | LeftOut]:
    if (folder / "case.sqlite").exists():
        yield LeftOut(folder, "It is a case of this program, not footage.")
        return
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: natural_key(entry.name))
    except OSError as error:
        yield LeftOut(folder, f"The folder cannot be read: {error.strerror}.", is_problem=True)
        return
    for entry in entries:
        yield from _walk_entry(entry)


def _walk_entry(entry: os.DirEntry[str]) -> Iterator[Found | LeftOut]:
    path = Path(entry.path)
    name = entry.name.casefold()
    if entry.is_symlink():
        yield LeftOut(path, "It is a link to somewhere else; links inside a folder are not followed.")
    elif entry.is_dir(follow_symlinks=False):
        if name in SYSTEM_FOLDERS:
            yield LeftOut(path, "It is a folder that the system keeps for itself.")
        else:
            yield from _walk_folder(path)
    elif not entry.is_file(follow_symlinks=False):
        yield LeftOut(path, "It is a device, pipe or socket, not a file.")
    elif name in SYSTEM_FILES or name.startswith(APPLE_DOUBLE):
        yield LeftOut(path, "It is a file that the system keeps for itself.")
    else:
        yield Found(path)
