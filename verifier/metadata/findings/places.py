"""Places set against each other: no fix, EXIF against XMP, signs, heights."""

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from verifier.metadata.findings.base import Look, Rule, Said

EARTH_M = 6_371_000
FAR_M = 200
"""Apart by more than this, two positions of one file are two places; rounding gives metres."""
LOWEST_M, HIGHEST_M = -440, 9_000
"""The shore of the Dead Sea, and above every mountain; airliners fly higher and take pictures too."""


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return metres between two positions in degrees, on a sphere (haversine): to half a percent."""
    (lat_1, lon_1), (lat_2, lon_2) = (tuple(map(radians, place)) for place in (one, other))
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return 2 * EARTH_M * asin(sqrt(min(1, half)))


def _numbers(look: Look, name: str) -> list[float]:
    fact = look.facts.get(name)
    values = [] if fact is None else [fact.value, *(other.value for other in fact.others)]
    return [float(value) for value in values if isinstance(value, int | float)]


def _no_fix(look: Look) -> Iterator[Said]:
    latitude, longitude = _numbers(look, "latitude_deg"), _numbers(look, "longitude_deg")
    if 0.0 in latitude and 0.0 in longitude:
        yield Said(
            "The file names the position 0, 0: that is what a device writes that had no fix.",
            look.behind("latitude_deg", "longitude_deg"),
        )


def _two_places(look: Look) -> Iterator[Said]:
    latitude, longitude = _numbers(look, "latitude_deg"), _numbers(look, "longitude_deg")
    places = [(a, b) for a in latitude for b in longitude if (a, b) != (0, 0)]
    if len(places) < 2:
        return
    rests = look.behind("latitude_deg", "longitude_deg")
    if any(abs(a + b) < 1e-6 and abs(a) > 1e-3 for values in (latitude, longitude) for a in values for b in values):
        yield Said("Two positions in the file differ in the sign alone: north for south, or east for west.", rests)
        return
    far = max(distance_m(one, other) for one in places for other in places)
    if far > FAR_M:
        yield Said(f"The positions in the file lie {far / 1000:.1f} km apart.", rests)


def _height(look: Look) -> Iterator[Said]:
    for height in _numbers(look, "altitude_m")[:1]:
        if height < LOWEST_M or height > HIGHEST_M:
            yield Said(f"The file names a height of {height:.0f} m above the sea.", look.behind("altitude_m"))


RULES = (
    Rule("no_fix", "attention", _no_fix, ("The device had no reception, or its position was switched off.",)),
    Rule(
        "positions_differ",
        "contradiction",
        _two_places,
        (
            "A program wrote a place by hand and left the other.",
            "One is the drone's place, the other its pilot's or its home.",
        ),
    ),
    Rule(
        "odd_height",
        "attention",
        _height,
        ("Taken from an aircraft.", "The height was written with the wrong sign, in feet, or from air pressure."),
    ),
)
