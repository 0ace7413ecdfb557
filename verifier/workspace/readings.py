"""What an item's file says of itself, from the documents that were stored when it came in; nothing is decoded again."""

from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from verifier.case.case import Case
from verifier.domain import codec
from verifier.domain.inspection import Opinion
from verifier.domain.readings import Fact, FilmedBy, Finding, ReaderRun, Reading, ReadingsDocument
from verifier.domain.records import Item, Posting
from verifier.metadata.facts import facts
from verifier.metadata.filmed_by import filmed_by
from verifier.metadata.findings.base import Look
from verifier.metadata.findings.registry import findings
from verifier.metadata.second_opinion import second_opinion
from verifier.workspace.digests import tables_of_camera
from verifier.workspace.pictures import original_path
from verifier.workspace.tracks import track_item

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
    posted = posted_at(workspace.case, item)
    return workspace.think(lambda: file_report(workspace, item, posted))


def posted_at(case: Case, item: Item) -> tuple[datetime, ...]:
    """Return when an item was posted, as far as that is known, in UTC."""
    postings = (one for one in case.referring(item.key) if isinstance(one, Posting) and one.item == item.id)
    return tuple(posting.posted_at for posting in postings if posting.posted_at is not None)


def file_report(workspace: "Workspace", item: Item, posted: tuple[datetime, ...] = ()) -> FileReport:
    """Gather what is known of an item's file; ``posted``: when it was posted, which its clock is set against."""
    document = document_of(workspace, item.readings_sha256)
    readings = document.readings if document is not None else ()
    found = facts(readings)
    filmed = filmed_by(found, readings, workspace.catalog)
    look = Look(
        readings,
        found,
        item.kind,
        item.original_name,
        item.technical,
        filmed,
        posted,
        beside=_beside(workspace, item),
        tables_of_camera=tables_of_camera(workspace.folder, item, workspace.case.of(Item)),
    )
    return FileReport(
        readings=readings,
        surroundings=readings_of(workspace, item.surroundings_sha256),
        facts=found,
        filmed_by=filmed,
        findings=findings(look),
        runs=document.readers if document is not None else (),
    )


def _beside(workspace: "Workspace", item: Item) -> tuple[Reading, ...]:
    """Return the readings of the telemetry that lies beside a clip."""
    holder = track_item(workspace.case, item)
    return readings_of(workspace, holder.readings_sha256) if holder.id != item.id else ()


def ask_another(workspace: "Workspace", item: Item) -> Opinion:
    """Ask another program about an item's file, and say where it differs from what was read when it came in.

    Raises :class:`VerifierError` where the file is not at hand, or the program cannot be asked.
    """
    document = document_of(workspace, item.readings_sha256)
    return second_opinion(original_path(workspace, item), document.readings if document is not None else ())


def readings_of(workspace: "Workspace", sha256: str | None) -> tuple[Reading, ...]:
    """Return the readings of a stored document; none where there is no such document (or it was purged)."""
    document = document_of(workspace, sha256)
    return document.readings if document is not None else ()


def document_of(workspace: "Workspace", sha256: str | None) -> ReadingsDocument | None:
    """Return a stored document."""
    data = workspace.storage.readings(sha256) if sha256 is not None else None
    return codec.decode(data, ReadingsDocument) if data is not None else None
