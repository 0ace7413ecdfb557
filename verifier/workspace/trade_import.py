"""Rows that a person chose from a table become trade records of the case, under one gesture."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.commands.trade import AddTrade
from verifier.domain.errors import UsageError
from verifier.domain.progress import Progress
from verifier.domain.records import Item, TradeRecord
from verifier.media.pool import Bounds
from verifier.workspace.awaiting import awaited
from verifier.workspace.footage import add_footage
from verifier.workspace.machine_messages import ScanTable
from verifier.workspace.trade import TradeQuery
from verifier.workspace.trade_tables import Mapping, Scan, TableLook, TableRow, record_of

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

_BOUNDS = Bounds(time_s=3600)
BATCH = 500
"""Records of one line of the journal; all lines of one import are one gesture."""


class Taken(msgspec.Struct, frozen=True):
    """How many rows became records, and how many had been taken before and were left out."""

    records: int
    known: int


def table_item(workspace: "Workspace", path: Path, *, link: bool = False) -> Item:
    """Return the item of a table, which is added to the case where it is not there: a record names its document.

    Raise :class:`UsageError` where it cannot be added.
    """
    added = add_footage(workspace, [path], link=link, jobs=1)
    item = next((one.item for one in added.files if one.item is not None), None)
    if item is None:
        why = next((one.sentence for one in added.files if one.sentence), "The table could not be added to the case.")
        raise UsageError(why, path.name)
    return item


def scan_beside(
    workspace: "Workspace",
    path: Path,
    look: TableLook,
    mapping: Mapping,
    query: TradeQuery,
    limit: int,
    progress: Progress,
) -> Scan:
    """Go through a table in a worker: a million rows keep the processor for seconds, and a window's thread waiting.

    Raises as :func:`scan`; :class:`Cancelled` where ``progress`` is.
    """
    request = ScanTable(os.fsencode(path), look.layout, mapping, query, limit)
    return awaited(workspace.pool.submit(request, Scan, bounds=_BOUNDS), progress)


def take_rows(
    workspace: "Workspace",
    document: Item,
    look: TableLook,
    mapping: Mapping,
    rows: tuple[TableRow, ...],
    query: TradeQuery | None = None,
) -> Taken:
    """Make records of rows; those of this document that are in the case already are left out. One undo.

    Raise :class:`UsageError` where no field that says something is mapped.
    """
    if not mapping.columns:
        raise UsageError("Say first which column holds what.")
    held = {record.row for record in workspace.case.of(TradeRecord) if record.document == document.id}
    fresh = [row for row in rows if row.number not in held]
    identifiers = workspace.catalog.identifiers
    records = [
        record_of(row, look.heads, mapping, look.layout, identifiers, document=document.id, query=query)
        for row in fresh
    ]
    said = [record for record in records if _says_something(record)]
    gesture = workspace.new_id()
    for start in range(0, len(said), BATCH):
        workspace.execute(AddTrade(tuple(said[start : start + BATCH])), gesture=gesture)
    return Taken(len(said), len(rows) - len(fresh))


def _says_something(record: TradeRecord) -> bool:
    return any((record.parties, record.dates, record.hs_code, record.goods, record.model, record.serials, record.route))
