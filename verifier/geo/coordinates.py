"""Read coordinates as people write them, and write them as people read them. WGS 84 throughout.

What could be read in two ways is refused with a sentence, never guessed. Nothing is looked up: a map address is read as
text and not opened.
"""

from typing import Literal

import msgspec

from verifier.domain.errors import UsageError
from verifier.geo.angles import read_pair
from verifier.geo.grid import is_grid_reference, read_grid_reference, write_grid_reference
from verifier.geo.map_links import is_link, read_link

Form = Literal["decimal", "dms", "mgrs", "geo_uri", "map_link"]
LONGEST = 2000
"""Characters; a map address is long, coordinates are not."""
METERS_PER_DEGREE = 111_320.0
"""One degree of latitude, rounded; only used to choose how many digits are worth writing."""


class Coordinates(msgspec.Struct, frozen=True):
    """A point as read: degrees WGS 84 and the form it was typed in.

    ``square_m`` is the side of the square that a grid reference names (the point is then its center);
    ``None`` for other forms.
    """

    latitude_deg: float
    longitude_deg: float
    form: Form
    square_m: float | None = None

    @property
    def is_zero(self) -> bool:
        """True at 0, 0: what a device writes that had no fix. Worth a word to the person, not a refusal."""
        return self.latitude_deg == 0 and self.longitude_deg == 0


def parse_coordinates(text: str) -> Coordinates:
    """Read decimal degrees, degrees and minutes, degrees minutes seconds, MGRS, a ``geo:`` URI or a map address.

    Raise :class:`UsageError` with a sentence where the text is none of these, out of range or ambiguous.
    """
    wanted = " ".join(text.split())
    if not wanted:
        raise UsageError("Type coordinates, for example 48.2082, 16.3738.")
    if len(wanted) > LONGEST:
        raise UsageError("This is too long to be coordinates.")
    if is_link(wanted):
        latitude, longitude = read_link(wanted)
        return _checked(latitude, longitude, "geo_uri" if wanted.lower().startswith("geo:") else "map_link")
    if is_grid_reference(wanted):
        latitude, longitude, square_m = read_grid_reference(wanted)
        return _checked(latitude, longitude, "mgrs", square_m)
    latitude, longitude, has_minutes = read_pair(wanted)
    return _checked(latitude, longitude, "dms" if has_minutes else "decimal")


def _checked(latitude: float, longitude: float, form: Form, square_m: float | None = None) -> Coordinates:
    if not -90 <= latitude <= 90:
        swapped = " Latitude comes first: were the two swapped?" if -90 <= longitude <= 90 else ""
        raise UsageError(f"A latitude lies between -90 and 90, not {latitude:g}.{swapped}")
    if not -180 <= longitude <= 180:
        raise UsageError(f"A longitude lies between -180 and 180, not {longitude:g}.")
    return Coordinates(latitude + 0.0, longitude + 0.0, form, square_m)


def format_decimal(latitude_deg: float, longitude_deg: float, radius_m: float | None = None) -> str:
    """Write ``48.20820, 16.37380``: as many decimals as a tenth of the radius deserves.

    Without a radius as many as the numbers have, six at most: a click on a world map claims no meters.
    """
    decimals = _decimals(radius_m) if radius_m is not None else _own_decimals(latitude_deg, longitude_deg)
    return f"{_without_minus_zero(latitude_deg, decimals)}, {_without_minus_zero(longitude_deg, decimals)}"


MOST_DECIMALS, LEAST_DECIMALS = 6, 2


def own_radius_m(latitude_deg: float, longitude_deg: float) -> float:
    """Return the radius that numbers deserve by their last decimal, where none is stated: 11 km of two, 1 m of six."""
    return METERS_PER_DEGREE * 10 ** (1 - _own_decimals(latitude_deg, longitude_deg))


def _own_decimals(*values: float) -> int:
    """Return how many decimals numbers have, within what is written of any."""
    written = (f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2] for value in values)
    return max(LEAST_DECIMALS, *map(len, written))


def _decimals(radius_m: float) -> int:
    decimals = LEAST_DECIMALS
    while decimals < 7 and METERS_PER_DEGREE * 10**-decimals > max(radius_m, 0.0) / 10:
        decimals += 1
    return decimals


def _without_minus_zero(value: float, decimals: int) -> str:
    return f"{round(value, decimals) + 0.0:.{decimals}f}"


def format_dms(latitude_deg: float, longitude_deg: float, second_decimals: int = 1) -> str:
    """Write ``48° 12' 29.5" N, 16° 22' 25.7" E``; seconds are rounded and carried."""
    latitude = _dms(latitude_deg, "N", "S", second_decimals)
    return f"{latitude}, {_dms(longitude_deg, 'E', 'W', second_decimals)}"


def _dms(value: float, plus: str, minus: str, decimals: int) -> str:
    scale = 10**decimals
    ticks = round(abs(value) * 3600 * scale)
    minutes, seconds = divmod(ticks, 60 * scale)
    degrees, minutes = divmod(minutes, 60)
    width = 3 + decimals if decimals else 2
    letter = minus if value < 0 and ticks else plus
    return f"{degrees}° {minutes:02d}' {seconds / scale:0{width}.{decimals}f}\" {letter}"


def format_mgrs(latitude_deg: float, longitude_deg: float, radius_m: float | None = None) -> str:
    """Write ``33U XP 01955 39844``: digits for a square no larger than a tenth of the radius, 1 m without one.

    Digits are cut, not rounded: the square named is the one that holds the point.
    """
    digits = 5
    while radius_m is not None and digits > 1 and 10 ** (6 - digits) <= radius_m / 10:
        digits -= 1
    return write_grid_reference(latitude_deg, longitude_deg, digits)
