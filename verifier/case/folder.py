"""Where things lie in the folder of a case; nothing of a case is written anywhere else.

::

    NAME.case/
      case.sqlite     journal, values, readings, search index
      case.lock       who is writing now
      originals/ab/cd…  the bytes of items by SHA-256, read-only
      derived/ab/cd…    saved frames and figures by SHA-256
      cache/            thumbnails, strips, indexes, temporary files: safe to delete, never in a bundle
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from verifier.domain.durability import sync_folder
from verifier.domain.errors import NotACase, StorageFailed

SUFFIX = ".case"


class CaseFolder:
    """The paths of one case."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def database(self) -> Path:
        return self.path / "case.sqlite"

    @property
    def lock(self) -> Path:
        return self.path / "case.lock"

    @property
    def originals(self) -> Path:
        return self.path / "originals"

    @property
    def derived(self) -> Path:
        return self.path / "derived"

    @property
    def cache(self) -> Path:
        return self.path / "cache"

    @property
    def incoming(self) -> Path:
        """Where a file is written before its name is known; on the same disk as ``originals``."""
        return self.cache / "incoming"

    def original(self, sha256: str) -> Path:
        """Return where the bytes of an item lie, or would lie."""
        return self.originals / sha256[:2] / sha256[2:]

    def derived_file(self, sha256: str) -> Path:
        """Return where a derived picture lies, or would lie."""
        return self.derived / sha256[:2] / sha256[2:]

    def make(self) -> None:
        """Make an empty folder of a case; raise :class:`NotACase` where something stands there already."""
        if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise NotACase("Something stands there already; choose another name.", self.path.name)
        try:
            for part in (self.originals, self.derived, self.incoming):
                part.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFailed(f"The folder cannot be made: {error.strerror}.", self.path.name) from error

    def unmake(self) -> None:
        """Delete what :meth:`make` made, for a case that could not be begun."""
        shutil.rmtree(self.path, ignore_errors=True)

    def require(self) -> None:
        """Raise :class:`NotACase` unless the folder holds a case."""
        if not self.database.is_file():
            raise NotACase("There is no case in this folder.", self.path.name)

    def adopt_original(self, written: Path, sha256: str) -> Path:
        """Move a finished copy from ``incoming`` into ``originals``, so that its name there outlasts a power cut.

        Whoever made the copy has flushed its bytes and made it read-only (``media/fingerprint.py``).
        """
        return _adopt(written, self.original(sha256))

    def adopt_derived(self, written: Path, sha256: str) -> Path:
        """Move a finished file from ``incoming`` into ``derived``, flushed to the disk."""
        return _adopt(written, self.derived_file(sha256), flush=True)

    def stored_originals(self) -> Iterator[str]:
        """Yield the SHA-256 of every file that lies in ``originals``."""
        return _stored(self.originals)

    def orphans(self, named: Iterable[str]) -> tuple[str, ...]:
        """Return the SHA-256 of originals that none of ``named`` names; an undone import leaves such."""
        return tuple(sorted(set(self.stored_originals()) - set(named)))

    def destroy(self, originals: Iterable[str], derived: Iterable[str]) -> None:
        """Delete files for good, and the whole cache: it may hold pictures of them."""
        try:
            for path in (*map(self.original, originals), *map(self.derived_file, derived)):
                _delete(path)
            self.clear_cache()
        except OSError as error:
            raise StorageFailed("A file could not be deleted; close what uses it and purge again.") from error

    def clear_cache(self) -> None:
        """Empty the cache; everything in it can be made again."""
        if self.cache.is_dir():
            shutil.rmtree(self.cache)
        self.incoming.mkdir(parents=True)


def _adopt(written: Path, target: Path, *, flush: bool = False) -> Path:
    try:
        if flush:
            _flush(written)
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            sync_folder(target.parent.parent)
        if target.exists():
            _delete(written)
        else:
            written.replace(target)
            sync_folder(target.parent)
    except OSError as error:
        raise StorageFailed("The file could not be stored; is the disk full?", written.name) from error
    return target


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _delete(path: Path) -> None:
    if path.exists():
        path.chmod(0o666)  # Windows refuses to delete what is read-only.
        path.unlink()


def _stored(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("??/*")):
        sha256 = path.parent.name + path.name
        if len(sha256) == 64:
            yield sha256
