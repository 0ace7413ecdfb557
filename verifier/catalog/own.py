"""Entries, cues and reference pictures that a person adds, in a folder of their own; ours are never touched.

One JSON file per entry they write about, of the shape in ``assets/schema/catalog-entry.schema.json``; pictures lie
beside it under ``pictures/`` by the hash of their bytes. New entries are named ``own:…`` and cannot hide ours.
"""

import hashlib
import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from verifier.catalog.entries import Cue, Entry, Slug, Source, Words
from verifier.domain import codec
from verifier.domain.errors import InputError, StorageFailed, UnreadableFile, UsageError
from verifier.domain.ids import Sha256

FORMAT_VERSION = 1
PREFIX = "own:"
LARGEST_FILE = 4 * 1024 * 1024
"""A catalog file of a person holds one entry; ours, with 319, is 0.2 MB."""


class ReferencePicture(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A picture to compare with: where it came from and under which licence it may be used."""

    about: Slug
    file_name: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\.[a-z0-9]{1,5}$")]
    sha256: Sha256
    caption: str = ""
    source: Words
    licence: Words


class OwnDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything a person added about one entry: theirs (``entry``) or one of ours (``entry`` is ``null``)."""

    format_version: Literal[1] = FORMAT_VERSION
    about: Slug
    entry: Entry | None = None
    cues: tuple[Cue, ...] = ()
    pictures: tuple[ReferencePicture, ...] = ()
    sources: dict[str, Source] = {}


class OwnCatalog(msgspec.Struct, frozen=True):
    """What was read from a person's folder, and sentences about what could not be."""

    entries: tuple[Entry, ...] = ()
    cues: tuple[Cue, ...] = ()
    pictures: tuple[ReferencePicture, ...] = ()
    sources: dict[str, Source] = {}
    troubles: tuple[str, ...] = ()


def read_own(folder: Path, shipped: frozenset[str]) -> OwnCatalog:
    """Read a person's folder; a file that does not fit becomes a sentence and the others are used."""
    documents: list[OwnDocument] = []
    troubles: list[str] = []
    for path in sorted(folder.glob("*.json")):
        try:
            documents.append(read_document(path))
        except InputError as error:
            troubles.append(str(error))
    known = shipped | {document.about for document in documents if document.entry is not None}
    for document in tuple(documents):
        if document.about not in known:
            documents.remove(document)
            troubles.append(
                f"{document.about}: the catalog has no such entry, so what was added about it is not shown."
            )
    return OwnCatalog(
        tuple(document.entry for document in documents if document.entry is not None),
        tuple(cue for document in documents for cue in document.cues),
        tuple(picture for document in documents for picture in document.pictures),
        {key: source for document in documents for key, source in document.sources.items()},
        tuple(troubles),
    )


def read_document(path: Path) -> OwnDocument:
    """Read and check one file; raise :class:`InputError` with a sentence."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFile("This file is too large for a catalog entry.", path.name)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile("This file cannot be read.", path.name) from error
    try:
        codec.refuse_duplicate_keys(data)
        document = codec.decode(data, OwnDocument)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"This is not a catalog entry: {error}.", path.name) from error
    check_document(document, path.name)
    if path.name != _file_name(document.about):
        raise UnreadableFile(f"A file about {document.about} is named {_file_name(document.about)}.", path.name)
    return document


def check_document(document: OwnDocument, about: str) -> None:
    """Raise :class:`UsageError` where the document would hide ours or states a thing without a source."""
    entry = document.entry
    if entry is not None and entry.id != document.about:
        raise UsageError(f"The file is about {document.about}, but holds the entry {entry.id}.", about)
    if (entry is not None) != document.about.startswith(PREFIX):
        raise UsageError(f"An entry of your own is named {PREFIX}something; ours are not replaced.", about)
    if any(row.about != document.about for row in (*document.cues, *document.pictures)):
        raise UsageError(f"Everything in the file must be about {document.about}.", about)
    _check_sources(document, about)


def _check_sources(document: OwnDocument, about: str) -> None:
    if any(not key.startswith(PREFIX) for key in document.sources):
        raise UsageError(f"A source key of your own begins with {PREFIX}.", about)
    cited = {citation.source for cue in document.cues for citation in cue.citations}
    if document.entry is not None:
        cited.update(key for keys in document.entry.sources.values() for key in keys)
        _check_facts(document.entry, about)
    if missing := sorted(cited - set(document.sources)):
        raise UsageError(f"The source {missing[0]} is cited, but not described in the file.", about)


def _check_facts(entry: Entry, about: str) -> None:
    structure = {"id", "level", "parent", "derived", "sources"}
    stated = [name for name in entry.__struct_fields__ if name not in structure and getattr(entry, name)]
    for name in stated:
        if not entry.sources.get(name):
            raise UsageError(f"No source is given for “{name}”.", about)


def add_own_entry(folder: Path, entry: Entry, sources: dict[str, Source]) -> Entry:
    """Add a new entry, or replace the person's own of that id, keeping its cues and pictures."""
    _check_fit(entry, entry.id)
    before = _document(folder, entry.id)
    _write(folder, msgspec.structs.replace(before, entry=entry, sources={**before.sources, **sources}))
    return entry


def add_own_cue(folder: Path, cue: Cue, sources: dict[str, Source]) -> Cue:
    """Add a feature to look for, on an entry of theirs or of ours; one of the same id is replaced."""
    _check_fit(cue, cue.about)
    before = _document(folder, cue.about)
    kept = tuple(other for other in before.cues if other.id != cue.id)
    _write(folder, msgspec.structs.replace(before, cues=(*kept, cue), sources={**before.sources, **sources}))
    return cue


def add_own_picture(
    folder: Path, about: str, file: Path, *, source: str, licence: str, caption: str = ""
) -> ReferencePicture:
    """Copy a reference picture into the folder; raise :class:`UsageError` without its source and licence."""
    if not source.strip() or not licence.strip():
        raise UsageError("A reference picture needs its source and its licence.", file.name)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableFile("This picture cannot be read.", file.name) from error
    digest = hashlib.sha256(data).hexdigest()
    picture = ReferencePicture(
        about=about,
        file_name=f"{digest}.{_suffix(file)}",
        sha256=digest,
        caption=caption,
        source=source.strip(),
        licence=licence.strip(),
    )
    _check_fit(picture, about)
    before = _document(folder, about)
    _write_bytes(picture_path(folder, picture), data)
    kept = tuple(other for other in before.pictures if other.sha256 != digest)
    _write(folder, msgspec.structs.replace(before, pictures=(*kept, picture)))
    return picture


def picture_path(folder: Path, picture: ReferencePicture) -> Path:
    """Return where the picture's bytes lie."""
    return folder / "pictures" / picture.file_name


def _suffix(file: Path) -> str:
    suffix = file.suffix.lower().removeprefix(".")
    return suffix if suffix.isascii() and suffix.isalnum() and len(suffix) <= 5 else "bin"


def _document(folder: Path, about: str) -> OwnDocument:
    path = folder / _file_name(about)
    return read_document(path) if path.exists() else OwnDocument(about=about)


def _file_name(about: str) -> str:
    return f"{about.replace(':', '_')}.json"


def _write(folder: Path, document: OwnDocument) -> None:
    """Check what would be read back, then write it whole or not at all."""
    _check_fit(document, document.about)
    check_document(document, document.about)
    _write_bytes(folder / _file_name(document.about), codec.encode_indented(document))


def _check_fit(value: OwnDocument | Entry | Cue | ReferencePicture, about: str) -> None:
    """Raise :class:`UsageError` where a value made in the program would be refused when read back."""
    try:
        codec.decode(codec.encode(value), type(value))
    except ValueError as error:
        raise UsageError(f"This does not fit the catalog: {error}.", about) from error


def _write_bytes(path: Path, data: bytes) -> None:
    fresh = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StorageFailed("The catalog entry could not be written; nothing was changed.", path.name) from error
