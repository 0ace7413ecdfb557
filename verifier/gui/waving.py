"""Has the sound of the clip on the stage worked out as a wave, behind everything else."""

from PySide6.QtCore import QObject

from verifier.domain.progress import Progress
from verifier.gui.session import Session
from verifier.gui.timeline.panel import TimelinePanel
from verifier.workspace.jobs import Job
from verifier.workspace.waves import wave


class Waves(QObject):
    """Has the wave of the clip on the stage worked out behind everything else, and shows it."""

    def __init__(self, session: Session, timeline: TimelinePanel) -> None:
        super().__init__(timeline)
        self._session, self._timeline, self._row = session, timeline, timeline.wave
        self._key = ""
        self._job: Job[bytes] | None = None
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
            self._row.show_wave(found if any(found) else b"")

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._key = ""
        self._row.show_wave(b"")
