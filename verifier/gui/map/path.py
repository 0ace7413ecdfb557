"""The path that a drone flew, as it wrote it down, with the place it was at when the frame shown was recorded."""

import math
from functools import lru_cache

import msgspec
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from verifier.geo.projection import WorldPoint
from verifier.gui.map.view import MapView
from verifier.gui.theme import Theme

UNITS = 1e7
MOST_POINTS = 4_000
"""Points drawn of a path: two pixels apart on a wide screen."""
HERE_PX, NOSE_PX = 6.0, 16.0


class Path(msgspec.Struct, frozen=True):
    """``points`` on the world square. ``here``: where it was at the frame shown; ``yaw_deg``: which way it faced."""

    points: tuple[WorldPoint, ...] = ()
    here: WorldPoint | None = None
    yaw_deg: float | None = None


NO_PATH = Path()


def paint_path(painter: QPainter, path: Path, view: MapView, theme: Theme) -> None:
    """Draw the line, its beginning as a small ring, and the place of the frame shown."""
    if path.points:
        begin = path.points[0]
        x, y = view.to_screen(begin)
        painter.save()
        painter.translate(x, y)
        painter.scale(view.world_px / UNITS, view.world_px / UNITS)
        for color, width in ((theme.color("bg"), 4.0), (theme.color("accent"), 2.0)):
            pen = QPen(color, width)
            pen.setCosmetic(True)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(_line(path.points))
        painter.restore()
        painter.setBrush(theme.color("bg"))
        painter.setPen(QPen(theme.color("accent"), 1.6))
        painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
    if path.here is not None:
        _paint_here(painter, QPointF(*view.to_screen(path.here)), path.yaw_deg, theme)


def _paint_here(painter: QPainter, at: QPointF, yaw_deg: float | None, theme: Theme) -> None:
    painter.setPen(QPen(theme.color("text"), 2))
    if yaw_deg is not None:
        angle = math.radians(yaw_deg)
        painter.drawLine(at, at + QPointF(math.sin(angle), -math.cos(angle)) * NOSE_PX)
    painter.setBrush(QColor(theme.color("accent")))
    painter.drawEllipse(at, HERE_PX, HERE_PX)


@lru_cache(maxsize=4)
def _line(points: tuple[WorldPoint, ...]) -> QPolygonF:
    """Return the path about its first point, in ``UNITS`` to the world: Qt's numbers are too coarse for the whole."""
    left, top = points[0]
    step = max(1, len(points) // MOST_POINTS)
    kept = (*points[::step], points[-1])
    return QPolygonF([QPointF((x - left) * UNITS, (y - top) * UNITS) for x, y in kept])


def nearest(path: Path, at: tuple[float, float], view: MapView, reach_px: float) -> int | None:
    """Return the number of the point of a path nearest to a place on the screen, if it is within reach."""
    if not path.points:
        return None
    left, top = view.to_world((at[0] - reach_px, at[1] - reach_px))
    right, bottom = view.to_world((at[0] + reach_px, at[1] + reach_px))
    middle = view.to_world(at)
    near = [
        ((x - middle[0]) ** 2 + (y - middle[1]) ** 2, number)
        for number, (x, y) in enumerate(path.points)
        if left <= x <= right and top <= y <= bottom
    ]
    return min(near)[1] if near else None
