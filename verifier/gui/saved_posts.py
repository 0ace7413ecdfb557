"""Saved posts in the window: ask for a file, read it beside the window, ask what a table means, tell what fits none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog, QWidget

from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.progress import Progress
from verifier.gui.dialogs.log_view import LogView
from verifier.gui.dialogs.map_table import Mapping, MapTable
from verifier.gui.posts_told import posts_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.metadata.provenance.tables import Peek
from verifier.workspace.jobs import Job
from verifier.workspace.posts_found import PostsFound, Unfitted, UnmappedTable
from verifier.workspace.provenance import look_at_posts, state_posts, table_head

T = TypeVar("T")
LISTED = 2_000


class SavedPostsDesk(QObject):
    """One reading at a time; what is read becomes one gesture."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._jobs: set[Job[object]] = set()
        self._waiting: list[UnmappedTable] = []
        self._is_asking = False

    @property
    def is_busy(self) -> bool:
        """Whether something is being read."""
        return bool(self._jobs)

    def ask(self) -> None:
        """Ask for a file of saved posts and read it."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Read saved posts"), self._session.found_in.begin())
        if name:
            self._session.found_in.learn(Path(name).parent)
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file; a table is asked about first."""
        if not self._session.can_edit:
            return
        self._session.say(tr("Reading saved posts …"), "muted")
        self._run(
            lambda progress: table_head(self._session.workspace, path, progress),
            lambda head: self._take_head(path, head),
        )

    def offer(self, tables: Sequence[UnmappedTable]) -> None:
        """Ask about tables that lay beside what was added, one after the other."""
        self._waiting += tables
        if not self._is_asking:
            self._next()

    def _next(self) -> None:
        self._is_asking = False
        if self._waiting:
            table = self._waiting.pop(0)
            self._map(table.path, table.head)

    def _take_head(self, path: Path, head: Peek | None) -> None:
        if head is None:
            self._state(path, {})
        else:
            self._session.say("", "muted")
            self._map(path, head)

    def _map(self, path: Path, head: Peek) -> None:
        dialog = MapTable(
            path.name,
            head,
            lambda dialog, mapping: self._look(dialog, path, mapping),
            lambda mapping: self._state(path, mapping),
            self._window,
        )
        self._is_asking = True
        dialog.finished.connect(self._next)
        dialog.open()

    def _look(self, dialog: MapTable, path: Path, mapping: Mapping) -> None:
        workspace = self._session.workspace
        is_there = [True]
        dialog.finished.connect(lambda: is_there.clear())

        def show(found: PostsFound) -> None:
            if is_there:
                dialog.show_found(mapping, found)

        def fail(sentence: str) -> None:
            if is_there:
                dialog.show_trouble(sentence)

        self._run(lambda progress: look_at_posts(workspace, path, mapping, progress), show, fail)

    def _state(self, path: Path, mapping: Mapping) -> None:
        workspace = self._session.workspace
        self._session.say(tr("Reading saved posts …"), "muted")
        self._run(lambda progress: state_posts(workspace, path, mapping, progress), self._tell)

    def _tell(self, found: PostsFound) -> None:
        role = "warn" if found.unfitted or found.troubles else "muted"
        self._session.say(posts_words(found), role)
        if found.unfitted:
            self.list_unfitted(found)

    def list_unfitted(self, found: PostsFound) -> None:
        """Show the posts that fit no file, each with what to do."""
        lines = [_line(one) for one in found.unfitted[:LISTED]]
        words = tr("These posts are not in the case, because no file of the case fits them.")
        view = LogView(tr("Posts without a file"), words, "\n".join(lines), self._window)
        view.text.moveCursor(QTextCursor.MoveOperation.Start)
        view.open()

    def _run(
        self, work: Callable[[Progress], T], done: Callable[[T], object], failed: Callable[[str], object] | None = None
    ) -> None:
        job = self._session.workspace.jobs.start("Read saved posts", work)
        self._jobs.add(job)  # pyright: ignore[reportArgumentType]

        def ended(result: T) -> None:
            self._jobs.discard(job)  # pyright: ignore[reportArgumentType]
            done(result)

        def broke(error: BaseException) -> None:
            self._jobs.discard(job)  # pyright: ignore[reportArgumentType]
            if isinstance(error, Cancelled):
                return
            is_known = isinstance(error, VerifierError)
            sentence = error.sentence if is_known else "Reading the saved posts failed; see the log."
            if failed is not None:
                failed(sentence)
            else:
                self._session.say(tr_made(sentence), "bad")

        self._session.relay.when_done(job.result, ended, broke)


def _line(one: Unfitted) -> str:
    """Write a post in one line: its file, its message, why it fits none."""
    message = tr("message {id}", id=one.message_id) if one.message_id else ""
    named = " · ".join(part for part in (one.file_name, message) if part)
    return f"{named}: {tr_made(one.sentence)}" if named else tr_made(one.sentence)
