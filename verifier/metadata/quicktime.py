"""Read MP4 and QuickTime boxes: brands, header times of movie and tracks, formats, user data, keys and item lists.

Raw numbers as stored, also a creation time of zero. The samples themselves, telemetry tracks and pictures are left
alone.
"""

from collections.abc import Iterator

from verifier.domain.readings import Reading
from verifier.media.sniff import Sniffed
from verifier.metadata.boxes import Box, children, find, top_boxes
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
from verifier.metadata.quicktime_tags import meta_tags, user_data
from verifier.metadata.source import Source
from verifier.metadata.values import decode_text, list_value, text_value

MAX_TRACKS = 256
_STARTS = (b"ftyp", b"moov", b"mdat", b"wide", b"skip", b"free", b"pnot")
_ENTRIES = {"vide": VIDEO_ENTRY, "soun": SOUND_ENTRY, "meta": META_ENTRY}
_MAX_FIXED = 8192


class QuickTime:
    """The registry line of this reader."""

    name = "quicktime"
    version = "1"

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
        elif box.kind == "udta":
            yield from _regrouped(user_data(source, box), group)
        elif box.kind == "meta":
            yield from _regrouped(meta_tags(source, box), group)


def _regrouped(readings: Iterator[Reading], group: str) -> Iterator[Reading]:
    for reading in readings:
        yield Reading(reading.reader, group, reading.name, reading.value, reading.text, reading.where)


def _media(source: Source, mdia: Box, group: str) -> Iterator[Reading]:
    handler = ""
    for box in children(source, mdia):
        if box.kind == "mdhd":
            yield from _fields(source, box, BOXES["mdhd"], group, _time_scale(source, box))
        elif box.kind == "hdlr":
            handler = decode_text(source.read(box.offset + 8, 4))
            yield from _fields(source, box, BOXES["hdlr"], group, 0)
        elif box.kind == "minf":
            yield from _media_information(source, box, group, handler)


def _media_information(source: Source, minf: Box, group: str, handler: str) -> Iterator[Reading]:
    for box in children(source, minf):
        if box.kind in ("vmhd", "smhd"):
            yield from _fields(source, box, BOXES[box.kind], group, 0)
        elif box.kind == "gmhd":
            general = find(source, box, "gmin")
            if general is not None:
                yield from _fields(source, general, BOXES["gmin"], group, 0)
        elif box.kind == "stbl":
            description = find(source, box, "stsd")
            if description is not None:
                fields = _ENTRIES.get(handler, OTHER_ENTRY)
                entry = Box("stsd", description.offset + 8, description.length - 8, description.path)
                yield from _fields(source, entry, fields, group, 0)


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
