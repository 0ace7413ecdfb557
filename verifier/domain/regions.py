"""Where in a picture: region kinds on the stored grid.

Coordinates are continuous pixels of the stored grid (the coded picture, before any orientation), (0, 0) the outer
corner of the first pixel, x to the right, y down. Turning to the displayed grid is done in ``media/upright.py`` alone.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

Size = Annotated[float, Meta(ge=0)]
Vertex = tuple[float, float]


class _Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """What all region kinds share: frozen, tagged, no surprises."""


class Box(_Region, frozen=True, tag="box"):
    """An upright rectangle: its corner of least x and y, and its size, in pixels."""

    x: float
    y: float
    width: Size
    height: Size


class RotatedBox(_Region, frozen=True, tag="rotated_box"):
    """A rectangle by center and size in pixels, turned clockwise by ``angle_deg`` as seen on the stored grid."""

    center_x: float
    center_y: float
    width: Size
    height: Size
    angle_deg: float


class Polygon(_Region, frozen=True, tag="polygon"):
    """A closed outline of at least three vertices; the last joins the first."""

    vertices: Annotated[tuple[Vertex, ...], Meta(min_length=3)]


class Ellipse(_Region, frozen=True, tag="ellipse"):
    """An ellipse by center and half axes in pixels, turned clockwise by ``angle_deg``."""

    center_x: float
    center_y: float
    radius_x: Size
    radius_y: Size
    angle_deg: float = 0.0


class Line(_Region, frozen=True, tag="line"):
    """An open run of at least two vertices."""

    vertices: Annotated[tuple[Vertex, ...], Meta(min_length=2)]


class Arrow(_Region, frozen=True, tag="arrow"):
    """A pointer from tail to head."""

    tail: Vertex
    head: Vertex


class Point(_Region, frozen=True, tag="point"):
    """One spot."""

    x: float
    y: float


class WholeFrame(_Region, frozen=True, tag="whole_frame"):
    """All of the picture."""


Region = Box | RotatedBox | Polygon | Ellipse | Line | Arrow | Point | WholeFrame


def shorter_side_px(region: Region) -> float | None:
    """Return the shorter side in pixels of the box around what a region encloses; ``None`` where it encloses nothing.

    A turned box or ellipse is measured along its own axes.
    """
    match region:
        case Box() | RotatedBox():
            return min(region.width, region.height)
        case Ellipse():
            return 2 * min(region.radius_x, region.radius_y)
        case Polygon():
            across = [x for x, _ in region.vertices]
            down = [y for _, y in region.vertices]
            return min(max(across) - min(across), max(down) - min(down))
        case _:
            return None
