"""What stands over the picture: regions with a number and a caption; and which one a press means."""

from functools import lru_cache

import msgspec
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from verifier.domain.regions import Box, Point, Region, Vertex, WholeFrame
from verifier.gui.stage.shapes.registry import shape_of
from verifier.gui.stage.view import View

GRASP_PX = 7.0


class Mark(msgspec.Struct, frozen=True):
    """One region on the stage, in pixels of the displayed grid; ``number`` gives its color and stands in front.

    ``is_dashed``: no model is stated. ``is_locked``: it can be picked, but not moved.
    """

    key: str
    number: int
    region: Region
    caption: str = ""
    is_dashed: bool = False
    is_locked: bool = False


def outline(mark: Mark, size: tuple[float, float]) -> QPainterPath:
    """Return a mark's outline in picture pixels; it is shared, so nobody may change it."""
    return _outline_of(mark.region, size)


@lru_cache(maxsize=4096)
def _outline_of(region: Region, size: tuple[float, float]) -> QPainterPath:
    return shape_of(region).outline(region, size)


def handle_at(mark: Mark, view: View, at: QPointF) -> int | None:
    """Return the handle of a mark under a screen point."""
    for index, handle in enumerate(shape_of(mark.region).handles(mark.region)):
        x, y = view.to_screen(handle)
        if max(abs(x - at.x()), abs(y - at.y())) <= GRASP_PX:
            return index
    return None


def marks_at(marks: tuple[Mark, ...], view: View, size: tuple[float, float], at: Vertex) -> tuple[Mark, ...]:
    """Return the marks under a picture point, smallest first, so that a small one inside a large one is reached.

    The whole frame is picked by its edge alone: it would lie under every press.
    """
    point, reach = QPointF(*at), 2 * GRASP_PX / view.zoom
    hit: list[tuple[float, Mark]] = []
    for mark in marks:
        if isinstance(mark.region, Box) and not _is_near(mark.region, at, reach):
            continue  # most of them, by far, and told by four comparisons
        path = outline(mark, size)
        bounds = path.boundingRect()
        if isinstance(mark.region, Point):
            near = abs(mark.region.x - at[0]) <= reach and abs(mark.region.y - at[1]) <= reach
        elif not bounds.adjusted(-reach, -reach, reach, reach).contains(point):
            near = False
        else:
            near = _near_line(path, point, reach) or (not isinstance(mark.region, WholeFrame) and path.contains(point))
        if near:
            hit.append((bounds.width() * bounds.height(), mark))
    return tuple(mark for _, mark in sorted(hit, key=lambda pair: pair[0]))


def _is_near(box: Box, at: Vertex, reach: float) -> bool:
    is_beside = box.x - reach <= at[0] <= box.x + box.width + reach
    return is_beside and box.y - reach <= at[1] <= box.y + box.height + reach


def following(marks: tuple[Mark, ...], selected: str, step: int) -> str | None:
    """Return the key of the mark before (-1) or after (1) the selected one; ``None`` beyond the last and the first."""
    place = next((n for n, mark in enumerate(marks) if mark.key == selected), None)
    wanted = (0 if step > 0 else len(marks) - 1) if place is None else place + step
    return marks[wanted].key if 0 <= wanted < len(marks) else None


def _near_line(path: QPainterPath, point: QPointF, reach: float) -> bool:
    stroker = QPainterPathStroker()
    stroker.setWidth(reach)
    return stroker.createStroke(path).contains(point)
