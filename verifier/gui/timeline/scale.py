"""The one mapping from time to pixels that every band of the timeline follows: which part of the clip is in view.

A place is a share of the clip: 0 its first frame, 1 its last. Bands are equally wide and ask with their width.
"""

from PySide6.QtCore import QObject, Signal

SIDE_PX = 8
"""Room at both ends of a band, so that the playhead has its whole width there."""
ZOOM_STEP = 1.25
"""How much nearer one notch of the wheel brings."""
KEY_STEP = 2.0
LEAST_FRAMES = 6
"""So many frames are in view at the nearest."""
PAGE_SHARE = 0.1
"""After a jump the playhead stands so far inside the view: what follows is what one wants to see."""


class TimeScale(QObject):
    """``changed``: another part is in view."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.first, self.last = 0.0, 1.0
        self._least = 1.0

    @property
    def span(self) -> float:
        """How much of the clip is in view: 1 is all of it."""
        return self.last - self.first

    @property
    def is_whole(self) -> bool:
        return self.span >= 1.0

    def begin(self, frames: int) -> None:
        """Show all of another clip of so many frames."""
        self._least = min(1.0, LEAST_FRAMES / max(1, frames - 1))
        self.show(0.0, 1.0)

    def x(self, place: float, width: float) -> float:
        """Return where a place stands in a band; what is out of view stands outside of it."""
        return SIDE_PX + (place - self.first) / self.span * (width - 2 * SIDE_PX)

    def place(self, x: float, width: float) -> float:
        """Return the place of the clip under a point of a band."""
        return min(max(self.first + (x - SIDE_PX) / max(1.0, width - 2 * SIDE_PX) * self.span, 0.0), 1.0)

    def is_in_view(self, first: float, last: float) -> bool:
        """Tell whether anything of a stretch is in view."""
        return last >= self.first and first <= self.last

    def show(self, first: float, last: float) -> None:
        """Bring a stretch into view, no nearer than a few frames and nothing from outside the clip."""
        span = min(max(last - first, self._least), 1.0)
        begin = min(max((first + last - span) / 2, 0.0), 1.0 - span)
        if (begin, begin + span) != (self.first, self.last):
            self.first, self.last = begin, begin + span
            self.changed.emit()

    def zoom(self, times: float, around: float) -> None:
        """Come nearer (above 1) or go away; the place ``around`` stays where it stands."""
        span = min(max(self.span / times, self._least), 1.0)
        beyond = (around - self.first) / self.span
        begin = min(max(around - beyond * span, 0.0), 1.0 - span)
        self.show(begin, begin + span)

    def move(self, by: float) -> None:
        """Go along the clip by a share of it."""
        begin = min(max(self.first + by, 0.0), 1.0 - self.span)
        self.show(begin, begin + self.span)

    def reveal(self, place: float, *, is_jump: bool = True) -> None:
        """Bring a place into view where it is not; after a jump with room ahead of it, else at the edge."""
        if self.first <= place <= self.last:
            return
        is_ahead = place > self.last
        inset = PAGE_SHARE * self.span if is_jump else 0.0
        begin = place - inset if is_ahead == is_jump else place - self.span + inset
        self.move(begin - self.first)
