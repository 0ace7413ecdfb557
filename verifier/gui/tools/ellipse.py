"""Draw an ellipse: press at one corner of what it fills, drag, release. Or click one corner and then the other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Ellipse, Vertex
from verifier.gui.stage.shapes.box import box_between
from verifier.gui.stage.shapes.turned import EllipseShape
from verifier.gui.tools.base import Surface
from verifier.gui.tools.two_spots import TwoSpots, shorter_side


class EllipseTool:
    """Regions already there never take the press away."""

    name, text, icon, shortcut = "ellipse", "Ellipse", "circle", "E"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self) -> None:
        self._spots = TwoSpots()

    def press(self, surface: Surface, at: Vertex) -> None:
        self._spots.press(surface, at)

    def double(self, surface: Surface, at: Vertex) -> None:
        self._spots.press(surface, at)

    def move(self, surface: Surface, at: Vertex) -> None:
        self._spots.move(surface, at)

    def release(self, surface: Surface, at: Vertex) -> None:
        drawn = self._spots.release(surface, at, shorter_side)
        if drawn is not None:
            surface.finish(ellipse_between(*drawn))

    def key(self, surface: Surface, key: int) -> bool:
        return False

    def take_back(self) -> bool:
        return self._spots.take_back()

    def draft(self) -> QPainterPath | None:
        if self._spots.begun is None:
            return None
        return EllipseShape().outline(ellipse_between(self._spots.begun, self._spots.ends), (0, 0))

    def cancel(self) -> None:
        self._spots.take_back()


def ellipse_between(one: Vertex, other: Vertex) -> Ellipse:
    """Return the upright ellipse that fills the box between two corners."""
    box = box_between(one, other)
    return Ellipse(box.x + box.width / 2, box.y + box.height / 2, box.width / 2, box.height / 2)
