"""The words of documents, as futures; read in a worker."""

import os
from concurrent.futures import Future
from typing import TYPE_CHECKING

from verifier.domain.errors import VerifierError
from verifier.domain.records import Item
from verifier.workspace.paper_messages import Paper, ReadPaper
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

_TEXTS = ("application/json", "application/xml", "application/x-subrip", "application/pdf", "application/gpx+xml",
          "application/vnd.google-earth.kml+xml", "multipart/related", "message/rfc822", "image/svg+xml",
          "application/vnd.apple.mpegurl", "application/dash+xml", "application/sdp")  # fmt: skip


def is_readable(item: Item) -> bool:
    """Tell whether an item's words can be read: a text of any kind, or a PDF."""
    is_other = item.kind not in ("photo", "video", "audio")
    return is_other and (item.media_type.startswith("text/") or item.media_type in _TEXTS)


def paper(workspace: "Workspace", item: Item) -> Future[Paper]:
    """Read the words of a document; the future raises :class:`VerifierError` where they cannot be read."""
    try:
        request = ReadPaper(os.fsencode(original_path(workspace, item)), item.media_type)
    except VerifierError as error:
        failed: Future[Paper] = Future()
        failed.set_exception(error)
        return failed
    return workspace.pool.submit(request, Paper, lane="stage")
