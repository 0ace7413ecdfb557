"""Walk the marker segments of a JPEG up to its picture data (ITU-T T.81, annex B); not for decoding."""

from collections.abc import Iterator

import msgspec

from verifier.metadata.source import Source

MAX_SEGMENTS = 2_000
"""An XMP of the greatest size a camera writes takes 130 segments; more than this is an attack."""
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_START_OF_SCAN, _END = 0xDA, 0xD9


class Segment(msgspec.Struct, frozen=True):
    """One segment: marker code, place and length of its payload in the file."""

    marker: int
    offset: int
    length: int

    @property
    def name(self) -> str:
        """``APP1`` or ``0xdb``."""
        return f"APP{self.marker - 0xE0}" if 0xE0 <= self.marker <= 0xEF else f"0x{self.marker:02x}"


def jpeg_segments(source: Source) -> Iterator[Segment]:
    """Yield the segments before the first scan; end quietly where the chain breaks."""
    offset = 2
    for _ in range(MAX_SEGMENTS):
        start = source.read(offset, 4)
        if len(start) < 4 or start[0] != 0xFF:
            return
        marker = start[1]
        if marker == 0xFF:
            offset += 1
            continue
        if marker in _STANDALONE:
            offset += 2
            continue
        length = int.from_bytes(start[2:4], "big")
        if marker in (_START_OF_SCAN, _END) or length < 2:
            return
        yield Segment(marker, offset + 4, length - 2)
        offset += 2 + length


def app1_segments(source: Source) -> tuple[Segment, ...]:
    """Return the APP1 segments, which hold EXIF and XMP."""
    return source.once(_app1_segments)


def _app1_segments(source: Source) -> tuple[Segment, ...]:
    return tuple(segment for segment in jpeg_segments(source) if segment.marker == 0xE1)
