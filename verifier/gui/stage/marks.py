"""What stands over the picture: regions with a number and a caption; and which one a press means."""

import msgspec
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from verifier.domain.regions import Point, Region, Vertex
from verifier.gui.stage.shapes.registry import shape_of
from verifier.gui.stage.view import View

GRASP_PX = 7.0


class Mark(msgspec.Struct, frozen=True):
    """One region on the stage, in pixels of the displayed grid; ``number`` gives its color and stands in front."""

    key: str
    number: int
    region: Region
    caption: str = ""
    is_dashed: bool = False


def outline(mark: Mark, size: tuple[float, float]) -> QPainterPath:
    """Return a mark's outline in picture pixels."""
    return shape_of(mark.region).outline(mark.region, size)


def handle_at(mark: Mark, view: View, at: QPointF) -> int | None:
    """Return the handle of a mark under a screen point."""
    for index, handle in enumerate(shape_of(mark.region).handles(mark.region)):
        x, y = view.to_screen(handle)
        if max(abs(x - at.x()), abs(y - at.y())) <= GRASP_PX:
            return index
    return None


def marks_at(marks: tuple[Mark, ...], view: View, size: tuple[float, float], at: Vertex) -> tuple[Mark, ...]:
    """Return the marks under a picture point, smallest first, so that a small one inside a large one is reached."""
    point, reach = QPointF(*at), 2 * GRASP_PX / view.zoom
    hit: list[tuple[float, Mark]] = []
    for mark in marks:
        path = outline(mark, size)
        bounds = path.boundingRect()
        if isinstance(mark.region, Point):
            near = abs(mark.region.x - at[0]) <= reach and abs(mark.region.y - at[1]) <= reach
        else:
            near = path.contains(point) or _near_line(path, point, reach)
        if near:
            hit.append((bounds.width() * bounds.height(), mark))
    return tuple(mark for _, mark in sorted(hit, key=lambda pair: pair[0]))


def _near_line(path: QPainterPath, point: QPointF, reach: float) -> bool:
    stroker = QPainterPathStroker()
    stroker.setWidth(reach)
    return stroker.createStroke(path).contains(point)
