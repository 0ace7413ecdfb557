"""Where a region of one picture lies in a copy of it: turned, cut, scaled, a few degrees askew. Pure geometry."""

import math
from typing import Annotated

import msgspec
from msgspec import Meta

from verifier.domain.inspection import Technical
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
from verifier.media.region_turning import corners
from verifier.media.turns import turned
from verifier.media.upright import orientation_of

ASKEW_DEG = 0.6
"""Below it a copy counts as level: what is measured is no finer, and a box then stays a box."""
INSIDE = 0.9
"""Share of a region's bounds that must lie in the copy for it to be carried there."""
_SQUEEZED = 0.02
Six = Annotated[tuple[float, ...], Meta(min_length=6, max_length=6)]


class Placing(msgspec.Struct, frozen=True):
    """How one displayed picture lies in another.

    First the picture is turned by ``turn``, its place in ``TURNS`` of ``media/turns.py``. Then ``matrix``, a to f of
    x' = ax + by + c, y' = dx + ey + f, maps shares of its longer side to shares of the other's. Sizes are those of the
    displayed pictures, in pixels.
    """

    turn: int
    matrix: Six
    size: tuple[int, int]
    other_size: tuple[int, int]

    def point(self, point: Vertex) -> Vertex:
        """Map a place of the displayed picture to one of the other."""
        x, y = turned(self.turn, point, *self.size)
        here, there = max(self.size), max(self.other_size)
        a, b, c, d, e, f = self.matrix
        return (a * x / here + b * y / here + c) * there, (d * x / here + e * y / here + f) * there

    @property
    def scales(self) -> tuple[float, float]:
        """By what the sides of something grow, as they lie in the other picture."""
        a, b, _, d, e, _ = self.matrix
        grow = max(self.other_size) / max(self.size)
        return math.hypot(a, d) * grow, math.hypot(b, e) * grow

    @property
    def askew_deg(self) -> float:
        """By how much the copy is turned beyond a quarter turn, clockwise."""
        return math.degrees(math.atan2(self.matrix[3], self.matrix[0]))


def carried_region(region: Region, here: Technical, there: Technical, placing: Placing) -> Region | None:
    """Map a region of one stored grid to that of the copy; ``None`` where it lies outside, or a size is not known."""
    one, other = orientation_of(here), orientation_of(there)
    if one is None or other is None:
        return None
    moved = _moved(one.region_to_displayed(region), placing)
    inside = _inside(moved, placing.other_size)
    return other.region_to_stored(inside) if inside is not None else None


def _moved(region: Region, placing: Placing) -> Region:
    """Move a region; a box stays one where the copy is level."""
    point = placing.point
    is_level = abs(placing.askew_deg) < ASKEW_DEG
    match region:
        case Box():
            outline = tuple(point(corner) for corner in _corners(region))
            return _bounds(outline) if is_level else Polygon(outline)
        case RotatedBox():
            return _moved_rotated_box(region, placing)
        case Polygon():
            return Polygon(tuple(point(vertex) for vertex in region.vertices))
        case Ellipse():
            return _moved_ellipse(region, placing)
        case Line():
            return Line(tuple(point(vertex) for vertex in region.vertices))
        case Arrow():
            return Arrow(point(region.tail), point(region.head))
        case Point():
            return Point(*point((region.x, region.y)))
        case WholeFrame():
            return region


def _moved_rotated_box(box: RotatedBox, placing: Placing) -> RotatedBox | Polygon:
    """Move a rotated box; where the copy was squeezed its corners are no longer square."""
    across, down = placing.scales
    moved = tuple(placing.point(corner) for corner in corners(box))
    if abs(across - down) > _SQUEEZED * across:
        return Polygon(moved)
    (ax, ay), (bx, by), _, (dx, dy) = moved
    center = placing.point((box.center_x, box.center_y))
    angle_deg = math.degrees(math.atan2(by - ay, bx - ax))
    return RotatedBox(*center, math.hypot(bx - ax, by - ay), math.hypot(dx - ax, dy - ay), angle_deg)


def _moved_ellipse(ellipse: Ellipse, placing: Placing) -> Ellipse:
    """Move an ellipse by the ends of its half axes; both stretch alike but where a copy was squeezed."""
    center = placing.point((ellipse.center_x, ellipse.center_y))
    angle = math.radians(ellipse.angle_deg)
    ends = (
        (ellipse.center_x + ellipse.radius_x * math.cos(angle), ellipse.center_y + ellipse.radius_x * math.sin(angle)),
        (ellipse.center_x - ellipse.radius_y * math.sin(angle), ellipse.center_y + ellipse.radius_y * math.cos(angle)),
    )
    (ax, ay), (bx, by) = (placing.point(end) for end in ends)
    along = (ax - center[0], ay - center[1])
    across = (bx - center[0], by - center[1])
    return Ellipse(*center, math.hypot(*along), math.hypot(*across), math.degrees(math.atan2(along[1], along[0])))


def _inside(region: Region, size: tuple[int, int]) -> Region | None:
    """Return the region if it lies in the picture; a box that juts out a little is cut at the edge."""
    if isinstance(region, WholeFrame):
        return region
    box = _bounds(_outline(region))
    low_x, low_y = max(box.x, 0.0), max(box.y, 0.0)
    high_x, high_y = min(box.x + box.width, size[0]), min(box.y + box.height, size[1])
    if high_x < low_x or high_y < low_y:
        return None
    shares = [
        (high - low) / side if side else 1.0
        for low, high, side in ((low_x, high_x, box.width), (low_y, high_y, box.height))
    ]
    if shares[0] * shares[1] < INSIDE:
        return None
    return Box(low_x, low_y, high_x - low_x, high_y - low_y) if isinstance(region, Box) else region


def _outline(region: Region) -> tuple[Vertex, ...]:
    match region:
        case Box():
            return _corners(region)
        case RotatedBox():
            return corners(region)
        case Polygon() | Line():
            return region.vertices
        case Ellipse():
            angle = math.radians(region.angle_deg)
            x = math.hypot(region.radius_x * math.cos(angle), region.radius_y * math.sin(angle))
            y = math.hypot(region.radius_x * math.sin(angle), region.radius_y * math.cos(angle))
            return (region.center_x - x, region.center_y - y), (region.center_x + x, region.center_y + y)
        case Arrow():
            return region.tail, region.head
        case Point():
            return ((region.x, region.y),)
        case WholeFrame():
            return ()


def _corners(box: Box) -> tuple[Vertex, Vertex, Vertex, Vertex]:
    right, bottom = box.x + box.width, box.y + box.height
    return (box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom)


def _bounds(outline: tuple[Vertex, ...]) -> Box:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
