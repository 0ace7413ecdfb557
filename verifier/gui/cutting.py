"""From cut to cut of a clip: they are looked for when first asked for, shown as ticks, and known from then on."""

from PySide6.QtCore import QObject

from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.progress import Progress, Step
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.timeline.clip import share
from verifier.gui.timeline.panel import TimelinePanel
from verifier.workspace.cuts import find_cuts, known_cuts
from verifier.workspace.jobs import Job


class Cutting(QObject):
    """Holds the cuts of the clip on the stage; ``None``: nobody has looked yet."""

    def __init__(self, session: Session, timeline: TimelinePanel) -> None:
        super().__init__(timeline)
        self._session, self._timeline = session, timeline
        self._key = ""
        self.cuts: tuple[int, ...] | None = None
        self._job: Job[tuple[int, ...]] | None = None
        self._then = 0
        session.item_changed.connect(self._forget)
        session.frame_changed.connect(self._look)

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) cut; the first time they are looked for."""
        table, item = self._timeline.frames, self._session.item
        if table is None or item is None:
            return
        if self.cuts is None:
            self._then = step
            self._find()
            return
        here = self._timeline.ordinal
        ahead = [cut for cut in self.cuts if (cut > here if step > 0 else cut < here)]
        if ahead:
            self._timeline.go_to(min(ahead) if step > 0 else max(ahead))
        elif self.cuts:
            self._session.say(tr("There is no further cut."))
        else:
            self._session.say(tr("No cut was found in this clip."))

    def _look(self) -> None:
        """Take what the cache holds, once the clip's frames are known."""
        item, table = self._session.item, self._timeline.frames
        if item is None or table is None or item.key == self._key:
            return
        self._key = key = item.key
        workspace, count = self._session.workspace, len(table)
        self._session.relay.when_done(
            workspace.think(lambda: known_cuts(workspace, item, count)),
            lambda found: self._take(key, found) if found is not None else None,
            lambda _error: None,
        )

    def _find(self) -> None:
        item, table = self._session.item, self._timeline.frames
        if item is None or table is None or self._job is not None:
            return
        workspace, count, key = self._session.workspace, len(table), item.key

        def work(progress: Progress) -> tuple[int, ...]:
            return find_cuts(workspace, item, count, progress)

        self._session.say(tr("Looking for cuts …"))
        self._job = workspace.jobs.start("Look for cuts", work, self._heard)
        self._session.relay.when_done(self._job.result, lambda found: self._found(key, found), self._failed)

    def _heard(self, step: Step) -> None:
        share_done = step.done * 100 // step.total if step.total else 0
        self._session.relay.post(lambda: self._session.say(tr("Looking for cuts … {share} %", share=share_done)))

    def _found(self, key: str, found: tuple[int, ...]) -> None:
        self._job = None
        if key != self._key:
            return
        self._take(key, found)
        self._session.say(trn("{number} cut found.", "{number} cuts found.", len(found)))
        if found and self._then:
            self.step(self._then)
        self._then = 0

    def _take(self, key: str, found: tuple[int, ...]) -> None:
        table = self._timeline.frames
        if key == self._key and table is not None:
            self.cuts = found
            self._timeline.slider.show_cuts(tuple(share(table, cut) for cut in found if cut < len(table)))

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            is_known = isinstance(error, VerifierError)
            self._session.say(tr_made(error.sentence) if is_known else tr("The cuts could not be looked for."), "warn")

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._key, self.cuts, self._then = "", None, 0
        self._timeline.slider.show_cuts(())
