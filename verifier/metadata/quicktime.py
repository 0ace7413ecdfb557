"""Read MP4 and QuickTime boxes: brands, header times of movie and tracks, formats, user data, keys and item lists.

Raw numbers as stored, also a creation time of zero. The samples themselves, telemetry tracks and pictures are left
alone.
"""

import struct
from collections.abc import Iterator

from verifier.domain.readings import IntegerValue, ListValue, RationalValue, Reading
from verifier.media.sniff import Sniffed
from verifier.metadata.boxes import Box, children, find, top_boxes
from verifier.metadata.quicktime_extras import apertures, entry_extras, fragments, references, text_style
from verifier.metadata.quicktime_fields import (
    BOXES,
    META_ENTRY,
    OTHER_ENTRY,
    SOUND_ENTRY,
    VIDEO_ENTRY,
    Field,
    field_bytes,
    shown,
)
from verifier.metadata.quicktime_stills import still_properties
from verifier.metadata.quicktime_tags import meta_tags, user_data
from verifier.metadata.source import Source
from verifier.metadata.values import bytes_value, decode_text, list_value, print_value, text_value

MAX_TRACKS = 256
_STARTS = (b"ftyp", b"moov", b"mdat", b"wide", b"skip", b"free", b"pnot")
_ENTRIES = {"vide": VIDEO_ENTRY, "soun": SOUND_ENTRY, "meta": META_ENTRY}
_MAX_FIXED = 8192
_MAX_TIMES = 4 * 1024 * 1024
"""Bytes of the table of durations: half a million runs of frames."""


