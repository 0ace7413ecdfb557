"""Walk the chunks of PNG (ISO/IEC 15948, clause 5) and of RIFF (WebP container, RFC 9649); not for decoding."""

from collections.abc import Iterator

import msgspec

from verifier.metadata.source import Source

MAX_CHUNKS = 20_000
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Chunk(msgspec.Struct, frozen=True):
    """One chunk: its four-letter name, place and length of its payload in the file."""

    name: str
    offset: int
    length: int


def png_chunks(source: Source) -> Iterator[Chunk]:
    """Yield the chunks up to ``IEND``; end quietly where the file ends."""
    offset = len(PNG_SIGNATURE)
    for _ in range(MAX_CHUNKS):
        start = source.read(offset, 8)
        if len(start) < 8:
            return
        chunk = Chunk(start[4:8].decode("latin-1"), offset + 8, int.from_bytes(start[:4], "big"))
        yield chunk
        if chunk.name == "IEND":
            return
        offset = chunk.offset + chunk.length + 4


def riff_chunks(source: Source) -> Iterator[Chunk]:
    """Yield the top chunks of a RIFF file; each is padded to an even length."""
    offset = 12
    for _ in range(MAX_CHUNKS):
        start = source.read(offset, 8)
        if len(start) < 8:
            return
        chunk = Chunk(start[:4].decode("latin-1"), offset + 8, int.from_bytes(start[4:], "little"))
        yield chunk
        offset = chunk.offset + chunk.length + chunk.length % 2
