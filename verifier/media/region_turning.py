"""Move every kind of region by an affine map that turns, mirrors and stretches along the axes.

For :mod:`verifier.media.upright` alone, which knows which map a picture needs.
"""

import math

import msgspec

from verifier.domain.regions import (
    Arrow,
    Box,
    Ellipse,
    Line,
    Point,
    Polygon,
    Region,
    RotatedBox,
    Vertex,
    WholeFrame,
)

Rows = tuple[tuple[float, float], tuple[float, float]]


class AffineMap(msgspec.Struct, frozen=True):
    """``(x, y) -> rows · (x, y) + offset``; each row and column of ``rows`` holds exactly one number that is not 0."""

    rows: Rows
    offset: Vertex

    def vector(self, vector: Vertex) -> Vertex:
        """Map a direction with its length."""
        (a, b), (c, d) = self.rows
        return a * vector[0] + b * vector[1], c * vector[0] + d * vector[1]

    def point(self, point: Vertex) -> Vertex:
        """Map a place."""
        x, y = self.vector(point)
        return x + self.offset[0], y + self.offset[1]

    @property
    def swaps_axes(self) -> bool:
        return self.rows[0][0] == 0

    @property
    def is_mirrored(self) -> bool:
        (a, b), (c, d) = self.rows
        return a * d - b * c < 0

    @property
    def keeps_angles(self) -> bool:
        """Both axes are stretched alike, so that a right angle stays one."""
        (a, b), (c, d) = self.rows
        return abs(a) == abs(d) and abs(b) == abs(c)


def move_region(region: Region, by: AffineMap) -> Region:
    """Move a region; a rotated box whose corners do not stay square becomes the polygon that it is."""
    match region:
        case Box():
            return _move_box(region, by)
        case RotatedBox():
            return _move_rotated_box(region, by)
        case Polygon():
            return Polygon(tuple(by.point(vertex) for vertex in region.vertices))
        case Ellipse():
            return _move_ellipse(region, by)
        case Line():
            return Line(tuple(by.point(vertex) for vertex in region.vertices))
        case Arrow():
            return Arrow(by.point(region.tail), by.point(region.head))
        case Point():
            return Point(*by.point((region.x, region.y)))
        case WholeFrame():
            return region


def corners(box: RotatedBox) -> tuple[Vertex, Vertex, Vertex, Vertex]:
    """Return the corners of a rotated box, clockwise from the one that is top left before the turn."""
    (ux, uy), (vx, vy) = _half_axes(box.width / 2, box.height / 2, box.angle_deg)
    x, y = box.center_x, box.center_y
    return (
        (x - ux - vx, y - uy - vy),
        (x + ux - vx, y + uy - vy),
        (x + ux + vx, y + uy + vy),
        (x - ux + vx, y - uy + vy),
    )


def _half_axes(half_width: float, half_height: float, angle_deg: float) -> tuple[Vertex, Vertex]:
    angle = math.radians(angle_deg)
    cos, sin = math.cos(angle), math.sin(angle)
    return (half_width * cos, half_width * sin), (-half_height * sin, half_height * cos)


def _move_box(box: Box, by: AffineMap) -> Box:
    x, y = by.point((box.x, box.y))
    width, height = by.vector((box.width, box.height))
    return Box(min(x, x + width), min(y, y + height), abs(width), abs(height))


def _move_rotated_box(box: RotatedBox, by: AffineMap) -> RotatedBox | Polygon:
    if not by.keeps_angles and box.angle_deg % 90:
        return Polygon(tuple(by.point(corner) for corner in corners(box)))
    across, down = _half_axes(box.width, box.height, box.angle_deg)
    width, height, angle_deg = _turned_sides(by, math.hypot(*by.vector(across)), math.hypot(*by.vector(down)), box)
    return RotatedBox(*by.point((box.center_x, box.center_y)), width, height, angle_deg)


def _turned_sides(
    by: AffineMap, width: float, height: float, shape: RotatedBox | Ellipse
) -> tuple[float, float, float]:
    """Take up quarter turns by exchanging the sides, so that the way back gives the very same angle."""
    angle_deg = -shape.angle_deg if by.is_mirrored and shape.angle_deg else shape.angle_deg
    return (height, width, angle_deg) if by.swaps_axes else (width, height, angle_deg)


def _move_ellipse(ellipse: Ellipse, by: AffineMap) -> Ellipse:
    center = by.point((ellipse.center_x, ellipse.center_y))
    across, down = _half_axes(ellipse.radius_x, ellipse.radius_y, ellipse.angle_deg)
    moved_across, moved_down = by.vector(across), by.vector(down)
    if by.keeps_angles or not ellipse.angle_deg % 90:
        return Ellipse(*center, *_turned_sides(by, math.hypot(*moved_across), math.hypot(*moved_down), ellipse))
    return Ellipse(*center, *_principal_axes(moved_across, moved_down))


def _principal_axes(u: Vertex, v: Vertex) -> tuple[float, float, float]:
    """Return half axes and angle in degrees of the ellipse with conjugate half diameters ``u`` and ``v``.

    Rytz's construction by numbers: the singular values of the matrix with columns ``u`` and ``v``.
    """
    xx, yy, xy = u[0] ** 2 + v[0] ** 2, u[1] ** 2 + v[1] ** 2, u[0] * u[1] + v[0] * v[1]
    spread = math.hypot((xx - yy) / 2, xy)
    middle = (xx + yy) / 2
    angle = math.atan2(2 * xy, xx - yy) / 2
    return math.sqrt(middle + spread), math.sqrt(max(0.0, middle - spread)), math.degrees(angle)
