"""Read the telemetry of DJI's data tracks (``djmd``): a message for each frame, laid out by product.

Layouts: ``metadata/dji_schemas.py``. In this format a number of 0 is left out, so what is missing within a message
that is there is 0; a position that the device calls invalid, or 0, 0, is none.
"""

import math
from collections.abc import Iterator

from verifier.metadata import protobuf
from verifier.metadata.dji_schemas import SCHEMAS, UNPROVEN, Path, Schema
from verifier.metadata.protobuf import Message, rational, real, signed, text
from verifier.metadata.telemetry.track import Sample

ALTITUDES = {0: "by air pressure", 1: "by satellites and air pressure", 2: "above the ellipsoid, by RTK"}
"""``GpsAltType`` of DJI's library."""
_INVALID = 1
"""``GpsStatus``: 0 normal, 1 invalid, 2 RTK."""


def protocol_of(data: bytes) -> str:
    """Return the name of the schema that the first sample of a track gives (``dvtm_Air3.proto``), "" where none."""
    try:
        name = text(Message(data).field(1, 1, 1))
    except ValueError:
        return ""
    return name if name.endswith(".proto") and name.isprintable() else ""


def position_of(data: bytes, schema: Schema) -> dict[str, float]:
    """Return position in degrees and heights in metres, by ExifTool's names; empty where there is no fix."""
    try:
        return _position(Message(data), schema)
    except ValueError:
        return {}


def _position(sample: Message, schema: Schema) -> dict[str, float]:
    gps = sample.message(*schema.gps) if schema.gps is not None else None
    found: dict[str, float] = {}
    if gps is not None and signed(gps.field(3)) != _INVALID:
        found |= _coordinates(gps.message(1), schema)
        if found:
            found["AbsoluteAltitude"] = signed(gps.field(2)) / 1000
    relative = sample.message(*schema.relative) if schema.relative is not None else None
    if relative is not None:
        height = real(relative.field(1)) or 0.0
        if math.isfinite(height):
            found["RelativeAltitude"] = round(height / 1000, 6)
    return found


def _coordinates(place: Message | None, schema: Schema) -> dict[str, float]:
    if place is None:
        return {}
    is_degrees = schema.is_degrees or signed(place.field(1)) == 1
    pair = [real(place.field(number)) or 0.0 for number in (2, 3)]
    latitude, longitude = pair if is_degrees else map(math.degrees, pair)
    if (latitude, longitude) == (0, 0) or not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return {}
    return {"GPSLatitude": latitude, "GPSLongitude": longitude}


def altitude_kind(data: bytes, schema: Schema) -> str:
    """Say how a sample's height above the sea was found, "" where it names none."""
    try:
        gps = Message(data).message(*schema.gps) if schema.gps is not None else None
    except ValueError:
        return ""
    return ALTITUDES.get(signed(gps.field(4)), "") if gps is not None else ""


def samples_of(packets: list[tuple[float, bytes]], schema: Schema) -> tuple[tuple[Sample, ...], int]:
    """Return a sample for each packet (start in seconds, bytes) and how many could not be read."""
    found: list[Sample] = []
    for start_s, data in packets:
        try:
            found.append(_sample(start_s, Message(data), schema))
        except ValueError:
            continue
    return tuple(found), len(packets) - len(found)


def _sample(start_s: float, told: Message, schema: Schema) -> Sample:
    place = _position(told, schema)
    roll, pitch, yaw = _angles(told, schema.attitude)
    gimbal_pitch, gimbal_roll, gimbal_yaw = _angles(told, schema.gimbal)
    clock = text(told.field(*schema.clock)) if schema.clock is not None else ""
    numbers = dict(_numbers(told, schema))
    iso, kelvin, frame = numbers.get("ISO"), numbers.get("ColorTemperature"), numbers.get("FrameNumber")
    return Sample(
        round(start_s, 6),
        frame=int(frame) if frame else None,
        clock=_iso_clock(clock),
        latitude_deg=place.get("GPSLatitude"),
        longitude_deg=place.get("GPSLongitude"),
        relative_altitude_m=place.get("RelativeAltitude"),
        altitude_m=place.get("AbsoluteAltitude"),
        flight_roll_deg=roll,
        flight_pitch_deg=pitch,
        flight_yaw_deg=yaw,
        gimbal_pitch_deg=gimbal_pitch,
        gimbal_roll_deg=gimbal_roll,
        gimbal_yaw_deg=gimbal_yaw,
        iso=round(iso) if iso else None,
        exposure_time_s=numbers.get("ExposureTime"),
        f_number=numbers.get("FNumber"),
        color_temperature_k=int(kelvin) if kelvin else None,
        digital_zoom=numbers.get("DigitalZoom"),
    )


def _angles(told: Message, path: Path | None) -> tuple[float | None, float | None, float | None]:
    message = told.message(*path) if path is not None else None
    if message is None:
        return None, None, None
    one, two, three = (signed(message.field(number)) / 10 for number in (1, 2, 3))
    return one, two, three


def _numbers(told: Message, schema: Schema) -> Iterator[tuple[str, float]]:
    for name in ("FrameNumber", "ISO", "ExposureTime", "FNumber", "ColorTemperature", "DigitalZoom"):
        field = told.field(*schema.names[name]) if name in schema.names else None
        pair = rational(field)
        if pair is not None and pair[1]:
            yield name, round(pair[0] / pair[1], 9)
        elif field is not None and field.wire == protobuf.VARINT:
            yield name, signed(field)
        elif (number := real(field)) is not None and math.isfinite(number):
            yield name, round(number, 6)


def _iso_clock(words: str) -> str | None:
    """Return ``2025-07-01 10:20:30`` in ISO form; the schema does not say of which zone it is."""
    plain = words.strip()[:26]
    is_clock = len(plain) >= 19 and plain[4] == plain[7] == "-" and plain[:4].isdecimal()
    return plain.replace(" ", "T", 1) if is_clock else None


def notes_on(protocol: str, schema: Schema, packets: list[tuple[float, bytes]]) -> tuple[str, ...]:
    """Say what a reader of the track must know of its layout."""
    some = packets[:: max(1, len(packets) // 50)]
    kinds = dict.fromkeys(filter(None, (altitude_kind(data, schema) for _, data in some)))
    heights = f"Heights above the sea are {' or '.join(kinds)}." if kinds else ""
    return tuple(filter(None, (f"{protocol} ({schema.product}): {UNPROVEN}.", heights)))


def schema_of(packets: list[tuple[float, bytes]]) -> tuple[str, Schema] | None:
    """Return name and layout of a track whose layout is known."""
    name = protocol_of(packets[0][1]) if packets else ""
    return (name, SCHEMAS[name]) if name in SCHEMAS else None
