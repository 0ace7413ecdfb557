"""Take a fact's value out of a reading: numbers, times as found, places with the sign that their reference gives.

Nothing is invented: a time without a zone stays without one, a place of 0, 0 is no fix, n/0 is no number.
"""

import math
import re
from collections.abc import Callable

import msgspec

from verifier.domain.readings import (
    BytesValue,
    FloatValue,
    IntegerValue,
    ListValue,
    RationalValue,
    Reading,
    TextValue,
    Value,
)
from verifier.metadata.exif_printing import degrees_of
from verifier.metadata.quicktime_tags import iso6709
from verifier.metadata.trust import Form
from verifier.metadata.values import print_value
from verifier.metadata.xmp_printing import gps_degrees

FactScalar = str | int | float
_TIME = re.compile(
    r"^(\d{4})[:-](\d{2})[:-](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})([.,]\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$"
)
"""``2008:10:22 16:28:39`` (EXIF), ISO 8601 in XMP and containers, with or without seconds, fraction and zone."""


class Taken(msgspec.Struct, frozen=True):
    """A value and the readings it rests on beside the one it was taken from (references, dates)."""

    value: FactScalar
    beside: tuple[int, ...] = ()


class Neighbors:
    """All readings of a file, found by reader, group and name."""

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self.readings = readings
        self._by_place: dict[tuple[str, str], list[int]] = {}
        for index, reading in enumerate(readings):
            self._by_place.setdefault((reading.group, reading.name), []).append(index)

    def at(self, group: str, name: str) -> tuple[int, ...]:
        """Return the indexes of all readings of that group and name, in document order."""
        return tuple(self._by_place.get((group, name), ()))

    def beside(self, index: int, name: str) -> tuple[int, str] | None:
        """Return the reading of another name by the same reader in the same group: its index and its plain text."""
        own = self.readings[index]
        for other in self.at(own.group, name):
            if self.readings[other].reader == own.reader:
                return other, plain_text(self.readings[other].value)
        return None


def plain_text(value: Value) -> str:
    """Return a value as plain text, trimmed of blanks and zeros."""
    return print_value(value).strip(" \0\t\r\n")


def take(form: Form, index: int, neighbors: Neighbors) -> Taken | None:
    """Return the value of a reading in a form, ``None`` where it holds none."""
    return _FORMS[form](index, neighbors)


def _text(index: int, neighbors: Neighbors) -> Taken | None:
    reading = neighbors.readings[index]
    # Windows keeps its words as UTF-16 in numbers (0x9c9b to 0x9c9f): what is printed are the words.
    is_printed = isinstance(reading.value, TextValue) or reading.name.startswith("XP")
    text = reading.text.strip(" \0\t\r\n") if is_printed else plain_text(reading.value)
    if isinstance(reading.value, ListValue) and all(isinstance(item, TextValue) for item in reading.value.items):
        text = ", ".join(plain_text(item) for item in reading.value.items)
    return Taken(text) if text else None


def number_of(value: Value) -> float | None:
    """Return a single finite number; a text may hold a decimal or a rational (``+12.30``, ``28/10``)."""
    number: float | None = None
    if isinstance(value, IntegerValue):
        return value.integer
    if isinstance(value, RationalValue):
        number = value.numerator / value.denominator if value.denominator else None
    elif isinstance(value, FloatValue):
        number = value.number
    elif isinstance(value, TextValue):
        number = _number_of_text(value.text.strip())
    return number if number is not None and math.isfinite(number) else None


def _number_of_text(text: str) -> float | None:
    over, mark, under = text.partition("/")
    try:
        return float(over) / float(under) if mark else float(text)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None


def _number(index: int, neighbors: Neighbors) -> Taken | None:
    number = number_of(neighbors.readings[index].value)
    return None if number is None else Taken(float(number))


def _integer(index: int, neighbors: Neighbors) -> Taken | None:
    value = neighbors.readings[index].value
    if isinstance(value, ListValue) and value.items:
        value = value.items[0]
    number = number_of(value)
    return Taken(int(number)) if number is not None and number == int(number) else None


def _parts(reading: Reading) -> re.Match[str] | None:
    match = _TIME.match(plain_text(reading.value) if isinstance(reading.value, TextValue) else reading.text.strip())
    return None if match is None or match[1] == "0000" or match[2] == "00" else match


def _iso(match: re.Match[str], fraction: str = "") -> str:
    date = f"{match[1]}-{match[2]}-{match[3]}"
    if match[4] is None:
        return date
    fraction = (match[7] or "").replace(",", ".") or fraction
    return f"{date}T{match[4]}:{match[5]}" + (f":{match[6]}{fraction}" if match[6] else "")


_SUBSECONDS = {
    "DateTimeOriginal": "SubSecTimeOriginal",
    "CreateDate": "SubSecTimeDigitized",
    "ModifyDate": "SubSecTime",
}


def _local_time(index: int, neighbors: Neighbors) -> Taken | None:
    """Return the time as the camera's clock showed it, without zone; EXIF keeps the fraction in a tag of its own."""
    reading = neighbors.readings[index]
    match = _parts(reading)
    if match is None:
        return None
    found = neighbors.beside(index, _SUBSECONDS.get(reading.name, "")) if reading.group == "ExifIFD" else None
    if found is None or not found[1].isdecimal():
        return Taken(_iso(match))
    return Taken(_iso(match, f".{found[1]}"), (found[0],))


