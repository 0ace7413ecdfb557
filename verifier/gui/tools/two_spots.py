"""What tools of two spots share: they are given by press, drag and release, or by a click for each."""

from collections.abc import Callable

from verifier.domain.regions import Vertex
from verifier.gui.tools.base import Surface, clamped

LEAST_PX = 4.0
"""A drag smaller than this on the screen is the first of two clicks."""


class TwoSpots:
    """The two spots of a shape in the making, inside the picture; ``begun`` is ``None`` while there are none."""

    def __init__(self) -> None:
        self.begun: Vertex | None = None
        self.ends: Vertex = (0, 0)
        self._is_second_click = False

    def press(self, surface: Surface, at: Vertex) -> None:
        """Begin, or point at the second spot."""
        at = clamped(at, surface.picture_size)
        self._is_second_click = self.begun is not None
        self.begun, self.ends = self.begun or at, at

    def move(self, surface: Surface, at: Vertex) -> None:
        """Drag the second spot along."""
        self.ends = clamped(at, surface.picture_size)

    def release(
        self, surface: Surface, at: Vertex, size_of: Callable[[Vertex, Vertex], float]
    ) -> tuple[Vertex, Vertex] | None:
        """Return both spots once the shape is large enough; ``size_of`` measures it in picture pixels."""
        if self.begun is None:
            return None
        begun, ends = self.begun, clamped(at, surface.picture_size)
        self.ends = ends
        if size_of(begun, ends) * surface.view.zoom >= LEAST_PX:
            self.begun = None
            return begun, ends
        if self._is_second_click:
            self.begun = None
        return None

    def take_back(self) -> bool:
        """Forget the first spot; tell whether there was one."""
        was_begun, self.begun = self.begun is not None, None
        return was_begun


def shorter_side(a: Vertex, b: Vertex) -> float:
    """Measure a box by its shorter side: one that is as thin as a line was not meant."""
    return min(abs(a[0] - b[0]), abs(a[1] - b[1]))
