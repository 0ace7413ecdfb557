"""Write a track for other programs: JSON, CSV, GPX 1.1, GeoJSON (RFC 7946), KML 2.2."""

import csv
import io
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

import msgspec

from verifier.metadata.telemetry.track import Sample, Track

CSV_FIELDS = tuple(field.name for field in msgspec.structs.fields(Sample))


def to_json(track: Track) -> str:
    """Return ``source``, ``alignment``, ``notes`` and one object a sample, what is not known left out."""
    return msgspec.json.format(msgspec.json.encode(track), indent=1).decode()


def to_csv(track: Track) -> str:
    """Return a table with a row a sample; the names of the columns hold their units."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_FIELDS)
    for sample in track.samples:
        values = (getattr(sample, name) for name in CSV_FIELDS)
        writer.writerow(["" if value is None else getattr(value, "isoformat", lambda v=value: v)() for value in values])
    return out.getvalue()


def to_gpx(track: Track) -> str:
    """Return a track of the samples with a position; times only where they are UTC, heights only above the sea."""
    points = "".join(_point(sample) for sample in _fixed(track))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="verifier" xmlns="http://www.topografix.com/GPX/1/1">\n'
        f" <metadata><desc>{escape(track.alignment)}</desc></metadata>\n"
        f" <trk><name>{escape(track.source)}</name>\n  <trkseg>\n{points}  </trkseg>\n </trk>\n</gpx>\n"
    )


def _point(sample: Sample) -> str:
    height = f"<ele>{sample.altitude_m}</ele>" if sample.altitude_m is not None else ""
    time = f"<time>{sample.utc:%Y-%m-%dT%H:%M:%S.%f}Z</time>" if sample.utc is not None else ""
    note = f"<cmt>{sample.t_s:.3f} s</cmt>"
    return f'   <trkpt lat="{sample.latitude_deg}" lon="{sample.longitude_deg}">{height}{time}{note}</trkpt>\n'


def to_geojson(track: Track) -> str:
    """Return a line of the path and a point a sample; longitude first, as RFC 7946 has it."""
    fixed = list(_fixed(track))
    line = {
        "type": "Feature",
        "properties": {"source": track.source, "alignment": track.alignment, "notes": list(track.notes)},
        "geometry": {"type": "LineString", "coordinates": [_position(sample) for sample in fixed]}
        if len(fixed) > 1
        else None,
    }
    points = [
        {
            "type": "Feature",
            "properties": {
                key: value
                for key, value in msgspec.to_builtins(sample).items()
                if key not in ("latitude_deg", "longitude_deg")
            },
            "geometry": {"type": "Point", "coordinates": _position(sample)},
        }
        for sample in fixed
    ]
    return msgspec.json.encode({"type": "FeatureCollection", "features": [line, *points]}).decode() + "\n"


def to_kml(track: Track) -> str:
    """Return one line of the path; heights above the sea where every sample has one, else on the ground."""
    fixed = list(_fixed(track))
    has_heights = bool(fixed) and all(sample.altitude_m is not None for sample in fixed)
    mode = "absolute" if has_heights else "clampToGround"
    places = " ".join(",".join(map(str, _position(sample))) for sample in fixed)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<kml xmlns="http://www.opengis.net/kml/2.2">\n <Document>\n'
        f"  <name>{escape(track.source)}</name>\n  <description>{escape(track.alignment)}</description>\n"
        f"  <Placemark><name>path</name><LineString><altitudeMode>{mode}</altitudeMode>"
        f"<coordinates>{places}</coordinates></LineString></Placemark>\n </Document>\n</kml>\n"
    )


def _fixed(track: Track) -> Iterator[Sample]:
    return (sample for sample in track.samples if sample.has_fix)


def _position(sample: Sample) -> list[float]:
    place = [sample.longitude_deg or 0.0, sample.latitude_deg or 0.0]
    return [*place, sample.altitude_m] if sample.altitude_m is not None else place


WRITERS: dict[str, Callable[[Track], str]] = {
    "json": to_json,
    "csv": to_csv,
    "gpx": to_gpx,
    "geojson": to_geojson,
    "kml": to_kml,
}
"""Format -> what writes it; one more format is one more line."""
