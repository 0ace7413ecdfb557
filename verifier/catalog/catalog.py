"""Look things up in the catalog of drones: entries, camera codes, serials, cues, look-alikes.

The small tables are read when the catalog is loaded, the large ones when first asked for: loading stands on the
window's start path.
"""

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from verifier.catalog.assets import find_asset
from verifier.catalog.entries import (
    CameraCode,
    Conflict,
    Cue,
    Difference,
    Entry,
    Hit,
    Identifiers,
    LookAlikeOf,
    SerialPrefix,
    Source,
)
from verifier.catalog.own import OwnCatalog, ReferencePicture, read_own
from verifier.catalog.search import SearchIndex
from verifier.domain import codec
from verifier.domain.errors import UsageError
from verifier.domain.records import CatalogRef

T = TypeVar("T")

UNDETERMINED = CatalogRef("undetermined", None, None, "drone, model not determined")
"""A drone, and no more can be said."""


def canonical(entry: Entry) -> bytes:
    """Return the bytes that a reference to this entry hashes, as they stand in a bundle's ``catalog.json``."""
    return codec.encode(entry)


class Lore(msgspec.Struct, frozen=True):
    """Of a drone: who makes it, and whether a camera is known that is built into it and into few others."""

    maker: str = ""
    has_own_camera: bool = False


