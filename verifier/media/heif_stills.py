"""Decode HEIC and HEIF with libheif, which applies the file's own turn; it is taken back to get the stored grid."""

from io import FileIO
from typing import Any, cast

import numpy as np
import pillow_heif
from PIL import Image

from verifier.media.heif_boxes import coded_orientation
from verifier.media.pillow import errors_as_sentences
from verifier.media.stored_picture import StoredPicture, refuse_bomb, unturned


def decode_heif(file: FileIO, size_bytes: int, name: str) -> StoredPicture:
    """Decode the main picture; raise ``UnreadableFile`` or ``RefusedFile``.

    The EXIF orientation of a HEIF file does not count (ISO/IEC 23008-12, A.2.3): ``irot`` and ``imir`` do.
    """
    exif = coded_orientation(file)
    file.seek(0)
    with errors_as_sentences(name):
        opened: Any = pillow_heif.open_heif(file, convert_hdr_to_8bit=True)  # pyright: ignore[reportUnknownMemberType]
        claimed_width, claimed_height = opened.size
        refuse_bomb(claimed_width, claimed_height, size_bytes, name)
        upright = np.asarray(cast(Image.Image, opened.to_pillow()).convert("RGB"))
    pixels = unturned(upright, exif)
    return StoredPicture(
        pixels=pixels,
        width=pixels.shape[1],
        height=pixels.shape[0],
        exif=exif,
        codec="heif",
        pixel_format=f"{opened.mode} {opened.info.get('bit_depth', 8)} bit",
        picture="main picture of several" if len(opened) > 1 else None,
    )
