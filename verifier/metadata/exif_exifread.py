"""EXIF and maker notes as the exifread library understands them, bounded.

The library is driven directory by directory on the EXIF block alone: its own search for the block fails on some HEIC
and on WebP, and it reads a maker note byte by byte, as many as the note claims. Here the note's bytes are read once, a
note that is no directory is left alone, and every read is counted. Comments (``UserComment``) are left to the other
readers: the library takes them together with the note or not at all.
"""

import logging
import struct
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from typing import Any, BinaryIO, cast

from exifread.core.exif_header import ExifHeader
from exifread.core.ifd_tag import IfdTag
from exifread.tags.fields import FieldType
from exifread.utils import Ratio

from verifier.domain.errors import RefusedFile
from verifier.domain.readings import IntegerValue, RationalValue, Reading, Value
from verifier.media.sniff import Sniffed
from verifier.metadata.blocks import MAX_CALLS, Block, exif_blocks
from verifier.metadata.exif_directories import MAX_DIRECTORIES, Entry, entries
from verifier.metadata.maker_note import is_worth_reading
from verifier.metadata.source import TOO_MANY_READS, Source
from verifier.metadata.tag_names import tag_name
from verifier.metadata.values import bytes_value, list_value, number_value, print_value, sound_text, text_value

_GROUPS = {"Image": "IFD0", "Thumbnail": "IFD1", "EXIF": "ExifIFD", "GPS": "GPS", "Interoperability": "InteropIFD"}
_MAKER_NOTE = 0x927C
_ORDERS = (("I", "<"), ("M", ">"))
_UNSIGNED, _SIGNED = (
    {
        endian: {struct.calcsize(letter): struct.Struct(order + letter).unpack_from for letter in letters}
        for endian, order in _ORDERS
    }
    for letters in ("BHI", "bhi")
)
"""How a number of so many bytes is unpacked, by byte order (TIFF 6.0, section 2)."""


class ExifRead:
    """The registry line of this reader."""

    name = "exifread"
    version = version("exifread")

    def __init__(self, with_maker_note: bool = True) -> None:
        self._with_maker_note = with_maker_note

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.media_type.startswith("image/")

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield what the library makes of each EXIF block; the maker note comes last."""
        # The library logs what it finds odd in a file; the readings and troubles say it already.
        logging.getLogger("exifread").setLevel(logging.CRITICAL)
        for block in exif_blocks(source):
            header = _header(block)
            if header is not None:
                yield from self._read_block(header, block)

    def _read_block(self, header: ExifHeader, block: Block) -> Iterator[Reading]:
        try:
            _read_directories(header)
        except (RefusedFile, ValueError, LookupError, TypeError, struct.error, MemoryError, OverflowError) as error:
            yield from _readings(header, block)
            words = error.sentence if isinstance(error, RefusedFile) else "The EXIF block is damaged; not all was read."
            raise RefusedFile(words) from error
        yield from _readings(header, block)
        if self._with_maker_note:
            yield from _maker_note(header, block)


class _Header(ExifHeader):
    """The library's header, which takes a number from memory in one step where the block lies there as one piece.

    The library seeks and reads for every number, some 240 times a photo; what it makes of the numbers stays its own.
    """

    block_data: bytes | None = None
    reads_left = MAX_CALLS

    def s2n(self, offset: int, length: int, signed: bool = False) -> int:
        at = self.offset + offset
        self.reads_left = left = self.reads_left - 1
        data = self.block_data
        if data is not None and at >= 0 and left >= 0:
            try:
                return (_SIGNED if signed else _UNSIGNED)[self.endian][length](data, at)[0]
            except (KeyError, struct.error):
                pass
        return self._carefully(offset, length, signed)

    def _get_printable_for_field(
        self, count: int, values: Any, field_type: FieldType, tag_entry: Any, stop_tag: str
    ) -> tuple[str, bool]:
        """Print only what the library has words for: numbers are printed from the values, as those of all readers."""
        if tag_entry and tag_entry[1] is not None:
            print_it = cast("Callable[..., tuple[str, bool]]", super()._get_printable_for_field)  # pyright: ignore[reportUnknownMemberType]
            return print_it(count, values, field_type, tag_entry, stop_tag)
        return values if isinstance(values, str) else "", False

    def _carefully(self, offset: int, length: int, signed: bool) -> int:
        """Let the library read the number itself: it has words for what cannot be, and an answer where data end."""
        if self.reads_left < 0:
            raise RefusedFile(TOO_MANY_READS)
        return super().s2n(offset, length, signed)


def _header(block: Block) -> _Header | None:
    endian = {b"II": "I", b"MM": "M"}.get(block.read(0, 2))
    if endian is None:
        return None
    file = cast("BinaryIO", block.open())
    header = _Header(file, endian, 0, 0, strict=False, debug=False, detailed=False, truncate_tags=False)
    header.block_data = block.data
    return header


def _dump(header: ExifHeader, offset: int, name: str) -> None:
    dump = cast("Callable[[int, str], None]", header.dump_ifd)  # pyright: ignore[reportUnknownMemberType]
    dump(offset, name)


def _read_directories(header: ExifHeader) -> None:
    """Let the library read the chain of directories and what they point to."""
    for number, offset in enumerate(header.list_ifd()[:MAX_DIRECTORIES]):
        _dump(header, offset, {0: "Image", 1: "Thumbnail"}.get(number, f"IFD{number}"))
    pointer = header.tags.get("Image ExifOffset")
    if pointer is not None and pointer.values:
        _dump(header, pointer.values[0], "EXIF")
    children = header.tags.get("Image SubIFDs")
    for number, offset in enumerate(list(children.values)[:16] if children is not None else ()):
        _dump(header, offset, f"SubIFD{number or ''}")


def _maker_note(header: ExifHeader, block: Block) -> Iterator[Reading]:
    """Yield the maker note's values where the library knows the maker and the note is a directory."""
    note = next((e for e in entries(block) if e.tag == _MAKER_NOTE and e.group == "ExifIFD"), None)
    make = header.tags.get("Image Make")
    if note is None or make is None or not is_worth_reading(make.printable, note.data, note.order):
        return
    before = set(header.tags)
    header.detailed = True
    header.tags["EXIF MakerNote"] = _note_tag(note)
    try:
        header.decode_maker_note()
    except (ValueError, LookupError, TypeError, struct.error, RefusedFile, AttributeError, OverflowError) as error:
        raise RefusedFile(f"The maker note could not be read: {error}") from error
    finally:
        del header.tags["EXIF MakerNote"]
        found = {key: header.tags[key] for key in header.tags if key not in before}
        header.tags = found
        yield from _readings(header, block)


