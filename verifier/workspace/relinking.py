"""Find originals again that are not where they were: a disk was unplugged, a folder was moved.

A file is taken for the original only if its SHA-256 is the item's. A linked original is linked anew; one that belongs
into the case is copied back into it. Imports no decoder.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from verifier.domain.errors import UnreadableFile
from verifier.domain.progress import Progress
from verifier.domain.records import Item
from verifier.media.fingerprint import read_once
from verifier.media.originals import open_original
from verifier.workspace.pictures import original_path
from verifier.workspace.workspace import Workspace

CHUNK_BYTES = 4 * 1024 * 1024


class Found(msgspec.Struct, frozen=True):
    """What a search brought. ``others``: whether a file was looked at that turned out to be another one."""

    items: tuple[Item, ...]
    looked_at: int
    others: bool = False


def is_at_hand(workspace: Workspace, item: Item) -> bool:
    """Tell whether an item's bytes can be read where they are known to lie; asks the disk."""
    try:
        original_path(workspace, item)
    except UnreadableFile:
        return False
    return True


def missing_items(workspace: Workspace) -> tuple[Item, ...]:
    """Return the items whose original is not at hand; asks the disk once for each."""
    return tuple(item for item in workspace.case.of(Item) if not is_at_hand(workspace, item))


def find_again(workspace: Workspace, item: Item, place: Path, progress: Progress | None = None) -> Found:
    """Look for an item's original in a file or below a folder; others that are missing too are found on the way.

    Only files of the right size are read. Raises :class:`CaseIsReadOnly`, :class:`StorageFailed`, :class:`Cancelled`;
    what was found before stays.
    """
    workspace.require_writing()
    progress = progress or Progress()
    sought = {item.fingerprints.sha256: item}
    if place.is_dir():
        sought |= {other.fingerprints.sha256: other for other in missing_items(workspace)}
    sizes = {one.fingerprints.size_bytes for one in sought.values()}
    files = [path for path in _files(place) if not place.is_dir() or _size(path) in sizes]
    found: list[Item] = []
    others = False
    for number, path in enumerate(files):
        progress.report(number, len(files))
        if not sought:
            break
        met = sought.pop(_sha256(path, progress, number, len(files)), None)
        if met is None:
            others = True
        else:
            _take(workspace, met, path)
            found.append(met)
    return Found(tuple(found), len(files), others)


def _take(workspace: Workspace, item: Item, path: Path) -> None:
    """Link a file anew, or copy it back into the case where it belongs there."""
    sha256 = item.fingerprints.sha256
    if item.is_linked:
        workspace.storage.set_link_path(sha256, os.fsdecode(path.absolute()))
        return
    folder = workspace.folder
    folder.incoming.mkdir(parents=True, exist_ok=True)
    written = folder.incoming / workspace.new_id()
    read = read_once(path, copy_to=written)
    if read.fingerprints.sha256 != sha256:
        written.chmod(0o666)
        written.unlink()
        raise UnreadableFile("The file changed while it was read; try again once it is complete.", item.label)
    folder.adopt_original(written, sha256)


def _files(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    for folder, below, names in os.walk(place):
        below.sort()
        yield from (Path(folder) / name for name in sorted(names))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else -1
    except OSError:
        return -1


def _sha256(path: Path, progress: Progress, number: int, total: int) -> str:
    """Return a file's SHA-256, "" where it cannot be read; may be stopped between any two chunks."""
    digest = hashlib.sha256()
    try:
        with open_original(path) as file:
            while chunk := file.read(CHUNK_BYTES):
                progress.report(number, total)
                digest.update(chunk)
    except (OSError, UnreadableFile):
        return ""
    return digest.hexdigest()
