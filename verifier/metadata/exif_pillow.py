"""EXIF as the Pillow library understands it, standing beside the other readers: two answers are better than one.

Pillow decodes on its own: where it and another reader differ, both stand in the list. It keeps one value per name and
no place in the file, so ``where`` names the block and the tag alone.
"""

import io
import struct
import warnings
from collections.abc import Callable, Iterator
from typing import IO, Any, cast

import PIL
from PIL import TiffImagePlugin
from PIL.ExifTags import IFD

from verifier.domain.errors import RefusedFile
from verifier.domain.readings import IntegerValue, RationalValue, Reading, Value
from verifier.media.sniff import Sniffed
from verifier.metadata.blocks import Block, exif_blocks
from verifier.metadata.exif_printing import exif_text
from verifier.metadata.source import Source
from verifier.metadata.tag_names import tag_name
from verifier.metadata.values import bytes_value, list_value, number_value, print_value, text_value

_POINTED = (
    ("IFD1", "chain", IFD.IFD1),
    ("ExifIFD", "IFD0", IFD.Exif),
    ("GPS", "IFD0", IFD.GPSInfo),
    ("InteropIFD", "ExifIFD", IFD.Interop),
)
"""Directories, those that point to them, and the pointer's tag."""
_SMALL_BLOCK = 64 * 1024
"""What one segment of a JPEG holds (ITU-T T.81, B.1.1.4): room for 5,400 entries in each of the five directories."""
_FAULTS = (ValueError, LookupError, TypeError, struct.error, SyntaxError, OSError, OverflowError, RefusedFile)
"""What Pillow raises on damaged directories; ``SyntaxError`` is its word for "not a TIFF"."""


class ExifPillow:
    """The registry line of this reader."""

    name = "pillow"
    version = PIL.__version__

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.media_type.startswith("image/")

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield what Pillow makes of each EXIF block."""
        for block in exif_blocks(source):
            with warnings.catch_warnings():
                # Pillow warns of what it finds damaged and goes on; the other readers show the entry itself.
                warnings.simplefilter("ignore")
                found = tuple(_directories(block))
            for group, tags in found:
                yield from (_reading(group, tag, value, block) for tag, value in tags.items())


def _directories(block: Block) -> Iterator[tuple[str, dict[int, object]]]:
    """Yield the directories that Pillow's ``Exif`` would hand out; it copies each twice, so they are loaded here."""
    try:
        file = _file(block)
        head = file.read(8)
        main = _Directory(head)
        tags = _load(main, file, main.next)
    except _FAULTS as error:
        raise RefusedFile("To Pillow the EXIF block is damaged.") from error
    yield "IFD0", tags
    found: dict[str, dict[int, object]] = {"IFD0": tags, "chain": {IFD.IFD1: main.next or None}}
    for group, holder, pointer in _POINTED:
        offset = cast("int | None", found.get(holder, {}).get(pointer))
        if offset is None:
            continue
        directory = _Directory(head, group=None if holder == "chain" else pointer)
        try:
            found[group] = _load(directory, file, offset)
        except _FAULTS:
            continue
        yield group, found[group]


class _Directory(TiffImagePlugin.ImageFileDirectory_v2):
    """Pillow's directory, which keeps a single value as it was decoded.

    Pillow weighs what it has just read as if a program were setting it, and keeps it unchanged: a sixth of its time.
    """

    def __setitem__(self, tag: int, value: Any) -> None:
        if isinstance(value, bytes):
            self._tags_v2[tag] = value
        elif isinstance(value, tuple) and len(cast("tuple[object, ...]", value)) == 1:
            self._tags_v2[tag] = value[0]
        else:
            super().__setitem__(tag, value)


def _load(directory: _Directory, file: IO[bytes], offset: int) -> dict[int, object]:
    """Return what a directory holds, by tag, in the order in which TIFF wants them to stand."""
    file.seek(offset)
    directory.load(file)
    return {tag: _single(directory[tag]) for tag in sorted(directory)}


def _single(untrusted: object) -> object:
    """Pillow has a single value in a tuple where the standard would let several stand."""
    if isinstance(untrusted, tuple):
        values = cast("tuple[object, ...]", untrusted)
        return values[0] if len(values) == 1 else values
    return untrusted


def _file(block: Block) -> IO[bytes]:
    """Hand a small block over as it is: Pillow reads each entry once, and so many are bounded by themselves."""
    if block.data is not None and len(block.data) <= _SMALL_BLOCK:
        return io.BytesIO(block.data)
    return cast("IO[bytes]", block.open())


def _reading(group: str, tag: int, untrusted: object, block: Block) -> Reading:
    value, kind = _value(untrusted), type(untrusted)
    if kind in _PRINTED_PLAINLY:
        text = print_value(value)
    else:
        text = exif_text(group, tag, value, cast("bytes", untrusted) if kind is bytes else b"")[0]
    return Reading("pillow", group, tag_name(group, tag), value, text, f"{block.holder} 0x{tag:04x}")


def _value(untrusted: object) -> Value:
    hold = _HOLDERS.get(type(untrusted))
    return text_value(str(untrusted)) if hold is None else hold(untrusted)


_PRINTED_PLAINLY = (int, str, float)
"""Pillow has decoded these itself; of bytes, rationals and rows the meaning is still to be printed."""


def _rational_value(untrusted: TiffImagePlugin.IFDRational) -> RationalValue:
    return RationalValue(int(untrusted.numerator), int(untrusted.denominator))


def _tuple_value(untrusted: tuple[object, ...]) -> Value:
    return list_value([_value(part) for part in untrusted])


_HOLDERS: dict[type, Callable[[Any], Value]] = {
    int: IntegerValue,
    float: number_value,
    str: text_value,
    bytes: bytes_value,
    tuple: _tuple_value,
    TiffImagePlugin.IFDRational: _rational_value,
}
"""By type of what Pillow decodes to; asking each value for each type took a tenth of this reader's time."""
