"""Let a region move along a clip: keyframes set by hand, or proposed by following it, drawn dashed until accepted."""

from fractions import Fraction

from PySide6.QtWidgets import QFrame

from verifier.commands.tracks import NewKeyframe, RemoveKeyframe, SetKeyframes
from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.frames import FrameRef, Instant, Track
from verifier.domain.progress import Progress, Step
from verifier.domain.records import Observation
from verifier.domain.records.observations import KeyframeState
from verifier.domain.regions import Region
from verifier.gui import gestures
from verifier.gui.controls import button, column, label, row
from verifier.gui.lookups import keyframes_of, region_of
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.timeline.panel import TimelinePanel
from verifier.workspace.following import FollowRequest, Proposal, follow
from verifier.workspace.jobs import Job

MOST_FRAMES = 250
"""So far a region is followed at a time: what is to be looked through before it is accepted should not be longer."""
WHY: dict[str, str] = {
    "": "",
    "end": "The clip ends there.",
    "lost": "Then too little of it moves together.",
    "unlike": "Then it no longer looks like what was marked: something may cover it.",
    "left": "Then it leaves the picture.",
    "plain": "There is nothing on it to hold on to.",
}
"""Why a region was followed no further, in words."""


class Following(QFrame):
    """A line under the stage while a region is followed, or what was found waits to be accepted."""

    def __init__(self, session: Session, timeline: TimelinePanel) -> None:
        super().__init__()
        self.setObjectName("missing")
        self._session, self._timeline = session, timeline
        self._job: Job[Proposal] | None = None
        self.proposal: Proposal | None = None
        self._words = label("", "muted", wraps=True)
        self.accept_all = button(tr("Accept"), lambda: self.accept(), "primary")
        self.accept_here = button(tr("Accept up to here"), lambda: self.accept(up_to_here=True))
        self.discard = button(tr("Discard"), self.drop, "link")
        buttons = row(None, self.discard, self.accept_here, self.accept_all)
        self.setLayout(column(self._words, buttons, spacing=4, margins=(16, 8, 16, 8)))
        self.hide()
        session.item_changed.connect(self.drop)

    def proposed(self, observation: Observation, frame: FrameRef | None) -> Region | None:
        """Return where a region was found on a frame, while that waits to be accepted; in stored pixels."""
        if self.proposal is None or frame is None or self.proposal.observation != observation.key:
            return None
        is_begun = frame.ordinal == self.proposal.regions[0][0]
        return None if is_begun else self.proposal.region(frame.ordinal)

    def switch_keyframe(self) -> None:
        """Set a keyframe of the chosen region on the frame shown, or take the one there away."""
        held, frame = self._session.selected, self._session.frame
        if held is None or frame is None:
            return
        standing = next((one for one in keyframes_of(self._session.case, held) if one.time_s == frame.time_s), None)
        if standing is not None:
            self._session.do(RemoveKeyframe(standing))
        else:
            gestures.set_keyframe(self._session, held, region=self._region_here(held, frame) or held.region)

    def end(self, state: KeyframeState) -> None:
        """Say that the chosen region is hidden, or gone, from the frame shown on."""
        held = self._session.selected
        if held is not None:
            gestures.set_keyframe(self._session, held, state)

    def follow(self, step: int = 1) -> None:
        """Follow the chosen region from the frame shown; nothing is stated before it is accepted."""
        held, frame, item = self._session.selected, self._session.frame, self._session.item
        if held is None or frame is None or item is None or self._job is not None:
            return
        region = self._region_here(held, frame)
        if region is None:
            self._session.say(tr("The region does not stand on this frame; go to one where it does."), "warn")
            return
        request = FollowRequest(held.key, frame.ordinal, region, MOST_FRAMES, step)
        workspace = self._session.workspace

        def work(progress: Progress) -> Proposal:
            return follow(workspace, item, request, progress)

        self.drop()
        self._job = workspace.jobs.start("Follow a region", work, self._heard)
        self._tell(tr("Following …"))
        self._session.relay.when_done(self._job.result, self._found, self._failed)

    def accept(self, *, up_to_here: bool = False) -> None:
        """State what was found as keyframes: one edit."""
        proposal, table = self.proposal, self._timeline.frames
        held = self._session.case.get(proposal.observation) if proposal is not None else None
        if proposal is None or table is None or not isinstance(held, Observation):
            return
        first, here = proposal.regions[0][0], self._timeline.ordinal
        reach = abs(here - first) if up_to_here else MOST_FRAMES
        times = {number: table.time_s(number) for number, _ in proposal.regions if abs(number - first) <= reach}
        keyframes = tuple(
            NewKeyframe(pts=table.pts[number], region=region, proposed_by=proposal.recipe if number != first else None)
            for number, region in proposal.keyframes(times)
        )
        self.drop()
        self._session.do(SetKeyframes(held, keyframes, Fraction(table.time_base)))

    def drop(self) -> None:
        """Forget what was found, and stop looking."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        had_any, self.proposal = self.proposal is not None, None
        self.hide()
        if had_any:
            self._session.marking_changed.emit()

    def _region_here(self, held: Observation, frame: FrameRef) -> Region | None:
        if isinstance(held.when, Track):
            return region_of(self._session.case, held, frame)
        is_here = isinstance(held.when, Instant) and held.when.frame.time_s == frame.time_s
        return held.region if is_here else None

    def _heard(self, step: Step) -> None:
        self._session.relay.post(lambda: self._show_step(step))

    def _show_step(self, step: Step) -> None:
        if self._job is not None:
            self._tell(tr("Following … {done} of at most {total} frames", done=step.done, total=step.total))

    def _found(self, proposal: Proposal) -> None:
        if self._job is None:
            return
        self._job = None
        why, count = tr(WHY[proposal.why]), len(proposal.regions) - 1
        if not count:
            self.hide()
            self._session.say(tr("The region could not be followed. {why}", why=why).strip(), "warn")
            return
        self.proposal = proposal
        last = proposal.regions[-1][0]
        words = trn("Followed over {number} frame, to #{last}.", "Followed over {number} frames, to #{last}.", count,
                    last=last)  # fmt: skip
        self._tell(f"{words} {why} {tr('Look through it: dashed is proposed, not stated.')}".replace("  ", " "))
        self._session.marking_changed.emit()

    def _failed(self, error: BaseException) -> None:
        if self._job is None:
            return
        self._job = None
        self.hide()
        if not isinstance(error, Cancelled):
            is_known = isinstance(error, VerifierError)
            self._session.say(tr_made(error.sentence) if is_known else tr("The region could not be followed."), "warn")

    def _tell(self, words: str) -> None:
        self._words.setText(words)
        for offered in (self.accept_all, self.accept_here):
            offered.setVisible(self.proposal is not None)
        self.discard.setText(tr("Discard") if self.proposal is not None else tr("Cancel"))
        self.show()
