"""Read IPTC-IIM: caption, keywords, credit, places, as press programs write them (IPTC-NAA IIM 4.2).

It stands in Photoshop's resource blocks (JPEG APP13, TIFF tag 34377, PNG raw profiles) and, in TIFF, in a tag of its
own (33723). The other resources are listed by their number and size, so that nothing in them is passed over in silence.
"""

from collections.abc import Iterator
from functools import cache
from importlib import resources

import msgspec

from verifier.domain.readings import Reading, Value
from verifier.media.sniff import Sniffed
from verifier.metadata.jpeg_segments import jpeg_segments
from verifier.metadata.png_profiles import raw_profiles
from verifier.metadata.source import MAX_READ, Source
from verifier.metadata.values import bytes_value, decode_text, list_value, number_value, print_value, text_value

MAX_DATASETS = 5_000
MAX_RESOURCES = 2_000
_PHOTOSHOP = b"Photoshop 3.0\0"
_IIM, _DIGEST = 0x0404, 0x0425
_MARK = b"\x1c"
"""Each data set begins with it (IIM, 1.5); resource blocks begin otherwise."""
_CHARSET = (1, 90)
_UTF8 = b"\x1b%G"
_TIFF_IPTC, _TIFF_RESOURCES = 33723, 34377
_RESOURCES = {
    0x03ED: "ResolutionInfo",
    0x0404: "IPTCData",
    0x0406: "JPEG_Quality",
    0x0409: "PhotoshopBGRThumbnail",
    0x040A: "CopyrightFlag",
    0x040B: "URL",
    0x040C: "PhotoshopThumbnail",
    0x040D: "GlobalAngle",
    0x040F: "ICC_Profile",
    0x0421: "VersionInfo",
    0x0422: "EXIFInfo",
    0x0424: "XMP",
    0x0425: "IPTCDigest",
}
"""Names of resources as ExifTool prints them; Adobe Photoshop File Formats Specification, image resource ids."""


class Resource(msgspec.Struct, frozen=True):
    """One resource block of Photoshop: number, name, bytes, and where these stand in the file."""

    number: int
    data: bytes
    offset: int


