"""Draw a box: press, drag, release. Or click one corner and then the other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Vertex
from verifier.gui.stage.shapes.box import box_between
from verifier.gui.tools.base import Surface, clamped

LEAST_PX = 4.0
"""A drag smaller than this on the screen is the first of two clicks."""


class BoxTool:
    """Regions already there never take the press away."""

    name, text, icon, shortcut = "box", "Box", "square", "R"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self) -> None:
        self._from: Vertex | None = None
        self._to: Vertex = (0, 0)
        self._is_second_click = False

    def press(self, surface: Surface, at: Vertex) -> None:
        at = clamped(at, surface.picture_size)
        self._is_second_click = self._from is not None
        self._from, self._to = self._from or at, at

    def move(self, surface: Surface, at: Vertex) -> None:
        self._to = clamped(at, surface.picture_size)

    def release(self, surface: Surface, at: Vertex) -> None:
        if self._from is None:
            return
        self._to = clamped(at, surface.picture_size)
        box = box_between(self._from, self._to)
        if min(box.width, box.height) * surface.view.zoom >= LEAST_PX:
            self.cancel()
            surface.finish(box)
        elif self._is_second_click:
            self.cancel()

    def key(self, surface: Surface, key: int) -> bool:
        return False

    def draft(self) -> QPainterPath | None:
        if self._from is None:
            return None
        box = box_between(self._from, self._to)
        path = QPainterPath()
        path.addRect(box.x, box.y, box.width, box.height)
        return path

    def cancel(self) -> None:
        self._from = None
