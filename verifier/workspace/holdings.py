"""Which item of a case a post speaks of, told by hash, by name and folder, and by what its file is. Pure functions.

A name alone is a weak tie, so that what the saved file tells of size, length and pixels must agree with the file; where
it does not, or several files fit, nothing is matched and a sentence says why.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from verifier.domain.ids import Id, Sha256
from verifier.domain.records import Item, Posting
from verifier.metadata.provenance.post import Wanted
from verifier.workspace.posts_words import (
    NO_NAME,
    NOT_THERE,
    OTHER_BYTES,
    OTHER_LENGTH,
    OTHER_PIXELS,
    OTHER_SIZE,
    SEVERAL,
)

Basis = Literal["hash", "folder and name", "name", "the saved file itself"]

_SAME_SECONDS = 1.5
"""Platforms write whole seconds."""
_SAME_SHARE = 0.01
_MEDIA = ("photo", "video", "audio")


class Match(msgspec.Struct, frozen=True):
    """The item a post speaks of and what tells it."""

    item: Item
    basis: Basis


class Local:
    """The files of one import by the paths they lay at."""

    def __init__(self, items: Mapping[Path, Item]) -> None:
        self.by_path: dict[str, Item] = {}
        self.by_stem: dict[str, list[Item]] = defaultdict(list)
        for path, item in items.items():
            key = path_key(path.as_posix())
            self.by_path[key] = item
            if item.kind in _MEDIA:
                self.by_stem[key.rpartition(".")[0]].append(item)

    def beside(self, path: str, saved_at: Path, wanted: Wanted) -> list[Item]:
        """Return what lies at a path that is told from the folder of a saved file."""
        key = path_key((saved_at.parent / path).as_posix())
        if wanted.is_stem:
            return _best_of_stem(self.by_stem.get(key, []), wanted.extension)
        return [self.by_path[key]] if key in self.by_path else []


class Beside(msgspec.Struct, frozen=True):
    """Where a saved file lay among the files of its import."""

    local: Local
    saved_at: Path


class Holdings:
    """The files of a case by hash and by every name they came under."""

    def __init__(self, items: Iterable[Item], postings: Iterable[Posting], folders: Mapping[Sha256, str]) -> None:
        self._by_sha256: dict[str, Item] = {}
        self._by_sha1: Mapping[str, Item] = {}
        self.knows_sha1 = False
        self._by_name: dict[str, dict[Id, Item]] = defaultdict(dict)
        self._by_stem: dict[str, dict[Id, Item]] = defaultdict(dict)
        self._folder: dict[Id, str] = {}
        known: dict[Id, Item] = {}
        for item in items:
            known[item.id] = item
            self._by_sha256[item.fingerprints.sha256] = item
            self._folder[item.id] = _folded(folders.get(item.fingerprints.sha256, "").replace("\\", "/"))
            self._keep(item.original_name, item)
        for posting in postings:
            if posting.item in known and posting.file_name:
                self._keep(posting.file_name, known[posting.item])

    def _keep(self, name: str, item: Item) -> None:
        folded = _folded(name)
        self._by_name[folded][item.id] = item
        if item.kind in _MEDIA:
            self._by_stem[folded.rpartition(".")[0] or folded][item.id] = item

    def know_sha1(self, found: Mapping[str, Item]) -> None:
        """Take the SHA-1 of files, which are worked out only where a saved file asks for one."""
        self._by_sha1, self.knows_sha1 = found, True

    def find(self, wanted: Wanted, saved_in: Item | None, beside: Beside | None = None) -> Match | str:
        """Return the item that a post speaks of, or a sentence that says why there is none.

        ``saved_in``: the saved file, never a match for itself. ``beside``: where it lay, while it is imported.
        """
        if wanted.sha256 and (item := self._by_sha256.get(wanted.sha256)) is not None:
            return Match(item, "hash")
        if wanted.sha1 and (item := self._by_sha1.get(wanted.sha1)) is not None:
            return Match(item, "hash")
        if not wanted.paths:
            return NOT_THERE if wanted.sha256 or wanted.sha1 else NO_NAME
        doubt = ""
        for path in wanted.paths:
            found = self._near(path, wanted, saved_in, beside)
            basis: Basis = "folder and name"
            if not found:
                found, basis = self._named(path, wanted, saved_in), "name"
            fitting = [item for item in found if not disagreement(item, wanted)]
            if len(fitting) == 1:
                return Match(fitting[0], basis)
            if found:
                doubt = doubt or (SEVERAL if fitting else disagreement(found[0], wanted))
        return doubt or NOT_THERE

    def _near(self, path: str, wanted: Wanted, saved_in: Item | None, beside: Beside | None) -> list[Item]:
        """Return what lies where the saved file says: by its own folder, else by the folders remembered."""
        held = beside.local.beside(path, beside.saved_at, wanted) if beside is not None else []
        if held:
            return held
        folder, _, name = path_key(path).rpartition("/")
        own = self._folder.get(saved_in.id, "") if saved_in is not None else ""
        expected = "/".join(part for part in (own, folder) if part)
        if not expected:
            return []
        held = self._candidates(name, wanted, saved_in)
        exact = [item for item in held if self._folder[item.id] == expected]
        below = [item for item in held if folder and f"/{self._folder[item.id]}".endswith(f"/{folder}")]
        return exact or (below if len(below) == 1 else [])

    def _named(self, path: str, wanted: Wanted, saved_in: Item | None) -> list[Item]:
        return self._candidates(path_key(path).rpartition("/")[2], wanted, saved_in)

    def _candidates(self, name: str, wanted: Wanted, saved_in: Item | None) -> list[Item]:
        index = self._by_stem if wanted.is_stem else self._by_name
        held = [item for item in index.get(name, {}).values() if saved_in is None or item.id != saved_in.id]
        return _best_of_stem(held, wanted.extension) if wanted.is_stem else held


def disagreement(item: Item, wanted: Wanted) -> str:
    """Say in what a file cannot be the one that a post tells of; empty where nothing speaks against it."""
    facts = item.technical
    if wanted.sha256 and wanted.sha256 != item.fingerprints.sha256:
        return OTHER_BYTES
    if wanted.size_bytes is not None and wanted.size_bytes != item.fingerprints.size_bytes:
        return OTHER_SIZE
    if wanted.duration_s and facts.duration_s is not None:
        allowed = max(_SAME_SECONDS, wanted.duration_s * _SAME_SHARE)
        if abs(wanted.duration_s - facts.duration_s) > allowed:
            return OTHER_LENGTH
    if wanted.width and wanted.height and facts.width and facts.height:
        shown = {facts.displayed_width or facts.width, facts.displayed_height or facts.height}
        if {wanted.width, wanted.height} not in (shown, {facts.width, facts.height}):
            return OTHER_PIXELS
    return ""


def path_key(path: str) -> str:
    """Fold a path so that two systems' ways of writing it are one."""
    return _folded(path.replace("\\", "/"))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _best_of_stem(held: list[Item], extension: str) -> list[Item]:
    """Choose among files that share all but the ending: the ending told, else a clip before its still."""
    exact = [item for item in held if extension and item.original_name.casefold().endswith(f".{extension.casefold()}")]
    moving = [item for item in held if item.kind != "photo"]
    return exact or moving or held
