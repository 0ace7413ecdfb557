"""What is asked of the workers that join floors, and what they answer.

Paths travel as bytes: on Linux a file's name need not be text. Imports no decoder: the window process sends these.
"""

from typing import Literal

import msgspec

from verifier.domain.frames import FrameRef
from verifier.domain.ids import Sha256
from verifier.domain.inspection import Fingerprints, ItemKind, Technical, Trouble
from verifier.domain.records import Recipe

THUMBNAIL_SIDE = 320
"""Pixels of the longer side of a thumbnail: two device pixels for each of the list's, on a fine display."""


class Ingest(msgspec.Struct, frozen=True, tag="workspace.ingest"):
    """Read one file once: surroundings, hashes, copy into the case, kind, technical facts, readings, thumbnail.

    ``case``: the folder of the case. ``copy_to``: a new file in its ``incoming``; ``None`` where the original stays
    where it is. ``extra_catalog`` is not needed: which drones may have filmed is worked out when it is looked at.
    """

    path: bytes
    case: bytes
    copy_to: bytes | None


class Ingested(msgspec.Struct, frozen=True):
    """What one look at one file yielded; the documents are canonical bytes, to be stored as they are."""

    fingerprints: Fingerprints
    kind: ItemKind
    media_type: str
    technical: Technical
    readings: bytes
    surroundings: bytes | None
    has_thumbnail: bool
    troubles: tuple[Trouble, ...]


class Inspect(msgspec.Struct, frozen=True, tag="workspace.inspect"):
    """Look at one file outside any case; the answer is an ``Inspection``. ``shown`` is the path as it is printed."""

    path: bytes
    shown: str
    extra_catalog: str = ""


class SaveFrame(msgspec.Struct, frozen=True, tag="workspace.save_frame"):
    """Decode one exact frame (of a photo: its picture) and write it as PNG to the new file ``to``.

    ``when``: ``#812``, ``pts:27093``, seconds, or empty for a photo. ``is_raw``: the stored grid, else the displayed.
    """

    path: bytes
    when: str
    to: bytes
    is_raw: bool = False
    input_sha256: Sha256 | None = None
    """SHA-256 of the file where it is known already; else it is computed."""


class FrameSaved(msgspec.Struct, frozen=True):
    """The frame that it is, the PNG that was written, how it was made."""

    frame: FrameRef | None
    picture_sha256: Sha256
    width: int
    height: int
    recipe: Recipe
    kind: Literal["photo", "video"]
