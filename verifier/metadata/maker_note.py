"""Tell a maker note that is a directory from one that is not, before a library spends time on it.

Random bytes in place of a note cost the exifread library a hundred times a whole photo; a look at the table costs
nothing. A note that is left alone still stands among the readings as bytes with its place.
"""

import struct

MAX_ENTRIES = 512
MAX_ELEMENTS = 12_000
"""Numbers in one note that the library would read one by one; photos of the samples take 5,000 reads in all."""
_TYPES = frozenset(range(1, 14))
"""Types of values: TIFF 6.0, section 2, and 13, an offset (TIFF Tech Note 1)."""


def is_worth_reading(make: str, note: bytes, order: str) -> bool:
    """Say whether a directory of a sane size starts where the exifread library will look for it.

    ``order`` is that of the EXIF block, ``<`` or ``>``. The places are the library's: it takes the note of a maker it
    does not know, or one behind a header it does not know (``SONY DSC``), for a directory of nonsense.
    """
    if "NIKON" in make:
        start = {b"Nikon\0\1": 8, b"Nikon\0\2": 18}.get(note[:7], 0)
        return _is_directory(note, start, order)
    if make.startswith("OLYMPUS"):
        return _is_directory(note, 8, order)
    if make == "FUJIFILM":
        return _is_directory(note, 12, "<")
    if make == "Apple":
        return note[:10] == b"Apple iOS\0" and _is_directory(note, 14, order)
    if make == "DJI":
        return _is_directory(note, 0, "<")
    return any(name in make for name in ("Canon", "CASIO", "Casio", "SONY")) and _is_directory(note, 0, order)


def _is_directory(note: bytes, start: int, order: str) -> bool:
    if len(note) < start + 14:
        return False
    count = struct.unpack_from(f"{order}H", note, start)[0]
    if not 0 < count <= MAX_ENTRIES or start + 2 + 12 * count > len(note):
        return False
    table = note[start + 2 : start + 2 + 12 * count]
    kinds_counts = [(kind, number) for _, kind, number in struct.iter_unpack(f"{order}HHI4x", table)]
    strange = sum(kind not in _TYPES for kind, _ in kinds_counts)
    elements = sum(number for kind, number in kinds_counts if kind != 2 and number < 1000)
    return strange <= count // 8 and elements <= MAX_ELEMENTS
