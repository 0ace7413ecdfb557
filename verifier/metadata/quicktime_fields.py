"""Where the fixed fields of QuickTime and ISO media boxes stand, and how each is shown.

Layouts follow ISO/IEC 14496-12 (clauses 8.2.2 mvhd, 8.3.2 tkhd, 8.4.2 mdhd, 8.4.3 hdlr, 8.4.5 vmhd and smhd, 8.5.2
stsd) and Apple's QuickTime File Format; names are those ExifTool prints. Times count seconds since 1904-01-01; the
standard says UTC, and many cameras write local time all the same.
"""

import struct
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from verifier.domain.readings import IntegerValue, Value
from verifier.metadata.values import bytes_value, decode_text, list_value, number_text, rational_text, text_value

_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
Form = Literal["number", "signed", "time", "duration", "fixed16", "fixed8", "code", "matrix", "rgb", "language", "name"]


class Field(msgspec.Struct, frozen=True):
    """One field: name, offset in a box of version 0, width in bytes, form; ``long`` widens it in version 1."""

    name: str
    offset: int
    width: int
    form: Form = "number"
    long: bool = False


BOXES: dict[str, tuple[Field, ...]] = {
    "mvhd": (
        Field("MovieHeaderVersion", 0, 1),
        Field("CreateDate", 4, 4, "time", long=True),
        Field("ModifyDate", 8, 4, "time", long=True),
        Field("TimeScale", 12, 4),
        Field("Duration", 16, 4, "duration", long=True),
        Field("PreferredRate", 20, 4, "fixed16"),
        Field("PreferredVolume", 24, 2, "fixed8"),
        Field("MatrixStructure", 36, 36, "matrix"),
        Field("PreviewTime", 72, 4, "duration"),
        Field("PreviewDuration", 76, 4, "duration"),
        Field("PosterTime", 80, 4, "duration"),
        Field("SelectionTime", 84, 4, "duration"),
        Field("SelectionDuration", 88, 4, "duration"),
        Field("CurrentTime", 92, 4, "duration"),
        Field("NextTrackID", 96, 4),
    ),
    "tkhd": (
        Field("TrackHeaderVersion", 0, 1),
        Field("TrackCreateDate", 4, 4, "time", long=True),
        Field("TrackModifyDate", 8, 4, "time", long=True),
        Field("TrackID", 12, 4),
        Field("TrackDuration", 20, 4, "duration", long=True),
        Field("TrackLayer", 32, 2, "signed"),
        Field("TrackVolume", 36, 2, "fixed8"),
        Field("MatrixStructure", 40, 36, "matrix"),
        Field("ImageWidth", 76, 4, "fixed16"),
        Field("ImageHeight", 80, 4, "fixed16"),
    ),
    "mdhd": (
        Field("MediaHeaderVersion", 0, 1),
        Field("MediaCreateDate", 4, 4, "time", long=True),
        Field("MediaModifyDate", 8, 4, "time", long=True),
        Field("MediaTimeScale", 12, 4),
        Field("MediaDuration", 16, 4, "duration", long=True),
        Field("MediaLanguageCode", 20, 2, "language"),
    ),
    "hdlr": (
        Field("HandlerClass", 4, 4, "code"),
        Field("HandlerType", 8, 4, "code"),
        Field("HandlerVendorID", 12, 4, "code"),
        Field("HandlerDescription", 24, 4096, "name"),
    ),
    "vmhd": (Field("GraphicsMode", 4, 2), Field("OpColor", 6, 6, "rgb")),
    "smhd": (Field("Balance", 4, 2, "fixed8"),),
    "gmin": (
        Field("GenMediaVersion", 0, 1),
        Field("GenFlags", 1, 3, "rgb"),
        Field("GenGraphicsMode", 4, 2),
        Field("GenOpColor", 6, 6, "rgb"),
        Field("GenBalance", 12, 2, "fixed8"),
    ),
}
VIDEO_ENTRY: tuple[Field, ...] = (
    Field("CompressorID", 4, 4, "code"),
    Field("VendorID", 20, 4, "code"),
    Field("SourceImageWidth", 32, 2),
    Field("SourceImageHeight", 34, 2),
    Field("XResolution", 36, 4, "fixed16"),
    Field("YResolution", 40, 4, "fixed16"),
    Field("CompressorName", 50, 32, "name"),
    Field("BitDepth", 82, 2),
)
SOUND_ENTRY: tuple[Field, ...] = (
    Field("AudioFormat", 4, 4, "code"),
    Field("AudioVendorID", 20, 4, "code"),
    Field("AudioChannels", 24, 2),
    Field("AudioBitsPerSample", 26, 2),
    Field("AudioSampleRate", 32, 4, "fixed16"),
)
META_ENTRY: tuple[Field, ...] = (Field("MetaFormat", 4, 4, "code"),)
OTHER_ENTRY: tuple[Field, ...] = (Field("OtherFormat", 4, 4, "code"),)


