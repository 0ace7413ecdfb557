"""Print XMP values that are written for machines: rationals (``28/10``) and places (``51,30.5N``)."""

import re

from verifier.metadata.values import number_text, rational_text

_RATIONAL = re.compile(r"^(-?\d{1,15})/(-?\d{1,15})$")
_PLACE = re.compile(r"^(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])$")
"""XMP specification part 2, type GPSCoordinate: ``DDD,MM,SSk`` or ``DDD,MM.mmk``."""
_PREFIXES = frozenset(("exif", "tiff", "aux", "exifEX"))


def xmp_text(prefix: str, name: str, text: str) -> str:
    """Return the printed form of a plain value; only the EXIF namespaces have machine forms."""
    if prefix not in _PREFIXES:
        return text
    rational = _RATIONAL.match(text)
    if rational is not None:
        return rational_text(int(rational[1]), int(rational[2]))
    degrees = gps_degrees(text)
    return text if degrees is None else number_text(degrees)


def gps_degrees(text: str) -> float | None:
    """Return a place of XMP in signed decimal degrees, ``None`` where the text is no such place."""
    match = _PLACE.match(text.strip())
    if match is None:
        return None
    degrees = int(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
    return -degrees if match[4] in "SW" else degrees
