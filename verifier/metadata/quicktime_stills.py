"""Read the image properties of HEIC and AVIF: size, depth, color, and how the coder was set.

Layouts: ISO/IEC 23008-12 (6.5: ispe, pixi, irot, auxC), ISO/IEC 14496-12 (12.1.4, 12.1.5: pasp, clap, colr), ISO/IEC
14496-15 (8.3.3: hvcC), AV1 Codec ISO Media File Format Binding (2.3: av1C). Of several properties of one kind the one
that belongs to the primary item stands, else the first; tiles and thumbnails have their own. Names are those ExifTool
prints.
"""

from collections.abc import Iterator

from verifier.domain.readings import IntegerValue, ListValue, RationalValue, Reading, TextValue
from verifier.metadata.boxes import Box, children, find
from verifier.metadata.source import Source
from verifier.metadata.values import decode_text, print_value, text_value

MAX_PROPERTIES = 2_000
MAX_ASSOCIATIONS = 10_000
_KEPT = 256
Found = tuple[str, IntegerValue | ListValue | TextValue | RationalValue, str]


def still_properties(source: Source, meta: Box) -> Iterator[Reading]:
    """Yield the properties of the primary picture of a ``meta`` box (version 0, so fields begin after 4 bytes)."""
    inside = {box.kind: box for box in children(source, meta, 4)}
    if "iprp" not in inside:
        return
    properties = find(source, inside["iprp"], "ipco")
    if properties is None:
        return
    boxes = [box for _, box in zip(range(MAX_PROPERTIES), children(source, properties), strict=False)]
    own = _properties_of_primary(source, inside)
    first: dict[str, Box] = {}
    for number, box in enumerate(boxes, 1):
        if box.kind not in first or (number in own and boxes.index(first[box.kind]) + 1 not in own):
            first[box.kind] = box
    for kind, box in first.items():
        data = source.read(box.offset, min(box.length, _KEPT))
        where = f"{box.path} at {box.offset}+{box.length}"
        for name, value, text in _READS[kind](data) if kind in _READS else ():
            yield Reading("quicktime", "QuickTime", name, value, text, where)


def _properties_of_primary(source: Source, inside: dict[str, Box]) -> frozenset[int]:
    """Return the numbers, from 1, of the properties that ``ipma`` ties to the item named in ``pitm``."""
    pitm, ipma = inside.get("pitm"), find(source, inside["iprp"], "ipma")
    if pitm is None or ipma is None:
        return frozenset()
    named = source.read(pitm.offset, 8)
    primary = int.from_bytes(named[4:6] if named[:1] == b"\0" else named[4:8], "big")
    data, at = source.read(ipma.offset, min(ipma.length, 1 << 20)), 8
    width, is_long = 2 if data[:1] == b"\0" else 4, bool(data[3:4] and data[3] & 1)
    for _ in range(min(int.from_bytes(data[4:8], "big"), MAX_ASSOCIATIONS)):
        item, count = int.from_bytes(data[at : at + width], "big"), data[at + width : at + width + 1]
        at += width + 1
        if not count:
            break
        step = 2 if is_long else 1
        numbers = [int.from_bytes(data[at + step * n : at + step * (n + 1)], "big") for n in range(count[0])]
        at += step * count[0]
        if item == primary:
            return frozenset(number & (0x7FFF if is_long else 0x7F) for number in numbers)
    return frozenset()


def _one(name: str, number: int) -> Found:
    return name, IntegerValue(number), str(number)


def _several(name: str, numbers: list[int], between: str = " ") -> Found:
    return name, ListValue(tuple(IntegerValue(number) for number in numbers)), between.join(map(str, numbers))


def _hvcc(data: bytes) -> Iterator[Found]:
    if len(data) < 22:
        return
    yield _one("HEVCConfigurationVersion", data[0])
    yield _one("GeneralProfileSpace", data[1] >> 6)
    yield _one("GeneralTierFlag", data[1] >> 5 & 1)
    yield _one("GeneralProfileIDC", data[1] & 31)
    yield _one("GenProfileCompatibilityFlags", int.from_bytes(data[2:6], "big"))
    yield _several("ConstraintIndicatorFlags", list(data[6:12]))
    yield _one("GeneralLevelIDC", data[12])
    yield _one("MinSpatialSegmentationIDC", int.from_bytes(data[13:15], "big") & 0xFFF)
    yield _one("ParallelismType", data[15] & 3)
    yield _one("ChromaFormat", data[16] & 3)
    yield _one("BitDepthLuma", (data[17] & 7) + 8)
    yield _one("BitDepthChroma", (data[18] & 7) + 8)
    rate = RationalValue(int.from_bytes(data[19:21], "big"), 256)
    yield "AverageFrameRate", rate, print_value(rate)
    yield _one("ConstantFrameRate", data[21] >> 6)
    yield _one("NumTemporalLayers", data[21] >> 3 & 7)
    yield _one("TemporalIDNested", data[21] >> 2 & 1)


def _av1c(data: bytes) -> Iterator[Found]:
    if len(data) >= 3:
        yield _one("AV1ConfigurationVersion", data[0] & 0x7F)
        yield _one("ChromaFormat", data[2] >> 2 & 7)
        yield _one("ChromaSamplePosition", data[2] & 3)


def _ispe(data: bytes) -> Iterator[Found]:
    if len(data) >= 12:
        yield _several("ImageSpatialExtent", [int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")])


def _pixi(data: bytes) -> Iterator[Found]:
    if len(data) > 4 and len(data) >= 5 + data[4]:
        yield _several("ImagePixelDepth", list(data[5 : 5 + data[4]]))


def _colr(data: bytes) -> Iterator[Found]:
    profile = decode_text(data[:4])
    yield "ColorProfiles", text_value(profile), profile
    if data[:4] == b"nclx" and len(data) >= 11:
        for at, name in enumerate(("ColorPrimaries", "TransferCharacteristics", "MatrixCoefficients")):
            yield _one(name, int.from_bytes(data[4 + 2 * at : 6 + 2 * at], "big"))
        yield _one("VideoFullRangeFlag", data[10] >> 7)


def _irot(data: bytes) -> Iterator[Found]:
    if data:
        # Quarter turns, counted against the clock; in degrees as ExifTool prints them.
        yield "Rotation", IntegerValue(data[0] & 3), str(90 * (data[0] & 3))


def _imir(data: bytes) -> Iterator[Found]:
    if data:
        yield _one("Mirroring", data[0] & 1)


def _pasp(data: bytes) -> Iterator[Found]:
    if len(data) >= 8:
        yield _several("PixelAspectRatio", [int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big")], ":")


def _clap(data: bytes) -> Iterator[Found]:
    if len(data) >= 32:
        parts = [int.from_bytes(data[at : at + 4], "big", signed=True) for at in range(0, 32, 4)]
        value = ListValue(tuple(RationalValue(a, b) for a, b in zip(parts[::2], parts[1::2], strict=True)))
        yield "CleanAperture", value, print_value(value)


def _auxc(data: bytes) -> Iterator[Found]:
    text = decode_text(data[4:].split(b"\0")[0])
    yield "AuxiliaryImageType", text_value(text), text


_READS = {
    "hvcC": _hvcc,
    "av1C": _av1c,
    "ispe": _ispe,
    "pixi": _pixi,
    "colr": _colr,
    "irot": _irot,
    "imir": _imir,
    "pasp": _pasp,
    "clap": _clap,
    "auxC": _auxc,
}
