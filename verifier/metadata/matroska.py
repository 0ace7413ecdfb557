"""Read Matroska and WebM: who wrote it and when, its tracks, tags, chapters, attachments (RFC 8794, RFC 9559).

The pictures and sounds (clusters) are passed over. FFmpeg's reader says less of the same file: it leaves out unknown
elements and the time of writing's fractions.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from verifier.domain.readings import IntegerValue, RationalValue, Reading, Value
from verifier.media.sniff import Sniffed
from verifier.metadata.source import Source
from verifier.metadata.values import bytes_value, decode_text, number_text, number_value, print_value, text_value

MAX_ELEMENTS = 20_000
MAX_DEPTH = 8
MAX_VALUE = 1 << 20
_EBML = b"\x1aE\xdf\xa3"
_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)
Form = Literal["master", "unsigned", "float", "text", "date", "id", "bytes", "skip"]
_VIDEO, _AUDIO = 1, 2


class Known(msgspec.Struct, frozen=True):
    """One element that is read: its name as ExifTool prints it, and its form."""

    name: str
    form: Form


def _table(form: Form, **ids: int) -> dict[int, Known]:
    return {number: Known(name, form) for name, number in ids.items()}


ELEMENTS: dict[int, Known] = {
    **_table(
        "master",
        EBMLHeader=0x1A45DFA3, Segment=0x18538067, Info=0x1549A966, Tracks=0x1654AE6B, TrackEntry=0xAE, Video=0xE0,
        Audio=0xE1, Color=0x55B0, Projection=0x7670, Tags=0x1254C367, Tag=0x7373, Targets=0x63C0, SimpleTag=0x67C8,
        Chapters=0x1043A770, EditionEntry=0x45B9, ChapterAtom=0xB6, ChapterDisplay=0x80, Attachments=0x1941A469,
        AttachedFile=0x61A7,
    ),
    **_table(
        "unsigned",
        EBMLVersion=0x4286, EBMLReadVersion=0x42F7, DocTypeVersion=0x4287, DocTypeReadVersion=0x4285,
        TimecodeScale=0x2AD7B1, TrackNumber=0xD7, TrackType=0x83, TrackEnabled=0xB9, TrackDefault=0x88,
        TrackForced=0x55AA, TrackLacing=0x9C, DefaultDuration=0x23E383, VideoScanType=0x9A, StereoMode=0x53B8,
        AlphaMode=0x53C0, ImageWidth=0xB0, ImageHeight=0xBA, CropBottom=0x54AA, CropTop=0x54BB, CropLeft=0x54CC,
        CropRight=0x54DD, DisplayWidth=0x54B0, DisplayHeight=0x54BA, DisplayUnit=0x54B2, AudioChannels=0x9F,
        AudioBitsPerSample=0x6264, ChapterTimeStart=0x91, ChapterTimeEnd=0x92, TagTrackUID=0x63C5,
        TargetTypeValue=0x68CA, MatrixCoefficients=0x55B1, TransferCharacteristics=0x55BA, ColorPrimaries=0x55BB,
    ),
    **_table("float", Duration=0x4489, AudioSampleRate=0xB5, OutputAudioSampleRate=0x78B5),
    **_table(
        "text",
        DocType=0x4282, Title=0x7BA9, MuxingApp=0x4D80, WritingApp=0x5741, SegmentFileName=0x7384, TrackName=0x536E,
        TrackLanguage=0x22B59C, LanguageBCP47=0x22B59D, CodecID=0x86, CodecName=0x258688, TagName=0x45A3,
        TagString=0x4487, TagLanguage=0x447A, ChapterString=0x85, ChapterLanguage=0x437C, AttachedFileName=0x466E,
        AttachedFileMIMEType=0x4660, AttachedFileDescription=0x467E, TargetType=0x63CA,
    ),
    **_table("date", DateTimeOriginal=0x4461),
    **_table("id", TrackUID=0x73C5, SegmentUID=0x73A4, ChapterUID=0x73C4, AttachedFileUID=0x46AE),
    **_table("bytes", AttachedFileData=0x465C, TagBinary=0x4485, CodecPrivate=0x63A2),
    **_table("skip", Cluster=0x1F43B675, Cues=0x1C53BB6B, SeekHead=0x114D9B74, Void=0xEC, CRC32=0xBF),
}  # fmt: skip
"""Element id -> what it is; RFC 9559, section 5, names as ExifTool prints them."""
_BY_KIND = {
    "CodecID": {_VIDEO: "VideoCodecID", _AUDIO: "AudioCodecID"},
    "DefaultDuration": {_VIDEO: "VideoFrameRate"},
}
_OWN_PLACES = ("Video", "Audio", "Color", "Projection")


class _Element(msgspec.Struct, frozen=True):
    number: int
    offset: int
    length: int


class Matroska:
    """The registry line of this reader."""

    name = "matroska"
    version = "1"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.demuxer == "matroska"

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield what the elements say, in file order."""
        if source.head[:4] == _EBML:
            yield from _Walk(source).level(0, source.size_bytes, "", "Matroska", 0)


