"""A detector at the open case: one run at a time, its proposals on the stage and in their panel, until decided."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from verifier.case.changes import Changes
from verifier.commands.observations import TakeRegions
from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.frames import FrameRef, Instant
from verifier.domain.progress import Progress, Step
from verifier.domain.records import Item, Observation
from verifier.gui.detecting.held import HeldProposals, beside, is_here
from verifier.gui.detecting.panel import ProposalsPanel
from verifier.gui.detecting.words import caption
from verifier.gui.lookups import observations_of
from verifier.gui.overlay import Overlay
from verifier.gui.pace import Pace
from verifier.gui.preferences import Preferences
from verifier.gui.segments import Segments
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.stage.marks import Mark
from verifier.gui.stage.panel import StagePanel
from verifier.gui.theme import Theme
from verifier.gui.timeline.panel import TimelinePanel
from verifier.workspace.detecting import DetectRequest, Proposal, Proposals, commands_for, detect
from verifier.workspace.jobs import Job

if TYPE_CHECKING:
    from verifier.gui.detecting.dialog import DetectDialog

TITLE = "Run a detector"


class DetectingDesk(QObject):
    """Holds the panel, which whoever lays out the stage puts beside it; ``chosen`` is the proposal in hand, by key."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        stage: StagePanel,
        timeline: TimelinePanel,
        overlay: Overlay,
        segments: Segments,
    ) -> None:
        super().__init__(stage)
        self._session, self._stage, self._timeline = session, stage, timeline
        self._overlay, self._segments = overlay, segments
        self._held = HeldProposals()
        self._job: Job[Proposals] | None = None
        self._running = ""
        self._step = Step(0, 0)
        self._pace, self._left = Pace(), ""
        self._marks: dict[str, Mark] = {}
        self._waiting: tuple[Proposal, ...] | None = None
        self.chosen = ""
        self.panel = ProposalsPanel(theme)
        self.panel.hide()
        overlay.also, overlay.also_chosen = self.marks, lambda: self.chosen
        self._connect()

    def _connect(self) -> None:
        panel, session = self.panel, self._session
        panel.stopped.connect(self.stop)
        panel.closed.connect(self.drop)
        panel.accepted.connect(self._accept)
        panel.refused.connect(self._refuse)
        panel.brought_back.connect(self._bring_back)
        panel.list.chosen.connect(self._go_to)
        session.item_changed.connect(self._begin)
        session.changed.connect(self._heard_changes)
        session.selection_changed.connect(self._let_go)
        self._stage.canvas.picked.connect(self._picked)

    @property
    def is_running(self) -> bool:
        """Whether a detector is at work."""
        return self._job is not None

    @property
    def waiting(self) -> tuple[Proposal, ...]:
        """The proposals for the item on the stage that nobody has decided on."""
        if self._waiting is None:
            self._waiting = self._held.waiting(self._session.item_key, self._session.case)
        return self._waiting

    @property
    def in_hand(self) -> Proposal | None:
        """The proposal that is chosen."""
        return next((one for one in self.waiting if one.key == self.chosen), None) if self.chosen else None

    def ask(self, preferences: Preferences, window: QWidget) -> "DetectDialog | None":
        """Ask for a model and how it is run; one run at a time."""
        item = self._session.item
        if item is None or not self._session.can_edit:
            return None
        if self._job is not None:
            running = self._session.case.get(self._running)
            name = running.label if isinstance(running, Item) else ""
            self._session.say(tr("A detector is at work on {item}; stop it first.", item=name), "warn")
            return None
        from verifier.gui.detecting.dialog import DetectDialog

        table = self._timeline.frames if item.kind == "video" else None
        dialog = DetectDialog(self._session, preferences, item, table, self._timeline.ordinal, self._segments.chosen,
                              partial(self.run, item), window)  # fmt: skip
        dialog.open()
        return dialog

    def run(self, item: Item, request: DetectRequest) -> None:
        """Run a model over an item; what it finds waits to be decided on."""
        workspace = self._session.workspace

        def work(progress: Progress) -> Proposals:
            return detect(workspace, item, request, progress)

        self._pace, self._left, self._running = Pace(), "", item.key
        self._step, self.chosen = Step(0, max(1, len(request.ordinals))), ""
        self._job = workspace.jobs.start(TITLE, work, self._heard_step)
        self._session.relay.when_done(self._job.result, self._found, self._failed)
        self.refresh()

    def stop(self) -> None:
        """Stop the run; what it has found is proposed."""
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        """Forget the proposals for the item on the stage."""
        self._held.drop(self._session.item_key)
        self._waiting = None
        self.chosen = ""
        self.refresh()
        self._stage.canvas.setFocus()

    def step(self, by: int) -> None:
        """Go to the next proposal, or the one before."""
        found = beside(self.waiting, self.chosen, by)
        if found is None:
            self._session.say(tr("There is no proposal further on.") if by > 0 else tr("There is no proposal before."))
        else:
            self._go_to(found.key)

    def accept(self, *, every: bool = False) -> None:
        """State what is in hand, or all that waits, as observations of whoever decides: one edit."""
        waiting, item = self.waiting, self._session.item
        run = self._held.run(self._session.item_key)
        chosen = waiting if every else tuple(one for one in waiting if one.key == self.chosen)
        if not chosen or item is None or run is None:
            return
        following = None if every else self._after(chosen[0])
        self._state(commands_for(item, run, chosen), chosen, 0, self._session.workspace.new_id(), following)

    def _state(
        self,
        commands: list[TakeRegions],
        chosen: tuple[Proposal, ...],
        so_far: int,
        gesture: str,
        following: str | None,
    ) -> None:
        """Carry out the first command, and the rest a little later: thousands would keep the window waiting."""
        those = chosen[so_far : so_far + len(commands[0].regions)]
        made = _observations(self._session.do(commands[0], gesture=gesture))
        if len(made) != len(those):
            return  # it was refused, and that was said
        self._held.accepted(those, made)
        self._waiting = None
        done, rest = so_far + len(made), commands[1:]
        if rest:
            self._session.relay.post(lambda: self._state(rest, chosen, done, gesture, following))
            return
        self._session.say(trn("{number} region accepted.", "{number} regions accepted.", done))
        self._go_on(following)

    def refuse(self, *, every: bool = False) -> None:
        """Refuse what is in hand, or all that waits; nothing is written anywhere."""
        waiting = self.waiting
        chosen = waiting if every else tuple(one for one in waiting if one.key == self.chosen)
        if chosen:
            following = None if every else self._after(chosen[0])
            self._held.refuse(chosen)
            self._waiting = None
            self._go_on(following)

    def marks(self, frame: FrameRef | None) -> tuple[Mark, ...]:
        """Return what is proposed on the frame shown, dashed, in pixels of the displayed grid."""
        item = self._session.item
        here = [one for one in self.waiting if is_here(one, frame)]
        if item is None or not here:
            return ()
        first = len(observations_of(self._session.case, item)) + 1
        return tuple(self._mark(number, one) for number, one in enumerate(here, first))

    def _mark(self, number: int, one: Proposal) -> Mark:
        """Return a mark, the same as long as nothing of it changes: what was drawn of it is kept."""
        known = self._marks.get(one.key)
        if known is None or known.number != number:
            region = self._overlay.to_displayed(one.region)
            known = self._marks[one.key] = Mark(one.key, number, region, caption(one), is_dashed=True, is_locked=True)
        return known

    def refresh(self) -> None:
        """Show how things stand for the item on the stage."""
        key = self._session.item_key
        run = self._held.run(key)
        is_running = self._job is not None and self._running == key
        if is_running:
            self.panel.show_run(self._step.done, self._step.total, self._left)
        elif run is not None:
            self.panel.show_proposals(run, self.waiting, self.chosen, self._held.refused(key))
        self.panel.setVisible(is_running or run is not None)
        self._overlay.show_all()

    def _after(self, proposal: Proposal) -> str:
        """Return what is taken in hand once a proposal is decided on."""
        waiting = self.waiting
        found = beside(waiting, proposal.key, 1) or beside(waiting, proposal.key, -1)
        return found.key if found is not None else ""

    def _go_on(self, key: str | None) -> None:
        self.chosen = ""
        if key:
            self._go_to(key)
        else:
            self.refresh()

    def _go_to(self, key: str) -> None:
        """Take a proposal in hand and show its frame."""
        found = next((one for one in self.waiting if one.key == key), None)
        if found is None:
            return
        self._session.select("")
        self.chosen = key
        if isinstance(found.when, Instant) and self._timeline.frames is not None:
            ordinal = found.when.frame.ordinal
            if ordinal != self._timeline.ordinal:
                self._timeline.go_to(ordinal)
        self.refresh()

    def _picked(self, key: str) -> None:
        """Hear which mark was pressed on the stage."""
        if any(one.key == key for one in self.waiting):
            self.chosen = key
            self.refresh()
        elif self.chosen:
            self.chosen = ""
            self.refresh()

    def _let_go(self) -> None:
        """A region of the case was chosen instead."""
        if self.chosen and self._session.selected is not None:
            self.chosen = ""
            self.refresh()

    def _begin(self) -> None:
        self.chosen, self._waiting = "", None
        self._marks.clear()
        self.refresh()

    def _heard_changes(self, _changes: Changes) -> None:
        self._waiting = None
        if self._held.run(self._session.item_key) is not None:
            self.refresh()

    def _accept(self, every: bool) -> None:
        self.accept(every=every)

    def _refuse(self, every: bool) -> None:
        self.refuse(every=every)

    def _bring_back(self) -> None:
        self._held.bring_back(self._session.item_key)
        self._waiting = None
        self.refresh()

    def _heard_step(self, step: Step) -> None:
        self._session.relay.post(lambda: self._show_step(step))

    def _show_step(self, step: Step) -> None:
        if self._job is not None:
            self._step = step
            self._left = self._pace.heard(step.done, step.total)
            if self._running == self._session.item_key:
                self.panel.show_run(step.done, step.total, self._left)

    def _found(self, proposals: Proposals) -> None:
        self._job = None
        self._held.put(proposals)
        self._marks.clear()
        self._waiting = None
        item = self._session.case.get(proposals.item)
        if isinstance(item, Item) and item.key != self._session.item_key:
            count = trn("{number} proposal", "{number} proposals", len(proposals.found))
            self._session.say(tr("The detector has ended: {count} for {item}.", count=count, item=item.label))
        elif self.waiting:
            self._go_to(next((one for one in self.waiting if is_here(one, self._session.frame)), self.waiting[0]).key)
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            is_known = isinstance(error, VerifierError)
            self._session.say(tr_made(error.sentence) if is_known else tr("The detector could not be run."), "warn")
        self.refresh()


def _observations(changes: Changes) -> list[str]:
    """Return the keys of the observations that an edit made, in order."""
    return [one.key for one in changes if isinstance(one.after, Observation) and one.before is None]
