"""Regions of the displayed grid as the shapes other programs have: boxes, outlines, runs of points.

All coordinates are continuous pixels of the displayed picture (upright, square pixels), (0, 0) the outer corner of the
first pixel. Pure arithmetic.
"""

import math
from itertools import pairwise

import msgspec

from verifier.domain.regions import Arrow, Box, Ellipse, Line, Point, Polygon, Region, RotatedBox, Vertex, WholeFrame
from verifier.media.region_turning import corners

ELLIPSE_CORNERS = 64
Size = tuple[int, int]


class Bounds(msgspec.Struct, frozen=True):
    """The upright box around a region: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def inside(self, size: Size) -> "Bounds | None":
        """Return the part that lies in a picture of this size; ``None`` where nothing of an area does."""
        left, top = max(self.left, 0.0), max(self.top, 0.0)
        right, bottom = min(self.right, float(size[0])), min(self.bottom, float(size[1]))
        return Bounds(left, top, right, bottom) if right > left and bottom > top else None


def bounds(region: Region, size: Size) -> Bounds:
    """Return the upright box around a region, exact for an ellipse too; of the whole frame, the picture."""
    if isinstance(region, Ellipse):
        angle = math.radians(region.angle_deg)
        cos, sin = math.cos(angle), math.sin(angle)
        across = math.hypot(region.radius_x * cos, region.radius_y * sin)
        down = math.hypot(region.radius_x * sin, region.radius_y * cos)
        x, y = region.center_x, region.center_y
        return Bounds(x - across, y - down, x + across, y + down)
    points = vertices(region, size)
    return Bounds(
        min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)
    )


def outline(region: Region, size: Size) -> tuple[Vertex, ...] | None:
    """Return the closed outline of a region with an area; ``None`` for a point, a line, an arrow."""
    return None if isinstance(region, (Point, Line, Arrow)) else vertices(region, size)


def vertices(region: Region, size: Size) -> tuple[Vertex, ...]:
    """Return the corners of a region in order; an ellipse as a polygon of ``ELLIPSE_CORNERS``."""
    match region:
        case Box():
            return _box(region.x, region.y, region.x + region.width, region.y + region.height)
        case WholeFrame():
            return _box(0.0, 0.0, float(size[0]), float(size[1]))
        case RotatedBox():
            return corners(region)
        case Polygon() | Line():
            return region.vertices
        case Ellipse():
            return _around(region)
        case Arrow():
            return (region.tail, region.head)
        case Point():
            return ((region.x, region.y),)


def area(points: tuple[Vertex, ...]) -> float:
    """Return the area of a closed outline (the shoelace formula)."""
    closed = (*points, points[0])
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(closed))) / 2


def _box(left: float, top: float, right: float, bottom: float) -> tuple[Vertex, ...]:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _around(ellipse: Ellipse) -> tuple[Vertex, ...]:
    turn = math.radians(ellipse.angle_deg)
    cos, sin = math.cos(turn), math.sin(turn)
    steps = (math.tau * step / ELLIPSE_CORNERS for step in range(ELLIPSE_CORNERS))
    flat = ((ellipse.radius_x * math.cos(step), ellipse.radius_y * math.sin(step)) for step in steps)
    return tuple((ellipse.center_x + x * cos - y * sin, ellipse.center_y + x * sin + y * cos) for x, y in flat)


def rounded(value: float, places: int = 4) -> float:
    """Return a coordinate as it is written: at most four decimals (a ten-thousandth of a pixel), never minus zero."""
    return round(value, places) + 0.0
