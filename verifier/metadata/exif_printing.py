"""Print EXIF values so that people can read them, in numbers and units as ``exiftool -n`` prints them.

What was stored stays in the reading's value; nothing here is used to compute.
"""

import math
import struct
from collections.abc import Callable

from verifier.domain.readings import IntegerValue, ListValue, RationalValue, Value
from verifier.metadata.values import decode_text, number_text, print_value

Printed = tuple[str, str]
"""The printed form and a remark for the place (the charset of a text), empty mostly."""

_CHARSETS = {b"ASCII\0\0\0": "ASCII", b"JIS\0\0\0\0\0": "JIS", b"UNICODE\0": "Unicode", b"\0" * 8: "undefined"}
"""Exif 3.0, table 9: the first eight bytes of a comment name its charset."""


def exif_text(group: str, tag: int, value: Value, data: bytes) -> Printed:
    """Return the printed form of an entry; ``data`` are its bytes as stored."""
    table = _GPS_TEXT if group == "GPS" else _EXIF_TEXT
    special = table.get(tag)
    if special is not None:
        return special(value, data)
    return print_value(value), ""


def numbers_of(value: Value) -> tuple[float, ...]:
    """Return the numbers of an integer, rational or list value; empty where one is none or is n/0."""
    items = value.items if isinstance(value, ListValue) else (value,)
    found: list[float] = []
    for item in items:
        if isinstance(item, IntegerValue):
            found.append(item.integer)
        elif isinstance(item, RationalValue) and item.denominator:
            found.append(item.numerator / item.denominator)
        else:
            return ()
    return tuple(found)


def degrees_of(value: Value) -> float | None:
    """Return degrees, minutes and seconds as decimal degrees, unsigned; missing parts count as 0."""
    items = value.items if isinstance(value, ListValue) else (value,)
    total = 0.0
    for item, share in zip(items, (1, 60, 3600), strict=False):
        if not isinstance(item, IntegerValue | RationalValue):
            return None
        if isinstance(item, RationalValue) and item.denominator == 0:
            if share == 1:
                return None
            continue
        number = item.integer if isinstance(item, IntegerValue) else item.numerator / item.denominator
        total += number / share
    return total


def _print_degrees(value: Value, data: bytes) -> Printed:
    degrees = degrees_of(value)
    return (print_value(value) if degrees is None else number_text(float(f"{degrees:.15g}"))), ""


def _print_clock(value: Value, data: bytes) -> Printed:
    parts = numbers_of(value)
    if len(parts) != 3:
        return print_value(value), ""
    seconds = f"{parts[2]:09.6f}".rstrip("0").rstrip(".")
    return f"{int(parts[0]):02d}:{int(parts[1]):02d}:{seconds}", ""


def _print_apex(function: Callable[[float], float]) -> Callable[[Value, bytes], Printed]:
    """Turn an APEX value (Exif 3.0, annex C) into the f-number or the seconds it stands for."""

    def print_it(value: Value, data: bytes) -> Printed:
        numbers = numbers_of(value)
        if len(numbers) != 1 or abs(numbers[0]) > 100:
            return print_value(value), ""
        return number_text(float(f"{function(numbers[0]):.15g}")), ""

    return print_it


def _print_ascii(value: Value, data: bytes) -> Printed:
    return decode_text(data.rstrip(b"\0")), ""


def _print_utf16(value: Value, data: bytes) -> Printed:
    """Windows writes its XP tags in UTF-16, little-endian, whatever the byte order of the block."""
    return data[: len(data) // 2 * 2].decode("utf-16-le", "replace").split("\0")[0], "charset UTF-16"


def _print_bytes(value: Value, data: bytes) -> Printed:
    return " ".join(str(byte) for byte in data), ""


def _print_comment(value: Value, data: bytes) -> Printed:
    """Decode a text that begins with the name of its charset; without one it is taken for UTF-8 and said so."""
    charset = _CHARSETS.get(data[:8].upper())
    if charset is None:
        return decode_text(data.rstrip(b"\0 ")), "charset not named"
    text = data[8:]
    if charset == "Unicode":
        return _decode_utf16(text), "charset Unicode"
    if charset == "JIS":
        return text.decode("iso2022_jp", "backslashreplace").rstrip("\0 "), "charset JIS"
    return decode_text(text.rstrip(b"\0 ")), f"charset {charset}"


def _decode_utf16(data: bytes) -> str:
    """Decode UTF-16 of unknown byte order: by its mark, else by which half varies less: that is the high byte."""
    data = data[: len(data) // 2 * 2]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").rstrip("\0 ")
    is_big = len(set(data[0::2])) <= len(set(data[1::2]))
    return data.decode("utf-16-be" if is_big else "utf-16-le", "replace").rstrip("\0 ")


def _print_pattern(value: Value, data: bytes) -> Printed:
    """Print a color filter pattern: columns, rows, colors (Exif 3.0, ``CFAPattern``), in the likelier byte order."""
    if len(data) < 4:
        return print_value(value), ""
    for order in (">", "<"):
        columns, rows = struct.unpack_from(f"{order}HH", data)
        if 0 < columns * rows <= len(data) - 4:
            return " ".join(str(n) for n in (columns, rows, *data[4 : 4 + columns * rows])), ""
    return _print_bytes(value, data)


_EXIF_TEXT: dict[int, Callable[[Value, bytes], Printed]] = {
    0x0002: _print_ascii,
    0x9000: _print_ascii,
    0xA000: _print_ascii,
    0x9101: _print_bytes,
    0x9201: _print_apex(lambda apex: 2.0**-apex),
    0x9202: _print_apex(lambda apex: math.sqrt(2.0) ** apex),
    0x9205: _print_apex(lambda apex: math.sqrt(2.0) ** apex),
    0x9286: _print_comment,
    0xA300: _print_bytes,
    0xA301: _print_bytes,
    0xA302: _print_pattern,
    **dict.fromkeys(range(0x9C9B, 0x9CA0), _print_utf16),
}
"""Tag numbers: Exif 3.0, 4.6.6 (APEX values in annex C); 0x9c9b to 0x9c9f are the XP tags of Windows."""
_GPS_TEXT: dict[int, Callable[[Value, bytes], Printed]] = {
    **dict.fromkeys((0x02, 0x04, 0x14, 0x16), _print_degrees),
    0x00: lambda value, data: (" ".join(str(byte) for byte in data), ""),
    0x07: _print_clock,
    0x1B: _print_comment,
    0x1C: _print_comment,
}
"""Tag numbers of the GPS directory: Exif 3.0, 4.6.7."""
