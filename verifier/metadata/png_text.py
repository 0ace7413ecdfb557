"""Read what a PNG says of itself: header, gamma, pixel size, texts, time of last change (ISO/IEC 15948, 11.2, 11.3).

XMP that stands in an ``iTXt`` is left to the XMP reader.
"""

import zlib
from collections.abc import Iterator

from verifier.domain.errors import RefusedFile
from verifier.domain.readings import IntegerValue, Reading
from verifier.media.sniff import Sniffed
from verifier.metadata.chunks import Chunk, png_chunks
from verifier.metadata.source import Source
from verifier.metadata.values import decode_text, list_value, rational_text, text_value

MAX_TEXT = 4 * 1024 * 1024
"""Bytes that one compressed text may unfold to; a chunk of 64 KiB can hold 64 MiB of blanks."""
MAX_TEXTS = 32 * 1024 * 1024
"""Bytes that all texts together may unfold to."""
_HEADER = (("ImageWidth", 4), ("ImageHeight", 4), ("BitDepth", 1), ("ColorType", 1), ("Compression", 1), ("Filter", 1))
_WHITE_AND_PRIMARIES = ("WhitePointX", "WhitePointY", "RedX", "RedY", "GreenX", "GreenY", "BlueX", "BlueY")
_FIXED: dict[str, tuple[str, tuple[tuple[str, int], ...]]] = {
    "IHDR": ("PNG", (*_HEADER, ("Interlace", 1))),
    "gAMA": ("PNG", (("Gamma", 4),)),
    "sRGB": ("PNG", (("SRGBRendering", 1),)),
    "cHRM": ("PNG-cHRM", tuple((name, 4) for name in _WHITE_AND_PRIMARIES)),
    "pHYs": ("PNG-pHYs", (("PixelsPerUnitX", 4), ("PixelsPerUnitY", 4), ("PixelUnits", 1))),
}
_LISTS = {"bKGD": "BackgroundColor", "sBIT": "SignificantBits"}
_RENAMED = {"create-date": "CreateDate", "modify-date": "ModDate"}
"""Keywords that ImageMagick writes, under the names ExifTool gives them."""
_XMP_KEYWORD = "XML:com.adobe.xmp"


class PngText:
    """The registry line of this reader."""

    name = "png"
    version = "2"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.media_type in ("image/png", "image/apng")

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield the text chunks in file order; raise where one unfolds beyond the bound or is broken."""
        faults: list[str] = []
        unfolded = 0
        for chunk in png_chunks(source):
            try:
                for reading in _chunk_readings(source, chunk):
                    unfolded += len(reading.text)
                    yield reading
            except zlib.error:
                faults.append(f"{chunk.name} at byte {chunk.offset}: it is packed in a damaged way")
            except RefusedFile as error:
                faults.append(f"{chunk.name} at byte {chunk.offset}: {error.sentence}")
            if unfolded > MAX_TEXTS:
                faults.append(f"what comes after byte {chunk.offset}: all texts unfold to more than {MAX_TEXTS} bytes")
                break
        if faults:
            raise RefusedFile("Some text of the PNG could not be read: " + "; ".join(faults[:3]))


def _chunk_readings(source: Source, chunk: Chunk) -> Iterator[Reading]:
    where = f"PNG {chunk.name} at {chunk.offset}+{chunk.length}"
    if chunk.name == "tIME":
        data = source.read(chunk.offset, 7)
        if len(data) == 7:
            year, rest = int.from_bytes(data[:2], "big"), data[2:]
            text = "{:04d}:{:02d}:{:02d} {:02d}:{:02d}:{:02d}".format(year, *rest)
            yield Reading("png", "PNG", "ModifyDate", text_value(text), text, where)
    elif chunk.name in _FIXED:
        yield from _fixed_readings(source, chunk, where)
    elif chunk.name in _LISTS:
        data = source.read(chunk.offset, min(chunk.length, 64))
        # Of a picture with samples of one byte or less each number takes one byte, save the two-byte background.
        width = 2 if chunk.name == "bKGD" and len(data) != 1 else 1
        numbers = [int.from_bytes(data[at : at + width], "big") for at in range(0, len(data), width)]
        value = list_value([IntegerValue(number) for number in numbers])
        yield Reading("png", "PNG", _LISTS[chunk.name], value, " ".join(map(str, numbers)), where)
    elif chunk.name == "iCCP":
        name = source.read(chunk.offset, min(chunk.length, 80)).partition(b"\0")[0].decode("latin-1")
        yield Reading("png", "PNG", "ProfileName", text_value(name), name, where)
    elif chunk.name in ("tEXt", "zTXt", "iTXt"):
        keyword, _, body = source.read(chunk.offset, chunk.length).partition(b"\0")
        name = keyword.decode("latin-1")
        if name == _XMP_KEYWORD:
            return
        text, note = _text(chunk.name, body)
        yield Reading("png", "PNG", _shown(name), text_value(text), text, f"{where}, {note}")


def _fixed_readings(source: Source, chunk: Chunk, where: str) -> Iterator[Reading]:
    """Yield the numbers of a chunk of fixed layout."""
    group, fields = _FIXED[chunk.name]
    data, at = source.read(chunk.offset, min(chunk.length, 64)), 0
    for name, width in fields:
        if at + width <= len(data):
            value = IntegerValue(int.from_bytes(data[at : at + width], "big"))
            text = _printed(name, chunk.name, value.integer)
            yield Reading("png", group, name, value, text, where)
        at += width


def _printed(name: str, kind: str, number: int) -> str:
    """Print a number; gamma is written as its inverse to four digits, points of color in hundred-thousandths."""
    if name == "Gamma":
        return f"{100_000 / number:.4g}" if number else "undef"
    return rational_text(number, 100_000) if kind == "cHRM" else str(number)


def _text(kind: str, body: bytes) -> tuple[str, str]:
    """Return the text of a chunk after its keyword, and what it says of charset and language."""
    if kind == "tEXt":
        return body.decode("latin-1"), "charset Latin-1"
    if kind == "zTXt":
        return _inflate(body[1:]).decode("latin-1"), "compressed, charset Latin-1"
    is_compressed = body[:1] == b"\1"
    language, _, rest = body[2:].partition(b"\0")
    _, _, text = rest.partition(b"\0")
    note = f"charset UTF-8, language {language.decode('latin-1') or 'not named'}"
    return decode_text(_inflate(text) if is_compressed else text), note


def _inflate(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    text = inflater.decompress(data, MAX_TEXT)
    if inflater.unconsumed_tail:
        raise RefusedFile(f"it unfolds to more than {MAX_TEXT} bytes")
    return text


def _shown(keyword: str) -> str:
    """Return the keyword as a tag name: without blanks, ``Creation Time`` as ``CreationTime``."""
    if keyword in _RENAMED:
        return _RENAMED[keyword]
    return "".join(word[:1].upper() + word[1:] for word in keyword.split()) or "0x"
