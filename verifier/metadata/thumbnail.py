"""Set the small picture that EXIF carries against the picture itself. Imported by workers only: it decodes both.

The likeness stands among the readings, made once from the decode that is made anyway; a rule speaks of it.
"""

import re
from pathlib import Path

import msgspec

from verifier.domain.readings import BytesValue, FloatValue, ReaderRun, Reading, ReadingsDocument
from verifier.media.likeness import thumbnail_likeness
from verifier.media.originals import open_original
from verifier.media.stored_picture import Rgb

READER, VERSION = "thumbnail", "1"
LIKENESS = "ThumbnailLikeness"
MAX_BYTES = 1 << 20
_PLACE = re.compile(r" at (\d+)\+(\d+)$")


def with_likeness(path: Path, document: ReadingsDocument, pixels: Rgb | None) -> ReadingsDocument:
    """Return the document with how alike thumbnail and picture are; as it was, where there is nothing to compare.

    ``pixels``: the picture upright, at any scale, (height, width, 3) uint8 RGB.
    """
    found = next((r for r in document.readings if (r.group, r.name) == ("IFD1", "ThumbnailImage")), None)
    thumbnail = _bytes_of(path, found) if found is not None and pixels is not None else b""
    alike = thumbnail_likeness(thumbnail, pixels) if thumbnail and pixels is not None else None
    if alike is None or found is None:
        return document
    rounded = round(alike, 2)
    reading = Reading(READER, "IFD1", LIKENESS, FloatValue(repr(rounded)), str(rounded), found.where)
    return msgspec.structs.replace(
        document,
        readers=(*document.readers, ReaderRun(READER, VERSION)),
        readings=(*document.readings, reading),
    )


def _bytes_of(path: Path, reading: Reading) -> bytes:
    """Return the thumbnail; from its place in the file where the reading keeps only its beginning."""
    if isinstance(reading.value, BytesValue) and not reading.value.is_cut:
        return reading.value.data()
    place = _PLACE.search(reading.where)
    if place is None or int(place[2]) > MAX_BYTES:
        return b""
    with open_original(path) as file:
        file.seek(int(place[1]))
        return file.read(int(place[2])) or b""
