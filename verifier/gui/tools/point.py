"""Mark one spot by a click."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Point, Vertex
from verifier.gui.tools.base import Surface, clamped


class PointTool:
    """Regions already there never take the press away."""

    name, text, icon, shortcut = "point", "Point", "crosshair", "B"
    cursor = Qt.CursorShape.CrossCursor

    def press(self, surface: Surface, at: Vertex) -> None:
        surface.finish(Point(*clamped(at, surface.picture_size)))

    def double(self, surface: Surface, at: Vertex) -> None:
        """The first press has marked the spot."""

    def move(self, surface: Surface, at: Vertex) -> None:
        """Nothing is dragged."""

    def release(self, surface: Surface, at: Vertex) -> None:
        """The press has done it."""

    def key(self, surface: Surface, key: int) -> bool:
        return False

    def take_back(self) -> bool:
        return False

    def draft(self) -> QPainterPath | None:
        return None

    def cancel(self) -> None:
        """Nothing is under way."""
