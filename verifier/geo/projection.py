"""The projection of the map: Mercator on the WGS 84 ellipsoid (EPSG:3395), as a square of side 1.

Conformal: a heading or a field of view is drawn at its true angle, and a small circle stays a circle. Areas grow
towards the poles, so a length in pixels is only true beside the latitude it was worked out for. No web tiles are used,
so the spherical shortcut of web maps, which bends angles by up to 0.2°, is not needed.

Formulas: J. P. Snyder, *Map Projections: A Working Manual*, USGS Professional Paper 1395 (1987), equations 7-6 to 7-9,
in the form with hyperbolic functions that C. F. F. Karney, *Transverse Mercator with an accuracy of a few nanometers*,
J. Geodesy 85 (2011), equations 7 to 9, gives for the isometric latitude.
"""

import math

SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
"""WGS 84, NIMA TR8350.2."""
ECCENTRICITY = math.sqrt(FLATTENING * (2 - FLATTENING))
LAST_LATITUDE_DEG = 85.08405
"""Where the square ends; what lies nearer to a pole is put on its edge."""
CIRCUMFERENCE_M = 2 * math.pi * SEMI_MAJOR_M
_STEPS = 6
"""Each step of the inverse gains three decimals; six are below a millimeter."""

WorldPoint = tuple[float, float]
"""x from 0 at 180° W to 1 at 180° E, y from 0 in the north to 1 in the south."""


def isometric_latitude(latitude_deg: float, eccentricity: float = ECCENTRICITY) -> float:
    """Return the northing of a latitude for an equatorial radius of 1."""
    phi = math.radians(latitude_deg)
    return math.asinh(math.tan(phi)) - eccentricity * math.atanh(eccentricity * math.sin(phi))


def latitude_of(isometric: float, eccentricity: float = ECCENTRICITY) -> float:
    """Return the latitude in degrees of a northing for an equatorial radius of 1."""
    phi = math.atan(math.sinh(isometric))
    for _ in range(_STEPS):
        phi = math.atan(math.sinh(isometric + eccentricity * math.atanh(eccentricity * math.sin(phi))))
    return math.degrees(phi)


def to_world(latitude_deg: float, longitude_deg: float) -> WorldPoint:
    """Return the point of the square where a place is drawn."""
    kept = max(-LAST_LATITUDE_DEG, min(LAST_LATITUDE_DEG, latitude_deg))
    return longitude_deg / 360 + 0.5, 0.5 - isometric_latitude(kept) / (2 * math.pi)


def to_degrees(point: WorldPoint) -> tuple[float, float]:
    """Return latitude and longitude of a point of the square, or of one of its repetitions to the side."""
    longitude = (point[0] - math.floor(point[0])) * 360 - 180
    return latitude_of((0.5 - point[1]) * 2 * math.pi), longitude


def meters_per_world(latitude_deg: float, eccentricity: float = ECCENTRICITY) -> float:
    """Return how many meters on the ground the side of the square stands for beside a latitude."""
    return CIRCUMFERENCE_M / scale_factor(latitude_deg, eccentricity)


def scale_factor(latitude_deg: float, eccentricity: float = ECCENTRICITY) -> float:
    """Return how much larger than at the equator things are drawn beside a latitude."""
    phi = math.radians(latitude_deg)
    return math.sqrt(1 - (eccentricity * math.sin(phi)) ** 2) / math.cos(phi)
