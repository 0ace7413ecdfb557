"""The clip tasks: open a clip, decode a frame of it, save one as PNG. Imported by workers only, by name."""

import os
from pathlib import Path

from verifier.domain.errors import UsageError
from verifier.media.clip_messages import ClipReply, DecodeFrame, FrameReply, OpenClip, SavedFrame, SaveFramePng
from verifier.media.frame_pixels import Pixels, conversion_facts, pixel_libraries
from verifier.media.lend import lend_pixels
from verifier.media.messages import Kept
from verifier.media.originals import unreadable
from verifier.media.png import PNG_LEVEL, png_libraries, write_png
from verifier.media.sniff import sniff_file
from verifier.media.video import Clip, open_clip


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
    if not request.nearest_key:
        kept.meanwhile = clip.fill
    return FrameReply(lend_pixels(frame.pixels, request.format), frame.ref, frame.is_damaged)


def small_frame(path: bytes, ordinal: int, max_side: int, kept: Kept) -> Pixels:
    """Return one frame small, (height, width, 3) uint8 RGB, upright; a key frame comes without its neighbors."""
    clip = _clip(path, kept)
    is_key = clip.table.keys[_checked(clip, ordinal)] == 1
    read = clip.key_frame if is_key else clip.frame
    return read(ordinal, max_side=max_side).pixels


def save_frame_png(request: SaveFramePng, kept: Kept) -> SavedFrame:
    """Write one frame as PNG; raise ``StorageFailed`` where the disk does not take it."""
    clip = _clip(request.path, kept)
    frame = clip.frame(_checked(clip, request.ordinal), raw=request.raw)
    sha256 = write_png(frame.pixels, Path(os.fsdecode(request.out)))
    height, width = frame.pixels.shape[:2]
    return SavedFrame(
        frame=frame.ref,
        width=width,
        height=height,
        sha256=sha256,
        function=f"{__name__}.{save_frame_png.__name__}",
        parameters={
            "pts": frame.ref.pts,
            "ordinal": frame.ref.ordinal,
            "raw": request.raw,
            "orientation": clip.orientation.exif,
            "sample_aspect": str(clip.orientation.sample_aspect),
            "png_level": PNG_LEVEL,
            **conversion_facts(frame.decoded),
        },
        libraries={**pixel_libraries(), **png_libraries()},
        is_damaged=frame.is_damaged,
    )


def kept_clip(path: bytes, kept: Kept) -> Clip:
    """Return a clip that is kept open, for tasks of other floors."""
    return _clip(path, kept)


def _clip(path_bytes: bytes, kept: Kept) -> Clip:
    """Return a clip that is kept open, or open it; a file that has changed since is opened anew."""
    path = Path(os.fsdecode(path_bytes))
    try:
        state = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    return kept.get((path_bytes, state.st_size, state.st_mtime_ns), lambda: open_clip(path, sniff_file(path)))


def _checked(clip: Clip, ordinal: int) -> int:
    if not 0 <= ordinal < len(clip.table):
        raise UsageError(f"There is no frame #{ordinal}: the frames are #0 to #{len(clip.table) - 1}.")
    return ordinal
