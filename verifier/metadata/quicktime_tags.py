"""Read the free tags of QuickTime and MP4: user data, item lists and keys, with their texts, numbers and places.

``quicktime_names.tsv`` (table, id, name) was generated from ``exiftool -listx -QuickTime:All`` of ExifTool 12.57.
"""

import re
import struct
from collections.abc import Iterator
from functools import cache
from importlib import resources

from verifier.domain.readings import BytesValue, FloatValue, IntegerValue, Reading, Value
from verifier.metadata.boxes import Box, children
from verifier.metadata.source import Source
from verifier.metadata.values import bytes_value, decode_text, list_value, number_text, print_value, text_value

MAX_TAG = 1024 * 1024
"""Bytes of one tag; cover pictures reach this size."""
_PLACE = re.compile(r"^([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?")
"""ISO 6709, annex H: ``+27.5916+086.5640+8850CRSWGS_84/``; degrees here may also be DDMM.m or DDMMSS.s."""


@cache
def _names() -> dict[tuple[str, str], str]:
    text = resources.files("verifier.metadata").joinpath("quicktime_names.tsv").read_text("utf-8")
    return {(row[0], row[1]): row[2] for row in (line.split("\t") for line in text.splitlines())}


def user_data(source: Source, box: Box) -> Iterator[Reading]:
    """Yield the tags of a ``udta`` box: ``©xyz`` and its kin, 3GPP boxes, makers' own."""
    for child in children(source, box):
        if child.kind in ("meta", "XMP_", "Xtra"):
            continue
        data = source.read(child.offset, min(child.length, MAX_TAG))
        name = _names().get(("UserData", child.kind)) or _own_name(child.kind)
        for value, text in _user_values(child, data):
            yield _reading("UserData", name, value, text, child)


def _user_values(child: Box, data: bytes) -> Iterator[tuple[Value, str]]:
    if child.kind[0] == "©":
        yield from ((_place_or_text(part)) for part in _international(data))
    elif child.kind in ("titl", "dscp", "cprt", "perf", "auth", "gnre", "albm"):
        text = _text_3gpp(data[6:])
        yield text_value(text), text
    elif child.kind == "loci" and len(data) > 6:
        text = _location_3gpp(data[6:])
        yield bytes_value(data), text
    elif child.kind == "WLOC" and len(data) == 4:
        numbers = struct.unpack(">HH", data)
        yield list_value([IntegerValue(number) for number in numbers]), " ".join(map(str, numbers))
    elif _is_plain_text(data):
        text = decode_text(data.rstrip(b"\0"))
        yield text_value(text), text
    else:
        value = bytes_value(data, child.length)
        yield value, data.hex() if len(data) == 16 else print_value(value)


def _international(data: bytes) -> Iterator[str]:
    """Yield the texts of a ``©`` tag, one for each language: length, language, text (QuickTime File Format)."""
    at = 0
    while at + 4 <= len(data):
        length, language = struct.unpack_from(">HH", data, at)
        raw = data[at + 4 : at + 4 + length].rstrip(b"\0")
        # Below 0x400 the language is a Macintosh code and the text MacRoman, unless a phone wrote UTF-8.
        yield _decode(raw, "mac_roman" if language < 0x400 else "utf-8")
        at += 4 + max(length, 1)
        if data[at:].strip(b"\0") == b"":
            return


