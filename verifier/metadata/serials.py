"""Every serial number in a file and where it stood: what thing it belongs to, as far as the name of its field says.

``facts`` joins equal numbers into one answer; here each place stays. A place says whether a number is the aircraft's or
a camera's only by its name; what is not clear is said to be so.
"""

import re
from typing import Literal

import msgspec

from verifier.domain.readings import BytesValue, Reading, Value
from verifier.metadata.fact_values import plain_text
from verifier.metadata.trust import TRUST

Part = Literal["aircraft", "camera", "lens", "battery", "gimbal", "remote", "unclear"]
_PARTS: tuple[tuple[str, Part], ...] = (
    ("Lens", "lens"),
    ("Battery", "battery"),
    ("Gimbal", "gimbal"),
    ("RemoteController", "remote"),
    ("Drone", "aircraft"),
    ("Vehicle", "aircraft"),
    ("Aircraft", "aircraft"),
    ("Camera", "camera"),
    ("Body", "camera"),
)
"""A word in a field's name and the part it belongs to; the first that fits."""
_PLACES: dict[tuple[str, str], Part] = {
    ("ExifIFD", "SerialNumber"): "camera",  # Exif 3.0, 0xA431 BodySerialNumber; exiftool prints it so
    ("XMP-exifEX", "SerialNumber"): "camera",
    ("XMP-aux", "SerialNumber"): "camera",
}
_NAMED = re.compile(r"(?<!Certificate)Serial(?:Number|No|Num)?\s*$", re.IGNORECASE)
"""Some names end in a blank; ``CertificateSerialNumber`` is of a signature, ``SerialNumberFormat`` is no number."""
_KNOWN = {(place.group, place.name) for rule in TRUST if rule.fact == "serial_numbers" for place in rule.places}
MAX_LENGTH = 120
"""Of a text that can be a serial number; what is longer is none."""
MAX_SERIALS = 200


class FoundSerial(msgspec.Struct, frozen=True):
    """A serial number as written, the part it belongs to, its field, where it stood, and the readers that saw it."""

    value: str
    part: Part
    group: str
    name: str
    where: str
    readers: tuple[str, ...]


def serials_in(readings: tuple[Reading, ...]) -> tuple[FoundSerial, ...]:
    """Return every serial number in every place, in the order of the readings; at most 200 of a file."""
    found: dict[tuple[str, str, str], FoundSerial] = {}
    of_track = _part_of_data_track(readings)
    for reading in readings:
        if (reading.group, reading.name) not in _KNOWN and not _NAMED.search(reading.name):
            continue
        value = _number(reading.value)
        if not value or len(value) > MAX_LENGTH:
            continue
        key = (value, reading.group, reading.name)
        if key in found:
            known = found[key]
            if reading.reader not in known.readers:
                found[key] = msgspec.structs.replace(known, readers=(*known.readers, reading.reader))
        elif len(found) < MAX_SERIALS:
            part = part_of(reading.group, reading.name) if reading.group != "DJI" else of_track
            found[key] = FoundSerial(value, part, reading.group, reading.name, reading.where, (reading.reader,))
    return tuple(found.values())


def _part_of_data_track(readings: tuple[Reading, ...]) -> Part:
    """Return what the number in a DJI data track is of: the product that made the clip, where its schema is known."""
    products = [reading.text for reading in readings if reading.name == "DataProduct"]
    if not products:
        return "unclear"
    return "camera" if products[0].startswith("Osmo") else "aircraft"


def _number(value: Value) -> str:
    """Return a value as a number to read; bytes where all of them are signs (Parrot writes it so), else nothing."""
    if not isinstance(value, BytesValue):
        return plain_text(value)
    data = b"" if value.is_cut else value.data().strip(b" \0\t\r\n")
    text = data.decode("ascii", "replace")
    return text if text.isascii() and text.isprintable() else ""


def part_of(group: str, name: str) -> Part:
    """Return what a field of that group and name gives the number of."""
    if (group, name) in _PLACES:
        return _PLACES[group, name]
    for word, part in _PARTS:
        if word in name:
            return part
    return "unclear"