def field_bytes(field: Field, fields: tuple[Field, ...], data: bytes) -> tuple[int, bytes]:
    """Return the place of a field in its box, and its bytes; fields behind widened ones move in version 1."""
    is_long = data[:1] == b"\1" and any(known.long for known in fields)
    before = sum(4 for known in fields if is_long and known.long and known.offset < field.offset)
    start = field.offset + before
    return start, data[start : start + (8 if is_long and field.long else field.width)]


def shown(form: Form, data: bytes, scale: int) -> tuple[Value, str] | None:
    """Return raw value and printed form of a field; ``None`` where there is nothing to show."""
    if form == "name":
        name = _name(data)
        return (text_value(name), name) if name else None
    if form == "code":
        code = decode_text(data.rstrip(b"\0")) if data.strip(b"\0") else ""
        return (text_value(code), code) if code else None
    return _number(form, data, scale)


def _number(form: Form, data: bytes, scale: int) -> tuple[Value, str]:
    number = int.from_bytes(data, "big", signed=form in ("signed", "fixed8"))
    value = IntegerValue(number)
    if form == "time":
        return value, print_time(number)
    if form == "duration":
        return value, number_text(number / scale) if scale else str(number)
    if form in ("fixed16", "fixed8"):
        return value, number_text(number / (65536 if form == "fixed16" else 256))
    if form == "matrix":
        return _matrix(data)
    if form == "rgb":
        width = len(data) // 3 or 1
        parts = [int.from_bytes(data[at : at + width], "big") for at in range(0, 3 * width, width)]
        return list_value([IntegerValue(part) for part in parts]), " ".join(map(str, parts))
    return value, _language(number) if form == "language" else str(number)


def print_time(seconds: int) -> str:
    """Print seconds since 1904 as ``YYYY:MM:DD hh:mm:ss`` (UTC by the standard); zero stays a row of zeros."""
    if seconds == 0:
        return "0000:00:00 00:00:00"
    try:
        return (_EPOCH + timedelta(seconds=seconds)).strftime("%Y:%m:%d %H:%M:%S")
    except OverflowError:
        return str(seconds)


def _matrix(data: bytes) -> tuple[Value, str]:
    """Print the nine numbers of a matrix: 16.16 fixed point, the last of each row 2.30."""
    if len(data) < 36:
        return bytes_value(data), ""
    numbers = struct.unpack(">9i", data)
    texts = [rational_text(n, 1 << (30 if at % 3 == 2 else 16)) for at, n in enumerate(numbers)]
    return list_value([IntegerValue(number) for number in numbers]), " ".join(texts)


def _language(number: int) -> str:
    """Print a packed ISO 639-2 code (three times five bits); Macintosh codes stay numbers."""
    if number < 0x400 or number == 0x7FFF:
        return str(number)
    return "".join(chr(0x60 + (number >> shift & 31)) for shift in (10, 5, 0))


def _name(data: bytes) -> str:
    """Decode a name that is counted (QuickTime) or ends with a zero (ISO)."""
    if data and data[0] < len(data) and (data[0] == len(data) - 1 or data[1 + data[0] :].strip(b"\0") == b""):
        data = data[1 : 1 + data[0]]
    return decode_text(data.split(b"\0")[0])