def _note_tag(note: Entry) -> IfdTag:
    return IfdTag("", note.tag, FieldType.UNDEFINED, list(note.data), note.offset, note.length)


def _readings(header: ExifHeader, block: Block) -> Iterator[Reading]:
    make = str(header.tags.get("Image Make", ""))
    for key, tag in cast("dict[str, object]", header.tags).items():
        if isinstance(tag, IfdTag):
            yield _reading(key, tag, block, make)


def _reading(key: str, tag: IfdTag, block: Block, make: str) -> Reading:
    prefix, _, library_name = key.partition(" ")
    group = _GROUPS.get(prefix, prefix)
    name = library_name if group == "MakerNote" else tag_name(group, tag.tag)
    value = _value(tag)
    text = sound_text(tag.printable) if tag.prefer_printable else print_value(value)
    where = f"{block.holder} 0x{tag.tag:04x}"
    if tag.field_length:
        where = f"{where} at {block.offset + tag.field_offset}+{tag.field_length}"
    return Reading("exifread", group, name, value, text, where)


def _value(tag: IfdTag) -> Value:
    untrusted = cast("Any", tag.values)
    if isinstance(untrusted, list):
        numbers = cast("list[object]", untrusted)
        if tag.field_type is FieldType.UNDEFINED and _are_bytes(numbers):
            return bytes_value(bytes(cast("list[int]", numbers)), max(tag.field_length, len(numbers)))
        return list_value(_values(numbers))
    return bytes_value(untrusted) if isinstance(untrusted, bytes) else text_value(str(untrusted))


def _are_bytes(numbers: list[object]) -> bool:
    return all(isinstance(number, int) and 0 <= number < 256 for number in numbers)


def _values(untrusted: Iterable[object]) -> list[Value]:
    """Return the values of the elements; a float comes as a tuple of one."""
    found: list[Value] = []
    for element in untrusted:
        hold = _HOLDERS.get(type(element))
        if hold is not None:
            found.append(hold(element))
        elif isinstance(element, tuple):
            found.extend(_values(cast("tuple[object, ...]", element)))
        else:
            found.append(text_value(str(element)))
    return found


def _ratio_value(untrusted: Ratio) -> RationalValue:
    return RationalValue(untrusted.num, untrusted.den)


_HOLDERS: dict[type, Callable[[Any], Value]] = {int: IntegerValue, float: number_value, Ratio: _ratio_value}
"""By type of an element; to ask whether a number is a ``Ratio``, a child of an abstract base class, is slow."""
