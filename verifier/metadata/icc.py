"""Read what a color profile says of itself: who made it, when, for what device (ISO 15076-1, clauses 7.2, 10).

Cameras, phones and programs each embed their own: it tells what wrote the file last. Curves and tables are left alone.
"""

import struct
import zlib
from collections.abc import Iterator

from verifier.domain.readings import IntegerValue, ListValue, Reading, Value
from verifier.media.sniff import Sniffed
from verifier.metadata.boxes import children, find, top_boxes
from verifier.metadata.chunks import PNG_SIGNATURE, png_chunks, riff_chunks
from verifier.metadata.jpeg_segments import jpeg_segments
from verifier.metadata.source import Source
from verifier.metadata.values import bytes_value, decode_text, print_value, text_value

MAX_PROFILE = 8 * 1024 * 1024
MAX_TAGS = 200
_JPEG_MARK = b"ICC_PROFILE\0"
_TIFF_ICC = 34675
_CODES = (
    ("ProfileCMMType", 4), ("ProfileClass", 12), ("ColorSpaceData", 16), ("ProfileConnectionSpace", 20),
    ("ProfileFileSignature", 36), ("PrimaryPlatform", 40), ("DeviceManufacturer", 48), ("DeviceModel", 52),
    ("ProfileCreator", 80),
)  # fmt: skip
_TEXTS = {
    b"desc": "ProfileDescription",
    b"cprt": "ProfileCopyright",
    b"dmnd": "DeviceMfgDesc",
    b"dmdd": "DeviceModelDesc",
    b"vued": "ViewingCondDesc",
}


