"""Find QuickTime and MP4 tracks whose pictures lie in another file or at an address.

FFmpeg follows such references only when told to, and otherwise reads the samples of this file at the offsets meant for
the other: pictures the clip does not mean. A clip with such a track is refused instead.

Source: ISO/IEC 14496-12, 8.7.2 (``dref``: flag 1 means "in this file"); QuickTime File Format, "Data Reference Atoms".
"""

from collections.abc import Iterator
from typing import BinaryIO

_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"dinf"})
_MOST_BOXES = 100_000
"""A box is at least 8 bytes; a hostile file is given up on after so many, long before time matters."""
_IN_THIS_FILE = 1


def external_references(file: BinaryIO, size_bytes: int) -> list[str]:
    """Return the kinds (``url ``, ``alis``, ...) of data references that point outside the file, one per entry."""
    return [kind for body in _reference_tables(file, size_bytes) for kind in _external_entries(body)]


def top_boxes(file: BinaryIO, size_bytes: int) -> set[bytes]:
    """Return the kinds of the boxes at the top of a file."""
    position, found, seen = 0, set[bytes](), 0
    while position + 8 <= size_bytes and seen < _MOST_BOXES:
        kind, _, after = _box(file, position, size_bytes)
        if after <= position:
            break
        found.add(kind)
        position, seen = after, seen + 1
    return found


def _reference_tables(file: BinaryIO, size_bytes: int) -> Iterator[bytes]:
    """Walk the boxes and yield the body of every ``dref``."""
    ranges, seen = [(0, size_bytes)], 0
    while ranges:
        position, end = ranges.pop()
        while position + 8 <= end and seen < _MOST_BOXES:
            seen += 1
            kind, body, after = _box(file, position, end)
            if after <= position:
                break
            if kind in _CONTAINERS:
                ranges.append((body, after))
            elif kind == b"dref":
                file.seek(body)
                yield file.read(min(after - body, 65536))
            position = after


def _box(file: BinaryIO, position: int, end: int) -> tuple[bytes, int, int]:
    """Read a box header: its kind, where its body begins, where it ends."""
    file.seek(position)
    header = file.read(16)
    size, body = int.from_bytes(header[:4], "big"), position + 8
    if size == 1:
        size, body = int.from_bytes(header[8:16], "big"), position + 16
    elif size == 0:
        size = end - position
    return header[4:8], body, min(position + size, end)


def _external_entries(body: bytes) -> Iterator[str]:
    """Yield the kinds of entries that do not say "in this file" and name another place."""
    position, left = 8, min(int.from_bytes(body[4:8], "big"), 4096)
    while left and position + 12 <= len(body):
        size, kind = int.from_bytes(body[position : position + 4], "big"), body[position + 4 : position + 8]
        is_here = body[position + 11] & _IN_THIS_FILE
        named = body[position + 12 : position + max(size, 12)].strip(b"\0")
        if not is_here and named:
            yield kind.decode("latin-1")
        position, left = position + max(size, 12), left - 1
