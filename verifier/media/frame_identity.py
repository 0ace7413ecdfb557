"""The hash that names a decoded frame, the same that FFmpeg prints.

Anyone can check it without this program::

    ffmpeg -flags bitexact -noautorotate -i FILE -map 0:V:0 -fps_mode passthrough -copyts -enc_time_base -1 \\
           -f framehash -hash sha256 -

prints one line per displayed frame: its PTS in the stream's time base (third column) and its SHA-256 (last column).
FFmpeg before 5.1 writes ``-vsync 0`` for ``-fps_mode passthrough``. Hashed are the decoded planes in the stream's own
pixel format, row after row without padding, uncropped beyond what the decoder crops, unscaled, unturned.

``-flags bitexact`` changes nothing where the standard says what a picture decodes to (H.264, HEVC, VP9, AV1). MPEG-4
part 2 leaves room in rounding: without the flag FFmpeg 5.1 and 8.1 differ, and one version differs between processors;
with it FFmpeg 8.1 (in PyAV 18) and 5.1 (Debian 12) agree on every clip of the samples. Where a clip is damaged, what
stands in for the missing parts depends on the number of threads: we use one there, so give FFmpeg ``-threads 1`` too.
"""

import hashlib

import numpy as np
from av.video.format import VideoFormat
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane

_PAIRED_PIXELS = {"yuyv422": 4, "uyvy422": 4, "yvyu422": 4, "y210le": 8, "y212le": 8, "y216le": 8}
"""Packed formats that store two pixels together -> bytes per pair; an odd last pixel takes a whole pair."""


_PALETTE_BYTES = 256 * 4
"""The palette is a plane of its own, one row without a stride; it is hashed behind the indexes."""


def frame_sha256(frame: VideoFrame) -> str:
    """Hash the decoded planes of a frame as ``framehash`` does."""
    sha256 = hashlib.sha256()
    for number, plane in enumerate(frame.planes):
        row_bytes = _row_bytes(frame, number)
        if row_bytes == plane.line_size or row_bytes == plane.buffer_size:
            sha256.update(memoryview(plane))
        else:
            sha256.update(np.ascontiguousarray(plane_rows(plane)[:, :row_bytes]).data)
    return sha256.hexdigest()


def frame_bytes(frame: VideoFrame) -> int:
    """Bytes of memory that a decoded frame holds."""
    return sum(plane.buffer_size for plane in frame.planes)


def plane_rows(plane: VideoPlane) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    """View a plane as (height, stride) uint8, top row first; some decoders store the bottom row first."""
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, abs(plane.line_size))
    return rows if plane.line_size > 0 else rows[::-1]


def _row_bytes(frame: VideoFrame, number: int) -> int:
    """Bytes of one row of a plane, named by its number, without padding (as ``av_image_get_linesize``)."""
    pixel_format: VideoFormat = frame.format
    if pixel_format.name == "pal8":
        return _PALETTE_BYTES if number else frame.width
    if pixel_format.name in _PAIRED_PIXELS:
        return (frame.width + 1) // 2 * _PAIRED_PIXELS[pixel_format.name]
    if len(frame.planes) == 1:
        return (frame.width * pixel_format.padded_bits_per_pixel + 7) // 8
    parts = [part for part in pixel_format.components if part.plane == number]
    return sum(part.width * ((part.bits + 7) // 8) for part in parts)
