"""Regions of another program's file in the window: ask for the file, look at it beside the window, take them over."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from verifier.domain.errors import Cancelled, VerifierError
from verifier.gui.dialogs.regions_found import RegionsFoundDialog
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.workspace.annotations import RegionsFound, commands_for, look_at_annotations
from verifier.workspace.jobs import Job


class AnnotationsDesk(QObject):
    """One reading at a time; what is taken over is one gesture."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._job: Job[Any] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read."""
        return self._job is not None

    def ask(self) -> None:
        """Ask for a file of annotations and read it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Take regions over from a file"),
            self._session.found_in.begin(),
            tr("Annotations (labelme, COCO, CVAT, VIA)") + " (*.json *.xml *.csv)",
        )
        if name:
            self._session.found_in.learn(Path(name).parent)
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file and show what fits."""
        if not self._session.can_edit or self._job is not None:
            return
        workspace = self._session.workspace
        self._session.say(tr("Reading annotations …"), "muted")
        self._job = workspace.jobs.start(
            "Read annotations", lambda progress: look_at_annotations(workspace, path, progress)
        )
        self._session.relay.when_done(self._job.result, self._show, self._failed)

    def _show(self, found: RegionsFound) -> None:
        self._job = None
        self._session.say("", "muted")
        RegionsFoundDialog(found, lambda: self._take(found), self._window).open()

    def _take(self, found: RegionsFound) -> None:
        gesture = self._session.workspace.new_id()
        for command in commands_for(found):
            self._session.do(command, gesture=gesture)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            is_known = isinstance(error, VerifierError)
            self._session.say(
                tr_made(error.sentence) if is_known else tr("The file could not be read; see the log."), "bad"
            )
