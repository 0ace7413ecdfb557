"""Clips with a DJI data track, made byte by byte: the layouts that ExifTool publishes, with invented values."""

import math
import struct

from tests.metadata.made import box
from verifier.metadata.dji_schemas import Path, Schema


def varint(number: int) -> bytes:
    """Return a number in groups of seven bits; negative ones fill ten bytes, as ``int32`` and ``int64`` do."""
    number &= 0xFFFF_FFFF_FFFF_FFFF
    parts = bytearray()
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])


def number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def inside(field: int, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return varint(field << 3 | 2) + varint(len(data)) + data


def words(field: int, text: str) -> bytes:
    return inside(field, text.encode())


def single(field: int, value: float) -> bytes:
    return varint(field << 3 | 5) + struct.pack("<f", value)


def double(field: int, value: float) -> bytes:
    return varint(field << 3 | 1) + struct.pack("<d", value)


def header(protocol: str, serial: str, model: str) -> bytes:
    """Return the header that stands in the first sample alone."""
    told = [words(1, protocol), words(2, "02.01.12"), words(3, "02.00.05"), words(5, serial), words(6, "01.00.0500")]
    return inside(1, inside(1, *told, words(10, model)))


def frame(
    order: int,
    latitude_deg: float,
    longitude_deg: float,
    *,
    height_mm: int = 120_500,
    relative_mm: float = 35_200.0,
    yaw: int = -452,
    status: int = 0,
    flight: int = 3,
    in_degrees: bool = False,
) -> bytes:
    """Return one frame as a Mavic 3 keeps it, or as goggles do with ``flight=4``."""
    turn = float if in_degrees else math.radians
    units = number(1, 1) if in_degrees else b""
    place = inside(1, units, double(2, turn(latitude_deg)), double(3, turn(longitude_deg)))
    gps = inside(4, place, number(2, height_mm), number(3, status) if status else b"", number(4, 1))
    attitude = inside(3, number(1, -12), number(2, 35), number(3, yaw))
    told = [inside(1, number(1, order), number(2, 5_000_000 + order * 33_333))]
    told.append(
        inside(2, inside(2, single(1, 100.0)), inside(3, inside(1, varint(1) + varint(640))), inside(6, single(1, 1.0)))
    )
    told.append(inside(flight, attitude, gps, inside(5, single(1, relative_mm), number(2, 1))))
    if flight == 3:
        told.append(inside(4, inside(3, number(1, -300), number(3, yaw))))
    return inside(3, *told)


def clip(samples: list[bytes], form: bytes = b"djmd", per_second: int = 30) -> bytes:
    """Return an MP4 whose one track is the data track; chunks hold three samples, the last one what is left."""
    brands = box(b"ftyp", b"isom\0\0\2\0isommp42")
    chunks = [samples[at : at + 3] for at in range(0, len(samples), 3)]
    movie = _movie(samples, chunks, form, per_second, 0)
    movie = _movie(samples, chunks, form, per_second, len(brands) + len(movie) + 8)
    return brands + movie + box(b"mdat", *samples)


def _movie(samples: list[bytes], chunks: list[list[bytes]], form: bytes, per_second: int, start: int) -> bytes:
    offsets: list[int] = []
    for chunk in chunks:
        offsets.append(start)
        start += sum(map(len, chunk))
    length, ones = len(samples), struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
    runs = [struct.pack(">III", 1, min(3, length), 1)]
    if len(chunks) > 1 and length % 3:
        runs.append(struct.pack(">III", len(chunks), length % 3, 1))
    table = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), box(form, bytes(6) + b"\0\1")),
        box(b"stts", struct.pack(">IIII", 0, 1, length, 1)),
        box(b"stsc", struct.pack(">II", 0, len(runs)), *runs),
        box(b"stsz", struct.pack(">III", 0, 0, length), *(struct.pack(">I", len(one)) for one in samples)),
        box(b"stco", struct.pack(">II", 0, len(offsets)), *(struct.pack(">I", at) for at in offsets)),
    )
    data = box(b"dinf", box(b"dref", struct.pack(">II", 0, 1), box(b"url ", b"\0\0\0\1")))
    media = box(
        b"mdia",
        box(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, per_second, length, 0x55C4, 0)),
        box(b"hdlr", struct.pack(">II4s", 0, 0, b"meta"), bytes(12), b"DJI meta\0"),
        box(b"minf", box(b"nmhd", bytes(4)), data, table),
    )
    head = struct.pack(">IIIIII", 7, 0, 0, 1, 0, length) + bytes(16) + ones + bytes(8)
    whole = struct.pack(">IIIII", 0, 0, 0, per_second, length) + struct.pack(">IH", 65536, 256) + bytes(10) + ones
    return box(b"moov", box(b"mvhd", whole, bytes(24), b"\0\0\0\2"), box(b"trak", box(b"tkhd", head), media))


Leaf = tuple[int, bytes]
"""Wire type and payload of a field."""


def whole(protocol: str, schema: Schema, latitude_deg: float, longitude_deg: float) -> bytes:
    """Return a first sample in which every field of a layout has a value of its own, for other programs to read."""
    found: dict[Path, Leaf] = {}
    for order, (name, path) in enumerate(schema.names.items(), 1):
        found[path] = _leaf(name, order, protocol)
    if schema.gps is not None:
        turn = float if schema.is_degrees else math.radians
        found[*schema.gps, 1, 2] = 1, struct.pack("<d", turn(latitude_deg))
        found[*schema.gps, 1, 3] = 1, struct.pack("<d", turn(longitude_deg))
        found[*schema.gps, 2] = 0, varint(250_750)
    if schema.relative is not None:
        found[*schema.relative, 1] = 5, struct.pack("<f", 31_500)
    for path, values in ((schema.attitude, (-15, 22, 1795)), (schema.gimbal, (-899, 4, -1201))):
        if path is not None:
            found |= {(*path, place): (0, varint(value)) for place, value in enumerate(values, 1)}
    if schema.clock is not None:
        found[schema.clock] = 2, b"2025-07-01 10:20:30"
    return _nested(found, ())


def _leaf(name: str, order: int, protocol: str) -> Leaf:
    if name in ("ISO", "DigitalZoom", "FrameRate"):
        return 5, struct.pack("<f", order * 12.5)
    if name in ("ExposureTime", "FNumber"):
        return 2, varint(order) + varint(8)
    if name in ("FrameNumber", "TimeStamp", "ColorTemperature", "FrameWidth", "FrameHeight"):
        return 0, varint(order * 1000)
    return 2, (protocol if name == "Protocol" else f"{name}-{order}").encode()


def _nested(found: dict[Path, Leaf], above: Path) -> bytes:
    depth = len(above)
    parts: list[bytes] = []
    for key in sorted({path[depth] for path in found if path[:depth] == above}):
        place = (*above, key)
        if place in found:
            wire, data = found[place]
            parts.append(varint(key << 3 | wire) + (varint(len(data)) if wire == 2 else b"") + data)
        else:
            parts.append(inside(key, _nested(found, place)))
    return b"".join(parts)
