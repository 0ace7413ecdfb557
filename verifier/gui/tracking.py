"""Ties the telemetry of the clip shown to its timeline, and a moment chosen elsewhere to its frame."""

from PySide6.QtCore import QObject

from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.telemetry import height_of, sample_words
from verifier.gui.timeline.clip import at_share, share_of_pts
from verifier.gui.timeline.panel import TimelinePanel


class Tracking(QObject):
    """Shows a track once both it and the clip's frames are known."""

    def __init__(self, session: Session, timeline: TimelinePanel) -> None:
        super().__init__(timeline)
        self._session, self._timeline = session, timeline
        self._is_laid = False
        session.telemetry.changed.connect(self._changed)
        session.telemetry.moved.connect(self._moved)
        session.frame_changed.connect(self._lay)
        session.time_asked.connect(self._go)

    def _changed(self) -> None:
        self._is_laid = False
        self._timeline.track.hide()
        self._lay()

    def _lay(self) -> None:
        """Draw the track: a sidecar's times begin with the clip, a track in it keeps the clip's own clock."""
        track, frames = self._session.telemetry.track, self._timeline.frames
        if frames is not None and len(frames):
            self._session.telemetry.begin_at(float(frames.time_s(0)))
        if self._is_laid or track is None or frames is None:
            return
        self._is_laid = True
        places = [share_of_pts(frames, self._pts(sample.t_s)) for sample in track.samples]
        found = height_of(track)
        name, values = found if found is not None else (tr("no height"), [None] * len(places))
        self._timeline.track.show_track(name, tr(track.source), places, values)
        self._moved()

    def _pts(self, t_s: float) -> float:
        frames = self._timeline.frames
        if frames is None:
            return 0.0
        begin = frames.pts[0] if self._session.telemetry.is_beside else 0
        return begin + t_s / float(frames.time_base)

    def _moved(self) -> None:
        sample = self._session.telemetry.sample
        words = " · ".join(sample_words(sample)) if sample is not None else tr("nothing written of this frame")
        self._timeline.track.values.show_words(words)

    def _go(self, t_s: float) -> None:
        frames = self._timeline.frames
        if frames is not None:
            self._timeline.go_to(at_share(frames, share_of_pts(frames, self._pts(t_s))))
