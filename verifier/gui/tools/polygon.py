"""Draw an outline: a click per vertex, or one drag around it.

Enter, a double click or a click on the first vertex closes it; Backspace takes one vertex back.
"""

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Polygon, Vertex
from verifier.gui.stage.shapes.base import polygon_path
from verifier.gui.tools.base import Surface, clamped

CLOSE_PX = 9.0
LEAST_VERTICES = 3
DRAG_STEP_PX = 10.0
"""While dragged around something, a vertex is put after so many screen pixels."""


class PolygonTool:
    """Regions already there never take the press away."""

    name, text, icon, shortcut = "polygon", "Outline", "pentagon", "P"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self) -> None:
        self._vertices: tuple[Vertex, ...] = ()
        self._to: Vertex = (0, 0)
        self._is_down = False
        self._dragged = 0

    def press(self, surface: Surface, at: Vertex) -> None:
        at = clamped(at, surface.picture_size)
        if self._closes(surface, at):
            self._finish(surface)
        else:
            self._vertices, self._to = (*self._vertices, at), at
            self._is_down, self._dragged = True, 0

    def double(self, surface: Surface, at: Vertex) -> None:
        if len(self._vertices) >= LEAST_VERTICES:
            self._finish(surface)

    def move(self, surface: Surface, at: Vertex) -> None:
        self._to = clamped(at, surface.picture_size)
        if not self._is_down or not self._vertices:
            return
        if math.dist(self._vertices[-1], self._to) * surface.view.zoom >= DRAG_STEP_PX:
            self._vertices = (*self._vertices, self._to)
            self._dragged += 1

    def release(self, surface: Surface, at: Vertex) -> None:
        self._to, self._is_down = clamped(at, surface.picture_size), False
        if self._dragged >= LEAST_VERTICES:
            self._finish(surface)

    def key(self, surface: Surface, key: int) -> bool:
        if not self._vertices or key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self._finish(surface)
        return True

    def take_back(self) -> bool:
        had_any, self._vertices = bool(self._vertices), self._vertices[:-1]
        return had_any

    def draft(self) -> QPainterPath | None:
        return polygon_path((*self._vertices, self._to), closed=False) if self._vertices else None

    def cancel(self) -> None:
        self._vertices, self._is_down, self._dragged = (), False, 0

    def _closes(self, surface: Surface, at: Vertex) -> bool:
        if len(self._vertices) < LEAST_VERTICES:
            return False
        first = self._vertices[0]
        return max(abs(first[0] - at[0]), abs(first[1] - at[1])) * surface.view.zoom <= CLOSE_PX

    def _finish(self, surface: Surface) -> None:
        vertices = self._vertices
        self.cancel()
        if len(vertices) >= LEAST_VERTICES:
            surface.finish(Polygon(vertices))
