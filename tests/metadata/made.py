"""Metadata made by hand for tests: TIFF directories byte by byte, JPEG, PNG and boxes around them."""

import struct
import zlib
from pathlib import Path

from verifier.domain.readings import Reading
from verifier.media.sniff import sniff
from verifier.metadata.reading import ReadResult, read_all
from verifier.metadata.registry import READERS, Reader
from verifier.metadata.source import Source

Row = tuple[int, int, int, bytes]
"""One directory entry: tag, type, count, data."""


def directory(rows: list[Row], offset: int, following: int = 0) -> bytes:
    """Return a little-endian directory that stands at ``offset``, its data behind it."""
    table, data = b"", b""
    behind = offset + 2 + 12 * len(rows) + 4
    for tag, kind, count, raw in rows:
        if len(raw) > 4:
            table += struct.pack("<HHII", tag, kind, count, behind + len(data))
            data += raw
        else:
            table += struct.pack("<HHI", tag, kind, count) + raw.ljust(4, b"\0")
    return struct.pack("<H", len(rows)) + table + struct.pack("<I", following) + data


def text(tag: int, words: str) -> Row:
    """Return an ASCII entry."""
    raw = words.encode() + b"\0"
    return tag, 2, len(raw), raw


def rationals(tag: int, *pairs: tuple[int, int]) -> Row:
    """Return a RATIONAL entry."""
    return tag, 5, len(pairs), b"".join(struct.pack("<II", *pair) for pair in pairs)


def tiff(rows: list[Row], inner: list[Row] | None = None, gps: list[Row] | None = None) -> bytes:
    """Return a TIFF block with an Exif and a GPS directory behind the first."""
    rows = sorted(rows, key=lambda row: row[0])
    pointers = [(0x8769, inner), (0x8825, gps)]
    count = sum(1 for _, found in pointers if found is not None)
    size = len(directory(rows, 8)) + 12 * count
    behind = b""
    for tag, found in pointers:
        if found is not None:
            rows = [*rows, (tag, 4, 1, struct.pack("<I", 8 + size + len(behind)))]
            behind += directory(found, 8 + size + len(behind))
    return b"II*\0" + struct.pack("<I", 8) + directory(rows, 8) + behind


def jpeg(block: bytes | None = None, xmp: bytes | None = None) -> bytes:
    """Return the head of a JPEG that holds an EXIF block and an XMP packet."""
    parts = b"\xff\xd8"
    for payload in (b"Exif\0\0" + block if block else b"", b"http://ns.adobe.com/xap/1.0/\0" + xmp if xmp else b""):
        if payload:
            parts += b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload
    return parts + b"\xff\xda\0\2\xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of these chunks after a header for one pixel."""
    whole = b"\x89PNG\r\n\x1a\n"
    header = (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    for name, data in (header, *chunks, (b"IEND", b"")):
        whole += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return whole


def box(kind: bytes, *parts: bytes) -> bytes:
    """Return an ISO media box."""
    data = b"".join(parts)
    return struct.pack(">I", len(data) + 8) + kind + data


def read_bytes(folder: Path, data: bytes, readers: tuple[Reader, ...] = READERS) -> ReadResult:
    """Write the bytes to a file and let the readers look at it."""
    path = folder / "made"
    path.write_bytes(data)
    with Source(path, data[: 64 * 1024], sniff(data[: 64 * 1024], len(data)), len(data)) as source:
        return read_all(source, "0" * 64, readers=readers)


def by(result: ReadResult, reader: str, group: str, name: str) -> list[Reading]:
    """Return the readings of a reader under one group and name."""
    return [r for r in result.document.readings if (r.reader, r.group, r.name) == (reader, group, name)]
