"""Read and write MGRS grid references (UTM zones and the polar squares), through the GeoTrans code of ``mgrs``."""

import re
import warnings
from typing import cast

from verifier.domain.errors import UsageError

_REFERENCE = re.compile(r"(?P<zone>\d{1,2}[C-HJ-NP-X]|[ABYZ])(?P<square>[A-HJ-NP-Z]{2})(?P<digits>\d*)")
_LOOKS_LIKE = re.compile(r"(?:\d{1,2} ?[A-Z]|[ABYZ]) ?[A-Z]{2}(?: ?\d+){0,2}", re.IGNORECASE)
_MOST_DIGITS = 5
_AT_THE_EQUATOR_DEG = 1e-7
"""Up to 5.6e-8 degrees (6 mm) south of the equator GeoTrans rounds the northing up to a square that does not exist."""


def is_grid_reference(text: str) -> bool:
    """Tell whether the text has the look of a grid reference, sound or not."""
    return _LOOKS_LIKE.fullmatch(text) is not None


def read_grid_reference(text: str) -> tuple[float, float, float]:
    """Return latitude, longitude of the square's center, and the square's side in metres."""
    import mgrs  # loads a shared library; not on the window's start path

    parts = text.upper().split()
    match = _REFERENCE.fullmatch("".join(parts))
    if match is None:
        raise UsageError("This looks like MGRS, but its letters are not: I and O are never used.", text)
    digits = match["digits"]
    if len(digits) % 2 or len(digits) > 2 * _MOST_DIGITS or _is_uneven(parts):
        raise UsageError("An MGRS reference has as many digits for easting as for northing, at most five each.", text)
    try:
        with warnings.catch_warnings():
            # A square on the border of two latitude bands is written with either letter; mgrs warns, and reads both.
            warnings.simplefilter("ignore", RuntimeWarning)
            latitude, longitude = cast("tuple[float, float]", mgrs.MGRS().toLatLon(match[0]))  # pyright: ignore[reportUnknownMemberType]
    except mgrs.core.MGRSError as error:  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        raise UsageError(
            "There is no such MGRS square. Coordinates are written like 48.2082, 16.3738 or 33U XP 01955 39844.", text
        ) from error
    return latitude, longitude, float(10 ** (_MOST_DIGITS - len(digits) // 2))


def _is_uneven(parts: list[str]) -> bool:
    numbers = [part for part in parts[1:] if part.isdecimal()]
    return len(numbers) == 2 and len(numbers[0]) != len(numbers[1])


def write_grid_reference(latitude_deg: float, longitude_deg: float, digits: int) -> str:
    """Write the square that holds the point, in groups: ``33U XP 01955 39844``."""
    import mgrs  # loads a shared library; not on the window's start path

    if -_AT_THE_EQUATOR_DEG < latitude_deg < 0:
        latitude_deg = 0.0
    text = cast("str", mgrs.MGRS().toMGRS(latitude_deg, longitude_deg, MGRSPrecision=digits))  # pyright: ignore[reportUnknownMemberType]
    match = _REFERENCE.fullmatch(text)
    if match is None:
        raise UsageError("This point has no MGRS reference.")
    half = len(match["digits"]) // 2
    return f"{match['zone']} {match['square']} {match['digits'][:half]} {match['digits'][half:]}"
