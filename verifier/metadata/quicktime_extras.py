"""Read the boxes beside a track's fixed fields: bit rates, field order, apertures, what a track describes.

Layouts: ISO/IEC 14496-12 (8.5.2 btrt, 8.3.3 tref), Apple's QuickTime File Format (tapt, fiel, wave, chan, tmcd, tcmi).
Names are those ExifTool prints.
"""

from collections.abc import Iterator

from verifier.domain.readings import IntegerValue, ListValue, Reading, TextValue
from verifier.metadata.boxes import Box, children, find
from verifier.metadata.source import Source
from verifier.metadata.values import decode_text, number_text, text_value

SOUND_FIXED = {0: 36, 1: 52, 2: 72}
"""Bytes of a sound entry before its boxes, by the version QuickTime writes."""
_REFERENCES = {"cdsc": "ContentDescribes", "tmcd": "TimeCode", "chap": "ChapterListTrackID", "subt": "SubtitleTrackID"}
_APERTURES = {
    "clef": "CleanApertureDimensions",
    "prof": "ProductionApertureDimensions",
    "enof": "EncodedPixelsDimensions",
}


def _number(name: str, number: int, group: str, where: str) -> Reading:
    return Reading("quicktime", group, name, IntegerValue(number), str(number), where)


def _where(box: Box) -> str:
    return f"{box.path} at {box.offset}+{box.length}"


def apertures(source: Source, tapt: Box, group: str) -> Iterator[Reading]:
    """Yield the sizes of a picture as it is meant to be shown, in pixels."""
    for box in children(source, tapt):
        data = source.read(box.offset, 12)
        if box.kind in _APERTURES and len(data) == 12:
            parts = [int.from_bytes(data[at : at + 4], "big") for at in (4, 8)]
            text = " ".join(number_text(part / 65536) for part in parts)
            value = ListValue(tuple(IntegerValue(part) for part in parts))
            yield Reading("quicktime", group, _APERTURES[box.kind], value, text, _where(box))


def references(source: Source, tref: Box, group: str) -> Iterator[Reading]:
    """Yield which tracks a track belongs to, by their ids."""
    for box in children(source, tref):
        data = source.read(box.offset, min(box.length, 256))
        numbers = [int.from_bytes(data[at : at + 4], "big") for at in range(0, len(data) - 3, 4)]
        if box.kind in _REFERENCES and numbers:
            value = ListValue(tuple(IntegerValue(number) for number in numbers))
            text = " ".join(map(str, numbers))
            yield Reading("quicktime", group, _REFERENCES[box.kind], value, text, _where(box))


def entry_extras(source: Source, entry: Box, handler: str, group: str) -> Iterator[Reading]:
    """Yield what stands behind the fixed bytes of a description of pictures or sound."""
    size = int.from_bytes(source.read(entry.offset, 4), "big")
    inside = Box("stsd", entry.offset, min(size, entry.length), entry.path)
    version = int.from_bytes(source.read(entry.offset + 16, 2), "big")
    fixed = 86 if handler == "vide" else SOUND_FIXED.get(version, 36)
    if handler not in ("vide", "soun"):
        return
    for box in children(source, inside, fixed):
        data = source.read(box.offset, min(box.length, 64))
        if box.kind == "btrt" and len(data) >= 12:
            for at, name in enumerate(("BufferSize", "MaxBitrate", "AverageBitrate")):
                yield _number(name, int.from_bytes(data[4 * at : 4 * at + 4], "big"), group, _where(box))
        elif box.kind == "fiel" and len(data) >= 2:
            value = ListValue((IntegerValue(data[0]), IntegerValue(data[1])))
            yield Reading("quicktime", group, "VideoFieldOrder", value, f"{data[0]} {data[1]}", _where(box))
        elif box.kind == "wave":
            yield from _wave(source, box, group)
        elif box.kind == "chan" and len(data) >= 8:
            number = int.from_bytes(data[4:8], "big")
            yield _number("LayoutFlags", number >> 16, group, _where(box))


def _wave(source: Source, wave: Box, group: str) -> Iterator[Reading]:
    box = find(source, wave, "frma")
    if box is not None:
        code = decode_text(source.read(box.offset, 4))
        yield Reading("quicktime", group, "PurchaseFileFormat", TextValue(code), code, _where(box))


def fragments(source: Source, moof: Box) -> Iterator[Reading]:
    """Yield the number of a movie fragment: a recording that was streamed, or saved piece by piece."""
    header = find(source, moof, "mfhd")
    if header is not None:
        data = source.read(header.offset, 8)
        yield _number("MovieFragmentSequence", int.from_bytes(data[4:8], "big"), "QuickTime", _where(header))


def text_style(source: Source, gmhd: Box, group: str) -> Iterator[Reading]:
    """Yield how a time code is to be written (``tcmi``)."""
    code = find(source, gmhd, "tmcd")
    style = find(source, code, "tcmi") if code is not None else None
    if style is None:
        return
    data = source.read(style.offset, min(style.length, 300))
    if len(data) < 25:
        return
    where = _where(style)
    for name, at in (("TextFont", 4), ("TextFace", 6), ("TextSize", 8)):
        yield _number(name, int.from_bytes(data[at : at + 2], "big"), group, where)
    for name, at in (("TextColor", 12), ("BackgroundColor", 18)):
        parts = [int.from_bytes(data[at + 2 * n : at + 2 * n + 2], "big") for n in range(3)]
        value = ListValue(tuple(IntegerValue(part) for part in parts))
        yield Reading("quicktime", group, name, value, " ".join(map(str, parts)), where)
    font = decode_text(data[25 : 25 + data[24]])
    yield Reading("quicktime", group, "FontName", text_value(font), font, where)
