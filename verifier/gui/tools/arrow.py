"""Point at something: press at the tail, drag, release at the head. Or click tail and head."""

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Arrow, Vertex
from verifier.gui.stage.shapes.vertices import ArrowShape
from verifier.gui.tools.base import Surface
from verifier.gui.tools.two_spots import TwoSpots


class ArrowTool:
    """Regions already there never take the press away."""

    name, text, icon, shortcut = "arrow", "Arrow", "arrow-up-right", "X"
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
            surface.finish(Arrow(*drawn))

    def key(self, surface: Surface, key: int) -> bool:
        return False

    def take_back(self) -> bool:
        return self._spots.take_back()

    def draft(self) -> QPainterPath | None:
        if self._spots.begun is None:
            return None
        return ArrowShape().outline(Arrow(self._spots.begun, self._spots.ends), (0, 0))

    def cancel(self) -> None:
        self._spots.take_back()