class _Walk:
    """One walk through a file: counts its elements, tracks, chapters and files."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._left = MAX_ELEMENTS
        self._numbers: dict[str, int] = {}
        self._scale = 1_000_000
        self._kind = 0

    def level(self, start: int, end: int, path: str, group: str, depth: int) -> Iterator[Reading]:
        for element in self._elements(start, end):
            known = ELEMENTS.get(element.number)
            name = known.name if known else f"0x{element.number:x}"
            place = f"{path}/{name}" if path else name
            if known is None:
                yield self._reading(Known(name, "bytes"), element, place, group)
            elif known.form == "master" and depth < MAX_DEPTH:
                inner = self._group_of(name, group)
                yield from self.level(element.offset, element.offset + element.length, place, inner, depth + 1)
            elif known.form not in ("skip", "master"):
                yield self._reading(known, element, place, group)

    def _elements(self, start: int, end: int) -> Iterator[_Element]:
        at = start
        while at < end and self._left > 0:
            self._left -= 1
            head = self._source.read(at, 12)
            width = 9 - head[0].bit_length() if head else 9
            if width > 4 or len(head) <= width:
                return
            number = int.from_bytes(head[:width], "big")
            size_width = 9 - head[width].bit_length()
            if size_width > 8 or len(head) < width + size_width:
                return
            size = int.from_bytes(head[width : width + size_width], "big") & ((1 << 7 * size_width) - 1)
            offset = at + width + size_width
            if size == (1 << 7 * size_width) - 1:  # a live recording does not know its length
                size = end - offset
            yield _Element(number, offset, min(size, end - offset))
            at = offset + size

    def _group_of(self, name: str, group: str) -> str:
        """Number tracks, tags, chapters and attached files, as ExifTool does for tracks."""
        if name in _OWN_PLACES or name not in ("TrackEntry", "Tag", "ChapterAtom", "AttachedFile"):
            return group
        self._kind = 0
        self._numbers[name] = self._numbers.get(name, 0) + 1
        short = {"TrackEntry": "Track", "ChapterAtom": "Chapter", "AttachedFile": "Attachment"}.get(name, name)
        return f"{short}{self._numbers[name]}"

    def _reading(self, known: Known, element: _Element, place: str, group: str) -> Reading:
        where = f"{place} at {element.offset}+{element.length}"
        data = self._source.read(element.offset, min(element.length, 64 if known.form == "bytes" else MAX_VALUE))
        name = _BY_KIND.get(known.name, {}).get(self._kind, known.name)
        value, text = self._shown(name, known.form, data, element.length)
        return Reading("matroska", group, name, value, text, where)

    def _shown(self, name: str, form: Form, data: bytes, length: int) -> tuple[Value, str]:
        if form == "unsigned":
            return self._number(name, int.from_bytes(data[:8], "big"))
        if form == "float" and len(data) in (4, 8):
            number = struct.unpack(">f" if len(data) == 4 else ">d", data)[0]
            is_time = name == "Duration"
            return number_value(number), number_text(number * self._scale / 1e9 if is_time else number)
        if form == "date" and len(data) == 8:
            return _date(int.from_bytes(data, "big", signed=True))
        if form == "id":
            return bytes_value(data), data.hex()
        if form == "text":
            text = decode_text(data).rstrip("\0")
            return text_value(text), text
        value = bytes_value(data, length)
        return value, print_value(value)

    def _number(self, name: str, number: int) -> tuple[Value, str]:
        value = IntegerValue(number)
        if name == "TimecodeScale":
            self._scale = number
            return value, number_text(number / 1e9)
        if name == "TrackType":
            self._kind = number
        if name in ("VideoFrameRate", "DefaultDuration") and number:
            rate = RationalValue(1_000_000_000, number)
            return (value, print_value(rate)) if name == "VideoFrameRate" else (value, number_text(number / 1e9))
        if name.startswith("ChapterTime"):
            return value, number_text(number / 1e9)
        return value, str(number)


def _date(nanoseconds: int) -> tuple[Value, str]:
    """Print nanoseconds since the beginning of 2001, UTC."""
    try:
        moment = _EPOCH + timedelta(microseconds=nanoseconds // 1000)
    except OverflowError:
        return IntegerValue(nanoseconds), str(nanoseconds)
    fraction = f".{moment.microsecond:06d}".rstrip("0") if moment.microsecond else ""
    return IntegerValue(nanoseconds), f"{moment:%Y:%m:%d %H:%M:%S}{fraction}Z"