class Icc:
    """The registry line of this reader."""

    name = "icc"
    version = "1"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.kind == "photo"

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield the header and the texts of the first profile."""
        for data, where in _profiles(source):
            if data[36:40] == b"acsp":
                yield from _header(data, where)
                yield from _texts(data, where)
            return


def _profiles(source: Source) -> Iterator[tuple[bytes, str]]:
    """Yield profiles and where they begin in the file."""
    head = source.head
    if head[:2] == b"\xff\xd8":
        yield from _from_segments(source)
    elif head[:8] == PNG_SIGNATURE:
        for chunk in png_chunks(source):
            if chunk.name == "iCCP":
                _, _, body = source.read(chunk.offset, chunk.length).partition(b"\0")
                try:
                    yield (
                        zlib.decompressobj().decompress(body[1:], MAX_PROFILE),
                        f"PNG iCCP at {chunk.offset}, unpacked",
                    )
                except zlib.error:
                    return
    elif head[:4] == b"RIFF":
        for chunk in riff_chunks(source):
            if chunk.name == "ICCP":
                yield source.read(chunk.offset, min(chunk.length, MAX_PROFILE)), f"RIFF ICCP at {chunk.offset}"
    elif head[4:8] == b"ftyp":
        yield from _from_boxes(source)
    elif head[:4] in (b"II*\0", b"MM\0*"):
        yield from _from_tiff(source)


def _from_segments(source: Source) -> Iterator[tuple[bytes, str]]:
    parts: list[tuple[int, int, bytes]] = []
    for segment in jpeg_segments(source):
        if segment.marker == 0xE2 and source.read(segment.offset, len(_JPEG_MARK)) == _JPEG_MARK:
            data = source.read(segment.offset, segment.length)
            parts.append((data[12] if len(data) > 12 else 0, segment.offset + 14, data[14:]))
    if parts:
        whole = b"".join(data for _, _, data in sorted(parts, key=lambda part: part[0]))
        several = f" in {len(parts)} parts" if len(parts) > 1 else ""
        yield whole[:MAX_PROFILE], f"APP2 at {parts[0][1]}{several}"


def _from_boxes(source: Source) -> Iterator[tuple[bytes, str]]:
    meta = next((box for box in top_boxes(source) if box.kind == "meta"), None)
    properties = find(source, meta, "iprp", 4) if meta is not None else None
    listed = find(source, properties, "ipco") if properties is not None else None
    for box in children(source, listed) if listed is not None else ():
        if box.kind == "colr" and source.read(box.offset, 4) in (b"prof", b"rICC"):
            yield source.read(box.offset + 4, min(box.length - 4, MAX_PROFILE)), f"{box.path} at {box.offset + 4}"


def _from_tiff(source: Source) -> Iterator[tuple[bytes, str]]:
    order = "little" if source.head[:2] == b"II" else "big"
    start = int.from_bytes(source.read(4, 4), order)
    for number in range(int.from_bytes(source.read(start, 2), order)):
        entry = source.read(start + 2 + 12 * number, 12)
        if len(entry) < 12:
            return
        if int.from_bytes(entry[:2], order) == _TIFF_ICC:
            length, offset = int.from_bytes(entry[4:8], order), int.from_bytes(entry[8:], order)
            if 4 < length <= MAX_PROFILE:
                yield source.read(offset, length), f"TIFF 0x8773 at {offset}"


def _header(data: bytes, where: str) -> Iterator[Reading]:
    version = f"{data[8]}.{data[9] >> 4}.{data[9] & 15}"
    number = IntegerValue(int.from_bytes(data[8:10], "big"))
    yield Reading("icc", "ICC-header", "ProfileVersion", number, version, f"{where}, byte 8")
    for name, at in _CODES:
        code = decode_text(data[at : at + 4]).rstrip("\0 ")
        if code:
            yield Reading("icc", "ICC-header", name, text_value(code), code, f"{where}, byte {at}")
    parts = struct.unpack_from(">6H", data, 24)
    printed = "{:04d}:{:02d}:{:02d} {:02d}:{:02d}:{:02d}".format(*parts)
    yield Reading("icc", "ICC-header", "ProfileDateTime", text_value(printed), printed, f"{where}, byte 24")
    intent = int.from_bytes(data[64:68], "big")
    yield Reading("icc", "ICC-header", "RenderingIntent", IntegerValue(intent), str(intent), f"{where}, byte 64")
    if data[84:100].strip(b"\0"):
        value: Value = ListValue(tuple(map(IntegerValue, data[84:100])))
        yield Reading("icc", "ICC-header", "ProfileID", value, data[84:100].hex(), f"{where}, byte 84")
    size = int.from_bytes(data[:4], "big")
    yield Reading("icc", "ICC-header", "ProfileSize", IntegerValue(size), str(size), f"{where}, byte 0")


def _texts(data: bytes, where: str) -> Iterator[Reading]:
    for number in range(min(int.from_bytes(data[128:132], "big"), MAX_TAGS)):
        tag, offset, length = data[132 + 12 * number : 136 + 12 * number], 0, 0
        if len(data) >= 144 + 12 * number:
            offset, length = struct.unpack_from(">II", data, 136 + 12 * number)
        if tag in _TEXTS and 12 < length <= 65_536:
            raw = data[offset : offset + length]
            text = _text(raw)
            value: Value = text_value(text) if text is not None else bytes_value(raw)
            shown = text if text is not None else print_value(value)
            yield Reading("icc", "ICC_Profile", _TEXTS[tag], value, shown, f"{where}, byte {offset}")


def _text(raw: bytes) -> str | None:
    """Return a text of one of the three kinds: ``text``, ``desc`` (version 2), ``mluc`` (version 4, first language)."""
    if raw[:4] == b"text":
        return decode_text(raw[8:].split(b"\0")[0])
    if raw[:4] == b"desc":
        length = int.from_bytes(raw[8:12], "big")
        return decode_text(raw[12 : 12 + length].split(b"\0")[0])
    if raw[:4] == b"mluc" and len(raw) >= 28:
        length, offset = struct.unpack_from(">II", raw, 20)
        return raw[offset : offset + length].decode("utf-16-be", "backslashreplace").rstrip("\0")
    return None
