"""Looks for machines on a thread of its own, and draws them anew after an edit, beside the window's thread."""

import msgspec
from PySide6.QtCore import QObject, Signal

from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.progress import Progress, Step
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.workspace.jobs import Job
from verifier.workspace.machine_messages import Traces
from verifier.workspace.machines import Machines, find_machines, machines_of
from verifier.workspace.trade import ProposedShipment, proposed_shipments


class Found(msgspec.Struct, frozen=True):
    """What is known of machines, and what ties them to trade. ``machines`` ``None``: files were not looked at yet."""

    machines: Machines | None
    shipments: tuple[ProposedShipment, ...] = ()


class MachineSearch(QObject):
    """``found``: what there is now. ``stepped``: how far it is. ``ended``: it runs no more, whatever came of it."""

    found = Signal(object)
    stepped = Signal(str)
    ended = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job[Machines] | None = None
        self._traces: dict[str, Traces] | None = None
        self._is_drawing = self._is_stale = False

    @property
    def is_running(self) -> bool:
        """Whether files are being looked at."""
        return self._job is not None

    def start(self) -> None:
        """Look through every file of the case."""
        workspace = self._session.workspace

        def work(progress: Progress) -> Machines:
            return find_machines(workspace, progress)

        self._job = workspace.jobs.start("Look for machines", work, self._heard)
        self._session.relay.when_done(self._job.result, self._take, self._failed)

    def stop(self) -> None:
        """Stop soon."""
        if self._job is not None:
            self._job.cancel()

    def renew(self) -> None:
        """Draw what is known anew; while that is under way, once more after it."""
        if self._is_drawing:
            self._is_stale = True
            return
        self._is_drawing = True
        workspace, traces = self._session.workspace, self._traces

        def think() -> Found:
            machines = machines_of(workspace.case, traces, workspace.catalog) if traces is not None else None
            return Found(machines, proposed_shipments(workspace.case, workspace.catalog))

        self._session.relay.when_done(workspace.think(think), self._drawn, self._not_drawn)

    def _drawn(self, found: Found) -> None:
        self._is_drawing = False
        self.found.emit(found)
        if self._is_stale:
            self._is_stale = False
            self.renew()

    def _not_drawn(self, _error: BaseException) -> None:
        self._is_drawing = self._is_stale = False

    def _heard(self, step: Step) -> None:
        words = tr("Looking at {done} of {total}: {name}", done=step.done, total=step.total, name=step.doing)
        self._session.relay.post(lambda: self.stepped.emit(words))

    def _take(self, machines: Machines) -> None:
        self._job, self._traces = None, machines.traces
        self.renew()
        self.ended.emit()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            known = isinstance(error, VerifierError)
            self._session.say(tr_made(error.sentence) if known else tr("Machines could not be looked for."), "warn")
        self.ended.emit()
