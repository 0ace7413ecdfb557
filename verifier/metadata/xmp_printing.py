"""Print XMP values that are written for machines: rationals (``28/10``), APEX numbers and places (``51,30.5N``)."""

import math
import re

from verifier.metadata.values import number_text, rational_text

_RATIONAL = re.compile(r"^(-?\d{1,15})/(-?\d{1,15})$")
_PLACE = re.compile(r"^(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])$")
"""XMP specification part 2, type GPSCoordinate: ``DDD,MM,SSk`` or ``DDD,MM.mmk``."""
_PREFIXES = frozenset(("exif", "tiff", "aux", "exifEX", "Camera", "FLIR"))
_APERTURES = frozenset(("ApertureValue", "MaxApertureValue"))


def xmp_text(prefix: str, name: str, text: str) -> str:
    """Return the printed form of a plain value; only the EXIF namespaces have machine forms."""
    if prefix not in _PREFIXES:
        return text
    parts = [_RATIONAL.match(part) for part in text.split()]
    if parts and all(parts):
        numbers = [rational_text(int(part[1]), int(part[2])) for part in parts if part is not None]
        return _from_apex(prefix, name, numbers[0]) if len(numbers) == 1 else " ".join(numbers)
    degrees = gps_degrees(text)
    return text if degrees is None else number_text(degrees)


def _from_apex(prefix: str, name: str, text: str) -> str:
    """Turn an APEX value (Exif 3.0, annex C) into the f-number or the seconds it stands for."""
    if prefix != "exif" or text in ("inf", "undef") or abs(float(text)) > 100:
        return text
    if name in _APERTURES:
        return number_text(float(f"{math.sqrt(2) ** float(text):.15g}"))
    return number_text(float(f"{2.0 ** -float(text):.15g}")) if name == "ShutterSpeedValue" else text


def gps_degrees(text: str) -> float | None:
    """Return a place of XMP in signed decimal degrees, ``None`` where the text is no such place."""
    match = _PLACE.match(text.strip())
    if match is None:
        return None
    degrees = int(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
    return -degrees if match[4] in "SW" else degrees
