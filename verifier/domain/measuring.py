"""Distance from size and size from distance, for a lens without distortion (pinhole camera); errors by propagation.

A length L square to the line of sight at distance D fills s pixels of a picture whose focal length is f pixels. With
the line's middle at an angle a off the axis, its depth is D·cos a, and L/(D·cos a) = s/f. Errors are independent half
widths: relative errors add in squares. Distortion, rolling shutter and digital stabilisation are not in it.
"""

from math import atan, cos, degrees, floor, hypot, log10, radians, sqrt, tan
from typing import Literal

import msgspec

from verifier.domain.errors import CommandRefused
from verifier.domain.records.sizes import Framing, Lens, SizeCheck
from verifier.domain.regions import Line, Region, Vertex

FILM_WIDTH_MM, FILM_HEIGHT_MM = 36.0, 24.0
FILM_DIAGONAL_MM = hypot(FILM_WIDTH_MM, FILM_HEIGHT_MM)
FORMULA = {
    "distance": "distance = length × focal length ÷ (line × cos(angle off the axis))",
    "size": "length = distance × line × cos(angle off the axis) ÷ focal length",
}
"""With the focal length and the line in pixels of one picture."""
Basis = Literal["metadata", "stated"]
Fit = Literal["fits", "too small", "too large"]


class Measured(msgspec.Struct, frozen=True):
    """A value and its error, in metres."""

    value_m: float
    error_m: float


class Laid(msgspec.Struct, frozen=True):
    """A line as it lies in a picture: its ends on the stored grid, its length in square pixels, and how far off the
    axis its middle is."""

    ends: tuple[Vertex, Vertex]
    line_px: float
    off_axis_deg: float | None


def lay(region: Region, sample_aspect: float, framing: Framing, lens: Lens) -> Laid:
    """Return how long a line is and where it lies; ``sample_aspect``: width of a stored pixel by its height.

    Raises ``CommandRefused`` for what is no line of two different ends.
    """
    (x0, y0), (x1, y1) = ends = ends_of(region)
    length = line_length(region, sample_aspect)
    if framing.left_px is None or framing.top_px is None:
        return Laid(ends, length, None)
    across = framing.left_px + (x0 + x1) / 2 * sample_aspect - framing.width_px / 2
    down = framing.top_px + (y0 + y1) / 2 - framing.height_px / 2
    return Laid(ends, length, degrees(atan(hypot(across, down) / lens.focal_px)))


def ends_of(region: Region) -> tuple[Vertex, Vertex]:
    """Return the two ends of a straight line; raises ``CommandRefused`` for anything else."""
    if not isinstance(region, Line) or len(region.vertices) != 2:
        raise CommandRefused("A size is measured along a line with two ends. Draw one (U).")
    return region.vertices[0], region.vertices[1]


def line_length(region: Region, sample_aspect: float) -> float:
    """Return the length of a straight line in square pixels; raises ``CommandRefused`` for anything else."""
    (x0, y0), (x1, y1) = ends_of(region)
    length = hypot((x1 - x0) * sample_aspect, y1 - y0)
    if length < 1:
        raise CommandRefused("This line is too short to measure anything by.")
    return length


def lens_of_equivalent(focal_mm: float, error_mm: float, framing: Framing, basis: Basis, words: str) -> Lens:
    """Return a lens from its 35 mm equivalent, for a picture that shows all of the sensor's width.

    Makers compare diagonals (CIPA DCG-001) or widths, and a wide picture may be cut from a 4:3 sensor: the value is the
    middle of what those give, and half their spread goes into the error.
    """
    width, height = max(framing.width_px, framing.height_px), min(framing.width_px, framing.height_px)
    diagonals = (hypot(width, height), hypot(width, max(height, width * 3 / 4)))
    scales = [*(diagonal / FILM_DIAGONAL_MM for diagonal in diagonals), width / FILM_WIDTH_MM]
    scale, spread = (max(scales) + min(scales)) / 2, (max(scales) - min(scales)) / 2
    focal = focal_mm * scale
    return Lens(focal, focal * hypot(error_mm / focal_mm, spread / scale), basis, words)


def lens_of_sensor(
    focal_mm: float, sensor_mm: float, error_share: float, framing: Framing, basis: Basis, words: str
) -> Lens:
    """Return a lens from its focal length and the width of a sensor all of whose width the picture shows."""
    focal = focal_mm / sensor_mm * max(framing.width_px, framing.height_px)
    return Lens(focal, focal * error_share, basis, words)


def lens_of_view(field_deg: float, error_deg: float, framing: Framing, basis: Basis, words: str) -> Lens:
    """Return a lens from the angle that the picture's longer side covers; raises ``CommandRefused`` beyond 1 to 170."""
    if not field_deg - error_deg >= 1 or not field_deg + error_deg <= 170:
        raise CommandRefused("A field of view lies between 1 and 170 degrees.")
    half = max(framing.width_px, framing.height_px) / 2
    widest, narrowest = (half / tan(radians(field_deg + sign * error_deg) / 2) for sign in (1, -1))
    return Lens(half / tan(radians(field_deg) / 2), (narrowest - widest) / 2, basis, words)


def distance_of(length: Measured, laid: Laid, line_error_px: float, lens: Lens) -> Measured:
    """Return how far away a thing is, along the line of sight (along the axis where that is not known)."""
    value = length.value_m * lens.focal_px / (laid.line_px * _cos(laid))
    return Measured(value, value * _relative(length, laid, line_error_px, lens))


def size_of(distance: Measured, laid: Laid, line_error_px: float, lens: Lens) -> Measured:
    """Return how long a thing is that lies along the line."""
    value = distance.value_m * laid.line_px * _cos(laid) / lens.focal_px
    return Measured(value, value * _relative(distance, laid, line_error_px, lens))


def fit_of(size: Measured, dimension_m: float, *, is_across: bool) -> Fit:
    """Tell whether a dimension agrees with a measured size; a tilted thing is longer than it looks, so none is too
    large."""
    if dimension_m < size.value_m - size.error_m:
        return "too small"
    return "too large" if is_across and dimension_m > size.value_m + size.error_m else "fits"


def _cos(laid: Laid) -> float:
    return cos(radians(laid.off_axis_deg or 0.0))


def _relative(known: Measured, laid: Laid, line_error_px: float, lens: Lens) -> float:
    parts = (known.error_m / known.value_m, line_error_px / laid.line_px, lens.error_px / lens.focal_px)
    return sqrt(sum(part * part for part in parts))


def is_moved(check: SizeCheck, region: Region) -> bool:
    """Tell whether a line lies elsewhere now than when it was measured."""
    return not isinstance(region, Line) or region.vertices != check.ends


def figures(measured: Measured) -> tuple[str, str]:
    """Write a value and its error in metres, the error to two figures and the value no finer: ``("42.0", "5.1")``."""
    if measured.error_m <= 0:
        return f"{measured.value_m:.6g}", "0"
    places = 1 - floor(log10(measured.error_m))
    value, error = (round(number, places) for number in (measured.value_m, measured.error_m))
    return f"{value:.{max(0, places)}f}", f"{error:.{max(0, places)}f}"
