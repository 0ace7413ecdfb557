"""Bring footage in: ask for files, run the import beside the window, tell how far it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from verifier.domain.errors import VerifierError
from verifier.domain.progress import Progress, Step
from verifier.gui.added_words import added_words
from verifier.gui.items.panel import ItemsPanel
from verifier.gui.pace import Pace
from verifier.gui.posts_told import posts_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made

if TYPE_CHECKING:
    from verifier.workspace.footage import Added
    from verifier.workspace.jobs import Job


class Footage(QObject):
    """One import at a time; what is added meanwhile waits its turn.

    ``tables_found`` hands on tables that lay beside the footage and may tell of it. ``begun`` and ``ended``: an import
    is under way, and there is no more to add.
    """

    tables_found = Signal(object)
    begun = Signal()
    ended = Signal()

    def __init__(self, session: Session, items: ItemsPanel, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._items, self._window = session, items, window
        self._job: Job[Added] | None = None
        self._waiting: list[Path] = []
        self._pace = Pace()
        items.cancel_asked.connect(self.cancel)
        items.add_asked.connect(self.ask_files)
        items.folder_asked.connect(self.ask_folder)
        items.outcome.problems_asked.connect(lambda: session.show_page("problems"))

    @property
    def is_busy(self) -> bool:
        """Whether an import is under way."""
        return self._job is not None

    def ask_files(self) -> None:
        """Ask for files and add them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Add footage"), self._session.found_in.begin())
        self._add_chosen([Path(name) for name in names])

    def ask_folder(self) -> None:
        """Ask for a folder and add all that is in it."""
        name = QFileDialog.getExistingDirectory(self._window, tr("Add a folder"), self._session.found_in.begin())
        self._add_chosen([Path(name)] if name else [])

    def _add_chosen(self, paths: Sequence[Path]) -> None:
        if paths:
            self._session.found_in.learn(paths[0].parent)
        self.add(paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Add files and folders; a sentence and the list say how it goes."""
        if not paths or not self._session.can_edit:
            return
        if self._job is not None:
            self._waiting += paths
            return
        chosen = tuple(paths)

        def work(progress: Progress) -> "Added":
            from verifier.workspace.footage import add_footage

            return add_footage(self._session.workspace, chosen, progress=progress)

        self.begun.emit()
        self._items.outcome.hide()
        self._items.show_progress(0, 0, tr("Looking through what was chosen …"))
        self._pace = Pace()
        self._job = self._session.workspace.jobs.start("Add footage", work, self._heard)
        self._session.relay.when_done(self._job.result, self._ended, self._failed)

    def cancel(self) -> None:
        """Stop; what is in the case stays."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _heard(self, step: Step) -> None:
        self._session.relay.post(lambda: self._show(step))

    def _show(self, step: Step) -> None:
        if self._job is not None:
            words = tr("Adding {done} of {total}: {name}", done=step.done, total=step.total, name=step.doing)
            left = self._pace.heard(step.done, step.total)
            self._items.show_progress(step.done, step.total, f"{left} · {words}" if left else words)

    def _ended(self, added: "Added") -> None:
        told = added.told()
        said = [added_words(added), *(posts_words(one) for one in told)]
        has_problems = added.has_failures or any(one.unfitted for one in told)
        self._session.say(" ".join(said), "warn" if has_problems else "muted")
        if has_problems or told:
            self._items.outcome.show_words(" ".join(said), has_problems=has_problems)
        self._next()
        if added.tables:
            self.tables_found.emit(added.tables)

    def _failed(self, error: BaseException) -> None:
        known = isinstance(error, VerifierError)
        sentence = tr_made(error.sentence) if known else tr("Adding footage failed; see the log.")
        self._session.say(sentence, "bad")
        self._next()

    def _next(self) -> None:
        self._job = None
        self._items.end_progress()
        waiting, self._waiting = self._waiting, []
        self.add(waiting)
        if self._job is None:
            self.ended.emit()


def dropped_paths(mime: QMimeData) -> list[Path]:
    """Return the local files and folders that were dropped."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
