"""The check of files against records: originals, readings, saved frames, catalog entries."""

import hashlib
from collections.abc import Iterator
from typing import Any

from verifier.bundle import layout
from verifier.bundle.cataloged import CatalogDocument
from verifier.bundle.check_result import Fault
from verifier.bundle.checked_bag import ReadBag
from verifier.bundle.checked_chain import UNREADABLE, ReadChain
from verifier.bundle.evidence import Evidence, FileEntry
from verifier.bundle.signed import signed_files
from verifier.domain import codec

Plain = dict[str, Any]


def file_faults(evidence: Evidence, chain: ReadChain, read: ReadBag) -> Iterator[Fault]:
    """Compare every file entry with its record and its member, and find members that stand for nothing."""
    entries = {(entry.role, entry.of): entry for entry in evidence.files}
    if len(entries) != len(evidence.files):
        yield Fault(layout.EVIDENCE, "The evidence lists a file twice.")
    for (role, key), record in _expected(evidence).items():
        entry = entries.pop((role, key), None)
        since = chain.first_line.get(chain.replay.heads.get(key, {}).get("bytes" if role != "frame" else "main", ""))
        if entry is None:
            yield Fault(key, f"The evidence does not list this record's file ({role}).", since)
        else:
            yield from _entry_faults(entry, record, chain, read, since)
    for role, key in entries:
        yield Fault(key, f"The evidence lists a file ({role}) that no record stands for.")
    signed = signed_files(evidence.records)
    for path, data in signed.items():
        if path not in read.hashes:
            yield Fault(path, "The file was removed.")
        elif read.hashes[path] != hashlib.sha256(data).hexdigest():
            yield Fault(path, "The file was changed: it is not what its reading and its signature make it.")
    named = {entry.path for entry in evidence.files} | {*layout.FIXED_MEMBERS, *layout.SCHEMA_MEMBERS, *signed}
    for path in sorted(read.hashes):
        if path.startswith("data/") and path not in named:
            yield Fault(path, "The file stands for no record.")


def _expected(evidence: Evidence) -> dict[tuple[str, str], Plain]:
    """Return which files the shown records speak of: (role, key) -> record."""
    found: dict[tuple[str, str], Plain] = {}
    for record in evidence.records:
        key = f"{record['type']}/{record['id']}"
        if record["type"] == "derivative":
            found[record["purpose"], key] = record
        elif record["type"] == "item":
            found["original", key] = record
            if record.get("readings_sha256"):
                found["readings", key] = record
            if record.get("surroundings_sha256") and "fingerprints" in record:
                found["surroundings", key] = record
    return found


def _stated_hash(role: str, record: Plain) -> str | None:
    """Return the hash that the record itself states for a file; ``None`` where that part stays."""
    if role == "original":
        return record["fingerprints"]["sha256"] if "fingerprints" in record else None
    field = {"readings": "readings_sha256", "surroundings": "surroundings_sha256"}.get(role, "sha256")
    return record.get(field)


def _entry_faults(
    entry: FileEntry, record: Plain, chain: ReadChain, read: ReadBag, since: int | None
) -> Iterator[Fault]:
    stated = _stated_hash(entry.role, record)
    committed = chain.replay.heads.get(entry.of, {}).get("bytes") if stated is None else None
    if (entry.sha256, entry.commitment) != (stated, committed):
        yield Fault(entry.of, f"The hash listed for the file ({entry.role}) is not that of the record.", since)
    elif entry.path is None:
        if not entry.note:
            yield Fault(entry.of, f"The file ({entry.role}) is left out without a reason.", since)
    elif entry.path not in read.hashes:
        yield Fault(entry.path, "The file was removed.", since)
    elif read.hashes[entry.path] != stated:
        yield Fault(entry.path, "The file was changed: its hash is not that which the journal commits to.", since)


def catalog_faults(data: bytes, evidence: Evidence) -> Iterator[Fault]:
    """Compare the catalog entries with the hashes that claims state for them."""
    try:
        catalog = codec.decode(data, CatalogDocument)
        if codec.encode_indented(catalog) != data:
            raise ValueError("not in canonical form")
    except UNREADABLE:
        yield Fault(layout.CATALOG, "The catalog was changed: it is not written as the program writes it.")
        return
    named = set(_named(evidence))
    held = {entry.entry_sha256 for entry in catalog.entries} | {entry.entry_sha256 for entry in catalog.missing}
    for entry in catalog.entries:
        if hashlib.sha256(codec.encode(entry.entry)).hexdigest() != entry.entry_sha256:
            name = entry.entry.get("name")
            yield Fault(layout.CATALOG, f"The entry {name} was changed: it is not the one that the claim names.")
    if held != named:
        yield Fault(layout.CATALOG, "The catalog does not hold just those entries that claims name.")


def _named(evidence: Evidence) -> Iterator[str]:
    for record in evidence.records:
        if record["type"] != "drone_claim":
            continue
        for stated in (*record["hypotheses"], *record["look_alikes"]):
            if (sha256 := stated["entry"]["entry_sha256"]) is not None:
                yield sha256
