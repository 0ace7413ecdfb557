"""The clip tasks: open a clip, decode a frame of it, save one as PNG. Imported by workers only, by name."""

import hashlib
import os
import zlib
from io import BytesIO
from pathlib import Path

import PIL
from PIL import Image

from verifier.domain.errors import StorageFailed, UnreadableFile, UsageError
from verifier.media.clip_messages import ClipReply, DecodeFrame, FrameReply, OpenClip, SavedFrame, SaveFramePng
from verifier.media.frame_pixels import conversion_facts, pixel_libraries
from verifier.media.lend import lend_pixels
from verifier.media.messages import Kept
from verifier.media.sniff import sniff
from verifier.media.video import Clip, Frame, open_clip

_HEAD_BYTES = 64 * 1024
_PNG_LEVEL = 6


def list_frames(request: OpenClip, kept: Kept) -> ClipReply:
    """Open a clip and list its frames."""
    clip = _clip(request.path, kept)
    return ClipReply(clip.technical, clip.table.pack(), clip.troubles)


def decode_frame(request: DecodeFrame, kept: Kept) -> FrameReply:
    """Decode one frame, or the key frame before it, and lend its pixels."""
    clip = _clip(request.path, kept)
    ordinal = _checked(clip, request.ordinal)
    read = clip.key_frame if request.nearest_key else clip.frame
    frame = read(ordinal, max_side=request.max_side)
    return FrameReply(lend_pixels(frame.pixels, request.format), frame.ref, frame.is_damaged)


def save_frame_png(request: SaveFramePng, kept: Kept) -> SavedFrame:
    """Write one frame as PNG; raise ``StorageFailed`` where the disk does not take it."""
    clip = _clip(request.path, kept)
    frame = clip.frame(_checked(clip, request.ordinal), raw=request.raw)
    data = _png(frame)
    _write_whole(Path(os.fsdecode(request.out)), data)
    height, width = frame.pixels.shape[:2]
    return SavedFrame(
        frame=frame.ref,
        width=width,
        height=height,
        sha256=hashlib.sha256(data).hexdigest(),
        function=f"{__name__}.{save_frame_png.__name__}",
        parameters={
            "pts": frame.ref.pts,
            "ordinal": frame.ref.ordinal,
            "raw": request.raw,
            "orientation": clip.orientation.exif,
            "sample_aspect": str(clip.orientation.sample_aspect),
            "png_level": _PNG_LEVEL,
            **conversion_facts(frame.decoded),
        },
        libraries={**pixel_libraries(), "pillow": PIL.__version__, "zlib": zlib.ZLIB_RUNTIME_VERSION},
        is_damaged=frame.is_damaged,
    )


def _clip(path_bytes: bytes, kept: Kept) -> Clip:
    """Return a clip that is kept open, or open it; a file that has changed since is opened anew."""
    path = Path(os.fsdecode(path_bytes))
    try:
        state = path.stat()
    except OSError as error:
        raise UnreadableFile(f"The file cannot be opened: {error.strerror}.", path.name) from error
    return kept.get((path_bytes, state.st_size, state.st_mtime_ns), lambda: _open(path, state.st_size))


def _open(path: Path, size_bytes: int) -> Clip:
    try:
        with path.open("rb") as file:
            sniffed = sniff(file.read(_HEAD_BYTES), size_bytes)
    except OSError as error:
        raise UnreadableFile(f"The file cannot be opened: {error.strerror}.", path.name) from error
    return open_clip(path, sniffed)


def _checked(clip: Clip, ordinal: int) -> int:
    if not 0 <= ordinal < len(clip.table):
        raise UsageError(f"There is no frame #{ordinal}: the frames are #0 to #{len(clip.table) - 1}.")
    return ordinal


def _png(frame: Frame) -> bytes:
    data = BytesIO()
    Image.fromarray(frame.pixels).save(data, "PNG", compress_level=_PNG_LEVEL)
    return data.getvalue()


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageFailed(f"The picture could not be written: {error.strerror}.", path.name) from error
