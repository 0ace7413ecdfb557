"""Read from the boxes of a HEIF file how its main picture is turned: libheif turns it while decoding and does not say.

ISO/IEC 23008-12, 6.5.10 (irot) and 6.5.12 (imir); ISO/IEC 14496-12, 8.11 (meta, iprp, pitm).
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from verifier.media.upright import Orientation

_MAX_META_BYTES = 4 << 20
_MAX_BOXES = 4096


def coded_orientation(file: BinaryIO) -> int:
    """Return the EXIF orientation that ``irot`` and ``imir`` of the main picture amount to; 1 where there is none."""
    try:
        meta = _meta(file)
        return _combined(_turns(meta)) if meta else 1
    except (struct.error, IndexError, ValueError):
        return 1


def _meta(file: BinaryIO) -> bytes:
    """Return the body of the top-level meta box, without its version and flags."""
    position = 0
    for _ in range(_MAX_BOXES):
        file.seek(position)
        header = file.read(16)
        if len(header) < 8:
            break
        size, kind = struct.unpack_from(">I4s", header)
        start = 8
        if size == 1:
            (size,), start = struct.unpack_from(">Q", header, 8), 16
        if kind == b"meta":
            file.seek(position + start + 4)
            return file.read(min(max(0, size - start - 4), _MAX_META_BYTES))
        if size < 8:
            break
        position += size
    return b""


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walk the boxes of a body: kind and body of each."""
    position = 0
    while position + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, position)
        if size < 8:
            return
        yield kind, data[position + 8 : position + size]
        position += size


def _turns(meta: bytes) -> list[tuple[bytes, int]]:
    """Return the turning properties of the main picture in the order in which they are to be applied."""
    boxes = dict(_boxes(meta))
    main = boxes.get(b"pitm", b"")
    item = int.from_bytes(main[4:6] if main[:1] == b"\x00" else main[4:8], "big")
    properties = list(_boxes(boxes.get(b"iprp", b"")))
    listed = [box for kind, body in properties if kind == b"ipco" for box in _boxes(body)]
    order = [index for kind, body in properties if kind == b"ipma" for index in _associations(body, item)]
    chosen = [listed[index - 1] for index in order if 0 < index <= len(listed)]
    return [(kind, body[0]) for kind, body in chosen if kind in (b"irot", b"imir") and body]


def _associations(body: bytes, wanted: int) -> list[int]:
    """Return the property numbers of one item from an ipma box (ISO/IEC 14496-12, 8.11.14)."""
    version, flags = body[0], body[3]
    (count,) = struct.unpack_from(">I", body, 4)
    position = 8
    for _ in range(count):
        item_format = ">H" if version < 1 else ">I"
        (item,) = struct.unpack_from(item_format, body, position)
        position += struct.calcsize(item_format)
        number, width = body[position], 2 if flags & 1 else 1
        indexes = body[position + 1 : position + 1 + number * width]
        position += 1 + number * width
        if item == wanted:
            mask = 0x7FFF if width == 2 else 0x7F
            return [int.from_bytes(indexes[at : at + width], "big") & mask for at in range(0, len(indexes), width)]
    return []


def _combined(turns: list[tuple[bytes, int]]) -> int:
    """Find the one orientation that does to a small picture what all turns do, one after the other."""
    stored = np.arange(6).reshape(2, 3)
    turned = stored
    for kind, value in turns:
        mirrored = turned[:, ::-1] if value & 1 else turned[::-1]
        turned = np.rot90(turned, value & 3) if kind == b"irot" else mirrored  # counter-clockwise, the standard says
    return next(exif for exif in range(1, 9) if np.array_equal(Orientation(exif, 3, 2).turn(stored), turned))
