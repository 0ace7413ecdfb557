"""Put files into a case: one look at each in a worker, items entered in batches while the rest is still being read.

Every file ends as an item, as a posting on an item with the same bytes, or as a problem with a sentence; sidecars are
items tied to theirs. One bad file never stops the others, and stopping keeps what is in.
"""

import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path

import msgspec

from verifier.case.draft import Draft
from verifier.case.storage import Saved
from verifier.commands.items import AddItems, AddProblem, NewItem
from verifier.commands.naming import count
from verifier.commands.statements import AddLink
from verifier.commands.together import Together
from verifier.domain.errors import Cancelled, StorageFailed, VerifierError
from verifier.domain.ids import Sha256
from verifier.domain.inspection import Trouble
from verifier.domain.progress import Progress
from verifier.domain.records import Item, Link
from verifier.media.pool import Pool
from verifier.workspace.added import Added, AddedOne, readable
from verifier.workspace.hash_rows import keep_rows
from verifier.workspace.looking import Look, Looker, code_of
from verifier.workspace.messages import Ingested
from verifier.workspace.provenance import SavedPosts
from verifier.workspace.sidecars import tie
from verifier.workspace.walking import Found, LeftOut, walk
from verifier.workspace.workspace import TASK_MODULES, Workspace

__all__ = ["Added", "AddedOne", "add_footage"]

BATCH_FILES = 50
BATCH_SECONDS = 0.5
"""A batch is entered after so many files or so long: the list fills in steps that a person can follow."""


class Enter(msgspec.Struct, frozen=True):
    """One batch of an import; all of its batches are one gesture, called after all files so far."""

    items: AddItems
    problems: tuple[AddProblem, ...]
    links: tuple[AddLink, ...]
    files_so_far: int

    @property
    def label(self) -> str:
        """What undo takes back."""
        return f"add {count(self.files_so_far, 'file')}"

    def run(self, draft: Draft) -> None:
        """Enter items, then what could not become one, then what ties them."""
        for command in (self.items, *self.problems, *self.links):
            command.run(draft)


class _Seen(msgspec.Struct, frozen=True):
    """One file at the end of its look: what it yielded, or why there is nothing."""

    path: Path
    found: Ingested | None = None
    left_out: LeftOut | None = None
    error: VerifierError | None = None


