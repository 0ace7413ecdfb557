"""Kinds that are a run of vertices: polygon, line, arrow, point."""

import math

from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Arrow, Line, Point, Polygon, Region, Vertex
from verifier.gui.stage.shapes.base import polygon_path, replaced, shifted

HEAD_SHARE, HEAD_DEG = 0.2, 25.0
"""Length of an arrow's barbs as a share of its shaft, and their angle to it."""


class PolygonShape:
    """A handle at each vertex."""

    kind = Polygon

    def outline(self, region: Polygon, size: tuple[float, float]) -> QPainterPath:
        return polygon_path(region.vertices, closed=True)

    def handles(self, region: Polygon) -> tuple[Vertex, ...]:
        return region.vertices

    def with_handle(self, region: Polygon, index: int, at: Vertex) -> Region:
        return Polygon(replaced(region.vertices, index, at))

    def moved(self, region: Polygon, dx: float, dy: float) -> Region:
        return Polygon(shifted(region.vertices, dx, dy))


class LineShape:
    """A handle at each vertex; not closed."""

    kind = Line

    def outline(self, region: Line, size: tuple[float, float]) -> QPainterPath:
        return polygon_path(region.vertices, closed=False)

    def handles(self, region: Line) -> tuple[Vertex, ...]:
        return region.vertices

    def with_handle(self, region: Line, index: int, at: Vertex) -> Region:
        return Line(replaced(region.vertices, index, at))

    def moved(self, region: Line, dx: float, dy: float) -> Region:
        return Line(shifted(region.vertices, dx, dy))


class ArrowShape:
    """A handle at the tail and one at the head."""

    kind = Arrow

    def outline(self, region: Arrow, size: tuple[float, float]) -> QPainterPath:
        path = polygon_path((region.tail, region.head), closed=False)
        dx, dy = region.tail[0] - region.head[0], region.tail[1] - region.head[1]
        barb, angle = math.hypot(dx, dy) * HEAD_SHARE, math.atan2(dy, dx)
        for side in (-1, 1):
            turn = angle + side * math.radians(HEAD_DEG)
            path.moveTo(*region.head)
            path.lineTo(region.head[0] + barb * math.cos(turn), region.head[1] + barb * math.sin(turn))
        return path

    def handles(self, region: Arrow) -> tuple[Vertex, ...]:
        return region.tail, region.head

    def with_handle(self, region: Arrow, index: int, at: Vertex) -> Region:
        return Arrow(at, region.head) if index == 0 else Arrow(region.tail, at)

    def moved(self, region: Arrow, dx: float, dy: float) -> Region:
        return Arrow(*shifted((region.tail, region.head), dx, dy))


class PointShape:
    """One spot; the canvas draws a cross of constant size over it."""

    kind = Point

    def outline(self, region: Point, size: tuple[float, float]) -> QPainterPath:
        path = QPainterPath()
        path.moveTo(region.x, region.y)
        return path

    def handles(self, region: Point) -> tuple[Vertex, ...]:
        return ((region.x, region.y),)

    def with_handle(self, region: Point, index: int, at: Vertex) -> Region:
        return Point(*at)

    def moved(self, region: Point, dx: float, dy: float) -> Region:
        return Point(region.x + dx, region.y + dy)
