"""Read how a JPEG is built: its segments with their places, coding, tables and the quality they imply, what is behind.

Layout: ITU-T T.81, annex B; JFIF in T.871; several pictures in one file: CIPA DC-007 (MPF). Quality is that of the IJG
library's scale (its standard tables, annex K of T.81, scaled): cameras use tables of their own, and "near" says so.
"""

import struct
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from verifier.domain.readings import IntegerValue, ListValue, Reading, Value
from verifier.media.sniff import Sniffed
from verifier.metadata.jpeg_segments import Segment, jpeg_segments
from verifier.metadata.source import Source
from verifier.metadata.values import bytes_value, decode_text, list_value, print_value, text_value

MAX_PICTURES = 1_000
MAX_ENTRIES = 200
SCANNED = 256 * 1024 * 1024
"""Bytes that are looked through for the end of the picture, in a file that does not end with one."""
_CHUNK = 1 << 20
_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_PROCESSES = {
    0xC0: "baseline", 0xC1: "extended sequential", 0xC2: "progressive", 0xC3: "lossless",
    0xC5: "differential sequential", 0xC6: "differential progressive", 0xC7: "differential lossless",
    0xC9: "extended sequential, arithmetic", 0xCA: "progressive, arithmetic", 0xCB: "lossless, arithmetic",
}  # fmt: skip
_NAMES = {0xC4: "DHT", 0xDB: "DQT", 0xDD: "DRI", 0xFE: "COM", 0xDC: "DNL", 0xCC: "DAC"}
_SUBSAMPLING = {(1, 1): "4:4:4", (2, 1): "4:2:2", (2, 2): "4:2:0", (4, 1): "4:1:1", (1, 2): "4:4:0", (4, 2): "4:1:0"}
_MPF_TAGS = {0xB000: "MPFVersion", 0xB001: "NumberOfImages", 0xB003: "ImageUIDList", 0xB004: "TotalFrames"}
_ENTRIES = 0xB002
_THERMAL = {0xE3: "ThermalData", 0xE4: "ThermalParams", 0xE5: "ThermalCalibration"}
"""What DJI's radiometric JPEGs keep in these segments; names as ExifTool prints them."""
_LUMINANCE = (
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51,
    61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77,
    113, 121, 112, 100, 120, 92, 101, 103, 99,
)  # fmt: skip
_CHROMINANCE = (
    17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99,
)  # fmt: skip
"""Tables K.1 and K.2 of T.81 in zigzag order, as a DQT segment holds them."""


