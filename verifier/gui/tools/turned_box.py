"""Draw a box at an angle: drag along what is to be boxed, from end to end. Its handles then set width and angle."""

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import RotatedBox, Vertex
from verifier.gui.stage.shapes.turned import RotatedBoxShape
from verifier.gui.tools.base import Surface
from verifier.gui.tools.two_spots import TwoSpots

SLENDER = 1 / 3
"""How wide a box is drawn, as a share of its length: a guess that is then dragged."""


class TurnedBoxTool:
    """Regions already there never take the press away."""

    name, text, icon, shortcut = "turned_box", "Turned box", "diamond", "Shift+R"
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
        drawn = self._spots.release(surface, at, math.dist)
        if drawn is not None:
            surface.finish(box_along(*drawn))

    def key(self, surface: Surface, key: int) -> bool:
        return False

    def take_back(self) -> bool:
        return self._spots.take_back()

    def draft(self) -> QPainterPath | None:
        if self._spots.begun is None:
            return None
        return RotatedBoxShape().outline(box_along(self._spots.begun, self._spots.ends), (0, 0))

    def cancel(self) -> None:
        self._spots.take_back()


def box_along(one: Vertex, other: Vertex) -> RotatedBox:
    """Return a box around the way from one spot to another, a third as wide as it is long."""
    length = math.dist(one, other)
    angle = math.degrees(math.atan2(other[1] - one[1], other[0] - one[0])) % 360
    return RotatedBox((one[0] + other[0]) / 2, (one[1] + other[1]) / 2, length, length * SLENDER, angle)
