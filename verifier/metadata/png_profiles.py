"""Find the profiles that programs hide in PNG text chunks as hexadecimal digits (``Raw profile type exif``).

ImageMagick began it, digiKam and GIMP followed; no standard describes it. Layout: a line with the kind, a line with the
length in bytes, then the digits.
"""

import zlib
from collections.abc import Iterator

import msgspec

from verifier.metadata.chunks import png_chunks
from verifier.metadata.source import Source

MAX_PROFILE = 16 * 1024 * 1024
"""Bytes of unfolded digits."""
_KEYWORD = b"Raw profile type "


class RawProfile(msgspec.Struct, frozen=True):
    """One profile: its kind (``exif``, ``APP1``, ``xmp``, ``iptc``), bytes and the place of its chunk."""

    kind: str
    data: bytes
    offset: int


def raw_profiles(source: Source) -> Iterator[RawProfile]:
    """Yield the raw profiles of a PNG; one that cannot be decoded is left out, its text still stands as text."""
    for chunk in png_chunks(source):
        if chunk.name not in ("tEXt", "zTXt") or source.read(chunk.offset, len(_KEYWORD)) != _KEYWORD:
            continue
        keyword, _, body = source.read(chunk.offset, chunk.length).partition(b"\0")
        try:
            text = zlib.decompressobj().decompress(body[1:], MAX_PROFILE) if chunk.name == "zTXt" else body
            lines = text.strip().split(b"\n", 2)
            data = bytes.fromhex(lines[2].decode("ascii")) if len(lines) == 3 else b""
        except (zlib.error, ValueError):
            continue
        yield RawProfile(keyword[len(_KEYWORD) :].decode("latin-1"), data, chunk.offset)
