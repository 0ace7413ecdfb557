"""Looks through clips that were just added, so that copies of them are found at once; behind everything else.

One clip at a time: the workers have other things to do. What was looked through stays known, whoever stops it.
"""

from PySide6.QtCore import QObject

from verifier.domain.errors import Cancelled
from verifier.domain.progress import Progress, Step
from verifier.domain.records import Item
from verifier.gui.footage import Footage
from verifier.gui.items.panel import ItemsPanel
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.workspace.copies import hash_missing
from verifier.workspace.jobs import Job

TITLE = "Look through new clips"


class ClipHashing(QObject):
    """Begins when an import has ended, gives way to the next one, and goes on after that."""

    def __init__(self, session: Session, footage: Footage, items: ItemsPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._footage, self._items = session, footage, items
        self._job: Job[tuple[Item, ...]] | None = None
        footage.ended.connect(self.begin)
        footage.begun.connect(self.stop)
        items.cancel_asked.connect(self.stop)

    @property
    def is_running(self) -> bool:
        """Whether clips are being looked through."""
        return self._job is not None

    def begin(self) -> None:
        """Look through the clips of the case that were not yet."""
        clips = tuple(item for item in self._session.case.of(Item) if item.kind == "video")
        if self._job is not None or self._footage.is_busy or not clips:
            return
        workspace = self._session.workspace

        def work(progress: Progress) -> tuple[Item, ...]:
            return hash_missing(workspace, progress, clips, ahead=1)

        self._job = workspace.jobs.start(TITLE, work, self._heard)
        self._session.relay.when_done(self._job.result, self._ended, self._failed)

    def stop(self) -> None:
        """Stop soon."""
        if self._job is not None:
            self._job.cancel()

    def _heard(self, step: Step) -> None:
        self._session.relay.post(lambda: self._show(step))

    def _show(self, step: Step) -> None:
        if self._job is not None and not self._footage.is_busy:
            words = tr("Looking through clip {done} of {total} for copies: {name}",
                       done=step.done + 1, total=step.total, name=step.doing)  # fmt: skip
            self._items.show_progress(step.done, step.total, words)

    def _ended(self, failed: tuple[Item, ...]) -> None:
        """Say nothing of what failed: the item's problem says that it does not decode."""
        self._job = None
        if not self._footage.is_busy:
            self._items.end_progress()

    def _failed(self, error: BaseException) -> None:
        self._ended(())
        if not isinstance(error, Cancelled):
            self._session.say(tr("Clips could not be looked through for copies."), "warn")
