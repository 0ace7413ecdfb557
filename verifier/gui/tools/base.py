"""What a tool is: it hears the pointer in picture pixels and says what it is drawing."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Region, Vertex
from verifier.gui.stage.marks import Mark
from verifier.gui.stage.view import View


class Surface(Protocol):
    """What a tool may ask of the canvas and tell it."""

    @property
    def view(self) -> View: ...
    @property
    def picture_size(self) -> tuple[float, float]: ...
    @property
    def marks(self) -> tuple[Mark, ...]: ...
    @property
    def shift_is_down(self) -> bool: ...
    @property
    def selected(self) -> Mark | None: ...
    def select(self, key: str) -> None: ...
    def finish(self, region: Region) -> None: ...
    def reshape(self, key: str, region: Region) -> None: ...
    def preview(self, key: str, region: Region | None) -> None: ...


class Tool(Protocol):
    """One tool. ``double``: a second press in the same place. ``key`` returns whether it used the key.

    ``take_back`` undoes the last thing drawn (one vertex) and returns whether there was any; ``draft`` is drawn over
    everything.
    """

    name: str
    text: str
    icon: str
    shortcut: str
    cursor: Qt.CursorShape

    def press(self, surface: Surface, at: Vertex) -> None: ...
    def double(self, surface: Surface, at: Vertex) -> None: ...
    def move(self, surface: Surface, at: Vertex) -> None: ...
    def release(self, surface: Surface, at: Vertex) -> None: ...
    def key(self, surface: Surface, key: int) -> bool: ...
    def take_back(self) -> bool: ...
    def draft(self) -> QPainterPath | None: ...
    def cancel(self) -> None: ...


def clamped(at: Vertex, size: tuple[float, float]) -> Vertex:
    """Keep a point inside the picture."""
    return min(max(at[0], 0.0), size[0]), min(max(at[1], 0.0), size[1])
