"""Check a bundle: nothing changed, added or removed, the chain whole, every record what the chain commits to.

Needs the case, the domain and the standard library, so that it runs where no picture can be decoded; and cryptography,
where readings are signed. What it cannot know stands in :mod:`verifier.bundle.check_result`.
"""

from collections.abc import Iterator
from pathlib import Path

from verifier.bundle import layout
from verifier.bundle.check_result import CheckResult, Fault
from verifier.bundle.checked_bag import ReadBag, manifest_faults, read_bag
from verifier.bundle.checked_chain import (
    ReadChain,
    count_withheld,
    info_faults,
    read_chain,
    read_evidence,
    read_values,
    record_faults,
)
from verifier.bundle.checked_files import catalog_faults, file_faults
from verifier.bundle.checked_signatures import signature_faults, signatures_in
from verifier.bundle.evidence import Evidence
from verifier.bundle.opened import Opened, opened
from verifier.domain.errors import CaseTooNew, NotABundle, UnreadableFile
from verifier.domain.progress import Progress

VERSION_FIELD = "Bundle-Format-Version"


def check(path: Path, progress: Progress | None = None) -> CheckResult:
    """Check a bundle, a folder or a .zip.

    Raise :class:`NotABundle` where there is none, :class:`CaseTooNew` where a newer program wrote it,
    :class:`UnreadableFile` where the medium fails.
    """
    try:
        with opened(path) as bag:
            return _checked(bag, path.name, progress or Progress())
    except OSError as error:
        raise UnreadableFile(f"The bundle cannot be read ({error.strerror}).", path.name) from error


def _checked(bag: Opened, name: str, progress: Progress) -> CheckResult:
    if layout.BAGIT not in bag.sizes or layout.BAG_INFO not in bag.sizes:
        raise NotABundle("This holds no evidence bundle: bagit.txt or bag-info.txt is missing.", name)
    read = read_bag(bag, progress)
    info, version = _info(read.contents.get(layout.BAG_INFO, b""), name)
    chain = read_chain(read.contents.get(layout.JOURNAL, b""))
    values, value_faults = read_values(read.contents.get(layout.VALUES, b""), chain)
    evidence = read_evidence(read.contents.get(layout.EVIDENCE, b""))
    faults = [*bag.faults, *read.faults, *manifest_faults(read), *_missing(bag), *chain.faults, *value_faults]
    if isinstance(evidence, Fault):
        faults.append(evidence)
    elif chain.holds:
        faults.extend(_content_faults(bag, read, chain, values, evidence))
    known = None if isinstance(evidence, Fault) else evidence
    return CheckResult(
        sound=not faults,
        faults=tuple(sorted(set(faults), key=lambda fault: (fault.where, fault.what))),
        format_version=version,
        program=info.get("Bag-Software-Agent", ""),
        made_for=known.options.audience if known else "",
        journal_lines=chain.replay.number,
        journal_head=chain.replay.previous,
        records=len(known.records) if known else 0,
        files=len(bag.sizes),
        size_bytes=sum(bag.sizes.values()),
        withheld=count_withheld(chain, values) if chain.holds else None,
        signatures=signatures_in(known) if known and not faults else None,
    )


def _info(data: bytes, name: str) -> tuple[dict[str, str], int]:
    """Read ``bag-info.txt`` and the format version in it; a damaged one is found by its hash."""
    try:
        info = layout.read_bag_info(data)
    except ValueError:
        return {}, layout.FORMAT_VERSION
    stated = info.get(VERSION_FIELD, "")
    if not stated:
        raise NotABundle("This is a bag, but not an evidence bundle: bag-info.txt states no bundle format.", name)
    version = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 10 else layout.FORMAT_VERSION
    if version > layout.FORMAT_VERSION:
        raise CaseTooNew(
            f"This bundle was written by a newer version of the program (format {version}; this one reads up to"
            f" {layout.FORMAT_VERSION}). Install the newer version to check it.",
            name,
        )
    return info, version


def _missing(bag: Opened) -> Iterator[Fault]:
    for path in (*layout.FIXED_MEMBERS, *layout.TAG_FILES, layout.TAG_MANIFEST):
        if path not in bag.sizes:
            yield Fault(path, "The file was removed.")


def _content_faults(
    bag: Opened, read: ReadBag, chain: ReadChain, values: dict[str, bytes], evidence: Evidence
) -> Iterator[Fault]:
    records = list(record_faults(evidence, chain, values))
    yield from records
    yield from info_faults(read.contents.get(layout.BAG_INFO, b""), evidence, chain, bag.sizes)
    if not records:
        yield from file_faults(evidence, chain, read)
        yield from signature_faults(evidence, chain)
        yield from catalog_faults(read.contents.get(layout.CATALOG, b""), evidence)
