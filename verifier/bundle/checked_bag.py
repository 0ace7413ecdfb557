"""The outer check: every member is in the manifests with its hash, and nothing else stands in the bundle."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import msgspec

from verifier.bundle import layout
from verifier.bundle.check_result import Fault
from verifier.bundle.opened import DAMAGED, Opened, digest_of
from verifier.domain.progress import Progress

KEPT = frozenset(
    {*layout.TAG_FILES, layout.TAG_MANIFEST, layout.EVIDENCE, layout.JOURNAL, layout.VALUES, layout.CATALOG}
)
"""Members whose contents are looked at; kept when they are hashed, so that everything is read once."""
MOST_KEPT_BYTES = 1 << 30
_THREADS = 2


class ReadBag(msgspec.Struct, frozen=True):
    """Every member's hash, the contents of those that are looked at, and what was wrong on the way."""

    hashes: dict[str, str]
    contents: dict[str, bytes]
    faults: tuple[Fault, ...]


def read_bag(bag: Opened, progress: Progress) -> ReadBag:
    """Hash every member on two threads (SHA-256 runs outside the interpreter's lock), the largest first."""
    paths = sorted(bag.sizes, key=lambda path: (-bag.sizes[path], path))
    hashes: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    faults: list[Fault] = []
    done, total = 0, sum(bag.sizes.values())
    with ThreadPoolExecutor(_THREADS) as threads:
        for path, read in zip(paths, threads.map(partial(_read, bag), paths), strict=True):
            progress.report(done, total, path)
            done += bag.sizes[path]
            if isinstance(read, Fault):
                faults.append(read)
                continue
            hashes[path] = read[0]
            if path in KEPT:
                contents[path] = read[1]
    return ReadBag(hashes, contents, tuple(faults))


def _read(bag: Opened, path: str) -> tuple[str, bytes] | Fault:
    if path in KEPT and bag.sizes[path] > MOST_KEPT_BYTES:
        return Fault(path, "The member is absurdly large; it was not read.")
    try:
        return digest_of(bag, path, keep=path in KEPT)
    except (OSError, *DAMAGED):
        return Fault(path, "The member cannot be read: it is damaged.")


def manifest_faults(read: ReadBag) -> Iterable[Fault]:
    """Compare both manifests with the members, and say what stands where nothing may."""
    payload = {path: digest for path, digest in read.hashes.items() if path.startswith("data/")}
    tags = {path: digest for path, digest in read.hashes.items() if path in layout.TAG_FILES}
    unreadable = {fault.where for fault in read.faults}
    yield from _compare(layout.MANIFEST, read, payload, unreadable)
    yield from _compare(layout.TAG_MANIFEST, read, tags, unreadable)
    for path in sorted(read.hashes.keys() - payload.keys() - tags.keys() - {layout.TAG_MANIFEST}):
        yield Fault(path, "Nothing of this name may stand in a bundle; it was added.")
    if read.contents.get(layout.BAGIT, layout.BAGIT_TEXT) != layout.BAGIT_TEXT:
        yield Fault(layout.BAGIT, "The file was changed.")


def _compare(name: str, read: ReadBag, found: dict[str, str], unreadable: set[str]) -> Iterable[Fault]:
    data = read.contents.get(name)
    if data is None:
        if name not in unreadable:
            yield Fault(name, "The manifest is missing.")
        return
    try:
        stated = layout.read_manifest(data)
    except ValueError:
        yield Fault(name, "The manifest was changed: a line of it is damaged.")
        return
    for path in sorted(stated.keys() | found.keys()):
        if path not in found:
            if path not in unreadable:
                yield Fault(path, "The file was removed.")
        elif path not in stated:
            yield Fault(path, f"The file was added, or its line was taken out of {name}.")
        elif stated[path] != found[path]:
            yield Fault(path, f"The file was changed: its hash is not that in {name}.")
    if stated == found and layout.manifest(found) != data:
        yield Fault(name, "The manifest was changed: it is not written as the program writes it.")
