"""Regions drawn over a picture of the report, as plain SVG shapes on the displayed grid."""

import math

import msgspec

from verifier.domain.inspection import Technical
from verifier.domain.regions import Arrow, Box, Ellipse, Line, Point, Polygon, Region, RotatedBox, Vertex, WholeFrame
from verifier.media.upright import Orientation, orientation_of


class Shape(msgspec.Struct, frozen=True):
    """One SVG shape: element, its attributes, and where its number stands (displayed pixels)."""

    element: str
    attributes: dict[str, str]
    number: int
    label_at: Vertex


def displayed_size(technical: Technical) -> tuple[int, int] | None:
    """Return width and height of the picture as shown, or ``None`` where they are not known."""
    orientation = orientation_of(technical)
    return orientation.displayed_size if orientation is not None else None


def shape(region: Region, technical: Technical, number: int) -> Shape | None:
    """Turn a region of the stored grid into a shape on the displayed one; ``None`` where the grid is not known."""
    orientation = orientation_of(technical)
    if orientation is None:
        return None
    element, attributes, at = _drawn(orientation.region_to_displayed(region), orientation)
    return Shape(element, attributes, number, at)


def _drawn(region: Region, orientation: Orientation) -> tuple[str, dict[str, str], Vertex]:
    if isinstance(region, WholeFrame):
        width, height = orientation.displayed_size
        return _drawn(Box(0.0, 0.0, float(width), float(height)), orientation)
    if isinstance(region, Box):
        corner = {"x": _n(region.x), "y": _n(region.y), "width": _n(region.width), "height": _n(region.height)}
        return "rect", corner, (region.x, region.y)
    if isinstance(region, Ellipse):
        center = {"cx": _n(region.center_x), "cy": _n(region.center_y)}
        radii = {"rx": _n(region.radius_x), "ry": _n(region.radius_y)}
        turn = {"transform": f"rotate({_n(region.angle_deg)} {center['cx']} {center['cy']})"}
        return "ellipse", center | radii | turn, (region.center_x - region.radius_x, region.center_y - region.radius_y)
    if isinstance(region, Point):
        radius = max(orientation.displayed_size) / 120
        spot = {"cx": _n(region.x), "cy": _n(region.y), "r": _n(radius)}
        return "circle", spot, (region.x + radius, region.y - radius)
    return _run(region)


def _run(region: Polygon | RotatedBox | Line | Arrow) -> tuple[str, dict[str, str], Vertex]:
    """Draw what is made of vertices."""
    if isinstance(region, RotatedBox):
        vertices = _corners(region)
    elif isinstance(region, Arrow):
        vertices = _arrow(region)
    else:
        vertices = region.vertices
    element = "polyline" if isinstance(region, (Line, Arrow)) else "polygon"
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in vertices)
    return element, {"points": points}, min(vertices, key=lambda vertex: vertex[1])


def _corners(box: RotatedBox) -> tuple[Vertex, ...]:
    cos, sin = math.cos(math.radians(box.angle_deg)), math.sin(math.radians(box.angle_deg))
    half = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    steps = ((sx * box.width / 2, sy * box.height / 2) for sx, sy in half)
    return tuple((box.center_x + dx * cos - dy * sin, box.center_y + dx * sin + dy * cos) for dx, dy in steps)


def _arrow(arrow: Arrow) -> tuple[Vertex, ...]:
    """Run from the tail to the head and over both barbs."""
    (tx, ty), (hx, hy) = arrow.tail, arrow.head
    length = math.hypot(hx - tx, hy - ty) / 5
    back = math.atan2(ty - hy, tx - hx)
    barbs = [(hx + length * math.cos(back + turn), hy + length * math.sin(back + turn)) for turn in (-0.45, 0.45)]
    return arrow.tail, arrow.head, barbs[0], arrow.head, barbs[1]


def _n(value: float) -> str:
    """Write a number with at most two decimals, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def bounding_box(region: Region, technical: Technical) -> Box | None:
    """Return the upright box around a region on the displayed grid.

    ``None`` where the grid is not known, and for what encloses nothing: a point, a line, the whole frame.
    """
    orientation = orientation_of(technical)
    if orientation is None or isinstance(region, (WholeFrame, Point, Line, Arrow)):
        return None
    turned = orientation.region_to_displayed(region)
    if isinstance(turned, Box):
        return turned
    if isinstance(turned, Ellipse):
        angle = math.radians(turned.angle_deg)
        half_width = math.hypot(turned.radius_x * math.cos(angle), turned.radius_y * math.sin(angle))
        half_height = math.hypot(turned.radius_x * math.sin(angle), turned.radius_y * math.cos(angle))
        return Box(turned.center_x - half_width, turned.center_y - half_height, 2 * half_width, 2 * half_height)
    vertices = (
        _corners(turned) if isinstance(turned, RotatedBox) else turned.vertices if isinstance(turned, Polygon) else ()
    )
    if not vertices:
        return None
    left, top = min(x for x, _ in vertices), min(y for _, y in vertices)
    return Box(left, top, max(x for x, _ in vertices) - left, max(y for _, y in vertices) - top)


def place_words(region: Region, technical: Technical) -> str:
    """Say where a region stands on the displayed grid, in whole pixels; "" where the grid is not known."""
    orientation = orientation_of(technical)
    if orientation is None:
        return ""
    if isinstance(region, WholeFrame):
        return "the whole picture"
    width, height = orientation.displayed_size
    turned, box = orientation.region_to_displayed(region), bounding_box(region, technical)
    if box is not None:
        where = f"x {box.x:.0f} to {box.x + box.width:.0f}, y {box.y:.0f} to {box.y + box.height:.0f}"
    elif isinstance(turned, Point):
        where = _spot((turned.x, turned.y))
    elif isinstance(turned, Line):
        where = f"from {_spot(turned.vertices[0])} to {_spot(turned.vertices[-1])}"
    elif isinstance(turned, Arrow):
        where = f"from {_spot(turned.tail)} to {_spot(turned.head)}"
    else:
        return ""
    return f"{where}, in pixels of the upright picture ({width} × {height})"


def _spot(vertex: Vertex) -> str:
    return f"x {vertex[0]:.0f}, y {vertex[1]:.0f}"
