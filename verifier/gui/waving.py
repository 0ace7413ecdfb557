"""Has the sound of the clip on the stage worked out as a wave, behind everything else."""

from fractions import Fraction

from PySide6.QtCore import QObject, QTimer

from verifier.domain.progress import Progress
from verifier.gui.session import Session
from verifier.gui.timeline.clip import share_of_pts
from verifier.gui.timeline.panel import TimelinePanel
from verifier.gui.timeline.wave import Wave
from verifier.workspace.jobs import Job
from verifier.workspace.waves import part_of_wave, wave

CLOSER_SHARE = 0.6
REST_MS = 250


class Waves(QObject):
    """Has the wave of the clip on the stage worked out behind everything else, and shows it."""

    def __init__(self, session: Session, timeline: TimelinePanel) -> None:
        super().__init__(timeline)
        self._session, self._timeline, self._row = session, timeline, timeline.wave
        self._key = ""
        self._job: Job[bytes] | None = None
        self._closer: Job[bytes] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look_closer)
        timeline.scale.changed.connect(self._rest.start)
        session.item_changed.connect(self._forget)
        session.frame_changed.connect(self._look)

    def _look(self) -> None:
        """Work out the wave of the clip that is shown, once its frames are known."""
        item, table = self._session.item, self._timeline.frames
        if item is None or item.key == self._key or table is None or not len(table) or not item.technical.has_audio:
            return
        self._key = key = item.key
        workspace, first, last = self._session.workspace, table.time_s(0), table.end_s

        def work(progress: Progress) -> bytes:
            return wave(workspace, item, first, last, progress)

        self._job = workspace.jobs.start("Draw the sound", work)
        self._session.relay.when_done(
            self._job.result,
            lambda found: self._show(key, found),
            lambda _error: None,  # a wave that cannot be drawn is missed by nobody: playing says why it is silent
        )

    def _show(self, key: str, found: bytes) -> None:
        if key == self._key:
            self._row.show_wave(Wave(found, *self._ends()) if any(found) else Wave())
            self._look_closer()

    def _ends(self) -> tuple[float, float]:
        """Return from where to where the sound was read: it ends when the last frame leaves the screen."""
        table = self._timeline.frames
        return (0.0, share_of_pts(table, float(table.end_s / table.time_base))) if table is not None else (0.0, 1.0)

    def _look_closer(self) -> None:
        """Work out a finer wave of what is in view, where that of the whole would stand there in blocks."""
        item, table, scale = self._session.item, self._timeline.frames, self._timeline.scale
        if self._closer is not None:
            self._closer.cancel()
            self._closer = None
        is_known = item is not None and item.key == self._key
        if item is None or table is None or not is_known or scale.span > CLOSER_SHARE:
            return
        key, workspace, whole = item.key, self._session.workspace, float(table.time_s(len(table) - 1) - table.time_s(0))
        begin = max(0.0, scale.first - scale.span / 2)
        end = min(self._ends()[1], scale.last + scale.span / 2)
        first, last = (table.time_s(0) + Fraction(place * whole) for place in (begin, end))

        def work(progress: Progress) -> bytes:
            return part_of_wave(workspace, item, first, last, progress)

        self._closer = workspace.jobs.start("Draw the sound", work)
        self._session.relay.when_done(
            self._closer.result, lambda found: self._show_finer(key, Wave(found, begin, end)), lambda _error: None
        )

    def _show_finer(self, key: str, found: Wave) -> None:
        if key == self._key and any(found.loud):
            self._row.show_finer(found)

    def _forget(self) -> None:
        for job in (self._job, self._closer):
            if job is not None:
                job.cancel()
        self._job = self._closer = None
        self._key = ""
        self._row.clear()
