"""Kinds that may stand at an angle: rotated box and ellipse."""

import math

import msgspec
from PySide6.QtGui import QPainterPath, QTransform

from verifier.domain.regions import Ellipse, Region, RotatedBox, Vertex
from verifier.gui.stage.shapes.base import polygon_path, turned

TURNING = 4
"""Place of the handle that turns a region."""
SNAP_DEG = 15


class RotatedBoxShape:
    """A handle at each side's middle, clockwise from the top, sizes it about the center; the last turns it."""

    kind = RotatedBox

    def outline(self, region: RotatedBox, size: tuple[float, float]) -> QPainterPath:
        w, h = region.width / 2, region.height / 2
        corners = (_place(region, corner) for corner in ((-w, -h), (w, -h), (w, h), (-w, h)))
        return polygon_path(tuple(corners), closed=True)

    def handles(self, region: RotatedBox) -> tuple[Vertex, ...]:
        w, h = region.width / 2, region.height / 2
        return tuple(_place(region, side) for side in ((0, -h), (w, 0), (0, h), (-w, 0), (_arm(w), 0)))

    def with_handle(self, region: RotatedBox, index: int, at: Vertex) -> Region:
        if index == TURNING:
            return msgspec.structs.replace(region, angle_deg=_angle_to(region, at))
        x, y = turned(at[0] - region.center_x, at[1] - region.center_y, -region.angle_deg)
        width, height = (abs(x) * 2, region.height) if index in (1, 3) else (region.width, abs(y) * 2)
        return RotatedBox(region.center_x, region.center_y, width, height, region.angle_deg)

    def moved(self, region: RotatedBox, dx: float, dy: float) -> Region:
        return RotatedBox(region.center_x + dx, region.center_y + dy, region.width, region.height, region.angle_deg)


class EllipseShape:
    """A handle at the end of each half axis, which sets its length; the last one turns it."""

    kind = Ellipse

    def outline(self, region: Ellipse, size: tuple[float, float]) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(-region.radius_x, -region.radius_y, region.radius_x * 2, region.radius_y * 2)
        place = QTransform.fromTranslate(region.center_x, region.center_y)
        return place.rotate(region.angle_deg).map(path)

    def handles(self, region: Ellipse) -> tuple[Vertex, ...]:
        x, y = region.radius_x, region.radius_y
        ends = ((0, -y), (x, 0), (0, y), (-x, 0), (_arm(x), 0))
        return tuple(_place(region, end) for end in ends)

    def with_handle(self, region: Ellipse, index: int, at: Vertex) -> Region:
        if index == TURNING:
            return msgspec.structs.replace(region, angle_deg=_angle_to(region, at))
        radius = math.hypot(at[0] - region.center_x, at[1] - region.center_y)
        x, y = (radius, region.radius_y) if index in (1, 3) else (region.radius_x, radius)
        return Ellipse(region.center_x, region.center_y, x, y, region.angle_deg)

    def moved(self, region: Ellipse, dx: float, dy: float) -> Region:
        return Ellipse(region.center_x + dx, region.center_y + dy, region.radius_x, region.radius_y, region.angle_deg)


def _arm(half: float) -> float:
    """Return how far from the center the handle stands that turns a region: outside it, along its first axis."""
    return half + max(half * 0.3, 10.0)


def _angle_to(region: RotatedBox | Ellipse, at: Vertex) -> float:
    """Return the angle at which a region points at a spot."""
    return math.degrees(math.atan2(at[1] - region.center_y, at[0] - region.center_x)) % 360


def snapped(region: Region) -> Region:
    """Return a region at the nearest step of :data:`SNAP_DEG`; one that has no angle stays as it is."""
    if not isinstance(region, RotatedBox | Ellipse):
        return region
    return msgspec.structs.replace(region, angle_deg=round(region.angle_deg / SNAP_DEG) * SNAP_DEG % 360)


def _place(region: RotatedBox | Ellipse, offset: Vertex) -> Vertex:
    x, y = turned(*offset, region.angle_deg)
    return region.center_x + x, region.center_y + y