def add_footage(
    workspace: Workspace,
    paths: Iterable[Path],
    *,
    link: bool = False,
    jobs: int = 2,
    progress: Progress | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Added:
    """Add files and folders; return what became of each. Stopped by ``progress``, it returns what is in by then.

    Saved posts among the files are read, and what they tell is stated in the same gesture. ``link``: leave the
    originals where they are and remember their paths outside the journal. ``mapping``: column -> field of every table.
    Raises :class:`CaseIsReadOnly`, and :class:`StorageFailed` where the disk is full; what was entered before stays.
    """
    workspace.require_writing()
    run = _Import(workspace, is_link=link, progress=progress or Progress(), mapping=mapping or {})
    found = tuple(walk(paths))
    copy_into = None if link else run.incoming
    run.incoming.mkdir(parents=True, exist_ok=True)
    try:
        with Pool(TASK_MODULES, jobs) as pool:
            run.folders = {one.path: readable(one.folder) for one in found if isinstance(one, Found)}
            return run.add(found, Looker(pool, workspace.folder.path, copy_into, ahead=2 * jobs), pool)
    finally:
        shutil.rmtree(run.incoming, ignore_errors=True)


class _Import:
    """One import under way."""

    def __init__(self, workspace: Workspace, *, is_link: bool, progress: Progress, mapping: Mapping[str, str]) -> None:
        self._workspace = workspace
        self._is_link = is_link
        self._progress = progress
        self._mapping = mapping
        self._gesture = workspace.new_id()
        self._known = {item.fingerprints.sha256: item for item in workspace.case.of(Item)}
        self._done: list[AddedOne] = []
        self._saved: list[Future[Saved]] = []
        self.incoming = workspace.folder.incoming / self._gesture
        self.folders: dict[Path, str] = {}

    def add(self, found: tuple[Found | LeftOut, ...], looker: Looker, pool: Pool) -> Added:
        """Enter one batch after the other, tie sidecars, read saved posts; wait until all of it is on the disk."""
        for batch in self._batches(found, looker):
            self._enter(batch)
        self._tie_sidecars()
        was_stopped = len(self._done) < len(found)
        posts = SavedPosts(self._workspace, pool, self._progress, self._mapping)
        if not was_stopped:
            was_stopped = not posts.read({one.path: one.item for one in self._done if one.item is not None})
        label = f"add {count(len(self._done), 'file')}"  # what one undo takes back: the posts go with the files
        for command in posts.commands:
            named = Together((command,), label)
            self._saved.append(self._workspace.execute(named, gesture=self._gesture).saved)
        for saved in self._saved:
            saved.result()
        rest = (AddedOne(path=one.path, outcome="not_reached") for one in found[len(self._done) :])
        return Added((*self._done, *rest), was_stopped, tuple(posts.found), tuple(posts.tables))

    def _batches(self, found: tuple[Found | LeftOut, ...], looker: Looker) -> Iterator[list[_Seen]]:
        """Yield files at the end of their looks; end early where asked to stop or where the disk is full."""
        batch: list[_Seen] = []
        begun = time.monotonic()
        looks = looker.looks(found)
        full: StorageFailed | None = None
        for number, look in enumerate(looks):
            try:
                self._progress.report(number, len(found), readable(look.path.name))
                batch.append(self._see(look))
            except (Cancelled, StorageFailed) as error:
                full = error if isinstance(error, StorageFailed) else None
                looks.close()
                if full is not None:  # what was begun is given up, so that what is whole can still be entered
                    looker.stop()
                    shutil.rmtree(self.incoming, ignore_errors=True)
                break
            if len(batch) >= BATCH_FILES or time.monotonic() - begun > BATCH_SECONDS:
                yield batch
                batch, begun = [], time.monotonic()
        yield batch
        if full is not None:
            raise full

    def _see(self, look: Look) -> _Seen:
        try:
            return _Seen(look.path, look.wait(self._progress), look.left_out)
        except (Cancelled, StorageFailed):
            raise
        except VerifierError as error:
            return _Seen(look.path, error=error)

    def _enter(self, batch: list[_Seen]) -> None:
        looked = ((seen.path, seen.found.fingerprints.sha256) for seen in batch if seen.found is not None)
        self._workspace.storage.put_folders({sha256: self.folders.get(path, "") for path, sha256 in looked})
        files = tuple(self._new_item(seen.path, seen.found) for seen in batch if seen.found is not None)
        problems = tuple(problem for seen in batch if (problem := _problem(seen)) is not None)
        rows = [seen.found.looks for seen in batch if seen.found is not None and seen.found.looks is not None]
        keep_rows(self._workspace.folder.path, rows)
        before = set(self._known)
        self._execute(Enter(AddItems(files), problems, (), len(self._done) + len(batch)))
        for seen in batch:
            self._done.append(self._become(seen, before))

    def _new_item(self, path: Path, found: Ingested) -> NewItem:
        storage = self._workspace.storage
        if self._is_link:
            storage.set_link_path(found.fingerprints.sha256, os.fsdecode(path.absolute()))
        return NewItem(
            original_name=readable(path.name),
            kind=found.kind,
            media_type=found.media_type,
            fingerprints=found.fingerprints,
            technical=found.technical,
            readings_sha256=storage.put_readings(found.readings) if found.readings is not None else None,
            surroundings_sha256=storage.put_readings(found.surroundings),
            is_linked=self._is_link,
            troubles=found.troubles,
        )

    def _execute(self, command: Enter) -> None:
        executed = self._workspace.execute(command, gesture=self._gesture)
        self._saved.append(executed.saved)
        for change in executed.changes:
            if isinstance(change.after, Item):
                self._known[change.after.fingerprints.sha256] = change.after

    def _become(self, seen: _Seen, before: set[Sha256]) -> AddedOne:
        """Say what became of a file; of several with the same new bytes, the first is the item."""
        if seen.left_out is not None:
            outcome = "failed" if seen.left_out.is_problem else "left_out"
            return AddedOne(path=seen.path, outcome=outcome, sentence=seen.left_out.sentence)
        if seen.error is not None or seen.found is None:
            return AddedOne(path=seen.path, outcome="failed", sentence=seen.error.sentence if seen.error else "")
        sha256 = seen.found.fingerprints.sha256
        outcome = "posting" if sha256 in before else "item"
        before.add(sha256)
        troubles = seen.found.troubles if outcome == "item" else ()
        return AddedOne(path=seen.path, outcome=outcome, item=self._known[sha256], troubles=troubles)

    def _tie_sidecars(self) -> None:
        items = {one.path: one.item for one in self._done if one.item is not None}
        tied = tie({path: item.kind for path, item in items.items()})
        links = {(link.from_key, link.to_key) for link in self._workspace.case.of(Link) if link.kind == "sidecar_of"}
        fresh: dict[tuple[str, str], AddLink] = {}
        for path, main in tied.items():
            ends = (items[path].key, items[main].key)
            if ends not in links and ends[0] != ends[1]:
                fresh[ends] = _sidecar_link(items[path], items[main])
        if fresh:
            self._execute(Enter(AddItems(()), (), tuple(fresh.values()), len(self._done)))
        labels = {path: items[main].label for path, main in tied.items() if items[path] != items[main]}
        self._done = [msgspec.structs.replace(one, sidecar_of=labels.get(one.path)) for one in self._done]


def _sidecar_link(sidecar: Item, main: Item) -> AddLink:
    return AddLink(
        source=sidecar,
        target=main,
        kind="sidecar_of",
        evidence_for="Both lay in one folder and share their name, when they were added.",
    )


def _problem(seen: _Seen) -> AddProblem | None:
    """Make the problem record of a file that became no item; what a desktop leaves behind or nothing has is none."""
    if seen.error is not None:
        trouble = Trouble("read", code_of(seen.error), seen.error.sentence)
    elif seen.left_out is not None and seen.left_out.is_problem and seen.left_out.is_there:
        trouble = Trouble("open", "not_opened", seen.left_out.sentence)
    else:
        return None
    return AddProblem(trouble=trouble, file_name=readable(seen.path.name))
