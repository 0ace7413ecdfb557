"""Which files go into a bundle beside its documents: originals, readings, saved frames; and why others do not."""

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

import msgspec

from verifier.bundle import naming
from verifier.bundle.evidence import FileEntry, Role
from verifier.bundle.material import Material
from verifier.bundle.members import Member, member_of_bytes, member_of_file
from verifier.bundle.selection import Selection
from verifier.case.journal import Commitments
from verifier.domain.errors import UnreadableFile
from verifier.domain.records import Derivative, Item

CLOSED = "From a closed source: only the salted commitment goes out."
HASHES_ONLY = "Left out as asked; its hash identifies it."
NOT_AT_HAND = "The file was not at hand when the bundle was written."
CHANGED = "The linked file has changed since it was added, and was left out."
NO_DOCUMENT = "The document was not at hand when the bundle was written."


class Placed(msgspec.Struct, frozen=True):
    """One entry for ``evidence.json`` and the member that carries it, if it is in the bundle."""

    entry: FileEntry
    member: Member | None


def place_files(material: Material, selection: Selection, heads: dict[str, Commitments]) -> tuple[Placed, ...]:
    """Return every file of every record that goes out, in the order of the records."""
    placed: list[Placed] = []
    for chosen in selection.going():
        record = chosen.record
        if isinstance(record, Item):
            placed.extend(_of_item(material, selection, record, heads[record.key]))
        elif isinstance(record, Derivative):
            placed.append(_derived(material, selection, record))
    return tuple(placed)


def _of_item(material: Material, selection: Selection, item: Item, held: Commitments) -> Iterator[Placed]:
    if not selection.part_goes(item, "bytes"):
        yield Placed(FileEntry("original", item.key, None, None, None, held["bytes"], CLOSED), None)
        return
    yield _original(material, selection, item)
    if item.readings_sha256 is not None:
        yield _document(material, item, "readings", item.readings_sha256)
    if item.surroundings_sha256 is not None and selection.part_goes(item, "surroundings"):
        yield _document(material, item, "surroundings", item.surroundings_sha256)


def _original(material: Material, selection: Selection, item: Item) -> Placed:
    sha256, size = item.fingerprints.sha256, item.fingerprints.size_bytes
    if selection.options.originals == "hashes":
        return Placed(FileEntry("original", item.key, None, sha256, size, None, HASHES_ONLY), None)
    source = material.original(item)
    note = NOT_AT_HAND if source is None else changed_since(item, source)
    if source is None or note:
        return Placed(FileEntry("original", item.key, None, sha256, size, None, note), None)
    path = naming.original_path(item, with_name=selection.part_goes(item, "name"))
    return Placed(FileEntry("original", item.key, path, sha256, size), member_of_file(path, source, sha256, item.label))


def changed_since(item: Item, source: Path) -> str:
    """Look at a linked file before it is relied on: nobody kept it from being changed. Read twice, for links alone."""
    if not item.is_linked:
        return ""
    try:
        with source.open("rb") as file:
            return "" if file_digest(file, "sha256").hexdigest() == item.fingerprints.sha256 else CHANGED
    except OSError:
        return NOT_AT_HAND


def _document(material: Material, item: Item, role: Role, sha256: str) -> Placed:
    path = naming.readings_path(item) if role == "readings" else naming.surroundings_path(item)
    data = material.document(sha256)
    if data is None:
        return Placed(FileEntry(role, item.key, None, sha256, None, None, NO_DOCUMENT), None)
    return Placed(FileEntry(role, item.key, path, sha256, len(data)), member_of_bytes(path, data))


def _derived(material: Material, selection: Selection, derivative: Derivative) -> Placed:
    label = str(getattr(selection.chosen[f"item/{derivative.item}"].record, "label", ""))
    source = material.derived(derivative)
    path = naming.derived_path(derivative, label)
    role: Role = derivative.purpose
    if source is None:
        return Placed(FileEntry(role, derivative.key, None, derivative.sha256, None, None, NOT_AT_HAND), None)
    try:
        member = member_of_file(path, source, derivative.sha256, label)
    except UnreadableFile:
        return Placed(FileEntry(role, derivative.key, None, derivative.sha256, None, None, NOT_AT_HAND), None)
    return Placed(FileEntry(role, derivative.key, path, derivative.sha256, member.size_bytes), member)
