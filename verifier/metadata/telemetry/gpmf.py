"""Read GoPro's telemetry (GPMF): the satellite positions of a ``gpmd`` track, also in clips of their Karma drone.

Layout: github.com/gopro/gpmf-parser, README: key, type, size of one element, count, then data padded to four bytes;
type 0 holds further keys. ``SCAL`` divides what follows it.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from math import hypot, inf, isfinite

import msgspec

from verifier.metadata.telemetry.track import Sample

MAX_DEPTH = 6
MAX_KEYS = 20_000
_FORMS = {"l": ("i", 4), "L": ("I", 4), "s": ("h", 2), "S": ("H", 2), "b": ("b", 1), "B": ("B", 1), "f": ("f", 4),
          "d": ("d", 8), "j": ("q", 8), "J": ("Q", 8)}  # fmt: skip
_FIX = {2, 3}
"""GPSF: 0 no lock, 2 two-dimensional, 3 three-dimensional."""


def samples_of(data: bytes, start_s: float, length_s: float) -> Iterator[Sample]:
    """Yield the positions of one packet, spread evenly over the time it stands for: a camera's own, or a Karma's."""
    for stream in _streams(data, 0):
        rows = stream.get("GPS5") or stream.get("GLPI") or []
        make = _of_camera if "GPS5" in stream else _of_karma
        scales = [scale[0] or 1 for scale in stream.get("SCAL") or [] if scale]
        fix = ((stream.get("GPSF") or [()])[0] or (3,))[0]
        utc = _utc(stream.get("GPSU"))
        for place, row in enumerate(rows):
            values = [value / (scales[n] if n < len(scales) else 1) for n, value in enumerate(row)]
            sample = make(values, fix in _FIX) if len(values) >= 5 and all(map(isfinite, values)) else None
            if sample is not None:
                t_s = round(start_s + length_s * place / len(rows), 3)
                yield msgspec.structs.replace(sample, t_s=t_s, utc=utc if place == 0 else None)


def _of_camera(values: list[float], is_fixed: bool) -> Sample:
    """Take a row of GPS5: latitude, longitude, height, ground speed, speed in space."""
    latitude, longitude, altitude, ground, _ = values[:5]
    if not (is_fixed and _is_place(latitude, longitude)):
        return Sample(0)
    return Sample(0, latitude_deg=latitude, longitude_deg=longitude, altitude_m=altitude, horizontal_speed_m_s=ground)


def _of_karma(values: list[float], _is_fixed: bool) -> Sample:
    """Take a row of GLPI, by the units it names: time, latitude, longitude, two heights, three speeds, heading."""
    latitude, longitude, altitude, relative = values[1:5]
    if not _is_place(latitude, longitude):
        return Sample(0)
    speed = hypot(values[5], values[6]) if len(values) > 6 else inf
    yaw = values[8] if len(values) > 8 else None
    return Sample(
        0,
        latitude_deg=latitude,
        longitude_deg=longitude,
        altitude_m=altitude,
        relative_altitude_m=relative,
        horizontal_speed_m_s=round(speed, 3) if isfinite(speed) else None,
        flight_yaw_deg=yaw,
    )


def _is_place(latitude: float, longitude: float) -> bool:
    return (latitude, longitude) != (0, 0) and abs(latitude) <= 90 and abs(longitude) <= 180


def _streams(data: bytes, depth: int) -> Iterator[dict[str, list[tuple[float, ...]]]]:
    """Yield each ``STRM`` with its rows of numbers by key; ``TYPE`` says how the rows of kind ``?`` are made up."""
    for key, kind, _, inside in _keys(data):
        if kind != "\0" or depth >= MAX_DEPTH:
            continue
        if key != "STRM":
            yield from _streams(inside, depth + 1)
            continue
        found: dict[str, list[tuple[float, ...]]] = {}
        made_up = ""
        for name, form, size, body in _keys(inside):
            if name == "TYPE":
                made_up = body.rstrip(b"\0").decode("latin-1")
            found[name] = _rows(form if form != "?" else made_up, size, body)
        yield found


def _keys(data: bytes) -> Iterator[tuple[str, str, int, bytes]]:
    at = 0
    for _ in range(MAX_KEYS):
        if at + 8 > len(data):
            return
        key, kind, size, count = struct.unpack_from(">4scBH", data, at)
        length = size * count
        yield key.decode("latin-1"), kind.decode("latin-1"), size, data[at + 8 : at + 8 + length]
        at += 8 + (length + 3) // 4 * 4


def _rows(kinds: str, size: int, data: bytes) -> list[tuple[float, ...]]:
    """Return rows of ``size`` bytes; one kind fills a row, several stand one after the other in it."""
    if kinds in ("U", "c"):
        return [tuple(float(byte) for byte in data)]
    forms = [_FORMS.get(kind) for kind in kinds]
    if not size or not forms or None in forms:
        return []
    letters = "".join(form[0] for form in forms if form is not None)
    if len(kinds) == 1 and forms[0] is not None:
        letters *= size // forms[0][1]
    layout = struct.Struct(f">{letters}")
    if layout.size != size:
        return []
    return [layout.unpack_from(data, at) for at in range(0, len(data) - size + 1, size)]


def _utc(rows: list[tuple[float, ...]] | None) -> datetime | None:
    """Read ``yymmddhhmmss.sss``."""
    try:
        text = bytes(int(byte) for byte in rows[0]).decode("ascii", "replace") if rows else ""
        return datetime.strptime(f"20{text[:16]}", "%Y%m%d%H%M%S.%f").replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # it may be written as any kind of number
        return None
