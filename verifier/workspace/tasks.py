"""Worker tasks that join floors: the one look at a file that import takes, inspection, saved pictures.

Imported by workers only, by name; everything here may decode what a stranger sent, and die of it.
"""

import os
from pathlib import Path
from typing import Any

import msgspec

from verifier.case.folder import CaseFolder
from verifier.catalog.catalog import Catalog, load_catalog
from verifier.domain import codec
from verifier.domain.errors import UnsupportedFile, VerifierError
from verifier.domain.ids import Sha256
from verifier.domain.inspection import Inspection, Technical, Trouble
from verifier.domain.readings import ReaderRun, Reading, ReadingsDocument
from verifier.media.cv import cv2
from verifier.media.fingerprint import ReadOnce, read_once
from verifier.media.lend import lend_pixels
from verifier.media.messages import KeepingTask, Kept, Task
from verifier.media.pdq import SIDE as HASHED_SIDE
from verifier.media.picture_hashes import hashes_of_drawn
from verifier.media.scaling import shrink
from verifier.media.sniff import Sniffed, sniff, sniff_file
from verifier.media.video_tasks import small_frame
from verifier.metadata.inspect import inspect
from verifier.metadata.reading import FORMAT_VERSION, ReadResult, read_all
from verifier.metadata.source import Source
from verifier.metadata.surroundings import READER, VERSION, read_surroundings
from verifier.metadata.telemetry.reading import read_telemetry
from verifier.metadata.telemetry.track import Track
from verifier.metadata.thumbnail import with_likeness
from verifier.workspace.cached import thumbnail_path
from verifier.workspace.digests import Digest, MadeDigests, MakeDigests, Undigested, digest_of
from verifier.workspace.drawing import draw, jpeg, keep_jpeg
from verifier.workspace.hash_cache import row_of
from verifier.workspace.hash_rows import HashRow
from verifier.workspace.messages import (
    STRIP_SIDE,
    THUMBNAIL_SIDE,
    EncodedPicture,
    Ingest,
    Ingested,
    Inspect,
    MakePicture,
    MakeStripFrame,
    MakeThumbnail,
    ReadTrack,
    SavePicture,
    Thumbnail,
)
from verifier.workspace.saved_pictures import save_picture


class _Opened(msgspec.Struct, frozen=True):
    """A file that has been read once: where its bytes lie now, its hashes and first bytes, what it is."""

    path: Path
    once: ReadOnce
    sniffed: Sniffed


class _Looked(msgspec.Struct, frozen=True):
    """What decoding yielded: technical facts, what went wrong, the small picture of a photo, hashes of its look."""

    technical: Technical = Technical()
    troubles: tuple[Trouble, ...] = ()
    pixels: Any = None
    hashes: HashRow | None = None


def ingest(request: Ingest) -> Ingested:
    """Look at one file as :class:`Ingest` says; raise :class:`InputError` where it cannot be read at all."""
    cv2.setNumThreads(1)  # an import keeps every processor busy with files: threads for one picture would only spin
    path = Path(os.fsdecode(request.path))
    folder = CaseFolder(Path(os.fsdecode(request.case)))
    around = read_surroundings(path)  # first: opening changes the access time, copying drops the attributes
    opened = _store(path, folder, request)
    sha256 = opened.once.fingerprints.sha256
    read = _read(opened) if request.look_at != "bytes" else None
    looked = _look(opened, folder, sha256) if request.look_at == "all" else _Looked()
    document = with_likeness(opened.path, read.document, looked.pixels) if read is not None else None
    return Ingested(
        fingerprints=opened.once.fingerprints,
        kind=opened.sniffed.kind,
        media_type=opened.sniffed.media_type,
        technical=looked.technical,
        readings=codec.encode(document) if document is not None else None,
        surroundings=codec.encode(_document(around, sha256)),
        troubles=(*(read.troubles if read is not None else ()), *looked.troubles),
        looks=looked.hashes,
    )


def _store(path: Path, folder: CaseFolder, request: Ingest) -> _Opened:
    """Read the file once and keep a copy where one is wanted; all later looks are at that copy."""
    copy_to = Path(os.fsdecode(request.copy_to)) if request.copy_to is not None else None
    once = read_once(path, copy_to=copy_to)
    if copy_to is not None:
        path = folder.adopt_original(copy_to, once.fingerprints.sha256)
    return _Opened(path, once, sniff(once.head, once.fingerprints.size_bytes))


