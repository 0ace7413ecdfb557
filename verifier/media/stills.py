"""Decode a photo of any kind to upright pixels; the one loader there is.

Orientation is applied here and only here, by :meth:`Orientation.turn`; decoders hand over the stored grid.
"""

import os
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from verifier.domain.errors import UnreadableFile, UnsupportedFile
from verifier.domain.inspection import Technical, Trouble
from verifier.media.avif_stills import decode_avif
from verifier.media.heif_stills import decode_heif
from verifier.media.jpeg_stills import decode_jpeg
from verifier.media.media_types import RAW_TYPES
from verifier.media.originals import open_original
from verifier.media.pillow_stills import FORMATS, decode_with_pillow
from verifier.media.raw_previews import decode_preview
from verifier.media.scaling import shrink
from verifier.media.sniff import Sniffed
from verifier.media.stored_picture import Rgb, StoredPicture, packed
from verifier.media.upright import Orientation


@dataclass(frozen=True)
class Still:
    """A decoded photo: ``pixels`` (height, width, 3) uint8 RGB, upright, contiguous, at full size or reduced."""

    pixels: Rgb
    technical: Technical
    troubles: tuple[Trouble, ...] = ()


def decode_still(path: Path, sniffed: Sniffed, max_side: int | None = None, *, is_turned: bool = True) -> Still:
    """Decode a photo; ``is_turned=False`` gives the stored grid as it is coded.

    With ``max_side`` the longer side is at most that, and at least nine tenths of it where the photo is as large.
    Raise ``UnsupportedFile`` for what is no photo, ``UnreadableFile`` for a damaged one, ``RefusedFile`` for a bomb.
    """
    with open_original(path) as file:
        size_bytes = os.fstat(file.fileno()).st_size
        stored = _decode(path, file, size_bytes, sniffed.media_type, max_side)
    orientation = Orientation(stored.exif, stored.width, stored.height)
    pixels = stored.pixels if max_side is None else shrink(packed(stored.pixels), max_side)
    turned = orientation.turn(pixels) if is_turned else pixels
    return Still(packed(turned), _technical(stored, orientation), stored.troubles)


def _decode(path: Path, file: FileIO, size_bytes: int, media_type: str, max_side: int | None) -> StoredPicture:
    name = path.name
    if not size_bytes:
        raise UnreadableFile("The file is empty.", name)
    if media_type == "image/jpeg":
        return decode_jpeg(file, size_bytes, max_side, name)
    if media_type == "image/avif":
        return decode_avif(path, file, size_bytes, max_side)
    if media_type in ("image/heic", "image/heif"):
        return decode_heif(file, size_bytes, name)
    if media_type in RAW_TYPES:
        return decode_preview(file, size_bytes, max_side, name)
    if media_type in FORMATS:
        return decode_with_pillow(file, media_type, size_bytes, max_side, name)
    raise UnsupportedFile("A file of this kind is kept and hashed, but not shown as a picture.", name)


def _technical(stored: StoredPicture, orientation: Orientation) -> Technical:
    width, height = orientation.displayed_size
    return Technical(
        width=stored.width,
        height=stored.height,
        orientation=stored.exif,
        displayed_width=width,
        displayed_height=height,
        codec=stored.codec,
        pixel_format=stored.pixel_format,
        picture=stored.picture,
    )
