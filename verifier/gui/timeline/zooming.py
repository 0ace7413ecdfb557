"""Brings parts of the clip into view: by keys, by the wheel, from end to end of a segment; says which part it is."""

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QWheelEvent

from verifier.gui.speech import tr
from verifier.gui.timeline.clip import clock_words, share
from verifier.gui.timeline.scale import KEY_STEP, ZOOM_STEP
from verifier.media.frame_table import FrameTable

if TYPE_CHECKING:
    from verifier.gui.timeline.panel import TimelinePanel

WHEEL_NOTCH = 120
PAN_SHARE, ROOM_SHARE = 0.15, 0.08
"""How much of the view a notch of the wheel goes along, and how much room is left at both ends of a segment."""


class Zooming(QObject):
    """Moves the one mapping that every band follows."""

    def __init__(self, timeline: "TimelinePanel") -> None:
        super().__init__(timeline)
        self._timeline, self._scale = timeline, timeline.scale
        self._scale.changed.connect(self._say)

    def zoom(self, step: int) -> None:
        """Come nearer (1) or go away (-1), around the playhead where it is in view."""
        frames, scale = self._timeline.frames, self._scale
        place = share(frames, self._timeline.ordinal) if frames is not None and len(frames) else 0.0
        is_seen = scale.is_in_view(place, place)
        scale.zoom(KEY_STEP**step, place if is_seen else (scale.first + scale.last) / 2)

    def show_whole(self) -> None:
        """Bring all of the clip into view."""
        self._scale.show(0.0, 1.0)

    def show_stretch(self, first: int, last: int) -> None:
        """Bring the frames from one to another into view, with a little room at both ends."""
        frames = self._timeline.frames
        if frames is not None:
            begin, end = share(frames, first), share(frames, last)
            room = (end - begin) * ROOM_SHARE
            self._scale.show(max(begin - room, 0.0), min(end + room, 1.0))

    def turn(self, event: QWheelEvent) -> bool:
        """Zoom at the pointer with Ctrl, else go along what is zoomed; tell whether the wheel meant anything here."""
        turned, slider = event.angleDelta(), self._timeline.slider
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned.y():
            at = slider.mapFrom(self._timeline, event.position()).x()
            self._scale.zoom(ZOOM_STEP ** (turned.y() / WHEEL_NOTCH), self._scale.place(at, slider.width()))
            return True
        if self._scale.is_whole:
            return False
        turns = (turned.x() or turned.y()) / WHEEL_NOTCH
        self._scale.move(-turns * PAN_SHARE * self._scale.span)
        return True

    def _say(self) -> None:
        frames, scale = self._timeline.frames, self._scale
        if frames is None or scale.is_whole:
            self._timeline.in_view.setText("")
            return
        first, last = (clock_words(_time_at(frames, place)) for place in (scale.first, scale.last))
        times = f"{1 / scale.span:.0f}" if scale.span < 0.1 else f"{1 / scale.span:.1f}"
        self._timeline.in_view.setText(tr("in view {first} – {last}, {times}×", first=first, last=last, times=times))


def _time_at(frames: FrameTable, place: float) -> Fraction:
    """Return the container time of a place, to a unit of the time base."""
    return round(frames.pts[0] + place * (frames.pts[-1] - frames.pts[0])) * frames.time_base
