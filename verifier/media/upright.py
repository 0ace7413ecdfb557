"""The one place where orientation is applied: to pixels, to points and to regions, both ways.

Two grids: the stored one (the coded picture) and the displayed one (upright, square pixels). Coordinates are
continuous on both, (0, 0) the outer corner of the first pixel, so that a turn maps edges to edges without a half-pixel
shift. Pure geometry: no array library is imported, the window process uses this too.
"""

from fractions import Fraction
from typing import Any, Protocol, TypeVar, cast

import msgspec

from verifier.domain.inspection import Technical
from verifier.domain.regions import Region, Vertex
from verifier.media.region_turning import AffineMap, move_region

_STEPS: dict[int, tuple[bool, int]] = {
    1: (False, 0),
    2: (True, 0),
    3: (False, 180),
    4: (True, 180),
    5: (True, 270),
    6: (False, 90),
    7: (True, 90),
    8: (False, 270),
}
"""EXIF orientation (Exif 3.0, 4.6.5.1.6) -> mirror left and right first, then turn clockwise by degrees."""

_EXIF_BY_STEPS = {steps: exif for exif, steps in _STEPS.items()}
_UNDONE_BY = {6: 8, 8: 6}
"""EXIF orientation -> the one that takes it back, where that is another."""
_COS_SIN = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}


class Turnable(Protocol):
    """What a numpy array offers to be turned without a copy."""

    def __getitem__(self, key: Any, /) -> Any: ...

    def swapaxes(self, axis1: int, axis2: int, /) -> Any: ...


Pixels = TypeVar("Pixels", bound=Turnable)


class Orientation(msgspec.Struct, frozen=True):
    """How the stored grid of one picture or clip becomes the displayed one.

    ``exif``: orientation 1-8. ``width``/``height``: the stored grid in pixels. ``sample_aspect``: width of a stored
    pixel over its height; rows are stretched by it, the height is kept, before the turn.
    """

    exif: int
    width: int
    height: int
    sample_aspect: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        if self.exif not in _STEPS or self.sample_aspect <= 0 or min(self.width, self.height) < 1:
            raise ValueError("no such orientation")

    @property
    def is_mirrored(self) -> bool:
        """Left and right are exchanged before the turn."""
        return _STEPS[self.exif][0]

    @property
    def rotation_deg(self) -> int:
        """Clockwise turn after the mirroring: 0, 90, 180 or 270."""
        return _STEPS[self.exif][1]

    @property
    def swaps_axes(self) -> bool:
        """Stored rows become displayed columns."""
        return self.rotation_deg in (90, 270)

    @property
    def square_size(self) -> tuple[int, int]:
        """Width and height of the stored grid once its pixels are made square, before any turn."""
        return max(1, round(self.width * self.sample_aspect)), self.height

    @property
    def displayed_size(self) -> tuple[int, int]:
        """Width and height of the displayed grid in pixels."""
        width, height = self.square_size
        return (height, width) if self.swaps_axes else (width, height)

    def turn(self, pixels: Pixels) -> Pixels:
        """Turn an array upright: (height, width, ...) with square pixels in, a view of it out; any scale.

        Where ``sample_aspect`` is not 1, scale to the proportions of ``square_size`` first.
        """
        flips_x = self.is_mirrored is not (self.rotation_deg in (180, 270))
        flips_y = self.rotation_deg in (90, 180)
        flipped: Any = pixels[:: -1 if flips_y else 1, :: -1 if flips_x else 1]
        return cast(Pixels, flipped.swapaxes(0, 1) if self.swaps_axes else flipped)

    def unturn(self, pixels: Pixels) -> Pixels:
        """Turn upright pixels back to the stored grid: the inverse of :meth:`turn`, for libraries that turn unasked."""
        return Orientation(_UNDONE_BY.get(self.exif, self.exif), *self.displayed_size).turn(pixels)

    def point_to_displayed(self, point: Vertex) -> Vertex:
        """Map a point of the stored grid to the displayed one."""
        return self._to_displayed.point(point)

    def point_to_stored(self, point: Vertex) -> Vertex:
        """Map a point of the displayed grid to the stored one."""
        return self._to_stored.point(point)

    def region_to_displayed(self, region: Region) -> Region:
        """Map a region of the stored grid to the displayed one.

        Exact for every kind; on pixels that are not square a rotated box becomes the polygon that it is.
        """
        return move_region(region, self._to_displayed)

    def region_to_stored(self, region: Region) -> Region:
        """Map a region of the displayed grid to the stored one; the inverse of ``region_to_displayed``."""
        return move_region(region, self._to_stored)

    @property
    def _offset(self) -> Vertex:
        """Where the corner (0, 0) of the stored grid lies on the displayed one: the far edge of each flipped axis."""
        width, height = self.displayed_size
        return (width if sum(_rows(self.exif)[0]) < 0 else 0), (height if sum(_rows(self.exif)[1]) < 0 else 0)

    @property
    def _to_displayed(self) -> AffineMap:
        (a, b), (c, d) = _rows(self.exif)
        stretch = self.square_size[0] / self.width
        return AffineMap(((a * stretch, b), (c * stretch, d)), self._offset)

    @property
    def _to_stored(self) -> AffineMap:
        (a, b), (c, d) = _rows(self.exif)
        squeeze = self.width / self.square_size[0]
        x, y = self._offset
        return AffineMap(((a * squeeze, c * squeeze), (b, d)), (-(a * x + c * y) * squeeze, -(b * x + d * y)))


def orientation_of(technical: Technical) -> Orientation | None:
    """Make the orientation of a picture or clip from its technical facts; ``None`` where its size is not known.

    A clip's ``rotation_deg`` and ``is_mirrored`` mean: mirror left and right first, then turn clockwise.
    """
    if not technical.width or not technical.height:
        return None
    exif = technical.orientation or exif_of_steps(technical.rotation_deg or 0, is_mirrored=technical.is_mirrored)
    return Orientation(exif, technical.width, technical.height, technical.sample_aspect or Fraction(1))


def exif_of_steps(rotation_deg: int, *, is_mirrored: bool = False) -> int:
    """Return the EXIF orientation that mirrors (first) and turns clockwise by a multiple of 90 degrees.

    A turn that is none of a quarter gives 1: such a clip is shown as coded, its angle stands among the readings.
    """
    return _EXIF_BY_STEPS.get((is_mirrored, rotation_deg % 360), 1)


def exif_of_matrix(a: float, b: float, c: float, d: float) -> int | None:
    """Return the EXIF orientation of a display matrix, or ``None`` where it is no quarter turn or mirroring.

    ``x' = a·x + c·y``, ``y' = b·x + d·y``, y down, any positive scale (ISO/IEC 14496-12, 8.3.2: the matrix of the
    track header as stored).
    """
    for exif in _STEPS:
        (xx, xy), (yx, yy) = _rows(exif)
        pairs = ((a, xx), (c, xy), (b, yx), (d, yy))
        if all((found > 0) - (found < 0) == wanted for found, wanted in pairs):
            return exif
    return None


def _rows(exif: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Mirror and turn on the way to the displayed grid, without the stretch: whole numbers."""
    is_mirrored, rotation_deg = _STEPS[exif]
    cos, sin = _COS_SIN[rotation_deg]
    sign = -1 if is_mirrored else 1
    return (cos * sign, -sin), (sin * sign, cos)
