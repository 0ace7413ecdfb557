"""The telemetry of an item: of the file that belongs beside it, else of the track in it. Read by workers alone."""

import os
from concurrent.futures import Future
from typing import TYPE_CHECKING

from verifier.case.case import Case
from verifier.domain.errors import VerifierError
from verifier.domain.records import Item, Link
from verifier.metadata.telemetry.track import Track
from verifier.workspace.looking import bounds_for
from verifier.workspace.messages import ReadTrack
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

SUFFIXES = (".srt", ".gpx")


def track_item(case: Case, item: Item) -> Item:
    """Return the item whose file holds the telemetry of a clip: its sidecar where it has one, else itself."""
    for link in case.referring(item.key):
        if isinstance(link, Link) and link.kind == "sidecar_of" and link.to_key == item.key:
            beside = case.get(link.from_key)
            if isinstance(beside, Item) and beside.original_name.lower().endswith(SUFFIXES):
                return beside
    return item


def read_track(workspace: "Workspace", item: Item) -> Future[Track]:
    """Begin to read the telemetry that an item's own file holds; an error where it holds none."""
    try:
        path = original_path(workspace, item)
    except VerifierError as error:
        failed: Future[Track] = Future()
        failed.set_exception(error)
        return failed
    return workspace.pool.submit(ReadTrack(os.fsencode(path)), Track, bounds=bounds_for(path))
