"""The panel Proposals beside the stage: how far a run has come, what waits, and what is done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from verifier.gui.controls import button, column, label, restyle, row
from verifier.gui.detecting.list import ProposalList
from verifier.gui.detecting.words import outcome_words, run_words
from verifier.gui.speech import tr
from verifier.gui.theme import Theme
from verifier.workspace.detecting import Proposal, Proposals

WIDTH_PX = 296


class ProposalsPanel(QFrame):
    """``stopped``: the run, by hand. ``closed``: drop the proposals. ``accepted``, ``refused``: all of them, or one."""

    stopped = Signal()
    closed = Signal()
    accepted = Signal(bool)
    refused = Signal(bool)
    brought_back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("viewpanel")
        self.setFixedWidth(WIDTH_PX)
        self.close_button = button("✕", self.closed.emit, "link", tr("Drop these proposals"))
        self.close_button.setAccessibleName(tr("Drop these proposals"))
        head = row(label(tr("Proposals"), "strong"), None, self.close_button, margins=(16, 10, 8, 0))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._state = label("", "small", wraps=True)
        self.stop = button(tr("Stop"), self.stopped.emit)
        self._running = QWidget()
        self._running.setLayout(column(self._bar, row(None, self.stop), spacing=8))
        self._model = label("", "smallfaint", wraps=True)
        told = label(tr("Dashed is proposed, not stated. What you accept is yours."), "smallfaint", wraps=True)
        about = column(self._state, self._running, self._model, told, spacing=6, margins=(16, 4, 16, 10))
        self.list = ProposalList(theme)
        self.setFocusProxy(self.list)
        self.accept = button(
            tr("Accept"), lambda: self.accepted.emit(False), "primary", tr("Accept the proposal (Return)")
        )
        self.refuse = button(tr("Refuse"), lambda: self.refused.emit(False), "", tr("Refuse the proposal (Delete)"))
        self.accept_all = button("", lambda: self.accepted.emit(True), "link")
        self.refuse_all = button(tr("Refuse all"), lambda: self.refused.emit(True), "link")
        self.bring_back = button(tr("Bring back refused ones"), self.brought_back.emit, "link")
        both = row(self.accept, self.refuse, spacing=8)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        foot = column(both, row(self.accept_all, None, self.refuse_all), row(self.bring_back, None),
                      spacing=4, margins=(16, 8, 16, 12))  # fmt: skip
        whole = column(head, about, self.list, foot, spacing=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def show_run(self, done: int, total: int, left: str) -> None:
        """Show how far a run has come; ``left``: how long it will take, in words."""
        self._set_running(True)
        self._bar.setRange(0, total if total > 1 else 0)
        self._bar.setValue(done)
        words = tr("Looking at frame {done} of {total} …", done=done + 1, total=total) if total > 1 else tr("Looking …")
        self._say(f"{words}\n{left}".strip(), "small")
        self._model.hide()
        self._offer((), "", 0)

    def show_proposals(self, run: Proposals, waiting: tuple[Proposal, ...], chosen: str, refused: int) -> None:
        """Show what waits."""
        self._set_running(False)
        words = outcome_words(run, len(waiting), refused)
        self._say(words if run.found or run.known else tr("The detector found nothing above the threshold."), "small")
        self._model.setText(run_words(run))
        self._model.setToolTip(f"SHA-256 {run.model_sha256}")
        self._model.show()
        self._offer(waiting, chosen, refused)

    def _set_running(self, is_running: bool) -> None:
        self._running.setVisible(is_running)
        self.close_button.setVisible(not is_running)

    def _say(self, words: str, role: str) -> None:
        self._state.setText(words)
        restyle(self._state, role)

    def _offer(self, waiting: tuple[Proposal, ...], chosen: str, refused: int) -> None:
        self.list.show_proposals(waiting, chosen)
        for one in (self.accept, self.refuse):
            one.setEnabled(any(proposal.key == chosen for proposal in waiting))
            one.setVisible(bool(waiting))
        self.accept_all.setText(tr("Accept all {number}", number=len(waiting)))
        for one in (self.accept_all, self.refuse_all):
            one.setVisible(len(waiting) > 1)
        self.bring_back.setVisible(bool(refused))