def _read(opened: _Opened) -> ReadResult:
    fingerprints = opened.once.fingerprints
    with Source(opened.path, opened.once.head, opened.sniffed, fingerprints.size_bytes) as source:
        return read_all(source, fingerprints.sha256)


def _document(around: tuple[Reading, ...], sha256: str) -> ReadingsDocument:
    return ReadingsDocument(FORMAT_VERSION, sha256, (ReaderRun(READER, VERSION),), around)


def _look(opened: _Opened, folder: CaseFolder, sha256: Sha256) -> _Looked:
    """Decode once, at a reduced size where the format allows it; a kind that is not drawn is no problem.

    Thumbnail and hashes are made of the one decode; of a clip the first frame, the others when copies are looked for.
    """
    try:
        drawn = draw(opened.path, opened.sniffed, HASHED_SIDE)
        keep_jpeg(shrink(drawn.pixels, THUMBNAIL_SIDE), thumbnail_path(folder, sha256))
        hashes = hashes_of_drawn(drawn.pixels, opened.sniffed.kind, drawn.technical.codec)
    except UnsupportedFile as error:
        is_picture = opened.sniffed.kind in ("photo", "video")
        return _Looked(troubles=(Trouble("decode", "not_drawn", error.sentence),) if is_picture else ())
    except VerifierError as error:
        return _Looked(troubles=(Trouble("decode", "not_decoded", error.sentence),))
    is_photo = opened.sniffed.kind == "photo"
    pixels = drawn.pixels if is_photo else None
    return _Looked(drawn.technical, drawn.troubles, pixels, row_of(sha256, hashes))


def inspect_file(request: Inspect) -> Inspection:
    """Look at one file outside any case."""
    catalog = load_catalog(Path(request.extra_catalog) if request.extra_catalog else None)
    return msgspec.structs.replace(inspect(Path(os.fsdecode(request.path)), catalog), path=request.shown)


def read_track(request: ReadTrack) -> Track:
    """Read the telemetry of one file outside any case, or of an item."""
    return read_telemetry(Path(os.fsdecode(request.path)))


def make_thumbnail(request: MakeThumbnail) -> Thumbnail:
    """Make the small picture again that an import makes, and keep it."""
    path = Path(os.fsdecode(request.path))
    try:
        drawn = draw(path, sniff_file(path), THUMBNAIL_SIDE)
    except UnsupportedFile:
        return Thumbnail(None)
    if request.keep_as is not None:
        keep_jpeg(drawn.pixels, Path(os.fsdecode(request.keep_as)))
    return Thumbnail(lend_pixels(drawn.pixels))


def make_strip_frame(request: MakeStripFrame, kept: Kept) -> Thumbnail:
    """Decode one frame of a clip small and keep it; a key frame is decoded alone."""
    pixels = small_frame(request.path, request.ordinal, STRIP_SIDE, kept)
    if request.keep_as is not None:
        keep_jpeg(pixels, Path(os.fsdecode(request.keep_as)))
    return Thumbnail(lend_pixels(pixels))


def make_picture(request: MakePicture) -> EncodedPicture:
    """Encode a picture for a report."""
    path = Path(os.fsdecode(request.path))
    try:
        return EncodedPicture(jpeg(draw(path, sniff_file(path), request.max_side, request.ordinal).pixels))
    except UnsupportedFile:
        return EncodedPicture(None)


def make_digests(request: MakeDigests, kept: Kept) -> MadeDigests:
    """Draw what lists ask for from documents of readings; one that cannot be read yields an empty digest."""
    own = request.extra_catalog
    catalog = kept.get(("catalog", own), lambda: load_catalog(Path(own) if own else None))
    return MadeDigests(tuple(_digest(one, catalog) for one in request.documents))


def _digest(undigested: Undigested, catalog: Catalog) -> Digest:
    try:
        return digest_of(codec.decode(undigested.document, ReadingsDocument), undigested, catalog)
    except msgspec.MsgspecError:
        return Digest()


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (
    Task(Ingest, ingest),
    Task(Inspect, inspect_file),
    Task(ReadTrack, read_track),
    Task(MakeThumbnail, make_thumbnail),
    Task(MakePicture, make_picture),
    KeepingTask(MakeDigests, make_digests),
    KeepingTask(MakeStripFrame, make_strip_frame),
    KeepingTask(SavePicture, save_picture),
)
