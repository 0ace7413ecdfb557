"""Decode JPEG with libjpeg-turbo, reduced in the transform where less is asked for; never its EXIF thumbnail."""

import mmap
from io import FileIO
from typing import Any

import simplejpeg

from verifier.domain.errors import UnreadableFile
from verifier.media.pillow import exif_orientation, open_picture
from verifier.media.pillow_stills import FORMATS, decode_with_pillow
from verifier.media.scaling import halvings
from verifier.media.stored_picture import Rgb, StoredPicture, damaged, refuse_bomb

_JPEG = "image/jpeg"
_TURBO_SPACES = ("YCbCr", "Gray", "RGB")


def decode_jpeg(file: FileIO, size_bytes: int, max_side: int | None, name: str) -> StoredPicture:
    """Decode a JPEG file; raise ``UnreadableFile`` or ``RefusedFile``."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        decoded = decode_jpeg_bytes(data, max_side, name)
    if decoded is None:
        file.seek(0)
        return decode_with_pillow(file, _JPEG, size_bytes, max_side, name)
    file.seek(0)
    return StoredPicture(
        pixels=decoded.pixels,
        width=decoded.width,
        height=decoded.height,
        exif=_orientation(file, size_bytes, name),
        codec="jpeg",
        pixel_format=decoded.pixel_format,
        troubles=decoded.troubles,
    )


def decode_jpeg_bytes(data: "bytes | memoryview | mmap.mmap", max_side: int | None, name: str) -> StoredPicture | None:
    """Decode a JPEG in memory, not turned; ``None`` where it is CMYK or of a form libjpeg-turbo does not read."""
    header = jpeg_header(data)
    if header is None:
        return None
    width, height, space, subsampling = header
    refuse_bomb(width, height, len(data), name)
    if space not in _TURBO_SPACES:
        return None
    factor = halvings(max(width, height), max_side)
    try:
        pixels, reason = _decode(data, -(-width // factor), -(-height // factor))
    except ValueError:
        return None
    pixel_format = f"{space} {subsampling}" if space == "YCbCr" else space
    troubles = (damaged(reason),) if reason else ()
    return StoredPicture(pixels, width, height, 1, "jpeg", pixel_format, troubles=troubles)


def jpeg_header(data: "bytes | memoryview | mmap.mmap") -> tuple[int, int, str, str] | None:
    """Return width, height, color space and subsampling that a JPEG claims; ``None`` where it is not readable."""
    try:
        found: Any = simplejpeg.decode_jpeg_header(data, strict=False)
    except (ValueError, KeyError):  # KeyError: a color space that simplejpeg has no name for
        return None
    height, width, space, subsampling = found
    return width, height, space, subsampling


def _decode(data: "bytes | memoryview | mmap.mmap", width: int, height: int) -> tuple[Rgb, str | None]:
    """Decode at the least size that holds these; what libjpeg-turbo recovers from is decoded, with the reason."""
    try:
        return simplejpeg.decode_jpeg(data, "RGB", min_width=width, min_height=height), None
    except ValueError as error:
        pixels = simplejpeg.decode_jpeg(data, "RGB", min_width=width, min_height=height, strict=False)
        return pixels, str(error)


def _orientation(file: FileIO, size_bytes: int, name: str) -> int:
    try:
        return exif_orientation(open_picture(file, FORMATS[_JPEG], size_bytes, name))
    except UnreadableFile:
        return 1