def _decode(raw: bytes, charset: str) -> str:
    if raw[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return raw.decode("utf-16", "backslashreplace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(charset, "backslashreplace")


def _text_3gpp(raw: bytes) -> str:
    return _decode(raw[:-2] if raw[:2] == b"\xfe\xff" and raw[-2:] == b"\0\0" else raw.rstrip(b"\0"), "utf-8")


def _location_3gpp(data: bytes) -> str:
    """Write a ``loci`` box as ExifTool does: name, role, place, body (3GPP TS 26.244, 8.9)."""
    name, _, rest = data.partition(b"\0")
    if len(rest) < 13:
        return decode_text(name)
    roles = ("shooting", "real", "fictional")
    longitude, latitude, altitude = (part / 65536 for part in struct.unpack_from(">iii", rest, 1))
    role = roles[rest[0]] if rest[0] < len(roles) else str(rest[0])
    body, _, notes = rest[13:].partition(b"\0")
    parts = [f"{decode_text(name) or '(none)'} Role={role} Lat={latitude:.5f} Lon={longitude:.5f} Alt={altitude:.2f}"]
    parts += [f"Body={decode_text(body)}"] if body else []
    parts += [f"Notes={decode_text(notes.rstrip(bytes(1)))}"] if notes else []
    return " ".join(parts)


def _is_plain_text(data: bytes) -> bool:
    stripped = data.rstrip(b"\0")
    return bool(stripped) and all(32 <= byte < 127 or byte in (9, 10, 13) for byte in stripped)


def meta_tags(source: Source, meta: Box) -> Iterator[Reading]:
    """Yield the tags of a ``meta`` box that holds keys or an item list; QuickTime's has no version, MP4's has."""
    skip = 0 if source.read(meta.offset + 4, 4) == b"hdlr" else 4
    parts = {box.kind: box for box in children(source, meta, skip)}
    if "ilst" not in parts:
        return
    keys = _keys(source, parts["keys"]) if "keys" in parts else ()
    for item in children(source, parts["ilst"]):
        index = int.from_bytes(item.kind.encode("latin-1"), "big")
        if 1 <= index <= len(keys):
            yield from _item(source, item, "Keys", _key_name(keys[index - 1]))
        else:
            yield from _item(source, item, "ItemList", _names().get(("ItemList", item.kind)) or _own_name(item.kind))


def _keys(source: Source, box: Box) -> tuple[str, ...]:
    data = source.read(box.offset, min(box.length, MAX_TAG))
    names: list[str] = []
    at = 8
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < 8:
            break
        names.append(decode_text(data[at + 8 : at + size]))
        at += size
    return tuple(names)


def _key_name(key: str) -> str:
    short = key.removeprefix("com.apple.quicktime.")
    return _names().get(("Keys", short)) or _names().get(("Keys", key)) or _camel(short)


def _camel(key: str) -> str:
    words = re.split(r"[^A-Za-z0-9-]+", key.removeprefix("com."))
    return "".join(word[:1].upper() + word[1:] for word in words) or "0x"


def _own_name(kind: str) -> str:
    """Name a box that no table knows by its type, unprintable ones by their bytes."""
    return kind if kind.isprintable() and kind.strip() else f"0x{kind.encode('latin-1', 'replace').hex()}"


def _item(source: Source, item: Box, group: str, name: str) -> Iterator[Reading]:
    parts = list(children(source, item))
    own = next((source.read(part.offset + 4, min(part.length, 256)) for part in parts if part.kind == "name"), b"")
    for part in parts:
        if part.kind != "data":
            continue
        data = source.read(part.offset, min(part.length, MAX_TAG))
        value, text = _data(int.from_bytes(data[1:4], "big"), data[8:], item.kind)
        told = Box(part.kind, part.offset + 8, max(0, part.length - 8), part.path)  # behind its type and locale
        yield _reading(group, _camel(decode_text(own.strip(b"\0"))) if own else name, value, text, told)


def _data(kind: int, raw: bytes, atom: str) -> tuple[Value, str]:
    """Return the value of a ``data`` box by its well-known type (QuickTime File Format, metadata values)."""
    if kind == 1:
        return _place_or_text(decode_text(raw))
    if kind == 2:
        text = raw.decode("utf-16-be", "backslashreplace")
        return text_value(text), text
    if kind in (21, 22, 65, 66, 67, 74, 75, 76, 77, 78) and 0 < len(raw) <= 8:
        number = int.from_bytes(raw, "big", signed=kind in (21, 65, 66, 67, 74))
        return IntegerValue(number), str(number)
    if kind in (23, 24) and len(raw) == (4 if kind == 23 else 8):
        number = struct.unpack(">f" if kind == 23 else ">d", raw)[0]
        return FloatValue(repr(number)), number_text(number)
    if atom in ("trkn", "disk") and len(raw) >= 6:
        first, total = struct.unpack_from(">HH", raw, 2)
        return bytes_value(raw), f"{first} of {total}" if total else str(first)
    value: BytesValue = bytes_value(raw)
    return value, print_value(value)


def _place_or_text(text: str) -> tuple[Value, str]:
    place = iso6709(text)
    return text_value(text), text if place is None else " ".join(number_text(part) for part in place)


def iso6709(text: str) -> tuple[float, ...] | None:
    """Return latitude, longitude and, where given, height of an ISO 6709 text; ``None`` where it is none."""
    match = _PLACE.match(text.strip())
    if match is None or not (text.rstrip("\0 ").endswith("/") or "." in text):
        return None
    latitude, longitude = _angle(match[1], 2), _angle(match[2], 3)
    return (latitude, longitude) if match[3] is None else (latitude, longitude, float(match[3]))


def _angle(text: str, degree_digits: int) -> float:
    """Return decimal degrees of ``±DD.d``, ``±DDMM.m`` or ``±DDMMSS.s``, told apart by the digits before the point."""
    sign, digits = (-1 if text[0] == "-" else 1), text[1:]
    whole = len(digits.partition(".")[0])
    if whole <= degree_digits:
        return sign * float(digits)
    degrees = int(digits[: whole - (2 if whole <= degree_digits + 2 else 4)])
    rest = digits[whole - (2 if whole <= degree_digits + 2 else 4) :]
    if whole <= degree_digits + 2:
        return sign * (degrees + float(rest) / 60)
    return sign * (degrees + int(rest[:2]) / 60 + float(rest[2:]) / 3600)


def _reading(group: str, name: str, value: Value, text: str, box: Box) -> Reading:
    return Reading("quicktime", group, name, value, text, f"{box.path} at {box.offset}+{box.length}")
