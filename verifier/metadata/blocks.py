"""Find the EXIF blocks of a file, whatever it is wrapped in, and hand them out as TIFF bytes with their place."""

import io
from collections.abc import Callable, Iterator

import msgspec

from verifier.metadata.boxes import meta_items
from verifier.metadata.chunks import PNG_SIGNATURE, Chunk, png_chunks, riff_chunks
from verifier.metadata.jpeg_segments import app1_segments
from verifier.metadata.png_profiles import raw_profiles
from verifier.metadata.source import CountedReads, Source

MAX_CALLS = 40_000
"""Reads of a library inside one block; a photo of the samples takes up to 11,000."""
_TIFF_HEADERS = (b"II*\0", b"MM\0*", b"IIU\0", b"IIRO", b"IIRS")
"""TIFF 6.0, section 2; the last three are Panasonic's and Olympus's raw files."""


class Block(msgspec.Struct, frozen=True):
    """TIFF bytes: where they start in the file, what holds them, and how to read in them (offsets from their start).

    ``data`` are all of them where they were read as one piece, ``None`` where the file itself is the block.
    """

    offset: int
    holder: str
    read: Callable[[int, int], bytes]
    open: Callable[[], CountedReads]
    data: bytes | None = None


def exif_blocks(source: Source) -> Iterator[Block]:
    """Yield the EXIF blocks of a file in file order; nothing where its kind holds none."""
    head = source.head
    if head[:2] == b"\xff\xd8":
        yield from _jpeg_blocks(source)
    elif head[:4] in _TIFF_HEADERS:
        yield Block(0, "TIFF", source.read, lambda: CountedReads(source.open(), MAX_CALLS))
    elif head[:8] == PNG_SIGNATURE:
        yield from _chunk_blocks(source, png_chunks(source), "eXIf", "PNG")
        yield from _profile_blocks(source)
    elif head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        yield from _chunk_blocks(source, riff_chunks(source), "EXIF", "RIFF")
    elif head[4:8] == b"ftyp":
        yield from _item_blocks(source)


def memory_block(data: bytes, offset: int, holder: str) -> Block:
    """Hold bytes that were read as one piece."""

    def read(at: int, length: int) -> bytes:
        return data[at : at + length] if at >= 0 and length > 0 else b""

    return Block(offset, holder, read, lambda: CountedReads(io.BytesIO(data), MAX_CALLS), data)


def _jpeg_blocks(source: Source) -> Iterator[Block]:
    for segment in app1_segments(source):
        if source.read(segment.offset, 5) == b"Exif\0":
            data = source.read(segment.offset + 6, segment.length - 6)
            yield memory_block(data, segment.offset + 6, segment.name)


def _chunk_blocks(source: Source, chunks: Iterator[Chunk], name: str, holder: str) -> Iterator[Block]:
    for chunk in chunks:
        if chunk.name == name:
            data = source.read(chunk.offset, chunk.length)
            skip = 6 if data[:6] == b"Exif\0\0" else 0
            yield memory_block(data[skip:], chunk.offset + skip, f"{holder} {name}")


def _profile_blocks(source: Source) -> Iterator[Block]:
    """Yield the EXIF that ImageMagick and others keep as hexadecimal text in PNG; offsets then name the chunk."""
    for profile in raw_profiles(source):
        if profile.kind in ("exif", "APP1") and profile.data[:6] == b"Exif\0\0":
            yield memory_block(profile.data[6:], profile.offset, "PNG raw profile, hexadecimal from")


def _item_blocks(source: Source) -> Iterator[Block]:
    """Yield the ``Exif`` items; their first four bytes say how far the TIFF header is (ISO/IEC 23008-12, A.2.1)."""
    for item in meta_items(source):
        if item.kind != "Exif" or not item.extents:
            continue
        data = item.read(source)
        skip = 4 + int.from_bytes(data[:4], "big")
        if data[skip : skip + 6] == b"Exif\0\0":  # phones count from before the marker (sample_MP.heic)
            skip += 6
        yield memory_block(data[skip:], item.extents[0][0] + skip, f"meta item {item.number}")
