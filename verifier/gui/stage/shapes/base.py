"""What every kind of region can do on the stage; all in pixels of the displayed grid."""

import math
from typing import Any, Protocol

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from verifier.domain.regions import Region, Vertex


class Shape(Protocol):
    """Geometry of one kind of region.

    ``outline``: what is drawn, closed where pressing inside picks it up. ``handles``: spots to drag. ``with_handle``:
    the region once handle ``index`` was dragged to ``at``. ``moved``: shifted by a vector.
    """

    kind: type[Any]

    def outline(self, region: Any, size: tuple[float, float]) -> QPainterPath: ...
    def handles(self, region: Any) -> tuple[Vertex, ...]: ...
    def with_handle(self, region: Any, index: int, at: Vertex) -> Region: ...
    def moved(self, region: Any, dx: float, dy: float) -> Region: ...


def polygon_path(vertices: tuple[Vertex, ...], *, closed: bool) -> QPainterPath:
    """Return a path through vertices."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in vertices]))
    if closed:
        path.closeSubpath()
    return path


def shifted(vertices: tuple[Vertex, ...], dx: float, dy: float) -> tuple[Vertex, ...]:
    """Shift vertices by a vector."""
    return tuple((x + dx, y + dy) for x, y in vertices)


def replaced(vertices: tuple[Vertex, ...], index: int, at: Vertex) -> tuple[Vertex, ...]:
    """Put another vertex in the place of one."""
    return (*vertices[:index], at, *vertices[index + 1 :])


def turned(x: float, y: float, angle_deg: float) -> Vertex:
    """Turn a vector clockwise as seen (y points down)."""
    angle = math.radians(angle_deg)
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
