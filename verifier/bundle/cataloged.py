"""The document ``data/catalog.json``: every catalog entry that an outgoing claim names, as it stood."""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from verifier.bundle.material import Material
from verifier.bundle.selection import Selection
from verifier.domain import codec
from verifier.domain.ids import Sha256
from verifier.domain.records import CatalogRef, DroneClaim, SizeCheck


class NamedEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry and the SHA-256 of its canonical JSON (UTF-8, keys sorted, no blanks)."""

    entry_sha256: Sha256
    entry: dict[str, Any]


class MissingEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry that a claim names and that the catalog no longer holds as it stood then."""

    entry_sha256: Sha256
    entry_id: str
    name: str


class CatalogDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All entries that claims name, by id."""

    format_version: int
    entries: tuple[NamedEntry, ...]
    missing: tuple[MissingEntry, ...]


def named_entries(claim: DroneClaim | SizeCheck) -> Iterator[CatalogRef]:
    """Yield every catalog entry that a claim or a size check names."""
    if isinstance(claim, SizeCheck):
        if claim.entry is not None:
            yield claim.entry
        return
    yield from (hypothesis.entry for hypothesis in claim.hypotheses)
    yield from (look_alike.entry for look_alike in claim.look_alikes)


def catalog_document(material: Material, selection: Selection) -> CatalogDocument:
    """Gather the entries that outgoing claims name; an entry whose hash has changed since counts as missing."""
    claims = (chosen.record for chosen in selection.going())
    refs = {
        (ref.entry_id, ref.entry_sha256): ref
        for claim in claims
        if isinstance(claim, DroneClaim | SizeCheck)
        for ref in named_entries(claim)
        if ref.entry_id is not None and ref.entry_sha256 is not None
    }
    entries: list[NamedEntry] = []
    missing: list[MissingEntry] = []
    for (entry_id, sha256), ref in sorted(refs.items()):
        data = material.catalog_entry(entry_id)
        if data is not None and hashlib.sha256(data).hexdigest() == sha256:
            entries.append(NamedEntry(sha256, msgspec.json.decode(data)))
        else:
            missing.append(MissingEntry(sha256, entry_id, ref.name))
    return CatalogDocument(1, tuple(entries), tuple(missing))


def catalog_text(document: CatalogDocument) -> bytes:
    """Write ``catalog.json``."""
    return codec.encode_indented(document)
