"""The keys by which the map is worked while it has the focus; the second argument says whether Shift is down."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt

PAN_PX, FAR = 80.0, 4


class Worked(Protocol):
    """What keys do to a map."""

    def pan(self, dx: float, dy: float) -> None: ...
    def zoom_by(self, steps: float) -> None: ...
    def step(self, by: int) -> None: ...
    def fit(self) -> None: ...
    def pick_middle(self) -> None: ...


def _pan(dx: float, dy: float) -> Callable[[Worked, bool], None]:
    def go(it: Worked, is_far: bool) -> None:
        factor = PAN_PX * (FAR if is_far else 1)
        it.pan(dx * factor, dy * factor)

    return go


KEYS: dict[int, Callable[[Worked, bool], None]] = {
    Qt.Key.Key_Left: _pan(-1, 0),
    Qt.Key.Key_Right: _pan(1, 0),
    Qt.Key.Key_Up: _pan(0, -1),
    Qt.Key.Key_Down: _pan(0, 1),
    Qt.Key.Key_Plus: lambda it, _far: it.zoom_by(1),
    Qt.Key.Key_Equal: lambda it, _far: it.zoom_by(1),
    Qt.Key.Key_Minus: lambda it, _far: it.zoom_by(-1),
    Qt.Key.Key_Home: lambda it, _far: it.fit(),
    Qt.Key.Key_PageDown: lambda it, _far: it.step(1),
    Qt.Key.Key_PageUp: lambda it, _far: it.step(-1),
    Qt.Key.Key_Return: lambda it, _far: it.pick_middle(),
    Qt.Key.Key_Enter: lambda it, _far: it.pick_middle(),
}
