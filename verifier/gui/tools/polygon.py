"""Draw an outline: a click per vertex; Enter, or a click on the first vertex, closes it; Backspace takes one back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Polygon, Vertex
from verifier.gui.stage.shapes.base import polygon_path
from verifier.gui.tools.base import Surface, clamped

CLOSE_PX = 9.0
LEAST_VERTICES = 3


class PolygonTool:
    """Regions already there never take the press away."""

    name, text, icon, shortcut = "polygon", "Outline", "pentagon", "P"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self) -> None:
        self._vertices: tuple[Vertex, ...] = ()
        self._to: Vertex = (0, 0)

    def press(self, surface: Surface, at: Vertex) -> None:
        at = clamped(at, surface.picture_size)
        if self._closes(surface, at):
            self._finish(surface)
        else:
            self._vertices, self._to = (*self._vertices, at), at

    def move(self, surface: Surface, at: Vertex) -> None:
        self._to = clamped(at, surface.picture_size)

    def release(self, surface: Surface, at: Vertex) -> None:
        self._to = clamped(at, surface.picture_size)

    def key(self, surface: Surface, key: int) -> bool:
        if not self._vertices:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(surface)
        elif key == Qt.Key.Key_Backspace:
            self._vertices = self._vertices[:-1]
        else:
            return False
        return True

    def draft(self) -> QPainterPath | None:
        return polygon_path((*self._vertices, self._to), closed=False) if self._vertices else None

    def cancel(self) -> None:
        self._vertices = ()

    def _closes(self, surface: Surface, at: Vertex) -> bool:
        if len(self._vertices) < LEAST_VERTICES:
            return False
        first = self._vertices[0]
        return max(abs(first[0] - at[0]), abs(first[1] - at[1])) * surface.view.zoom <= CLOSE_PX

    def _finish(self, surface: Surface) -> None:
        vertices, self._vertices = self._vertices, ()
        if len(vertices) >= LEAST_VERTICES:
            surface.finish(Polygon(vertices))
