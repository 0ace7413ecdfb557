"""One open case: the single door through which window and command line read it and change it.

Owns what nothing below may ask for: the clock, new ids, who acts. Every method may be called from any thread; listeners
hear of changes on the thread that made them. Loads no decoder: evidence is decoded in workers.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from verifier.case.case import Case
from verifier.case.changes import Changes
from verifier.case.folder import CaseFolder
from verifier.case.journal import PurgeReason
from verifier.case.opening import OpenCase, create_case, open_case
from verifier.case.storage import Saved, Storage
from verifier.commands.case_card import CreateCase
from verifier.commands.history import Command, Executed, History
from verifier.domain.errors import CaseIsReadOnly, StorageFailed, VerifierError
from verifier.domain.records import CatalogRef, Item, Person
from verifier.workspace.clock import Ids, now
from verifier.workspace.entering import Entering
from verifier.workspace.finding import find_item
from verifier.workspace.jobs import Jobs
from verifier.workspace.machine_token import machine_token
from verifier.workspace.people import name_of, person_named
from verifier.workspace.saving import ReadOnly, SavedAt, SaveFailed, SaveState, Saving
from verifier.workspace.settings import Settings, load_settings

if TYPE_CHECKING:
    from verifier.catalog.catalog import Catalog
    from verifier.media.pool import Pool

log = logging.getLogger(__name__)
T = TypeVar("T")

TASK_MODULES = (
    "verifier.media.tasks",
    "verifier.workspace.tasks",
    "verifier.workspace.seeing_tasks",
    "verifier.workspace.comparing_tasks",
    "verifier.workspace.copy_tasks",
    "verifier.workspace.pair_tasks",
    "verifier.workspace.part_tasks",
    "verifier.workspace.place_tasks",
    "verifier.workspace.prior_tasks",
    "verifier.workspace.feature_tasks",
    "verifier.workspace.shortlist_tasks",
    "verifier.workspace.span_tasks",
    "verifier.workspace.machine_tasks",
    "verifier.workspace.provenance_tasks",
    "verifier.workspace.paper_tasks",
    "verifier.workspace.publishing_tasks",
    "verifier.workspace.annotation_tasks",
    "verifier.workspace.detecting_tasks",
    "verifier.workspace.contact_sheet_tasks",
)
"""What the workers load, by name: these modules decode, and never stand in the window's process."""
READ_ONLY_ASKED = "The case was opened for reading only."
CANNOT_WRITE = "The case cannot be written: its folder is protected or the disk is full. It is open for reading only."
Listener = Callable[[Changes], None]
SaveListener = Callable[[SaveState], None]


