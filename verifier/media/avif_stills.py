"""Decode AVIF: with Pillow, and with FFmpeg where Pillow is too strict. Both leave the picture as it is coded.

WORKAROUND Pillow (and OpenCV) have libavif refuse files whose boxes bend the standard, among them published samples.
May go when Pillow offers libavif's lenient parsing.
"""

from io import FileIO
from pathlib import Path

from verifier.domain.errors import UnreadableFile
from verifier.media.heif_boxes import coded_orientation
from verifier.media.pillow_stills import decode_with_pillow
from verifier.media.stored_picture import StoredPicture, refuse_bomb


def decode_avif(path: Path, file: FileIO, size_bytes: int, max_side: int | None) -> StoredPicture:
    """Decode the main picture; raise ``UnreadableFile`` or ``RefusedFile``."""
    try:
        return decode_with_pillow(file, "image/avif", size_bytes, max_side, path.name)
    except UnreadableFile:
        return _decode_as_one_frame(path, size_bytes, coded_orientation(file))


def _decode_as_one_frame(path: Path, size_bytes: int, exif: int) -> StoredPicture:
    from av.error import FFmpegError

    from verifier.media.clip_opening import OpenedClip, require_stream
    from verifier.media.frame_pixels import FrameConverter
    from verifier.media.upright import Orientation

    opened = OpenedClip(path, "mov")
    try:
        stream = require_stream(opened)
        refuse_bomb(stream.width, stream.height, size_bytes, path.name)
        frame = next(opened.container.decode(stream))
        pixels = FrameConverter(Orientation(exif, frame.width, frame.height)).stored(frame)
        has_alpha = len(opened.container.streams.video) > 1
    except (FFmpegError, StopIteration) as error:
        raise UnreadableFile("The picture is damaged or incomplete and cannot be shown.", path.name) from error
    finally:
        opened.close()
    note = "transparency left out" if has_alpha else None
    return StoredPicture(pixels, frame.width, frame.height, exif, "avif", frame.format.name, picture=note)