class Iptc:
    """The registry line of this reader."""

    name = "iptc"
    version = "1"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.kind == "photo"

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield the data sets of every block in file order; a data set that is given several times is one list."""
        for data, offset, holder in _blocks(source):
            if data[:1] == _MARK:
                yield from _data_sets(data, offset, holder)
                continue
            for resource in _resources(data, offset):
                where = f"{holder} 8BIM 0x{resource.number:04x} at {resource.offset}+{len(resource.data)}"
                if resource.number == _IIM:
                    yield from _data_sets(resource.data, resource.offset, where)
                else:
                    yield _resource_reading(resource, where)


def _resource_reading(resource: Resource, where: str) -> Reading:
    name = _RESOURCES.get(resource.number, f"0x{resource.number:04x}")
    value: Value = bytes_value(resource.data)
    text = resource.data.hex() if resource.number == _DIGEST else print_value(value)
    return Reading("iptc", "Photoshop", name, value, text, where)


def _blocks(source: Source) -> Iterator[tuple[bytes, int, str]]:
    """Yield blocks of Photoshop resources, or bare IIM: bytes, their place, what holds them."""
    head = source.head
    if head[:2] == b"\xff\xd8":
        for segment in jpeg_segments(source):
            if segment.marker == 0xED and source.read(segment.offset, len(_PHOTOSHOP)) == _PHOTOSHOP:
                offset, length = segment.offset + len(_PHOTOSHOP), segment.length - len(_PHOTOSHOP)
                yield source.read(offset, length), offset, "APP13"
    elif head[:4] in (b"II*\0", b"MM\0*"):
        yield from _tiff_blocks(source)
    elif head[:8] == b"\x89PNG\r\n\x1a\n":
        for profile in raw_profiles(source):
            if profile.kind == "iptc":
                yield profile.data, profile.offset, "PNG raw profile, hexadecimal from"


def _tiff_blocks(source: Source) -> Iterator[tuple[bytes, int, str]]:
    """Yield the two tags of the first directory (TIFF 6.0, section 2)."""
    order = "little" if source.head[:2] == b"II" else "big"
    start = int.from_bytes(source.read(4, 4), order)
    count = int.from_bytes(source.read(start, 2), order)
    for number in range(count):
        entry = source.read(start + 2 + 12 * number, 12)
        if len(entry) < 12:
            return
        tag, width = int.from_bytes(entry[:2], order), 4 if entry[2:4] in (b"\4\0", b"\0\4") else 1
        if tag not in (_TIFF_IPTC, _TIFF_RESOURCES):
            continue
        length, offset = width * int.from_bytes(entry[4:8], order), int.from_bytes(entry[8:], order)
        if 4 < length <= MAX_READ:
            data = source.read(offset, length)
            yield data, offset, "TIFF IPTC-NAA" if tag == _TIFF_IPTC else "TIFF PhotoshopSettings"


def _resources(data: bytes, offset: int) -> Iterator[Resource]:
    """Yield resource blocks; end quietly at the first that is broken."""
    at = len(_PHOTOSHOP) if data.startswith(_PHOTOSHOP) else 0
    for _ in range(MAX_RESOURCES):
        if data[at : at + 4] != b"8BIM":
            return
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        named = data[at + 6] if at + 6 < len(data) else 0
        start = at + 6 + (named + 2) // 2 * 2  # the name with its length byte, padded to an even length
        length = int.from_bytes(data[start : start + 4], "big")
        yield Resource(number, data[start + 4 : start + 4 + length], offset + start + 4)
        at = start + 4 + length + length % 2


def _data_sets(data: bytes, offset: int, holder: str) -> Iterator[Reading]:
    found: dict[tuple[int, int], list[bytes]] = {}
    places: dict[tuple[int, int], int] = {}
    at = 0
    for _ in range(MAX_DATASETS):
        if data[at : at + 1] != _MARK or at + 5 > len(data):
            break
        key = data[at + 1], data[at + 2]
        length, start = int.from_bytes(data[at + 3 : at + 5], "big"), at + 5
        if length & 0x8000:  # IIM, 1.6: an extended data set says how many bytes its length has
            width = length & 0x7FFF
            length, start = int.from_bytes(data[start : start + min(width, 4)], "big"), start + width
        found.setdefault(key, []).append(data[start : start + length])
        places.setdefault(key, offset + start)
        at = start + length
    is_utf8 = found.get(_CHARSET, [b""])[0] == _UTF8
    for key, values in found.items():
        yield _reading(key, values, f"{holder}, {key[0]}:{key[1]:02d} at {places[key]}", is_utf8=is_utf8)


def _reading(key: tuple[int, int], values: list[bytes], where: str, *, is_utf8: bool) -> Reading:
    name, form = _names().get(key, (f"0x{key[0]:02x}{key[1]:02x}", "undef"))
    if form.startswith("int") and all(0 < len(value) <= 8 for value in values):
        numbers = [int.from_bytes(value, "big") for value in values]
        return Reading(
            "iptc", "IPTC", name, list_value([number_value(n) for n in numbers]), " ".join(map(str, numbers)), where
        )
    if form in ("undef", "?") and key != _CHARSET:
        raw = list_value([bytes_value(value) for value in values])
        return Reading("iptc", "IPTC", name, raw, print_value(raw), where)
    if len(values) > 1 and len(set(values)) == 1:
        values, where = values[:1], f"{where}, given {len(values)} times alike"
    texts = [_decoded(value, is_utf8=is_utf8) for value in values]
    note = "" if is_utf8 or all(value.isascii() for value in values) else ", charset not stated"
    shown = ", ".join(_printed(name, text) for text in texts)
    return Reading("iptc", "IPTC", name, list_value([text_value(text) for text in texts]), shown, where + note)


def _decoded(data: bytes, *, is_utf8: bool) -> str:
    """Decode text; where no charset is stated, UTF-8 if it is valid, else Latin-1, as most programs write."""
    if is_utf8:
        return decode_text(data).rstrip("\0")
    try:
        return data.decode("utf-8").rstrip("\0")
    except UnicodeDecodeError:
        return data.decode("latin-1").rstrip("\0")


def _printed(name: str, text: str) -> str:
    """Print dates as ``YYYY:MM:DD`` and times as ``hh:mm:ss+hh:mm``; what is otherwise stays as it is."""
    if "Date" in name and len(text) == 8 and text.isdecimal():
        return f"{text[:4]}:{text[4:6]}:{text[6:]}"
    if "Time" in name and len(text) >= 6 and text[:6].isdecimal():
        zone = text[6:]
        shown = f"{zone[:3]}:{zone[3:5]}" if len(zone) == 5 and zone[0] in "+-" else zone
        return f"{text[:2]}:{text[2:4]}:{text[4:6]}{shown}"
    return text


@cache
def _names() -> dict[tuple[int, int], tuple[str, str]]:
    """Return names and types by record and data set, from ``exiftool -listx -IPTC:All`` of ExifTool 12.57."""
    text = resources.files("verifier.metadata").joinpath("iptc_names.tsv").read_text("ascii")
    rows = (line.split("\t") for line in text.splitlines())
    return {(int(record), int(number)): (name, form) for record, number, name, form in rows}
