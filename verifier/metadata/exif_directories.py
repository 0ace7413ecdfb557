"""Read EXIF directories byte by byte: every entry, twice if it stands twice, known or not, zero or not, and where.

The libraries beside it hand out one value per name and no place; this reader is what shows duplicates, unknown types,
second directories and raw numbers as stored. It follows TIFF 6.0, section 2, and Exif 3.0, clause 4.6, and interprets
nothing; maker notes are left to the exifread reader.
"""

import struct
from collections.abc import Iterator

import msgspec

from verifier.domain.errors import RefusedFile
from verifier.domain.readings import FloatValue, IntegerValue, RationalValue, Reading, TextValue, Value
from verifier.media.sniff import Sniffed
from verifier.metadata.blocks import Block, exif_blocks
from verifier.metadata.exif_printing import exif_text
from verifier.metadata.source import Source
from verifier.metadata.tag_names import tag_name
from verifier.metadata.values import MAX_KEPT_BYTES, MAX_LIST, bytes_value, decode_text, list_value

MAX_DIRECTORIES = 128
"""Directories of one block; a multi-page TIFF of the samples has 12."""
MAX_ENTRIES = 20_000
"""Entries of one block, all directories together."""
MAX_BYTES_AS_NUMBERS = 64
"""Longer rows of bytes are kept as bytes: texts of Windows, maker notes of writers that got the type wrong."""
_POINTERS = {0x8769: "ExifIFD", 0x8825: "GPS", 0xA005: "InteropIFD", 0x014A: "SubIFD"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
_LETTERS = {1: "B", 3: "H", 4: "I", 5: "I", 6: "b", 8: "h", 9: "i", 10: "i", 11: "f", 12: "d", 13: "I"}
_BYTE = 1
_TEXTS, _RATIONALS, _FLOATS = (2, 129), (5, 10), (11, 12)
"""Types of values: TIFF 6.0, section 2; 13 is TIFF Tech Note 1's, 129 (UTF-8) that of Exif 3.0."""
_MOST_BYTES = max(MAX_KEPT_BYTES, 8 * MAX_LIST)
"""What is read of one value's data."""
_THUMBNAIL, _THUMBNAIL_LENGTH = 0x0201, 0x0202


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One entry of a directory: ``offset`` is where its data lie in the block, ``data`` the (first) bytes of them.

    ``length`` is how many bytes its data have by its type and count; 4 where the type is not known.
    """

    group: str
    tag: int
    kind: int
    count: int
    offset: int
    length: int
    data: bytes
    order: str

    def numbers(self) -> tuple[int, ...]:
        """Return the whole numbers stored (pointers), as far as the data reach."""
        size = _SIZES.get(self.kind, 0)
        letter = _LETTERS.get(self.kind, "")
        if letter not in ("B", "H", "I"):
            return ()
        whole = min(self.count, len(self.data) // size)
        return struct.unpack_from(f"{self.order}{whole}{letter}", self.data)


class ExifDirectories:
    """The registry line of this reader."""

    name = "exif"
    version = "1"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.media_type.startswith("image/")

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield every entry of every directory of every EXIF block."""
        for block in exif_blocks(source):
            thumbnail: dict[int, tuple[int, ...]] = {}
            for entry in entries(block):
                yield _reading(entry, block)
                if entry.group == "IFD1" and entry.tag in (_THUMBNAIL, _THUMBNAIL_LENGTH):
                    thumbnail[entry.tag] = entry.numbers()
            yield from _thumbnail(block, thumbnail)


def entries(block: Block) -> Iterator[Entry]:
    """Yield all entries of a block, directory by directory; raise :class:`RefusedFile` at the bounds."""
    order = {b"II": "<", b"MM": ">"}.get(block.read(0, 2))
    first = block.read(4, 4)
    if order is None or len(first) < 4:
        return
    waiting = [("IFD0", struct.unpack(f"{order}I", first)[0])]
    seen: set[int] = set()
    left = MAX_ENTRIES
    while waiting:
        group, offset = waiting.pop(0)
        if offset in seen or offset < 8:
            continue
        seen.add(offset)
        if len(seen) > MAX_DIRECTORIES:
            raise RefusedFile(f"The EXIF block has more than {MAX_DIRECTORIES} directories; the rest was not read.")
        pointed: list[tuple[str, int]] = []
        for entry in _directory(block, group, offset, order):
            left -= 1
            if left < 0:
                raise RefusedFile(f"The EXIF block has more than {MAX_ENTRIES} entries; the rest was not read.")
            yield entry
            if entry.tag in _POINTERS:
                pointed.extend(_pointed(entry))
        waiting = pointed + waiting + _following(block, group, offset, order)


def _pointed(entry: Entry) -> Iterator[tuple[str, int]]:
    group = _POINTERS[entry.tag]
    for number, offset in enumerate(entry.numbers()[:16]):
        yield (group if number == 0 else f"{group}{number}", offset)


def _following(block: Block, group: str, offset: int, order: str) -> list[tuple[str, int]]:
    """Return the next directory of the main chain; only ``IFD0``, ``IFD1`` … are chained."""
    if not group.startswith("IFD"):
        return []
    count = block.read(offset, 2)
    if len(count) < 2:
        return []
    data = block.read(offset + 2 + 12 * struct.unpack(f"{order}H", count)[0], 4)
    if len(data) < 4:
        return []
    return [(f"IFD{int(group[3:]) + 1}", struct.unpack(f"{order}I", data)[0])]


def _directory(block: Block, group: str, offset: int, order: str) -> Iterator[Entry]:
    head = block.read(offset, 2)
    if len(head) < 2:
        return
    table = block.read(offset + 2, 12 * struct.unpack(f"{order}H", head)[0])
    whole = table[: len(table) // 12 * 12]
    place = offset + 2 + 8
    for tag, kind, count, data in struct.iter_unpack(f"{order}HHI4s", whole):
        size = _SIZES.get(kind)
        length = 4 if size is None else size * count
        if length <= 4:
            yield Entry(group, tag, kind, count, place, length, data[:length] if length else data, order)
        else:
            pointer = struct.unpack(f"{order}I", data)[0]
            data = block.read(pointer, min(length, _MOST_BYTES))
            yield Entry(group, tag, kind, count, pointer, length, data, order)
        place += 12


def _reading(entry: Entry, block: Block) -> Reading:
    group, tag, length = entry.group, entry.tag, entry.length
    value = _value(entry)
    text, note = exif_text(group, tag, value, entry.data)
    if tag == _THUMBNAIL and isinstance(value, IntegerValue):
        text, note = str(block.offset + value.integer), "printed as place in the file"
    if entry.kind not in _SIZES:
        note = f"unknown type {entry.kind}"
    elif len(entry.data) < length and len(entry.data) < MAX_KEPT_BYTES:
        note = "data end early"
    where = f"{block.holder} 0x{tag:04x} at {block.offset + entry.offset}+{length}"
    return Reading("exif", group, tag_name(group, tag), value, text, f"{where}, {note}" if note else where)


def _value(entry: Entry) -> Value:
    kind, count, data = entry.kind, entry.count, entry.data
    if kind in _TEXTS:
        return TextValue(decode_text(data.rstrip(b"\0")))
    letter = _LETTERS.get(kind)
    if letter is None or count > MAX_LIST or (kind == _BYTE and count > MAX_BYTES_AS_NUMBERS):
        return bytes_value(data, entry.length)
    whole = min(count, len(data) // _SIZES[kind])
    if kind in _RATIONALS:
        numbers = struct.unpack_from(f"{entry.order}{2 * whole}{letter}", data)
        return list_value([RationalValue(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)])
    numbers = struct.unpack_from(f"{entry.order}{whole}{letter}", data)
    if kind in _FLOATS:
        return list_value([FloatValue(repr(number)) for number in numbers])
    return list_value([IntegerValue(number) for number in numbers])


def _thumbnail(block: Block, found: dict[int, tuple[int, ...]]) -> Iterator[Reading]:
    """Yield the embedded thumbnail that ``IFD1`` points to (Exif 3.0, 4.5.8), as bytes with their place."""
    if not found.get(_THUMBNAIL) or not found.get(_THUMBNAIL_LENGTH):
        return
    offset, length = found[_THUMBNAIL][0], found[_THUMBNAIL_LENGTH][0]
    data = block.read(offset, min(length, MAX_KEPT_BYTES))
    value = bytes_value(data, length)
    where = f"{block.holder} at {block.offset + offset}+{length}"
    yield Reading("exif", "IFD1", "ThumbnailImage", value, f"({length} bytes)", where)