class Workspace:
    """An open case with its jobs, workers and settings; use it in a ``with`` statement or call :meth:`close`."""

    def __init__(self, opened: OpenCase, person: str, settings: Settings, read_only: str = "") -> None:
        """Take over an opened case; ``read_only`` says why nothing can be edited. See :meth:`create`, :meth:`open`."""
        self._opened = opened
        self._read_only = read_only
        self._lock = RLock()
        self._listeners: list[Listener] = []
        self._save_listeners: list[SaveListener] = []
        self._waiting = 0
        self.new_id = Ids()
        self._person = person_named(opened.case, person, self.new_id)
        self._history = History(opened, actor=self._person.id, now=now, new_id=self.new_id)
        self._state: SaveState = ReadOnly(read_only) if read_only else SavedAt(None)
        self._thoughts = ThreadPoolExecutor(1, "workspace thoughts")
        self._news = ThreadPoolExecutor(1, "workspace news")
        self._pool: Pool | None = None
        self.settings = settings
        self.jobs = Jobs()

    @classmethod
    def create(cls, path: Path, title: str, person: str = "") -> "Workspace":
        """Make a case in a new folder and open it for writing; ``person``: a name, else that of the settings.

        Raises :class:`NotACase` where something stands at ``path``, :class:`StorageFailed` where it cannot be written.
        """
        settings = load_settings().settings
        name = name_of(person or settings.name)
        workspace = cls(create_case(path, Ids()(), name, now()), name, settings)
        try:
            workspace.execute(CreateCase(title=title, person=name)).saved.result()
            workspace.flush()
        except BaseException:
            workspace.close()
            workspace.folder.unmake()
            raise
        return workspace

    @classmethod
    def open(cls, path: Path, person: str = "", *, read_only: bool = False) -> "Workspace":
        """Open a case; where somebody else holds it or it cannot be written, for reading only (see ``save_state``).

        Raises :class:`NotACase`, :class:`CaseTooNew`, :class:`CaseBroken`.
        """
        settings = load_settings().settings
        name = name_of(person or settings.name)
        if read_only:
            return cls(open_case(path, name, now(), writable=False), name, settings, READ_ONLY_ASKED)
        try:
            return cls(open_case(path, name, now()), name, settings)
        except (CaseIsReadOnly, StorageFailed) as error:
            why = error.sentence if isinstance(error, CaseIsReadOnly) else CANNOT_WRITE
            return cls(open_case(path, name, now(), writable=False), name, settings, why)

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what runs, finish writing, let others in. May be called twice."""
        self.jobs.close()
        if self._pool is not None:
            self._pool.close()
        self._opened.storage.flush()
        self._thoughts.shutdown()
        self._news.shutdown()
        self._opened.close()

    # What is open

    @property
    def case(self) -> Case:
        """Every record as it holds now, edits that are still being saved among them."""
        return self._opened.case

    @property
    def folder(self) -> CaseFolder:
        """Where things lie."""
        return self._opened.folder

    @property
    def storage(self) -> Storage:
        """Journal, values and documents."""
        return self._opened.storage

    @property
    def person(self) -> Person:
        """Who edits; enters the case with the first edit."""
        return self._person

    def sign_as(self, name: str) -> Person:
        """Sign the edits from now on with another name; return whose it is. What was done before stays signed."""
        with self._lock:
            self._person = person_named(self.case, name_of(name), self.new_id)
            self._history.actor = self._person.id
        return self._person

    @cached_property
    def machine_token(self) -> str:
        """The word for this installation in readings of this case; see :mod:`verifier.workspace.machine_token`."""
        return machine_token(self.case.info.id)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be edited; ``save_state`` says why."""
        return bool(self._read_only)

    @cached_property
    def catalog(self) -> "Catalog":
        """The shipped catalog with the person's own entries."""
        from verifier.catalog.catalog import load_catalog

        return load_catalog(Path(self.settings.extra_catalog) if self.settings.extra_catalog else None)

    @property
    def pool(self) -> "Pool":
        """Workers that decode; they start when first asked."""
        from verifier.media.pool import Pool

        with self._lock:
            if self._pool is None:
                self._pool = Pool(TASK_MODULES)
            return self._pool

    def require_writing(self) -> None:
        """Raise :class:`CaseIsReadOnly`, naming who holds the case or why it cannot be written."""
        if self._read_only:
            raise CaseIsReadOnly(self._read_only)

    def find_item(self, name: str) -> Item:
        """Return the item that a label, id or file name means; raise :class:`UsageError`."""
        return find_item(self.case, name)

    def think(self, work: Callable[[], T]) -> Future[T]:
        """Run something short on the workspace's own thread, in order."""
        return self._thoughts.submit(work)

    # Editing

    def execute(self, command: Command, *, gesture: str | None = None) -> Executed:
        """Carry out a command: it holds at once and is written behind; with ``gesture`` it joins the last one.

        Raises what the command raises, with nothing changed, and :class:`CaseIsReadOnly`.
        """
        return self._carry_out(lambda: self._history.do(self._entering(command), gesture=gesture))

    def undo(self) -> Executed:
        """Undo the last gesture; raise :class:`CommandRefused` where there is none."""
        return self._carry_out(self._history.undo)

    def redo(self) -> Executed:
        """Do again what was undone last; raise :class:`CommandRefused` where there is nothing."""
        return self._carry_out(self._history.redo)

    def purge(self, key: str, reason: PurgeReason) -> Executed:
        """Destroy a record for good with all that belongs to it; wait until it is done. Cannot be undone."""
        return self._carry_out(lambda: self._history.purge(key, reason))

    @property
    def undo_label(self) -> str | None:
        """What the next undo would undo, in plain speech."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """What the next redo would do again."""
        return self._history.redo_label

    @property
    def undo_changes(self) -> Changes:
        """What the next undo would take back; nothing where that is very much."""
        return self._history.undo_changes

    @property
    def redo_changes(self) -> Changes:
        """What the next redo would do again; nothing where that is very much."""
        return self._history.redo_changes

    def flush(self) -> None:
        """Wait until every edit is on the disk or was taken back."""
        self._opened.storage.flush()
        self._news.submit(lambda: None).result()

    # Listening

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every change, on the thread that made it; returns what ends that."""
        return self._enlist(self._listeners, listener)

    def subscribe_saving(self, listener: SaveListener) -> Callable[[], None]:
        """Hear whenever :attr:`save_state` changes, on any thread; returns what ends that."""
        return self._enlist(self._save_listeners, listener)

    @property
    def save_state(self) -> SaveState:
        """Whether everything is on the disk, or why nothing can be edited."""
        with self._lock:
            return self._state

    def _enlist(self, listeners: list[T], listener: T) -> Callable[[], None]:
        with self._lock:
            listeners.append(listener)

        def leave() -> None:
            with self._lock:
                if listener in listeners:
                    listeners.remove(listener)

        return leave

    def _entering(self, command: Command) -> Entering:
        return Entering(command, self._person, self._keep_entry)

    def _keep_entry(self, named: CatalogRef) -> None:
        """Keep a catalog entry as it stands among the documents of the case, where it is not there yet."""
        if named.entry_id is None or named.entry_sha256 is None or self.storage.readings(named.entry_sha256):
            return
        from verifier.catalog.catalog import canonical

        if self.catalog.has(named.entry_id):
            self.storage.put_readings(canonical(self.catalog.entry(named.entry_id)))

    def _carry_out(self, edit: Callable[[], Executed]) -> Executed:
        self.require_writing()
        with self._lock:
            executed = edit()
            if executed.changes:
                self._waiting += 1
                self._tell_saving(Saving(self._waiting))
                self._tell(executed.changes)
        if executed.changes:
            # The writing thread calls this. It may never wait for the lock: whoever holds the lock may wait for it.
            executed.saved.add_done_callback(lambda saved: self._news.submit(self._written, saved))
        return executed

    def _written(self, saved: Future[Saved]) -> None:
        """Hear that an edit was written, or take back what could not be."""
        error = saved.exception()
        with self._lock:
            self._waiting -= 1
            if error is not None:
                self._take_back(error)
            elif not self._waiting:
                self._tell_saving(SavedAt(now()))
            else:
                self._tell_saving(Saving(self._waiting))

    def _take_back(self, error: BaseException) -> None:
        """Take back every edit that is not on the disk; edits that failed together are taken back by the first."""
        changes = self._history.take_back()
        if changes:
            sentence = error.sentence if isinstance(error, VerifierError) else "The edit could not be written."
            self._tell_saving(SaveFailed(sentence, now()))
            self._tell(changes)

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)

    def _tell_saving(self, state: SaveState) -> None:
        self._state = state
        for listener in tuple(self._save_listeners):
            listener(state)
