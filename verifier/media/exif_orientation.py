"""Find the EXIF orientation of a JPEG in its first segments, in microseconds; the readers of metadata do the rest.

Exif 3.0, 4.5 (the tag in IFD0) and 4.7 (APP1). Orientation in XMP does not count: no viewer goes by it.
"""

import mmap
import struct

_ORIENTATION = 0x0112
_FORMATS = {1: "B", 3: "H", 4: "I"}
_START_OF_SCAN, _END_OF_IMAGE, _APP1 = 0xDA, 0xD9, 0xE1
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length (ITU-T T.81, table B.1)."""


def jpeg_orientation(data: "bytes | mmap.mmap") -> int:
    """Return the orientation, 1-8; 1 where there is none or it makes no sense."""
    position = 2
    try:
        while data[position] == 0xFF:
            marker = data[position + 1]
            if marker == 0xFF or marker in _ALONE:  # fill byte, or nothing but a marker
                position += 1 if marker == 0xFF else 2
                continue
            (length,) = struct.unpack_from(">H", data, position + 2)
            body = position + 4
            if marker == _APP1 and data[body : body + 6] == b"Exif\x00\x00":
                return _tiff_orientation(data[body + 6 : position + 2 + length])
            if marker in (_START_OF_SCAN, _END_OF_IMAGE):
                break
            position += 2 + length
    except (IndexError, struct.error):
        return 1
    return 1


def _tiff_orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    (start,) = struct.unpack_from(order + "I", tiff, 4)
    (count,) = struct.unpack_from(order + "H", tiff, start)
    for place in range(start + 2, start + 2 + 12 * count, 12):
        tag, kind = struct.unpack_from(order + "HH", tiff, place)
        if tag == _ORIENTATION and kind in _FORMATS:
            (value,) = struct.unpack_from(order + _FORMATS[kind], tiff, place + 8)
            return value if 1 <= value <= 8 else 1
    return 1
