"""The telemetry of the clip shown: read once, and the sample that holds at the frame on the stage."""

from bisect import bisect_right

import msgspec
from PySide6.QtCore import QObject, Signal

from verifier.case.changes import Changes
from verifier.domain.records import Link
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.metadata.telemetry.track import Sample, Track
from verifier.workspace.tracks import read_track, track_item

HEIGHT_WORDS: tuple[tuple[str, str], ...] = (
    ("relative_altitude_m", "height above take-off"),
    ("altitude_m", "height above the sea"),
    ("barometer_m", "height by air pressure"),
    ("height_m", "height, above what is not said"),
)
"""Heights in the order in which one is drawn: the first that a track has."""


METERS_WORDS: tuple[tuple[str, str], ...] = (
    ("relative_altitude_m", "{height} m above take-off"),
    ("altitude_m", "{height} m above the sea"),
    ("barometer_m", "{height} m by air pressure"),
    ("height_m", "{height} m high, above what is not said"),
)
LONG_PAST_S = 2.0
"""Cameras that write a time write it at least once a second."""
SOURCE_WORDS = ("DJI subtitles", "DJI subtitles in the clip", "GPX track", "GoPro track (GPMF) in the clip")
"""What a track can come from, as the readers name it."""


class Telemetry(QObject):
    """``changed``: the track of another clip, or none. ``moved``: another sample holds."""

    changed = Signal()
    moved = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.track: Track | None = None
        self._times: list[float] = []
        self._source = ""
        self._place = -1
        self._begins_s = 0.0
        session.item_changed.connect(self._ask)
        session.frame_changed.connect(self._follow)
        session.changed.connect(self._heard)
        self._ask()

    @property
    def sample(self) -> Sample | None:
        """What the drone wrote of the frame shown: the last sample that began before it."""
        return self.track.samples[self._place] if self.track is not None and self._place >= 0 else None

    @property
    def timed_sample(self) -> Sample | None:
        """The last sample before the frame shown that names a time, if it is not long past; by the clip's own clock."""
        if self.track is None or self._place < 0:
            return None
        oldest = self._times[self._place] - LONG_PAST_S
        for place in range(self._place, -1, -1):
            sample = self.track.samples[place]
            if sample.t_s < oldest:
                return None
            if sample.clock or sample.utc is not None:
                return msgspec.structs.replace(sample, t_s=sample.t_s + self._shift_s)
        return None

    @property
    def is_beside(self) -> bool:
        """Whether the track comes from a file beside the clip, whose times begin with the clip."""
        return self._source != self._session.item_key

    @property
    def _shift_s(self) -> float:
        return self._begins_s if self.is_beside else 0.0

    def begin_at(self, first_s: float) -> None:
        """Say at which container time the clip's first frame is shown: the times of a file beside it begin there."""
        if first_s != self._begins_s:
            self._begins_s = first_s
            self._follow()

    def _heard(self, changes: Changes) -> None:
        item = self._session.item
        is_link = any(isinstance(one, Link) for change in changes for one in (change.before, change.after))
        if is_link and item is not None and track_item(self._session.case, item).key != self._source:
            self._ask()

    def _ask(self) -> None:
        item = self._session.item
        self._begins_s = 0.0
        self._take("", None)
        if item is None or item.kind != "video":
            return
        source = track_item(self._session.case, item)
        self._source, key = source.key, item.key
        self._session.relay.when_done(
            read_track(self._session.workspace, source),
            lambda track: self._land(key, track),
            lambda _error: None,  # most clips have no track: that is no trouble
        )

    def _land(self, key: str, track: Track) -> None:
        if key == self._session.item_key:
            self._take(self._source, track)

    def _take(self, source: str, track: Track | None) -> None:
        was, self.track, self._source = self.track, track, source
        self._times = [sample.t_s for sample in track.samples] if track is not None else []
        self._place = -1
        if track is not None or was is not None:
            self.changed.emit()
        self._follow()

    def _follow(self) -> None:
        frame = self._session.frame
        at_s = float(frame.time_s) - self._shift_s + 1e-4 if frame is not None else 0.0
        place = bisect_right(self._times, at_s) - 1 if frame is not None and self._times else -1
        if place != self._place:
            self._place = place
            self.moved.emit()


def height_of(track: Track) -> tuple[str, list[float | None]] | None:
    """Return the words for the height that a track has, and it at every sample; ``None`` where it has none."""
    for name, words in HEIGHT_WORDS:
        values: list[float | None] = [getattr(sample, name) for sample in track.samples]
        if any(value is not None for value in values):
            return tr(words), values
    return None


def sample_words(sample: Sample) -> tuple[str, ...]:
    """Say where the drone was and how it was turned, in a few words each."""
    place = f"{sample.latitude_deg or 0:.6f}, {sample.longitude_deg or 0:.6f}"  # as wide at every frame
    parts = [place if sample.has_fix else tr("no position")]
    for name, words in METERS_WORDS:
        height: float | None = getattr(sample, name)
        if height is not None:
            parts.append(tr(words, height=f"{height:.1f}"))
    if sample.horizontal_speed_m_s is not None:
        parts.append(tr("{speed} m/s", speed=f"{sample.horizontal_speed_m_s:.1f}"))
    if sample.flight_yaw_deg is not None:
        parts.append(tr("drone towards {angle}°", angle=f"{sample.flight_yaw_deg % 360:.0f}"))
    if sample.gimbal_yaw_deg is not None:
        parts.append(tr("camera towards {angle}°", angle=f"{sample.gimbal_yaw_deg % 360:.0f}"))
    if sample.gimbal_pitch_deg is not None:
        parts.append(tr("camera pitched {angle}°", angle=f"{sample.gimbal_pitch_deg:.0f}"))
    return tuple(parts)
