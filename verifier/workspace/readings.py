"""What an item's file says of itself, from the documents that were stored when it came in; nothing is decoded again."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

import msgspec

from verifier.domain import codec
from verifier.domain.readings import Fact, FilmedBy, Finding, ReaderRun, Reading, ReadingsDocument
from verifier.domain.records import Item
from verifier.metadata.facts import facts
from verifier.metadata.filmed_by import filmed_by

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace


class FileReport(msgspec.Struct, frozen=True):
    """Every reading of a file with what is drawn from it; indexes in the facts count into ``readings``.

    ``surroundings``: what stood around the file where it was found (its times, where it was downloaded from).
    ``runs``: which readers looked, and how each ended.
    """

    readings: tuple[Reading, ...]
    surroundings: tuple[Reading, ...]
    facts: dict[str, Fact]
    filmed_by: FilmedBy
    findings: tuple[Finding, ...] = ()
    runs: tuple[ReaderRun, ...] = ()


def read_report(workspace: "Workspace", item: Item) -> Future[FileReport]:
    """Begin to gather what is known of an item's file; the result comes on a thread of the workspace."""
    return workspace.think(lambda: file_report(workspace, item))


def file_report(workspace: "Workspace", item: Item) -> FileReport:
    """Gather what is known of an item's file."""
    document = document_of(workspace, item.readings_sha256)
    readings = document.readings if document is not None else ()
    found = facts(readings)
    return FileReport(
        readings=readings,
        surroundings=readings_of(workspace, item.surroundings_sha256),
        facts=found,
        filmed_by=filmed_by(found, readings, workspace.catalog),
        runs=document.readers if document is not None else (),
    )


def readings_of(workspace: "Workspace", sha256: str | None) -> tuple[Reading, ...]:
    """Return the readings of a stored document; none where there is no such document (or it was purged)."""
    document = document_of(workspace, sha256)
    return document.readings if document is not None else ()


def document_of(workspace: "Workspace", sha256: str | None) -> ReadingsDocument | None:
    """Return a stored document."""
    data = workspace.storage.readings(sha256) if sha256 is not None else None
    return codec.decode(data, ReadingsDocument) if data is not None else None
