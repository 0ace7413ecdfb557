"""Walk the boxes of ISO base media files: MP4, MOV, HEIC, AVIF (ISO/IEC 14496-12, clause 4.2); not for decoding.

Also finds where the items of a ``meta`` box lie (clause 8.11), which is how HEIC and AVIF keep EXIF and XMP.
"""

from collections.abc import Iterator

import msgspec

from verifier.metadata.source import Source

MAX_BOXES = 5_000
"""Boxes of one level; a fragmented clip has two for each fragment."""
MAX_ITEMS = 10_000


class Box(msgspec.Struct, frozen=True):
    """One box: type, place and length of its payload, and the path of boxes it stands in (``moov/trak[2]/mdia``)."""

    kind: str
    offset: int
    length: int
    path: str

    @property
    def end(self) -> int:
        return self.offset + self.length


def boxes(source: Source, start: int, end: int, path: str = "") -> Iterator[Box]:
    """Yield the boxes between two offsets; end quietly at the first that is shorter than its own header."""
    seen: dict[str, int] = {}
    offset = start
    for _ in range(MAX_BOXES):
        header = source.read(offset, 16)
        if len(header) < 8 or offset + 8 > end:
            return
        size, kind = int.from_bytes(header[:4], "big"), header[4:8].decode("latin-1")
        skip = 16 if size == 1 else 8
        if size == 1:
            size = int.from_bytes(header[8:16], "big")
        elif size == 0:
            size = end - offset
        if size < skip:
            return
        seen[kind] = seen.get(kind, 0) + 1
        place = f"{path}/{kind}" if path else kind
        yield Box(kind, offset + skip, min(size, end - offset) - skip, f"{place}[{seen[kind]}]")
        offset += size


def children(source: Source, box: Box, skip: int = 0) -> Iterator[Box]:
    """Yield the boxes inside a box, after ``skip`` bytes of its own fields."""
    return boxes(source, box.offset + skip, box.end, box.path)


def top_boxes(source: Source) -> Iterator[Box]:
    """Yield the boxes of the file itself."""
    return boxes(source, 0, source.size_bytes)


def find(source: Source, box: Box, kind: str, skip: int = 0) -> Box | None:
    """Return the first box of a type inside a box."""
    return next((child for child in children(source, box, skip) if child.kind == kind), None)


class Item(msgspec.Struct, frozen=True):
    """One item of a ``meta`` box: its type (``Exif``, ``mime``), content type and where its bytes lie."""

    number: int
    kind: str
    content_type: str
    extents: tuple[tuple[int, int], ...]

    def read(self, source: Source) -> bytes:
        """Return the item's bytes."""
        return b"".join(source.read(offset, length) for offset, length in self.extents)


def meta_items(source: Source) -> tuple[Item, ...]:
    """Return the items of the file's first ``meta`` box that lie in the file itself."""
    meta = next((box for box in top_boxes(source) if box.kind == "meta"), None)
    if meta is None:
        return ()
    parts = {box.kind: box for box in children(source, meta, 4)}
    if "iinf" not in parts or "iloc" not in parts:
        return ()
    places = _item_places(source, parts["iloc"], parts.get("idat"))
    return tuple(
        Item(number, kind, content_type, places[number])
        for number, kind, content_type in _item_kinds(source, parts["iinf"])
        if number in places
    )


def _item_kinds(source: Source, iinf: Box) -> Iterator[tuple[int, str, str]]:
    """Yield number, type and content type from ``infe`` boxes of version 2 and 3."""
    version = source.read(iinf.offset, 1)
    for box in children(source, iinf, 6 if version == b"\0" else 8):
        data = source.read(box.offset, min(box.length, 4096))
        if box.kind != "infe" or len(data) < 12 or data[0] < 2:
            continue
        width = 2 if data[0] == 2 else 4
        number = int.from_bytes(data[4 : 4 + width], "big")
        kind = data[6 + width : 10 + width].decode("latin-1")
        names = data[10 + width :].split(b"\0")
        yield number, kind, names[1].decode("latin-1") if len(names) > 1 else ""


class _Cursor:
    """Read big-endian integers one after another; past the end they are 0."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, width: int) -> int:
        number = int.from_bytes(self.data[self.at : self.at + width], "big")
        self.at += width
        return number

    @property
    def is_spent(self) -> bool:
        return self.at >= len(self.data)


def _item_places(source: Source, iloc: Box, idat: Box | None) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return the extents of each item; items constructed from other items are left out."""
    cursor = _Cursor(source.read(iloc.offset, min(iloc.length, 1 << 20)))
    version = cursor.take(1)
    cursor.take(3)
    sizes = cursor.take(2)
    offset_width, length_width, base_width = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_width = sizes & 15 if version else 0
    places: dict[int, tuple[tuple[int, int], ...]] = {}
    for _ in range(min(cursor.take(4 if version == 2 else 2), MAX_ITEMS)):
        if cursor.is_spent:
            break
        number = cursor.take(4 if version == 2 else 2)
        method = cursor.take(2) & 15 if version else 0
        cursor.take(2)
        base = cursor.take(base_width)
        extents: list[tuple[int, int]] = []
        for _ in range(min(cursor.take(2), 64)):
            cursor.take(index_width)
            extents.append((base + cursor.take(offset_width), cursor.take(length_width)))
        if method == 0:
            places[number] = tuple(extents)
        elif method == 1 and idat is not None:
            places[number] = tuple((idat.offset + offset, length) for offset, length in extents)
    return places
