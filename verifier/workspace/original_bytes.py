"""A stretch of an item's file, as it lies on the disk: for looking at where a reading stood."""

import re
from typing import TYPE_CHECKING

import msgspec

from verifier.domain.errors import UnreadableFile
from verifier.domain.records import Item
from verifier.media.originals import open_original
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

BEFORE, MOST = 64, 4096
"""Bytes shown before a place, and at most of the place itself."""
ROW = 16
_PLACE = re.compile(r"\bat (\d+)\+(\d+)")


class Stretch(msgspec.Struct, frozen=True):
    """``data`` begins at ``offset`` of the file; the place asked for begins at ``start`` and has ``length``."""

    data: bytes
    offset: int
    start: int
    length: int


def place_in(where: str) -> tuple[int, int] | None:
    """Return offset and length that a reading names as its place in the file, ``None`` where it names none."""
    found = _PLACE.search(where)
    return (int(found[1]), int(found[2])) if found is not None else None


def stretch(workspace: "Workspace", item: Item, place: tuple[int, int]) -> Stretch:
    """Read the bytes of a place with some before and behind, in whole rows; raise :class:`UnreadableFile`."""
    start, length = place
    offset = max(0, start - BEFORE) // ROW * ROW
    wanted = start - offset + min(length, MOST) + BEFORE
    try:
        with open_original(original_path(workspace, item)) as file:
            file.seek(offset)
            data = file.read(-(-wanted // ROW) * ROW)
    except OSError as error:
        raise UnreadableFile("The file cannot be read any more.", item.label) from error
    return Stretch(data, offset, start, length)


def dump(found: Stretch) -> str:
    """Write bytes in rows: offset in decimal, sixteen bytes in hexadecimal, and the letters among them."""
    rows: list[str] = []
    for at in range(0, len(found.data), ROW):
        part = found.data[at : at + ROW]
        letters = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in part)
        rows.append(f"{found.offset + at:>10}  {part.hex(' '):<{3 * ROW - 1}}  {letters}")
    return "\n".join(rows)
