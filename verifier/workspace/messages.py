"""What is asked of the workers that join floors, and what they answer.

Paths travel as bytes: on Linux a file's name need not be text. Imports no decoder: the window process sends these.
"""

from typing import Literal

import msgspec

from verifier.domain.frames import FrameRef
from verifier.domain.ids import Sha256
from verifier.domain.inspection import Fingerprints, ItemKind, Technical, Trouble
from verifier.domain.records import Recipe
from verifier.media.messages import SharedPixels
from verifier.workspace.hash_rows import HashRow

THUMBNAIL_SIDE = 320
"""Pixels of the longer side of a thumbnail: two for each of the list's, for a fine display."""
STRIP_SIDE = 192
"""Pixels of the longer side of a frame in a clip's strip: two for each that is shown, and enough to hover over."""
LookAt = Literal["all", "readings", "bytes"]
"""``readings``: nothing is decoded. ``bytes``: hashes and kind alone."""


class Ingest(msgspec.Struct, frozen=True):
    """Read one file once: surroundings, hashes, copy into the case, kind, technical facts, readings, thumbnail.

    ``case``: the folder of the case. ``copy_to``: a new file in its ``incoming``; ``None`` where the original stays
    where it is. ``look_at``: less than all where a look before took a worker down.
    """

    path: bytes
    case: bytes
    copy_to: bytes | None
    look_at: LookAt = "all"


class Ingested(msgspec.Struct, frozen=True):
    """What one look at one file yielded; the documents are canonical bytes, to be stored as they are.

    ``looks``: the hashes of how it looks, to be kept with those of other files.
    """

    fingerprints: Fingerprints
    kind: ItemKind
    media_type: str
    technical: Technical
    readings: bytes | None
    surroundings: bytes
    troubles: tuple[Trouble, ...]
    looks: HashRow | None = None


class Inspect(msgspec.Struct, frozen=True):
    """Look at one file outside any case; the answer is an ``Inspection``. ``shown`` is the path as it is printed."""

    path: bytes
    shown: str
    extra_catalog: str = ""


class ReadTrack(msgspec.Struct, frozen=True):
    """Read the telemetry of one file; the answer is a ``Track``."""

    path: bytes


class MakeThumbnail(msgspec.Struct, frozen=True):
    """Decode a photo, or the first frame of a clip, small; keep it as JPEG in ``keep_as`` where that is given."""

    path: bytes
    keep_as: bytes | None


class Thumbnail(msgspec.Struct, frozen=True):
    """A small upright picture; nothing for a kind that is not drawn."""

    pixels: SharedPixels | None


class MakeStripFrame(msgspec.Struct, frozen=True):
    """Decode one frame of a clip small for its strip; keep it as JPEG in ``keep_as`` where that is given."""

    path: bytes
    ordinal: int
    keep_as: bytes | None


class MakePicture(msgspec.Struct, frozen=True):
    """Decode a photo, or frame ``ordinal`` of a clip, upright and encode it as JPEG of at most ``max_side`` pixels."""

    path: bytes
    ordinal: int | None
    max_side: int


class EncodedPicture(msgspec.Struct, frozen=True):
    """A JPEG; nothing for a kind that is not drawn."""

    jpeg: bytes | None


class SavePicture(msgspec.Struct, frozen=True):
    """Write one exact picture as PNG to the new file ``out``: the frame ``when`` of a clip, or the photo itself.

    ``when``: ``#812``, ``pts:27093`` or seconds; empty for a photo. ``raw``: the stored grid, else the displayed.
    """

    path: bytes
    when: str
    out: bytes
    raw: bool = False
    input_sha256: Sha256 | None = None
    """Of the file, for the recipe, where it is known; else it is read for it."""


class SavedPicture(msgspec.Struct, frozen=True):
    """The PNG that was written, the frame that it is (``None``: a photo) and how it was made."""

    sha256: Sha256
    width: int
    height: int
    frame: FrameRef | None
    recipe: Recipe
