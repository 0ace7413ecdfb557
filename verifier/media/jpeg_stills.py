"""Decode JPEG with libjpeg-turbo, reduced in the transform where less is asked for; never its EXIF thumbnail."""

import mmap
from io import FileIO
from typing import Any

import simplejpeg

from verifier.media.exif_orientation import jpeg_orientation
from verifier.media.pillow_stills import decode_with_pillow
from verifier.media.scaling import halvings
from verifier.media.stored_picture import Rgb, StoredPicture, damaged, refuse_bomb

_TURBO_SPACES = ("YCbCr", "Gray", "RGB")


def decode_jpeg(file: FileIO, size_bytes: int, max_side: int | None, name: str) -> StoredPicture:
    """Decode a JPEG file; raise ``UnreadableFile`` or ``RefusedFile``."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        decoded = decode_jpeg_bytes(data, max_side, name)
        exif = jpeg_orientation(data)
    if decoded is None:
        return decode_with_pillow(file, "image/jpeg", size_bytes, max_side, name)
    return StoredPicture(
        pixels=decoded.pixels,
        width=decoded.width,
        height=decoded.height,
        exif=exif,
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
        pixels, reason = _decode(data, -(-width // factor), -(-height // factor), is_rough=factor > 1)
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


def _decode(
    data: "bytes | memoryview | mmap.mmap", width: int, height: int, *, is_rough: bool
) -> tuple[Rgb, str | None]:
    """Decode at the least size that holds these; what libjpeg-turbo recovers from is decoded, with the reason.

    ``is_rough``: the quick transform, a fifth faster and off by one or two steps of 255; for reduced pictures only.
    """

    def decode(*, strict: bool) -> Rgb:
        return simplejpeg.decode_jpeg(
            data, "RGB", is_rough, is_rough, min_width=width, min_height=height, strict=strict
        )

    try:
        return decode(strict=True), None
    except ValueError as error:
        return decode(strict=False), str(error)
