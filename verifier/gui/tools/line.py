"""Draw a line: drag from end to end, and its length is told. Or click its corners; Enter or a double click ends it."""

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Line, Vertex
from verifier.gui.stage.shapes.base import polygon_path
from verifier.gui.tools.base import Surface, clamped
from verifier.gui.tools.two_spots import LEAST_PX

LEAST_VERTICES = 2


class LineTool:
    """Regions already there never take the press away."""

    name, text, icon, shortcut = "line", "Line", "ruler", "U"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self) -> None:
        self._vertices: tuple[Vertex, ...] = ()
        self._to: Vertex = (0, 0)

    def press(self, surface: Surface, at: Vertex) -> None:
        at = clamped(at, surface.picture_size)
        self._vertices, self._to = (*self._vertices, at), at

    def double(self, surface: Surface, at: Vertex) -> None:
        self._finish(surface)

    def move(self, surface: Surface, at: Vertex) -> None:
        self._to = clamped(at, surface.picture_size)

    def release(self, surface: Surface, at: Vertex) -> None:
        self._to = clamped(at, surface.picture_size)
        is_drag = len(self._vertices) == 1 and math.dist(self._vertices[0], self._to) * surface.view.zoom >= LEAST_PX
        if is_drag:
            self._vertices = (*self._vertices, self._to)
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
        self._vertices = ()

    def _finish(self, surface: Surface) -> None:
        vertices = self._vertices
        self.cancel()
        if len(vertices) >= LEAST_VERTICES:
            surface.finish(Line(vertices))


def length_px(line: Line) -> float:
    """Return how long a line is, in pixels of its grid."""
    return sum(math.dist(one, other) for one, other in zip(line.vertices, line.vertices[1:], strict=False))
