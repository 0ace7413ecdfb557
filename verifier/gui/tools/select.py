"""Pick a region up, move it, drag its handles."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Region, Vertex
from verifier.gui.stage.marks import Mark, handle_at, marks_at
from verifier.gui.stage.shapes.registry import shape_of
from verifier.gui.stage.shapes.turned import TURNING, snapped
from verifier.gui.tools.base import Surface, clamped

STILL_PX = 3.0
"""A press that moves less than this is a click."""


class SelectTool:
    """Select; a second press in the same place reaches what lies beneath. What is locked is picked, never moved."""

    name, text, icon, shortcut = "select", "Select", "mouse-pointer-2", "V"
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self) -> None:
        self._held: Mark | None = None
        self._handle: int | None = None
        self._from: Vertex = (0, 0)
        self._latest: Region | None = None
        self._was_selected = False

    def press(self, surface: Surface, at: Vertex) -> None:
        self._from, self._latest = at, None
        chosen = surface.selected
        if chosen is not None and not chosen.is_locked:
            self._handle = handle_at(chosen, surface.view, QPointF(*surface.view.to_screen(at)))
            if self._handle is not None:
                self._held = chosen
                return
        under = marks_at(surface.marks, surface.view, surface.picture_size, at)
        self._was_selected = chosen in under
        self._held = chosen if self._was_selected else next(iter(under), None)
        surface.select(self._held.key if self._held else "")

    def double(self, surface: Surface, at: Vertex) -> None:
        self.press(surface, at)

    def move(self, surface: Surface, at: Vertex) -> None:
        if self._held is None or self._held.is_locked:
            return
        dx, dy = at[0] - self._from[0], at[1] - self._from[1]
        if self._latest is None and max(abs(dx), abs(dy)) * surface.view.zoom < STILL_PX:
            return
        shape = shape_of(self._held.region)
        if self._handle is None:
            self._latest = shape.moved(self._held.region, dx, dy)
        else:
            at = clamped(at, surface.picture_size)
            self._latest = shape.with_handle(self._held.region, self._handle, at)
            if surface.shift_is_down and self._handle == TURNING:
                self._latest = snapped(self._latest)
        surface.preview(self._held.key, self._latest)

    def release(self, surface: Surface, at: Vertex) -> None:
        held, latest = self._held, self._latest
        was_click = latest is None and self._handle is None
        self.cancel()
        if held is None:
            return
        surface.preview(held.key, None)
        if latest is not None and latest != held.region:
            surface.reshape(held.key, latest)
        elif was_click and self._was_selected:
            self._reach_beneath(surface, held, at)

    def key(self, surface: Surface, key: int) -> bool:
        return False

    def take_back(self) -> bool:
        return False

    def draft(self) -> QPainterPath | None:
        return None

    def cancel(self) -> None:
        self._held = self._handle = self._latest = None

    def _reach_beneath(self, surface: Surface, held: Mark, at: Vertex) -> None:
        under = marks_at(surface.marks, surface.view, surface.picture_size, at)
        if len(under) > 1 and held in under:
            surface.select(under[(under.index(held) + 1) % len(under)].key)