class Catalog:
    """The shipped entries and a person's own, which never replace them."""

    def __init__(self, shipped: tuple[Entry, ...], own: OwnCatalog) -> None:
        self._own = own
        self._entries = {entry.id: entry for entry in (*own.entries, *shipped)}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, shipped and own, by id."""
        return tuple(self._entries[slug] for slug in sorted(self._entries))

    @property
    def troubles(self) -> tuple[str, ...]:
        """Sentences about files of the person's own folder that could not be used."""
        return self._own.troubles

    def entry(self, slug: str) -> Entry:
        """Return the entry; raise :class:`UsageError` where there is none of that id."""
        found = self._entries.get(slug)
        if found is None:
            raise UsageError("The catalog has no entry of that name. `verifier drones` lists them.", slug)
        return found

    def has(self, slug: str) -> bool:
        """Tell whether an entry of that id exists."""
        return slug in self._entries

    def maker(self, slug: str) -> str:
        """Return who makes an entry's drones, "" where that is not said or there is no such entry."""
        return self._entries[slug].maker or "" if slug in self._entries else ""

    def lore(self, slug: str) -> Lore:
        """Return what is set against a file that a drone of this entry is said to have made."""
        return Lore(self.maker(slug), slug in self._with_own_camera)

    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return the entries that answer the words, best first."""
        return self._index.find(text, limit)

    def ref(self, slug: str) -> CatalogRef:
        """Return the entry as a claim names it, with the SHA-256 of its canonical bytes."""
        entry = self.entry(slug)
        return CatalogRef(entry.level, entry.id, hashlib.sha256(canonical(entry)).hexdigest(), entry.name)

    def children(self, slug: str | None) -> tuple[Entry, ...]:
        """Return the entries right below, or those at the top for ``None``."""
        return tuple(entry for entry in self.entries if entry.parent == slug)

    def ancestors(self, slug: str) -> tuple[Entry, ...]:
        """Return the levels above, nearest first: families, then the airframe class and what stands above that."""
        entry = self.entry(slug)
        families = [above for above in self._chain(entry.parent) if above.level != "class"]
        above = entry.parent if entry.level == "class" else entry.airframe
        return (*families, *self._chain(above))

    def cues(self, slug: str) -> tuple[Cue, ...]:
        """Return what to look for, own first, then what it shares with its family; classes have none."""
        own = (slug, *(above.id for above in self.ancestors(slug)))
        return tuple(cue for about in own for cue in self._cues_of.get(about, ()))

    def look_alikes(self, slug: str) -> tuple[LookAlikeOf, ...]:
        """Return every known difference from an entry that may be taken for this one."""
        self.entry(slug)
        found = [_turned(row, slug) for row in self._differences if slug in (row.a, row.b)]
        return tuple(
            LookAlikeOf(self._entries[row.b], row.text, row.basis, row.separable_by_shape, row.citations)
            for row in found
            if row.b in self._entries
        )

    def conflicts(self, slug: str) -> tuple[Conflict, ...]:
        """Return where sources contradict each other about the entry, and how that was handled."""
        return tuple(row for row in self._conflicts if row.about == slug)

    def pictures(self, slug: str) -> tuple[ReferencePicture, ...]:
        """Return the reference pictures that the person added."""
        return tuple(picture for picture in self._own.pictures if picture.about == slug)

    def by_camera_code(self, make: str, model: str) -> CameraCode | None:
        """Return what EXIF Make and Model stand for, compared without case and outer blanks."""
        return self._codes.get((_code_key(make), _code_key(model)))

    def by_serial(self, serial: str) -> tuple[SerialPrefix, ...]:
        """Return what the start of a serial number says, longest prefix first."""
        wanted = serial.strip().upper()
        rows = [row for row in self.identifiers.prefixes if wanted.startswith(row.prefix)]
        return tuple(sorted(rows, key=lambda row: -len(row.prefix)))

    def source(self, key: str) -> Source:
        """Return the source of that key."""
        found = self._sources.get(key) or self._own.sources.get(key)
        if found is None:
            raise UsageError("The catalog has no source of that key.", key)
        return found

    def title_of(self, source: Source) -> str:
        """Return the title of a source, else of another entry about the same file; "" where none has one."""
        return source.title or self._titles.get(source.ref, "")

    @cached_property
    def identifiers(self) -> Identifiers:
        """Serial prefixes, maker codes and number tables."""
        return _read("identifiers.json", Identifiers)

    @property
    def camera_codes(self) -> tuple[CameraCode, ...]:
        """Every camera code."""
        return tuple(self._codes.values())

    @cached_property
    def _codes(self) -> dict[tuple[str, str], CameraCode]:
        rows = _read("camera_codes.json", tuple[CameraCode, ...])
        return {(_code_key(row.make), _code_key(row.model)): row for row in rows}

    @cached_property
    def _with_own_camera(self) -> frozenset[str]:
        built_in = (code for code in self.camera_codes if code.kind == "integrated" and code.names_drones)
        return frozenset(slug for code in built_in for slug in code.drones)

    @cached_property
    def _index(self) -> SearchIndex:
        names = {entry.id: entry.name for entry in self._entries.values() if entry.level == "class"}
        return SearchIndex(self._entries.values(), self._codes.values(), names)

    @cached_property
    def _cues_of(self) -> dict[str, list[Cue]]:
        found: dict[str, list[Cue]] = {}
        for cue in (*self._own.cues, *_read("cues.json", tuple[Cue, ...])):
            found.setdefault(cue.about, []).append(cue)
        return found

    @cached_property
    def _differences(self) -> tuple[Difference, ...]:
        return _read("look_alikes.json", tuple[Difference, ...])

    @cached_property
    def _conflicts(self) -> tuple[Conflict, ...]:
        return _read("conflicts.json", tuple[Conflict, ...])

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return _read("sources.json", dict[str, Source])

    @cached_property
    def _titles(self) -> dict[str, str]:
        known = (*self._sources.values(), *self._own.sources.values())
        return {source.ref: source.title for source in known if source.title}

    def _chain(self, slug: str | None) -> tuple[Entry, ...]:
        chain: list[Entry] = []
        while slug is not None and slug in self._entries and self._entries[slug] not in chain:
            chain.append(self._entries[slug])
            slug = self._entries[slug].parent
        return tuple(chain)


def load_catalog(extra: Path | None = None) -> Catalog:
    """Load the shipped catalog and, from the folder ``extra``, the person's own entries.

    A file of theirs that cannot be used becomes a sentence in ``troubles``; the others are loaded.
    """
    shipped = _read("models.json", tuple[Entry, ...])
    known = frozenset(entry.id for entry in shipped)
    return Catalog(shipped, read_own(extra, known) if extra is not None else OwnCatalog())


def _read(name: str, kind: type[T] | Any) -> T:
    return msgspec.json.decode(find_asset(f"catalog/{name}").read_bytes(), type=kind)


def _code_key(text: str) -> str:
    return text.strip(" \t\r\n\0").casefold()


def _turned(row: Difference, slug: str) -> Difference:
    return row if row.a == slug else msgspec.structs.replace(row, a=row.b, b=row.a)
