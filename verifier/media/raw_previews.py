"""Find the largest embedded preview of a camera raw file: the sensor's data is not developed.

Raw files of the TIFF family point at their previews (TIFF 6.0, section 22; DNG 1.7, chapter 3); in the others the JPEGs
that lie in the file are tried.
"""

import mmap
import struct
from dataclasses import dataclass
from io import FileIO

from verifier.domain.errors import UnreadableFile, UnsupportedFile
from verifier.media.jpeg_stills import decode_jpeg_bytes, jpeg_header
from verifier.media.pillow_stills import decode_with_pillow
from verifier.media.stored_picture import StoredPicture

_COMPRESSION, _STRIP_OFFSETS, _STRIP_BYTES = 0x0103, 0x0111, 0x0117
_ORIENTATION, _JPEG_OFFSET, _JPEG_BYTES, _SUB_IFDS = 0x0112, 0x0201, 0x0202, 0x014A
_TYPE_FORMATS = {1: "B", 3: "H", 4: "I", 13: "I"}
_MAX_DIRECTORIES = 64
_MAX_CANDIDATES = 200
_JPEG_START = b"\xff\xd8\xff"

Directory = dict[int, list[int]]


@dataclass(frozen=True)
class _Preview:
    """A JPEG inside the file: where, how large a picture, and in which directory or place it stood."""

    start: int
    length: int
    pixels: int
    place: str


def decode_preview(file: FileIO, size_bytes: int, max_side: int | None, name: str) -> StoredPicture:
    """Decode the largest preview; raise ``UnsupportedFile`` where the file holds none."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        directories = _directories(data)
        previews = _pointed_at(data, directories) or _lying_in(data)
        for preview in sorted(previews, key=lambda one: -one.pixels):
            decoded = decode_jpeg_bytes(data[preview.start : preview.start + preview.length], max_side, name)
            if decoded is not None:
                return _named(decoded, directories, f"embedded preview {preview.place}")
    if not directories:
        raise UnsupportedFile("The raw file holds no preview picture; it is kept, but not shown.", name)
    file.seek(0)
    try:
        decoded = decode_with_pillow(file, "image/tiff", size_bytes, max_side, name)
    except UnreadableFile as error:
        raise UnsupportedFile("The raw file holds no preview picture; it is kept, but not shown.", name) from error
    return _named(decoded, directories, "embedded preview IFD0")


def _named(decoded: StoredPicture, directories: dict[str, Directory], picture: str) -> StoredPicture:
    """Previews are coded as the sensor lies: the orientation of the main directory turns them, too."""
    found = directories.get("IFD0", {}).get(_ORIENTATION, [1])[:1]
    exif = found[0] if found and 1 <= found[0] <= 8 else 1
    return StoredPicture(
        pixels=decoded.pixels,
        width=decoded.width,
        height=decoded.height,
        exif=exif,
        codec=decoded.codec,
        pixel_format=decoded.pixel_format,
        picture=picture,
        troubles=decoded.troubles,
    )


def _directories(data: mmap.mmap) -> dict[str, Directory]:
    """Read all directories of a TIFF file by the names ExifTool gives them: IFD0, SubIFD, SubIFD1, IFD1."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    found: dict[str, Directory] = {}
    if order is None or data[2:4] not in (b"*\x00", b"\x00*") or len(data) < 8:
        return found
    (start,) = struct.unpack_from(order + "I", data, 4)
    waiting, seen = [("IFD0", int(start))], set[int]()
    while waiting and len(found) < _MAX_DIRECTORIES:
        name, start = waiting.pop(0)
        if start in seen or not 8 <= start <= len(data) - 6:
            continue
        seen.add(start)
        found[name], after = _directory(data, order, start)
        waiting += [(f"SubIFD{at or ''}", place) for at, place in enumerate(found[name].get(_SUB_IFDS, []))]
        if name.startswith("IFD"):
            waiting.append((f"IFD{int(name[3:]) + 1}", after))
    return found


def _directory(data: mmap.mmap, order: str, start: int) -> tuple[Directory, int]:
    """Read the whole numbers of one directory; values of other types are not needed here."""
    (count,) = struct.unpack_from(order + "H", data, start)
    tags: Directory = {}
    for place in range(start + 2, min(start + 2 + 12 * count, len(data) - 12), 12):
        tag, kind, length = struct.unpack_from(order + "HHI", data, place)
        letter = _TYPE_FORMATS.get(kind)
        size = struct.calcsize(order + (letter or "B")) * length
        if letter is None or length > 1024:
            continue
        at = place + 8 if size <= 4 else struct.unpack_from(order + "I", data, place + 8)[0]
        if at + size <= len(data):
            tags[tag] = list(struct.unpack_from(f"{order}{length}{letter}", data, at))
    end = start + 2 + 12 * count
    return tags, struct.unpack_from(order + "I", data, end)[0] if end + 4 <= len(data) else 0


def _pointed_at(data: mmap.mmap, directories: dict[str, Directory]) -> list[_Preview]:
    found: list[_Preview] = []
    for name, tags in directories.items():
        places = zip(tags.get(_JPEG_OFFSET, []), tags.get(_JPEG_BYTES, []), strict=False)
        strips = zip(tags.get(_STRIP_OFFSETS, []), tags.get(_STRIP_BYTES, []), strict=False)
        is_jpeg_strip = tags.get(_COMPRESSION) in ([6], [7]) and len(tags.get(_STRIP_OFFSETS, [])) == 1
        for start, length in [*places, *(strips if is_jpeg_strip else ())]:
            if pixels := _jpeg_pixels(data[start : start + length]):
                found.append(_Preview(start, length, pixels, name))
    return found


def _lying_in(data: mmap.mmap) -> list[_Preview]:
    found: list[_Preview] = []
    start = data.find(_JPEG_START)
    for _ in range(_MAX_CANDIDATES):
        if start < 0:
            break
        if pixels := _jpeg_pixels(data[start : start + (1 << 20)]):
            found.append(_Preview(start, len(data) - start, pixels, f"at byte {start}"))
        start = data.find(_JPEG_START, start + 1)
    return found


def _jpeg_pixels(data: bytes) -> int:
    """Return how many pixels a JPEG claims; 0 for what is none, and for lossless JPEG, which holds sensor data."""
    if not data.startswith(_JPEG_START):
        return 0
    header = jpeg_header(data)
    return header[0] * header[1] if header else 0
