"""Draw a box: press, drag, release. Or click one corner and then the other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Vertex
from verifier.gui.stage.shapes.box import box_between
from verifier.gui.tools.base import Surface
from verifier.gui.tools.two_spots import TwoSpots, shorter_side


class BoxTool:
    """Regions already there never take the press away."""

    name, text, icon, shortcut = "box", "Box", "square", "R"
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
            surface.finish(box_between(*drawn))

    def key(self, surface: Surface, key: int) -> bool:
        return False

    def take_back(self) -> bool:
        return self._spots.take_back()

    def draft(self) -> QPainterPath | None:
        if self._spots.begun is None:
            return None
        box = box_between(self._spots.begun, self._spots.ends)
        path = QPainterPath()
        path.addRect(box.x, box.y, box.width, box.height)
        return path

    def cancel(self) -> None:
        self._spots.take_back()
