"""The home point that a file or its telemetry names: where the machine took off and would return to.

A reader joins by giving its readings the names below, as exiftool and MAVLink tools do; degrees, WGS 84.
"""

from verifier.domain.readings import Reading
from verifier.metadata.fact_values import number_of

NAMES: tuple[tuple[str, str], ...] = (
    ("HomeLatitude", "HomeLongitude"),
    ("HomePointLatitude", "HomePointLongitude"),
    ("GPSHomeLatitude", "GPSHomeLongitude"),
)


def home_point_in(readings: tuple[Reading, ...]) -> tuple[float, float, str] | None:
    """Return latitude, longitude and where they stood; ``None`` where no home point is named, or 0, 0: no fix."""
    for latitude_name, longitude_name in NAMES:
        latitude = next((r for r in readings if r.name == latitude_name), None)
        longitude = next((r for r in readings if r.name == longitude_name), None)
        if latitude is None or longitude is None:
            continue
        north, east = number_of(latitude.value), number_of(longitude.value)
        if north is None or east is None or not (abs(north) <= 90 and abs(east) <= 180) or north == east == 0:
            continue
        return float(north), float(east), f"{latitude.group}:{latitude.name}"
    return None
