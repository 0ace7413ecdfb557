"""Looks for copies on a thread of its own, with progress and a way to stop."""

from PySide6.QtCore import QObject, Signal

from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.progress import Progress, Step
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.workspace.copy_proposals import Group, find_groups
from verifier.workspace.jobs import Job


class CopySearch(QObject):
    """``found``: the groups. ``stepped``: words on how far it is. ``ended``: it runs no more, whatever came of it."""

    found = Signal(object)
    stepped = Signal(str)
    ended = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job[tuple[Group, ...]] | None = None

    @property
    def is_running(self) -> bool:
        """Whether copies are being looked for."""
        return self._job is not None

    def start(self, *, parts: bool = False) -> None:
        """Look through the case; what was hashed before is not decoded again. ``parts``: crops and overlays too."""
        workspace = self._session.workspace

        def work(progress: Progress) -> tuple[Group, ...]:
            return find_groups(workspace, progress, parts=parts)

        self._job = workspace.jobs.start("Look for copies", work, self._heard)
        self._session.relay.when_done(self._job.result, self._take, self._failed)

    def stop(self) -> None:
        """Stop soon; what was looked at stays known."""
        if self._job is not None:
            self._job.cancel()

    def _heard(self, step: Step) -> None:
        if not step.doing:
            words = tr("Comparing parts of pictures: {done} of {total}", done=step.done, total=step.total)
            self._session.relay.post(lambda: self.stepped.emit(words))
            return
        words = tr("Looking at {done} of {total}: {name}", done=step.done, total=step.total, name=step.doing)
        self._session.relay.post(lambda: self.stepped.emit(words))

    def _take(self, groups: tuple[Group, ...]) -> None:
        self._job = None
        self.found.emit(groups)
        self.ended.emit()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            known = isinstance(error, VerifierError)
            self._session.say(tr_made(error.sentence) if known else tr("Copies could not be looked for."), "warn")
        self.ended.emit()
