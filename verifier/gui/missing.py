"""A line above the stage while an original is not where it was: find it, and hear whether it is the one."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame

from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.progress import Progress, Step
from verifier.domain.records import Item
from verifier.gui.controls import button, label, row
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.viewer import Viewer
from verifier.workspace.jobs import Job
from verifier.workspace.relinking import Found, find_again, is_at_hand


class MissingOriginal(QFrame):
    """Asks the disk beside the window's thread, since one that was unplugged may answer late."""

    def __init__(self, session: Session, viewer: Viewer) -> None:
        super().__init__()
        self.setObjectName("missing")
        self._session, self._viewer = session, viewer
        self._job: Job[Found] | None = None
        self._words = label("", "warn", wraps=True)
        self.find_file = button(tr("Find the file…"), self._ask_file)
        self.find_folder = button(tr("Look in a folder…"), self._ask_folder)
        self.stop = button(tr("Cancel"), self._cancel, "link")
        line = row(self._words, self.find_file, self.find_folder, self.stop, margins=(16, 8, 16, 8))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()
        session.item_changed.connect(self.look)

    def look(self) -> None:
        """See whether the item's original is there."""
        item = self._session.item
        if self._job is not None:
            return
        self.hide()
        if item is not None:
            future = self._session.workspace.think(lambda: is_at_hand(self._session.workspace, item))
            self._session.relay.when_done(future, lambda there: self._show(item, is_there=there), self._failed)

    def search(self, place: Path) -> None:
        """Look for the original in a file or below a folder."""
        item, workspace = self._session.item, self._session.workspace
        if item is None or self._job is not None:
            return

        def work(progress: Progress) -> Found:
            return find_again(workspace, item, place, progress)

        self._say(tr("Looking …"), is_searching=True)
        self._job = workspace.jobs.start("Find an original", work, self._heard)
        self._session.relay.when_done(self._job.result, lambda found: self._ended(item, place, found), self._failed)

    def _show(self, item: Item, *, is_there: bool) -> None:
        if self._session.item is None or self._session.item.key != item.key or is_there:
            return
        words = tr(
            "The original of {label} is not where it was. Was a disk unplugged or a folder moved?", label=item.label
        )
        self._say(words)

    def _say(self, words: str, *, is_searching: bool = False) -> None:
        self._words.setText(words)
        for offered in (self.find_file, self.find_folder):
            offered.setVisible(not is_searching and self._session.can_edit)
        self.stop.setVisible(is_searching)
        self.show()

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Which file is the original?"), self._session.found_in.begin())
        if name:
            self.search(Path(name))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("In which folder may it lie?"), self._session.found_in.begin())
        if name:
            self.search(Path(name))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _heard(self, step: Step) -> None:
        self._session.relay.post(lambda: self._show_step(step))

    def _show_step(self, step: Step) -> None:
        if self._job is not None:
            words = tr("Looking at file {done} of {total} …", done=step.done + 1, total=step.total)
            self._say(words, is_searching=True)

    def _ended(self, item: Item, place: Path, found: Found) -> None:
        self._job = None
        if any(one.key == item.key for one in found.items):
            self.hide()
            others = len(found.items) - 1
            more = trn(" {number} other item was found too.", " {number} other items were found too.", others)
            self._session.say(tr("The original was found: its SHA-256 is the item's.") + (more if others else ""))
            if self._session.item is not None and self._session.item.key == item.key:
                self._viewer.show_item()
        else:
            self._say(_not_found(place, found))

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, Cancelled):
            self._say(tr("Stopped. What was found before stays."))
        else:
            known = isinstance(error, VerifierError)
            self._say(tr_made(error.sentence) if known else tr("The search failed; see the log."))


def _not_found(place: Path, found: Found) -> str:
    """Say plainly what was found in the original's stead."""
    if not place.is_dir():
        return tr("{name} is another file: its SHA-256 is not the item's. Nothing was changed.", name=place.name)
    if found.others:
        return tr("Not found there. Files of the same size were looked at; their SHA-256 is another.")
    return tr("Not found there: no file in this folder has the size of the original.")
