"""EXIF as the Pillow library understands it, standing beside the other readers: two answers are better than one.

Pillow decodes on its own: where it and another reader differ, both stand in the list. It keeps one value per name and
no place in the file, so ``where`` names the block and the tag alone.
"""

import io
import struct
import warnings
from collections.abc import Iterator
from typing import IO, Any, cast

import PIL
from PIL import Image, TiffImagePlugin
from PIL.ExifTags import IFD

from verifier.domain.errors import RefusedFile
from verifier.domain.readings import RationalValue, Reading, Value
from verifier.media.sniff import Sniffed
from verifier.metadata.blocks import Block, exif_blocks
from verifier.metadata.exif_printing import exif_text
from verifier.metadata.source import Source
from verifier.metadata.tag_names import tag_name
from verifier.metadata.values import bytes_value, list_value, number_value, print_value, text_value

_DIRECTORIES = (("IFD1", IFD.IFD1), ("ExifIFD", IFD.Exif), ("GPS", IFD.GPSInfo), ("InteropIFD", IFD.Interop))
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


def _directories(block: Block) -> Iterator[tuple[str, dict[int, Any]]]:
    exif = Image.Exif()
    try:
        exif.load_from_fp(_file(block))
        yield "IFD0", dict(exif)
    except _FAULTS as error:
        raise RefusedFile("To Pillow the EXIF block is damaged.") from error
    for group, pointer in _DIRECTORIES:
        try:
            yield group, dict(exif.get_ifd(pointer))
        except _FAULTS:
            continue


def _file(block: Block) -> IO[bytes]:
    """Hand a small block over as it is: Pillow reads each entry once, and so many are bounded by themselves."""
    if block.data is not None and len(block.data) <= _SMALL_BLOCK:
        return io.BytesIO(block.data)
    return cast("IO[bytes]", block.open())


def _reading(group: str, tag: int, untrusted: object, block: Block) -> Reading:
    value = _value(untrusted)
    text = print_value(value)
    if isinstance(untrusted, bytes):
        text = exif_text(group, tag, value, untrusted)[0]
    elif isinstance(value, RationalValue) or isinstance(untrusted, tuple):
        text = exif_text(group, tag, value, b"")[0]
    return Reading("pillow", group, tag_name(group, tag), value, text, f"{block.holder} 0x{tag:04x}")


def _value(untrusted: object) -> Value:
    if isinstance(untrusted, bytes):
        return bytes_value(untrusted)
    if isinstance(untrusted, TiffImagePlugin.IFDRational):
        return RationalValue(int(untrusted.numerator), int(untrusted.denominator))
    if isinstance(untrusted, int | float):
        return number_value(untrusted)
    if isinstance(untrusted, tuple):
        return list_value([_value(part) for part in cast("tuple[object, ...]", untrusted)])
    return text_value(str(untrusted))