class JpegStructure:
    """The registry line of this reader."""

    name = "jpeg"
    version = "1"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.media_type == "image/jpeg"

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield the segments, the coding, the tables, further pictures, and bytes behind the end."""
        if source.head[:2] != _SOI:
            return
        segments = tuple(jpeg_segments(source))
        yield from _listing(source, segments)
        for segment in segments:
            if segment.marker in _PROCESSES:
                yield from _frame(source, segment)
            elif segment.marker == 0xDB:
                yield from _tables(source, segment)
            elif segment.marker == 0xDD and segment.length >= 2:
                number = int.from_bytes(source.read(segment.offset, 2), "big")
                yield _reading("RestartInterval", IntegerValue(number), str(number), segment)
            elif segment.marker == 0xE0 and source.read(segment.offset, 5) == b"JFIF\0":
                yield from _jfif(source, segment)
            elif segment.marker == 0xE2 and source.read(segment.offset, 4) == b"MPF\0":
                yield from _pictures(source, segment)
            elif segment.marker == 0xFE:
                text = decode_text(source.read(segment.offset, min(segment.length, 65_536)).rstrip(b"\0"))
                yield _reading("Comment", text_value(text), text, segment)
        yield from _thermal(source, segments)
        yield from _behind(source, segments)


def _reading(name: str, value: Value, text: str, segment: Segment, group: str = "JPEG") -> Reading:
    where = f"{_short(segment)} at {segment.offset}+{segment.length}"
    return Reading("jpeg", group, name, value, text, where)


def _short(segment: Segment) -> str:
    if segment.marker in _PROCESSES:
        return f"SOF{segment.marker - 0xC0}"
    return _NAMES.get(segment.marker, segment.name)


def _listing(source: Source, segments: tuple[Segment, ...]) -> Iterator[Reading]:
    """Yield the order of the segments in one line: every program writes its own."""
    parts: list[str] = []
    for name, run in groupby(segments, key=lambda segment: _named(source, segment)):
        several = list(run)
        size = sum(segment.length for segment in several)
        parts.append(f"{name} {size}" if len(several) == 1 else f"{name} {size} in {len(several)}")
    if segments:
        last = segments[-1]
        value = list_value([text_value(part) for part in parts])
        where = f"segments at 2+{last.offset + last.length - 2}, with their bytes"
        yield Reading("jpeg", "JPEG", "Segments", value, ", ".join(parts), where)


def _named(source: Source, segment: Segment) -> str:
    """Name a segment by its marker and, where it has one, the word its payload begins with."""
    if not 0xE0 <= segment.marker <= 0xEF:
        return _short(segment)
    word = source.read(segment.offset, 12).split(b"\0")[0]
    is_word = 3 <= len(word) <= 11 and all(33 <= byte < 127 for byte in word)
    if source.read(segment.offset, 5) == b"http:":
        word, is_word = b"XMP", True
    return f"{segment.name} {word.decode('ascii')}" if is_word else segment.name


def _frame(source: Source, segment: Segment) -> Iterator[Reading]:
    data = source.read(segment.offset, min(segment.length, 256))
    if len(data) < 6 or len(data) < 6 + 3 * data[5]:
        return
    process = _PROCESSES[segment.marker]
    yield _reading("EncodingProcess", IntegerValue(segment.marker - 0xC0), process, segment)
    for name, number in (
        ("BitsPerSample", data[0]),
        ("ImageHeight", int.from_bytes(data[1:3], "big")),
        ("ImageWidth", int.from_bytes(data[3:5], "big")),
        ("ColorComponents", data[5]),
    ):
        yield _reading(name, IntegerValue(number), str(number), segment)
    factors = [(data[7 + 3 * n] >> 4, data[7 + 3 * n] & 15) for n in range(data[5])]
    if len(factors) >= 3 and all(pair == (1, 1) for pair in factors[1:]):
        value = ListValue((IntegerValue(factors[0][0]), IntegerValue(factors[0][1])))
        text = _SUBSAMPLING.get(factors[0], f"{factors[0][0]}x{factors[0][1]}")
        yield _reading("YCbCrSubSampling", value, text, segment)


def _tables(source: Source, segment: Segment) -> Iterator[Reading]:
    data, at = source.read(segment.offset, min(segment.length, 65_536)), 0
    while at < len(data):
        width, number = 2 if data[at] >> 4 else 1, data[at] & 15
        raw = data[at + 1 : at + 1 + 64 * width]
        if len(raw) < 64 * width:
            return
        table = raw if width == 1 else struct.unpack(">64H", raw)
        value = ListValue(tuple(map(IntegerValue, table)))
        yield _reading(f"QuantizationTable{number}", value, " ".join(map(str, table)), segment)
        quality, is_exact = quality_of(tuple(table), is_chroma=number > 0)
        text = f"{quality}" if is_exact else f"near {quality}"
        yield _reading(f"ImpliedQuality{number}", IntegerValue(quality), text, segment)
        at += 1 + 64 * width


@lru_cache(maxsize=1024)
def quality_of(table: tuple[int, ...], *, is_chroma: bool) -> tuple[int, bool]:
    """Return the IJG quality (1 to 100) whose scaled standard table is nearest, and whether it is that very table."""
    standard = _CHROMINANCE if is_chroma else _LUMINANCE
    first = _quality_from_sum(sum(table), sum(standard))
    # Below, entries stop at 255, so that the sum says too little.
    candidates = range(max(1, first - 2), min(100, first + 2) + 1) if first > 30 else range(1, 36)
    best = min(
        candidates,
        key=lambda quality: sum(abs(a - b) for a, b in zip(table, _scaled(standard, quality), strict=True)),
    )
    return best, table == _scaled(standard, best)


def _quality_from_sum(total: int, standard: int) -> int:
    scale = 100 * total / standard
    return max(1, min(100, round((200 - scale) / 2 if scale <= 100 else 5000 / scale)))


def _scaled(standard: tuple[int, ...], quality: int) -> tuple[int, ...]:
    """Scale a standard table as the IJG library does (jcparam.c: jpeg_quality_scaling, baseline tables)."""
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    return tuple(max(1, min(255, (entry * scale + 50) // 100)) for entry in standard)


def _jfif(source: Source, segment: Segment) -> Iterator[Reading]:
    data = source.read(segment.offset, 14)
    if len(data) < 12:
        return
    version = f"{data[5]}.{data[6]:02d}"
    numbers = ListValue((IntegerValue(data[5]), IntegerValue(data[6])))
    yield _reading("JFIFVersion", numbers, version, segment, "JFIF")
    for name, number in (
        ("ResolutionUnit", data[7]),
        ("XResolution", int.from_bytes(data[8:10], "big")),
        ("YResolution", int.from_bytes(data[10:12], "big")),
    ):
        yield _reading(name, IntegerValue(number), str(number), segment, "JFIF")


def _pictures(source: Source, segment: Segment) -> Iterator[Reading]:
    """Yield the pictures that an MPF index names: previews, gain maps, the second eye; offsets are from the file's."""
    data, base = source.read(segment.offset + 4, segment.length - 4), segment.offset + 4
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None or len(data) < 8:
        return
    start = struct.unpack_from(f"{order}I", data, 4)[0]
    count = struct.unpack_from(f"{order}H", data, start)[0] if start + 2 <= len(data) else 0
    for number in range(min(count, MAX_ENTRIES)):
        at = start + 2 + 12 * number
        if at + 12 > len(data):
            return
        tag, kind, length = struct.unpack_from(f"{order}HHI", data, at)
        if tag == _ENTRIES:
            offset = struct.unpack_from(f"{order}I", data, at + 8)[0]
            yield from _entries(data[offset : offset + length], order, base, segment)
        elif tag in _MPF_TAGS:
            raw = data[at + 8 : at + 12]
            where = f"MPF 0x{tag:04x} at {base + at + 8}+{length if kind == 7 else 4}"
            value: Value = IntegerValue(struct.unpack(f"{order}I", raw)[0])
            text = str(value.integer)
            if kind == 7 and length <= 4:
                value, text = bytes_value(raw[:length]), decode_text(raw[:length])
            elif kind == 7:
                value = bytes_value(data[value.integer : value.integer + length], length)
                text = print_value(value)
            yield Reading("jpeg", "MPF0", _MPF_TAGS[tag], value, text, where)