class QuickTime:
    """The registry line of this reader."""

    name = "quicktime"
    version = "3"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.kind in ("video", "audio") or sniffed.media_type in ("image/heic", "image/heif", "image/avif")

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield what the boxes say, in file order."""
        if source.head[4:8] not in _STARTS:
            return
        for box in top_boxes(source):
            if box.kind == "ftyp":
                yield from _brands(source, box)
            elif box.kind == "moov":
                yield from _movie(source, box)
            elif box.kind == "meta":
                yield from _meta(source, box)
                yield from still_properties(source, box)
            elif box.kind == "mdat":
                yield from _media_data(box)
            elif box.kind == "moof":
                yield from fragments(source, box)
            elif box.kind == "mpvd":
                video = bytes_value(source.read(box.offset, min(box.length, 64)), box.length)
                place = f"{box.path} at {box.offset}+{box.length}"
                yield Reading("quicktime", "QuickTime", "MotionPhotoVideo", video, print_value(video), place)


def _media_data(box: Box) -> Iterator[Reading]:
    """Say where the samples lie; two such boxes, or bytes behind the last, are worth a look."""
    where = f"{box.path} at {box.offset}+{box.length}"
    for name, number in (("MediaDataOffset", box.offset), ("MediaDataSize", box.length)):
        yield Reading("quicktime", "QuickTime", name, IntegerValue(number), str(number), where)


def _brands(source: Source, box: Box) -> Iterator[Reading]:
    data = source.read(box.offset, min(box.length, _MAX_FIXED))
    minor = (
        f"{int.from_bytes(data[4:6], 'big'):x}.{data[6:7].hex().lstrip('0') or 0}.{data[7:8].hex().lstrip('0') or 0}"
    )
    brands = [decode_text(data[at : at + 4]) for at in range(8, len(data) - 3, 4)]
    kept = [brand for brand in brands if brand.strip("\0")]
    where = f"{box.path} at {box.offset}+{box.length}"
    major = decode_text(data[:4])
    yield Reading("quicktime", "QuickTime", "MajorBrand", text_value(major), major, where)
    yield Reading("quicktime", "QuickTime", "MinorVersion", text_value(data[4:8].hex()), minor, where)
    if kept:
        values = list_value([text_value(brand) for brand in kept])
        yield Reading("quicktime", "QuickTime", "CompatibleBrands", values, ", ".join(kept), where)


def _movie(source: Source, moov: Box) -> Iterator[Reading]:
    scale, track = 0, 0
    for box in children(source, moov):
        if box.kind == "mvhd":
            scale = _time_scale(source, box)
            yield from _fields(source, box, BOXES["mvhd"], "QuickTime", scale)
        elif box.kind == "trak" and track < MAX_TRACKS:
            track += 1
            yield from _track(source, box, f"Track{track}", scale)
        elif box.kind == "udta":
            yield from user_data(source, box)
            yield from (r for meta in children(source, box) if meta.kind == "meta" for r in _meta(source, meta))
        elif box.kind == "meta":
            yield from _meta(source, box)


def _meta(source: Source, meta: Box) -> Iterator[Reading]:
    skip = 0 if source.read(meta.offset + 4, 4) == b"hdlr" else 4
    handler = find(source, meta, "hdlr", skip)
    if handler is not None:
        yield from _fields(source, handler, BOXES["hdlr"], "QuickTime", 0)
    yield from meta_tags(source, meta)


def _time_scale(source: Source, box: Box) -> int:
    """Return units per second of ``mvhd`` or ``mdhd``; 0 where the box is cut off."""
    data = source.read(box.offset, 24)
    at = 20 if data[:1] == b"\1" else 12
    return int.from_bytes(data[at : at + 4], "big")


def _track(source: Source, trak: Box, group: str, scale: int) -> Iterator[Reading]:
    for box in children(source, trak):
        if box.kind == "tkhd":
            yield from _fields(source, box, BOXES["tkhd"], group, scale)
        elif box.kind == "mdia":
            yield from _media(source, box, group)
        elif box.kind == "tapt":
            yield from apertures(source, box, group)
        elif box.kind == "tref":
            yield from references(source, box, group)
        elif box.kind == "udta":
            yield from _regrouped(user_data(source, box), group)
        elif box.kind == "meta":
            # Keys are named alike wherever they stand; which track it was stands in the place.
            for reading in meta_tags(source, box):
                yield reading if reading.group == "Keys" else next(_regrouped(iter((reading,)), group))


def _regrouped(readings: Iterator[Reading], group: str) -> Iterator[Reading]:
    for reading in readings:
        yield Reading(reading.reader, group, reading.name, reading.value, reading.text, reading.where)


def _media(source: Source, mdia: Box, group: str) -> Iterator[Reading]:
    handler, scale = "", 0
    for box in children(source, mdia):
        if box.kind == "mdhd":
            scale = _time_scale(source, box)
            yield from _fields(source, box, BOXES["mdhd"], group, scale)
        elif box.kind == "hdlr":
            handler = decode_text(source.read(box.offset + 8, 4))
            yield from _fields(source, box, BOXES["hdlr"], group, 0)
        elif box.kind == "minf":
            yield from _media_information(source, box, group, handler, scale)


def _media_information(source: Source, minf: Box, group: str, handler: str, scale: int) -> Iterator[Reading]:
    for box in children(source, minf):
        if box.kind in ("vmhd", "smhd", "hdlr"):  # QuickTime names the data handler in a second hdlr
            yield from _fields(source, box, BOXES[box.kind], group, 0)
        elif box.kind == "gmhd":
            general = find(source, box, "gmin")
            if general is not None:
                yield from _fields(source, general, BOXES["gmin"], group, 0)
            yield from text_style(source, box, group)
        elif box.kind == "stbl":
            yield from _sample_table(source, box, group, handler, scale)


def _sample_table(source: Source, stbl: Box, group: str, handler: str, scale: int) -> Iterator[Reading]:
    for box in children(source, stbl):
        if box.kind == "stsd":
            entry = Box("stsd", box.offset + 8, box.length - 8, box.path)
            yield from _fields(source, entry, _ENTRIES.get(handler, OTHER_ENTRY), group, 0)
            yield from entry_extras(source, entry, handler, group)
            if handler == "vide":
                yield from _picture_extensions(source, entry, group)
        elif box.kind == "stts" and handler == "vide":
            yield from _mean_rate(source, box, group, scale)


def _picture_extensions(source: Source, entry: Box, group: str) -> Iterator[Reading]:
    """Yield color and pixel shape, which stand behind the fixed 86 bytes of a picture description."""
    size = int.from_bytes(source.read(entry.offset, 4), "big")
    inside = Box("stsd", entry.offset, min(size, entry.length), entry.path)
    for box in children(source, inside, 86):
        data = source.read(box.offset, min(box.length, 16))
        where = f"{box.path} at {box.offset}+{box.length}"
        if box.kind == "pasp" and len(data) >= 8:
            pair = (int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big"))
            value = ListValue((IntegerValue(pair[0]), IntegerValue(pair[1])))
            yield Reading("quicktime", group, "PixelAspectRatio", value, f"{pair[0]}:{pair[1]}", where)
        elif box.kind == "colr" and data[:4] in (b"nclx", b"nclc") and len(data) >= 10:
            profile = decode_text(data[:4])
            yield Reading("quicktime", group, "ColorProfiles", text_value(profile), profile, where)
            for at, name in enumerate(("ColorPrimaries", "TransferCharacteristics", "MatrixCoefficients")):
                number = int.from_bytes(data[4 + 2 * at : 6 + 2 * at], "big")
                yield Reading("quicktime", group, name, IntegerValue(number), str(number), where)


def _mean_rate(source: Source, stts: Box, group: str, scale: int) -> Iterator[Reading]:
    """Yield the mean rate that the table of sample durations gives; frames may be spaced otherwise."""
    data = source.read(stts.offset, min(stts.length, _MAX_TIMES))
    pairs = [struct.unpack_from(">II", data, at) for at in range(8, len(data) - 7, 8)]
    frames, units = sum(count for count, _ in pairs), sum(count * delta for count, delta in pairs)
    if frames and units and scale:
        where = f"{stts.path} at {stts.offset}+{stts.length}, {frames} samples in {units}/{scale} s"
        value = RationalValue(frames * scale, units)
        yield Reading("quicktime", group, "VideoFrameRate", value, print_value(value), where)


def _fields(source: Source, box: Box, fields: tuple[Field, ...], group: str, scale: int) -> Iterator[Reading]:
    data = source.read(box.offset, min(box.length, _MAX_FIXED))
    for field in fields:
        start, raw = field_bytes(field, fields, data)
        if len(raw) < field.width and field.form != "name":
            continue
        printed = shown(field.form, raw, scale)
        if printed is not None:
            where = f"{box.path} at {box.offset + start}+{len(raw)}"
            yield Reading("quicktime", group, field.name, *printed, where)
