"""The parts of seeing better, joined to the stage of an open case: panel, badge, saving as seen."""

from PySide6.QtCore import QObject

from verifier.domain.errors import VerifierError
from verifier.domain.records import Derivative
from verifier.gui.seeing.badge import SeeingBadge
from verifier.gui.seeing.loupe import Loupe
from verifier.gui.seeing.panel import ViewPanel
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.stage.panel import StagePanel
from verifier.workspace.seeing import save_seen


class SeeingDesk(QObject):
    """Holds the panel, which whoever lays out the stage puts beside it."""

    def __init__(self, session: Session, stage: StagePanel) -> None:
        super().__init__(stage)
        self._session, self._stage = session, stage
        self.panel = ViewPanel(session)
        self.panel.hide()
        self.badge = SeeingBadge(session, stage)
        self.loupe = Loupe(session, stage)
        session.seeing.shown_changed.connect(self._tell)
        self.badge.open_asked.connect(self.open)
        self.panel.closed.connect(self.close)
        self.panel.save_asked.connect(self.save)
        self.panel.steady_asked.connect(self.steady)

    def _tell(self) -> None:
        self._stage.is_plain = not self._session.seeing.shown

    def open(self) -> None:
        """Show the panel."""
        self.panel.show()

    def close(self) -> None:
        """Hide the panel; what was set stays."""
        self.panel.hide()
        self._stage.canvas.setFocus()

    def switch(self) -> None:
        """Show the panel and go to it, or hide it."""
        if self.panel.isVisible():
            self.close()
        else:
            self.open()
            self.panel.setFocus()

    def reset(self) -> None:
        """Show the item as its file has it."""
        self._session.seeing.reset(self._session.item_key)

    def compare(self) -> None:
        """Show the file as it is, or through its filters again."""
        self._session.seeing.switch(self._session.item_key)

    def turn_by(self, step_deg: float) -> None:
        """Turn the view clockwise."""
        key = self._session.item_key
        self._session.seeing.turn_to(key, self._session.seeing.look(key).turn_deg + step_deg)

    def steady(self) -> None:
        """Steady the clip on the frame that is shown, or no more."""
        session, key = self._session, self._session.item_key
        is_on = session.seeing.look(key).steady_on is not None
        if not is_on and session.frame is None:
            session.say(tr("The frame is still being read; try again when it stands."), "warn")
            return
        session.seeing.steady_on(key, None if is_on or session.frame is None else session.frame.ordinal)

    def save(self) -> None:
        """Save the picture that stands on the stage as it is seen, with its recipe."""
        session = self._session
        item, frame, stack = session.item, session.frame, session.seeing.shown
        if item is None or not stack:
            return
        if item.kind == "video" and frame is None:
            session.say(tr("The frame is still being read; save it when it stands."), "warn")
            return
        workspace, ordinal = session.workspace, frame.ordinal if frame is not None else None
        session.say(tr("Saving the picture as seen …"))
        job = workspace.jobs.start("save as seen", lambda _progress: save_seen(workspace, item, ordinal, stack))
        session.relay.when_done(job.result, lambda executed: self._saved(executed.changes), self._failed)

    def _saved(self, changes: tuple[object, ...]) -> None:
        made = next((after for one in changes if isinstance(after := getattr(one, "after", None), Derivative)), None)
        if made is not None:
            sentence = tr("Saved as seen, as PNG with its recipe, SHA-256 {sha256}", sha256=made.sha256)
            self._session.say(sentence)

    def _failed(self, error: BaseException) -> None:
        is_known = isinstance(error, VerifierError)
        sentence = tr_made(error.sentence) if is_known else tr("The picture could not be saved as it is seen.")
        self._session.say(sentence, "warn")
