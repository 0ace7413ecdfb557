"""Find the XMP packets of a file, whatever holds it (XMP specification part 3, ISO 16684-1); not for parsing."""

import zlib
from collections.abc import Iterator

import msgspec

from verifier.metadata.blocks import exif_blocks
from verifier.metadata.boxes import boxes, find, meta_items, top_boxes
from verifier.metadata.chunks import PNG_SIGNATURE, png_chunks, riff_chunks
from verifier.metadata.exif_directories import entries
from verifier.metadata.jpeg_segments import app1_segments
from verifier.metadata.png_profiles import raw_profiles
from verifier.metadata.source import MAX_READ, Source

_STANDARD = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
"""Part 3, 1.1.3: after this come a digest of 32 letters, the full length and the offset of this piece, 4 bytes each."""
_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""Part 3, 1.2.6: the ``uuid`` box that holds XMP in MP4."""
_PNG_KEYWORD = b"XML:com.adobe.xmp\0"
_XMP_TAG = 0x02BC
SCANNED = 4 * 1024 * 1024
"""Bytes looked through, at the beginning of a file of a kind whose structure is not known here."""


class Packet(msgspec.Struct, frozen=True):
    """One packet: its bytes and the place in the file where they stand."""

    data: bytes
    where: str


def xmp_packets(source: Source) -> Iterator[Packet]:
    """Yield the packets of a file in file order, extended XMP joined."""
    head = source.head
    if head[:2] == b"\xff\xd8":
        yield from _in_jpeg(source)
    elif head[:8] == PNG_SIGNATURE:
        yield from _in_png(source)
        yield from _in_png_profiles(source)
    elif head[:4] == b"RIFF":
        yield from _in_riff(source)
    elif head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"skip", b"free"):
        yield from _in_boxes(source)
    elif head[:4] in (b"II*\0", b"MM\0*"):
        yield from _in_tiff(source)
    else:
        yield from _by_scan(source)


def _in_jpeg(source: Source) -> Iterator[Packet]:
    pieces: dict[bytes, dict[int, bytes]] = {}
    places: dict[bytes, int] = {}
    for segment in app1_segments(source):
        data = source.read(segment.offset, segment.length)
        if data.startswith(_STANDARD):
            start = len(_STANDARD)
            yield Packet(data[start:], f"APP1 at {segment.offset + start}+{segment.length - start}")
        elif data.startswith(_EXTENSION) and len(data) > len(_EXTENSION) + 40:
            at = len(_EXTENSION)
            digest, place = data[at : at + 32], int.from_bytes(data[at + 36 : at + 40], "big")
            places.setdefault(digest, segment.offset)
            pieces.setdefault(digest, {})[place] = data[at + 40 :]
    for digest, parts in pieces.items():
        joined = b"".join(parts[place] for place in sorted(parts))
        yield Packet(joined, f"extended XMP, {len(parts)} APP1 from {places[digest]}")


def _in_png(source: Source) -> Iterator[Packet]:
    for chunk in png_chunks(source):
        if chunk.name != "iTXt" or source.read(chunk.offset, len(_PNG_KEYWORD)) != _PNG_KEYWORD:
            continue
        data = source.read(chunk.offset, chunk.length)[len(_PNG_KEYWORD) :]
        body = data[2:].split(b"\0", 2)[-1]
        where = f"PNG iTXt at {chunk.offset}+{chunk.length}"
        yield Packet(zlib.decompressobj().decompress(body, MAX_READ) if data[:1] == b"\1" else body, where)


def _in_png_profiles(source: Source) -> Iterator[Packet]:
    for profile in raw_profiles(source):
        if profile.kind == "xmp":
            yield Packet(profile.data, f"PNG raw profile at {profile.offset}")


def _in_riff(source: Source) -> Iterator[Packet]:
    for chunk in riff_chunks(source):
        if chunk.name in ("XMP ", "_PMX"):
            yield Packet(source.read(chunk.offset, chunk.length), f"RIFF {chunk.name} at {chunk.offset}+{chunk.length}")


def _in_tiff(source: Source) -> Iterator[Packet]:
    for block in exif_blocks(source):
        for entry in entries(block):
            if entry.tag == _XMP_TAG:
                data = block.read(entry.offset, entry.length)
                yield Packet(data, f"{entry.group} 0x02bc at {block.offset + entry.offset}+{entry.length}")


def _in_boxes(source: Source) -> Iterator[Packet]:
    for item in meta_items(source):
        if item.kind == "mime" and item.content_type == "application/rdf+xml" and item.extents:
            offset, length = item.extents[0]
            yield Packet(item.read(source), f"meta item {item.number} at {offset}+{length}")
    for box in top_boxes(source):
        if box.kind == "uuid" and source.read(box.offset, 16) == _UUID:
            data = source.read(box.offset + 16, box.length - 16)
            yield Packet(data, f"{box.path} at {box.offset + 16}+{box.length - 16}")
        elif box.kind == "moov":
            for user_data in (b for b in boxes(source, box.offset, box.end, box.path) if b.kind == "udta"):
                found = find(source, user_data, "XMP_")
                if found is not None:
                    data = source.read(found.offset, found.length)
                    yield Packet(data, f"{found.path} at {found.offset}+{found.length}")


def _by_scan(source: Source) -> Iterator[Packet]:
    """Yield the first packet found by its words, the last resort."""
    data = source.read(0, SCANNED)
    start, end = data.find(b"<x:xmpmeta"), data.find(b"</x:xmpmeta>")
    if 0 <= start < end:
        end += len(b"</x:xmpmeta>")
        yield Packet(data[start:end], f"found by scanning at {start}+{end - start}")
