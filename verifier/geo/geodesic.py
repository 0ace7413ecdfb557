"""Distances and directions on the WGS 84 ellipsoid.

T. Vincenty, *Direct and inverse solutions of geodesics on the ellipsoid with application of nested equations*, Survey
Review 23 (1975), pages 88 to 93: good to a tenth of a millimeter, but for points that lie almost opposite each other,
where the inverse does not settle.
"""

import math
from typing import NamedTuple

from verifier.geo.projection import FLATTENING, SEMI_MAJOR_M

_SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING)
_SETTLED = 1e-12
_MOST_STEPS = 200


class Course(NamedTuple):
    """Length in meters, and the direction at the start in degrees clockwise from true north."""

    distance_m: float
    heading_deg: float


class _Arc(NamedTuple):
    """What both solutions share: the angle along the arc and what depends on it."""

    sigma: float
    sine: float
    cosine: float
    double_middle: float


def destination(latitude_deg: float, longitude_deg: float, course: Course) -> tuple[float, float]:
    """Return latitude and longitude of where a course leads."""
    heading = math.radians(course.heading_deg)
    tan_u = (1 - FLATTENING) * math.tan(math.radians(latitude_deg))
    cos_u = 1 / math.hypot(1, tan_u)
    sin_u = tan_u * cos_u
    sin_alpha = cos_u * math.sin(heading)
    squared = 1 - sin_alpha**2
    first = math.atan2(tan_u, math.cos(heading))
    arc = _follow(course.distance_m, first, squared)
    across = sin_u * arc.sine - cos_u * arc.cosine * math.cos(heading)
    north = sin_u * arc.cosine + cos_u * arc.sine * math.cos(heading)
    latitude = math.atan2(north, (1 - FLATTENING) * math.hypot(sin_alpha, across))
    turned = math.atan2(arc.sine * math.sin(heading), cos_u * arc.cosine - sin_u * arc.sine * math.cos(heading))
    longitude = longitude_deg + math.degrees(turned - _bend(arc, sin_alpha, squared))
    return math.degrees(latitude), (longitude + 180) % 360 - 180


def _follow(distance_m: float, first: float, squared: float) -> _Arc:
    """Find the angle that a distance spans from an arc's start."""
    large, small = _terms(squared)
    plain = distance_m / (_SEMI_MINOR_M * large)
    sigma = plain
    for _ in range(_MOST_STEPS):
        arc = _Arc(sigma, math.sin(sigma), math.cos(sigma), math.cos(2 * first + sigma))
        sigma, before = plain + _correction(arc, small), sigma
        if abs(sigma - before) < _SETTLED:
            break
    return _Arc(sigma, math.sin(sigma), math.cos(sigma), math.cos(2 * first + sigma))


def course(start: tuple[float, float], end: tuple[float, float]) -> Course | None:
    """Return the shortest course between two places (latitude, longitude); ``None`` where it does not settle."""
    if start == end:
        return Course(0.0, 0.0)
    u1, u2 = (math.atan((1 - FLATTENING) * math.tan(math.radians(place[0]))) for place in (start, end))
    plain = math.radians((end[1] - start[1] + 540) % 360 - 180)
    turned = plain
    for _ in range(_MOST_STEPS):
        east, north = _towards(u1, u2, turned)
        cosine = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(turned)
        sine = math.hypot(east, north)
        if sine == 0:
            return Course(0.0, 0.0)
        sin_alpha = math.cos(u1) * math.cos(u2) * math.sin(turned) / sine
        squared = 1 - sin_alpha**2
        middle = cosine - 2 * math.sin(u1) * math.sin(u2) / squared if squared else 0.0
        arc = _Arc(math.atan2(sine, cosine), sine, cosine, middle)
        turned, before = plain + _bend(arc, sin_alpha, squared), turned
        if abs(turned - before) < _SETTLED:
            large, small = _terms(squared)
            distance_m = _SEMI_MINOR_M * large * (arc.sigma - _correction(arc, small))
            return Course(distance_m, math.degrees(math.atan2(east, north)) % 360)
    return None


def _towards(u1: float, u2: float, turned: float) -> tuple[float, float]:
    east = math.cos(u2) * math.sin(turned)
    return east, math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(turned)


def _terms(squared: float) -> tuple[float, float]:
    """Vincenty's A and B, equations 3 and 4."""
    u = squared * (SEMI_MAJOR_M**2 - _SEMI_MINOR_M**2) / _SEMI_MINOR_M**2
    large = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    return large, u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))


def _correction(arc: _Arc, small: float) -> float:
    """Vincenty's delta sigma, equation 6."""
    middle = arc.double_middle
    inner = small / 6 * middle * (-3 + 4 * arc.sine**2) * (-3 + 4 * middle**2)
    return small * arc.sine * (middle + small / 4 * (arc.cosine * (-1 + 2 * middle**2) - inner))


def _bend(arc: _Arc, sin_alpha: float, squared: float) -> float:
    """The difference between longitude on the sphere and on the ellipsoid, equations 10 and 11."""
    c = FLATTENING / 16 * squared * (4 + FLATTENING * (4 - 3 * squared))
    inner = arc.double_middle + c * arc.cosine * (-1 + 2 * arc.double_middle**2)
    return (1 - c) * FLATTENING * sin_alpha * (arc.sigma + c * arc.sine * inner)