def _offset(index: int, neighbors: Neighbors) -> Taken | None:
    """Return the zone as ``+02:00``, from a tag of its own or from the end of a time."""
    reading = neighbors.readings[index]
    if reading.name.startswith("OffsetTime"):
        zone = plain_text(reading.value)
        return Taken("+00:00" if zone == "Z" else zone) if re.fullmatch(r"Z|[+-]\d{2}:\d{2}", zone) else None
    match = _parts(reading)
    if match is None or match[8] is None:
        return None
    zone = match[8]
    return Taken("+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}")


def _gps_time(index: int, neighbors: Neighbors) -> Taken | None:
    """Return date and time of the satellites, which is UTC by the EXIF standard."""
    found = neighbors.beside(index, "GPSDateStamp")
    value = neighbors.readings[index].value
    clock = [number_of(item) for item in value.items] if isinstance(value, ListValue) else []
    match = _TIME.match(found[1]) if found is not None else None
    if found is None or match is None or match[1] == "0000" or len(clock) != 3 or None in clock:
        return None
    hours, minutes, seconds = (number or 0.0 for number in clock)
    text = f"{seconds:09.6f}".rstrip("0").rstrip(".")
    return Taken(f"{_iso(match)[:10]}T{int(hours):02d}:{int(minutes):02d}:{text}Z", (found[0],))


def _utc_time(index: int, neighbors: Neighbors) -> Taken | None:
    """Return a container's time, UTC by the standard, without a fraction of zeros."""
    match = _parts(neighbors.readings[index])
    if match is None or match[1] == "1904":
        return None
    return Taken(f"{_iso(match).removesuffix('.000000')}Z")


def _angle(index: int, neighbors: Neighbors) -> Taken | None:
    """Return signed degrees: EXIF by the reference beside it, XMP by its letter, drones' XMP as written."""
    reading = neighbors.readings[index]
    if isinstance(reading.value, TextValue):
        place = gps_degrees(reading.value.text)
        number = number_of(reading.value) if place is None else place
        return None if number is None else Taken(float(number))
    degrees = degrees_of(reading.value)
    found = neighbors.beside(index, f"{reading.name}Ref")
    if degrees is None:
        return None
    if found is None:
        return Taken(degrees)
    return Taken(-degrees if found[1][:1].upper() in ("S", "W") else degrees, (found[0],))


_OTHER_HALF = {
    "GPSLatitude": ("GPSLongitude", "GPSLongtitude"),
    "GPSLongitude": ("GPSLatitude",),
    "GPSLongtitude": ("GPSLatitude",),
    "Latitude": ("Longitude",),
    "Longitude": ("Latitude",),
}
"""Some DJI firmware misspells the longitude in its XMP."""


def _coordinate(limit: float) -> Callable[[int, Neighbors], Taken | None]:
    """Take a coordinate within its range, unless it and its other half are both 0: that is what "no fix" looks like."""

    def convert(index: int, neighbors: Neighbors) -> Taken | None:
        taken = _angle(index, neighbors)
        if taken is None or abs(float(taken.value)) > limit:
            return None
        if float(taken.value) == 0.0:
            names = _OTHER_HALF.get(neighbors.readings[index].name, ())
            halves = [found for name in names if (found := neighbors.beside(index, name)) is not None]
            others = [_angle(half[0], neighbors) for half in halves]
            if any(other is not None and float(other.value) == 0.0 for other in others):
                return None
        return taken

    return convert


def _altitude(index: int, neighbors: Neighbors) -> Taken | None:
    """Return metres above sea level, negative where the reference says below (Exif 3.0: 1 and 3)."""
    number = number_of(neighbors.readings[index].value)
    if number is None:
        return None
    found = neighbors.beside(index, "GPSAltitudeRef")
    if found is None:
        return Taken(float(number))
    reference = neighbors.readings[found[0]].value
    below = (
        reference.data()[-1:] in (b"\1", b"\3") if isinstance(reference, BytesValue) else number_of(reference) in (1, 3)
    )
    return Taken(-abs(float(number)) if below else float(number), (found[0],))


def _direction(reference: str) -> Callable[[int, Neighbors], Taken | None]:
    """Take a compass direction in degrees if its reference is true (``T``) or magnetic (``M``) north."""

    def convert(index: int, neighbors: Neighbors) -> Taken | None:
        number = number_of(neighbors.readings[index].value)
        found = neighbors.beside(index, f"{neighbors.readings[index].name}Ref")
        if number is None or not 0 <= number <= 360:
            return None
        if found is None or found[1].upper() != reference:
            return None
        return Taken(float(number), (found[0],))

    return convert


def _place(part: int) -> Callable[[int, Neighbors], Taken | None]:
    """Take latitude, longitude or height of an ISO 6709 text; 0, 0 is no fix."""

    def convert(index: int, neighbors: Neighbors) -> Taken | None:
        value = neighbors.readings[index].value
        place = iso6709(value.text) if isinstance(value, TextValue) else None
        if place is None or len(place) <= part or place[:2] == (0, 0):
            return None
        return Taken(float(place[part]))

    return convert


_FORMS: dict[Form, Callable[[int, Neighbors], Taken | None]] = {
    "text": _text,
    "all_texts": _text,
    "number": _number,
    "integer": _integer,
    "local_time": _local_time,
    "offset": _offset,
    "gps_time": _gps_time,
    "utc_time": _utc_time,
    "latitude": _coordinate(90),
    "longitude": _coordinate(180),
    "altitude": _altitude,
    "true_direction": _direction("T"),
    "magnetic_direction": _direction("M"),
    "place_latitude": _place(0),
    "place_longitude": _place(1),
    "place_altitude": _place(2),
}