def _entries(table: bytes, order: str, base: int, segment: Segment) -> Iterator[Reading]:
    for number in range(min(len(table) // 16, MAX_PICTURES)):
        attributes, size, offset, first, second = struct.unpack_from(f"{order}IIIHH", table, 16 * number)
        place = base + offset if offset else 0
        for name, value in (
            ("MPImageFlags", attributes >> 27),
            ("MPImageFormat", attributes >> 24 & 7),
            ("MPImageType", attributes & 0xFFFFFF),
            ("MPImageLength", size),
            ("MPImageStart", place),
            ("DependentImage1EntryNumber", first),
            ("DependentImage2EntryNumber", second),
        ):
            yield _reading(name, IntegerValue(value), str(value), segment, f"MPImage{number + 1}")


def _thermal(source: Source, segments: tuple[Segment, ...]) -> Iterator[Reading]:
    """Say that temperatures lie in the file, as DJI keeps them: in segments without a name, one behind another."""
    if not any(segment.marker == 0xE3 for segment in segments) or b"DJI" not in source.head[:4096]:
        return
    for marker, name in _THERMAL.items():
        own = [segment for segment in segments if segment.marker == marker]
        size = sum(segment.length for segment in own)
        if own and source.read(own[0].offset, 4) not in (b"FLIR", b"Meta"):
            value = bytes_value(source.read(own[0].offset, 64), size)
            where = f"{own[0].name} at {own[0].offset}+{own[0].length}" + (
                f" and {len(own) - 1} more" if own[1:] else ""
            )
            yield Reading("jpeg", "DJI", name, value, print_value(value), where)


def _behind(source: Source, segments: tuple[Segment, ...]) -> Iterator[Reading]:
    """Yield what stands behind the end of the picture, or that the picture has no end.

    A file that ends with the end of an image is not looked through: a second picture behind the first, which no index
    names, is not seen.
    """
    if not segments or source.read(source.size_bytes - 2, 2) == _EOI:
        return
    start = segments[-1].offset + segments[-1].length
    end = _end_of_picture(source, start)
    if end is None:
        text = "the picture has no end: the file is cut off or goes on otherwise"
        yield Reading("jpeg", "JPEG", "EndOfImage", text_value(text), text, f"from {start} on")
        return
    length = source.size_bytes - end
    value = bytes_value(source.read(end, min(length, 64)), length)
    yield Reading("jpeg", "JPEG", "TrailingBytes", value, print_value(value), f"behind the picture at {end}+{length}")


def _end_of_picture(source: Source, start: int) -> int | None:
    """Return the place behind the first end marker; coded data never hold 0xFF 0xD9 (T.81, B.1.1.5)."""
    kept, at, last = b"", start, min(start + SCANNED, source.size_bytes)
    while at < last:
        data = source.read(at, min(_CHUNK, last - at))
        if not data:
            return None
        found = (kept + data).find(_EOI)
        if found >= 0:
            return at - len(kept) + found + 2
        at, kept = at + len(data), data[-1:]
    return None
