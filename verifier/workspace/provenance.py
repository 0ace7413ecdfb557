"""Saved posts into a case: read in a worker, matched to its items, stated in one gesture with the import.

What could not be matched is told post by post, and as one problem of the saved file, which names nobody. Nothing is
looked up: an address is kept as words.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.commands.items import NewPosting
from verifier.commands.provenance import NewPost, StatePosts, is_known
from verifier.domain.errors import Cancelled, UsageError, VerifierError
from verifier.domain.inspection import Trouble
from verifier.domain.progress import Progress
from verifier.domain.records import Item, Posting
from verifier.media.pool import Bounds
from verifier.media.sniff import sniff_file
from verifier.metadata.provenance.mapped_table import guess
from verifier.metadata.provenance.post import Post, Provenance
from verifier.metadata.provenance.saved import MAX_BYTES, base_name
from verifier.metadata.provenance.sentences import NOT_KNOWN
from verifier.metadata.provenance.tables import Peek
from verifier.workspace.added import readable
from verifier.workspace.awaiting import awaited
from verifier.workspace.holdings import Beside, Holdings, Local, Match
from verifier.workspace.posts_found import Fitted, PostsFound, Unfitted, UnmappedTable
from verifier.workspace.posts_words import ITSELF, not_matched
from verifier.workspace.provenance_messages import PostsRead, ReadPosts
from verifier.workspace.sha1_hashes import know_sha1

if TYPE_CHECKING:
    from concurrent.futures import Future

    from verifier.media.pool import Pool
    from verifier.workspace.workspace import Workspace

BATCH_POSTS = 200
"""Posts of one line of the journal: each makes a posting and a few words."""
AT_ONCE = 32
"""Files asked for before the first is awaited."""
TABLE_TYPES = ("text/csv", "text/tab-separated-values")
READ_BOUNDS = Bounds(time_s=120)


def may_hold_posts(item: Item, name: str) -> bool:
    """Tell whether it is worth looking into a file of the case for posts, by its type and name."""
    kind, lower = item.media_type, name.casefold()
    return (
        kind in ("application/json", "multipart/related", "application/wacz")
        or (kind.startswith("text/") and lower.endswith((".txt", ".csv", ".tsv")))
        or (kind == "text/plain" and lower.endswith(".json"))
    )


def ask_posts(pool: "Pool", path: Path, name: str, media_type: str, mapping: Mapping[str, str]) -> "Future[PostsRead]":
    """Begin to read a file in a worker."""
    return pool.submit(ReadPosts(os.fsencode(path), name, media_type, dict(mapping)), PostsRead, bounds=READ_BOUNDS)


def take_posts(
    reading: "Future[PostsRead]", name: str, saved_in: Item | None, progress: Progress
) -> PostsRead | PostsFound:
    """Wait for a reading; what went wrong with a file that calls itself one of saved posts becomes a trouble."""
    try:
        return awaited(reading, progress)
    except Cancelled:
        raise
    except VerifierError as error:
        troubles = (_trouble("posts_not_read", error.sentence),)
        return PostsFound(file_name=name, saved_in=saved_in, troubles=troubles)


def fit(
    provenance: Provenance,
    name: str,
    holdings: Holdings,
    held: Mapping[str, list[Posting]],
    saved_in: Item | None,
    beside: Beside | None = None,
) -> PostsFound:
    """Match posts to items. ``held``: the postings of the case by item; ``beside``: as :meth:`Holdings.find` has it."""
    fitted: list[Fitted] = []
    unfitted: list[Unfitted] = []
    for post in provenance.posts:
        match = _match(post, holdings, saved_in, beside)
        if isinstance(match, Match):
            posting = _posting(post, saved_in, match)
            known = is_known(posting, held.get(match.item.id, []))
            fitted.append(Fitted(match.item, post, posting, match.basis, known))
        elif not post.is_chance:
            file_name = post.wanted.name if post.wanted is not None else name
            unfitted.append(Unfitted(readable(file_name), post.message_id, post.missing or match))
    troubles = tuple(_trouble("posts_not_read", sentence) for sentence in provenance.troubles)
    if unfitted:
        reasons = [one.sentence for one in unfitted]
        troubles += (_trouble("posts_not_matched", not_matched(reasons, len(fitted) + len(unfitted))),)
    return PostsFound(
        file_name=name,
        format=provenance.format,
        title=provenance.title,
        saved_in=saved_in,
        fitted=tuple(fitted),
        unfitted=tuple(unfitted),
        troubles=troubles,
    )


def _match(post: Post, holdings: Holdings, saved_in: Item | None, beside: Beside | None) -> Match | str:
    if post.wanted is None:
        return Match(saved_in, "the saved file itself") if saved_in is not None else ITSELF
    if post.missing and not post.wanted.paths:
        return post.missing
    return holdings.find(post.wanted, saved_in, beside)


def _posting(post: Post, saved_in: Item | None, match: Match) -> NewPosting:
    """Make the posting; a saved page is no sidecar of itself, but it is of the pictures that it shows."""
    same = {field: getattr(post, field) for field in NewPosting.__struct_fields__ if field in Post.__struct_fields__}
    is_itself = saved_in is not None and saved_in.id == match.item.id
    name = base_name(post.wanted.paths[0]) if post.wanted is not None and post.wanted.paths else ""
    sidecar = saved_in.id if saved_in is not None and not is_itself else None
    stem = post.wanted is not None and post.wanted.is_stem
    return NewPosting(
        **same, file_name=match.item.original_name if stem or not name else readable(name), sidecar=sidecar
    )


def _trouble(code: str, sentence: str) -> Trouble:
    return Trouble("sidecar", code, sentence)


def commands_for(found: PostsFound) -> list[StatePosts]:
    """Return the commands that state what was found, each of a size that the journal takes in one line."""
    new = [
        NewPost(item=one.item, posting=one.posting, said=one.post.said, said_in=one.post.said_in)
        for one in found.fitted
    ]
    fresh = [post for post, one in zip(new, found.fitted, strict=True) if not one.is_known]
    batches = [fresh[start : start + BATCH_POSTS] for start in range(0, len(fresh), BATCH_POSTS)] or [[]]
    made: list[StatePosts] = []
    for place, batch in enumerate(batches):
        is_last = place == len(batches) - 1
        troubles = found.troubles if is_last else None
        so_far = sum(len(one) for one in batches[: place + 1])
        made.append(StatePosts(posts=tuple(batch), saved_in=found.saved_in, troubles=troubles, so_far=so_far))
    return made if fresh or found.troubles else []


def holdings_of(workspace: "Workspace") -> tuple[Holdings, dict[str, list[Posting]]]:
    """Return the files of a case by name and hash, and its postings by item."""
    case = workspace.case
    postings = case.of(Posting)
    held: dict[str, list[Posting]] = {}
    for posting in postings:
        held.setdefault(posting.item, []).append(posting)
    return Holdings(case.of(Item), postings, workspace.storage.folders()), held


def offers_mapping(head: Peek | None) -> bool:
    """Tell whether a table seems to name files: only then a person is asked about it unasked."""
    return head is not None and bool({"file", "sha256"} & set(guess(head.columns).values()))


class SavedPosts:
    """The saved posts among the files of one import: read, matched, and made into commands."""

    def __init__(self, workspace: "Workspace", pool: "Pool", progress: Progress, mapping: Mapping[str, str]) -> None:
        self._workspace, self._pool, self._progress, self._mapping = workspace, pool, progress, mapping
        self.found: list[PostsFound] = []
        self.tables: list[UnmappedTable] = []

    @property
    def commands(self) -> list[StatePosts]:
        """Return what is to be stated, in order."""
        return [command for found in self.found for command in commands_for(found)]

    def read(self, items: Mapping[Path, Item]) -> bool:
        """Read every file that may hold posts; return whether it went through to the end."""
        chosen = [(path, item) for path, item in items.items() if may_hold_posts(item, path.name)]
        if not chosen:
            return True
        local = Local(items)
        holdings, held = holdings_of(self._workspace)
        try:
            for start in range(0, len(chosen), AT_ONCE):
                asked = [(path, item, self._ask(path, item)) for path, item in chosen[start : start + AT_ONCE]]
                for place, (path, item, reading) in enumerate(asked):
                    self._progress.report(start + place, len(chosen), readable(path.name))
                    read = take_posts(reading, readable(path.name), item, self._progress)
                    self._take(read, path, item, holdings, held, Beside(local, path))
        except Cancelled:
            return False
        return True

    def _ask(self, path: Path, item: Item) -> "Future[PostsRead]":
        is_table = item.media_type in TABLE_TYPES
        return ask_posts(self._pool, path, readable(path.name), item.media_type, self._mapping if is_table else {})

    def _take(
        self,
        read: PostsRead | PostsFound,
        path: Path,
        item: Item,
        holdings: Holdings,
        held: dict[str, list[Posting]],
        beside: Beside,
    ) -> None:
        if isinstance(read, PostsFound):
            if item.media_type != "text/plain":
                self.found.append(read)
        elif read.provenance is not None:
            know_sha1(self._workspace, self._pool, holdings, read.provenance, self._progress)
            found = fit(read.provenance, readable(path.name), holdings, held, item, beside)
            self.found.append(found)
            for one in found.fresh:
                held.setdefault(one.item.id, []).append(one.posting.of(one.item.id, ""))
        elif read.table is not None and offers_mapping(read.table):
            self.tables.append(UnmappedTable(item, path, read.table))


def look_at_posts(
    workspace: "Workspace", path: Path, mapping: Mapping[str, str], progress: Progress | None = None
) -> PostsFound:
    """Read and match the posts of a file without stating anything (a dry run).

    Raises :class:`InputError` where the file is of no known format, broken, too large, or no mapping is given.
    """
    sniffed = sniff_file(path)
    name = readable(path.name)
    read = awaited(ask_posts(workspace.pool, path, name, sniffed.media_type, mapping), progress or Progress())
    provenance = require_known(read, name)
    holdings, held = holdings_of(workspace)
    know_sha1(workspace, workspace.pool, holdings, provenance, progress or Progress())
    saved_in = _item_of(workspace, path)
    return fit(provenance, name, holdings, held, saved_in)


def state_posts(
    workspace: "Workspace", path: Path, mapping: Mapping[str, str], progress: Progress | None = None
) -> PostsFound:
    """Read the posts of a file into a case, in one gesture; the file becomes an item where it is none yet.

    Raises as :func:`look_at_posts` does, before anything is stated, and :class:`CaseIsReadOnly`.
    """
    from verifier.workspace.footage import add_footage

    workspace.require_writing()
    found = look_at_posts(workspace, path, mapping, progress)
    if found.saved_in is None:
        added = add_footage(workspace, [path], jobs=1, mapping=mapping, progress=progress)
        return added.posts[0] if added.posts else found
    gesture = workspace.new_id()
    for saved in [workspace.execute(command, gesture=gesture).saved for command in commands_for(found)]:
        saved.result()
    return found


def table_head(workspace: "Workspace", path: Path, progress: Progress | None = None) -> Peek | None:
    """Return the head of a table that needs a mapping, ``None`` for a file of a known format.

    Raises :class:`InputError` where the file cannot be read, or is of no known format and no table.
    """
    name = readable(path.name)
    read = awaited(ask_posts(workspace.pool, path, name, sniff_file(path).media_type, {}), progress or Progress())
    if read.provenance is None and read.table is None:
        require_known(read, name)
    return read.table if read.provenance is None else None


def require_known(read: PostsRead, name: str) -> Provenance:
    """Return what was read; raise :class:`UsageError` where the file needs a mapping or is of no known format."""
    if read.provenance is not None:
        return read.provenance
    if read.table is not None:
        guessed = " ".join(f"--map {_quoted(column)}={field}" for column, field in guess(read.table.columns).items())
        columns = ", ".join(read.table.columns)
        hint = f" For example: {guessed}" if guessed else ""
        raise UsageError(f"Say what the columns of the table mean (--map COLUMN=FIELD); it has: {columns}.{hint}", name)
    raise UsageError(NOT_KNOWN, name)


def _quoted(column: str) -> str:
    import shlex

    return shlex.quote(column)


def _item_of(workspace: "Workspace", path: Path) -> Item | None:
    """Return the item that holds a file's bytes, ``None`` where the case has none."""
    size = path.stat().st_size
    same = [item for item in workspace.case.of(Item) if item.fingerprints.size_bytes == size]
    if not same or size > MAX_BYTES:
        return None
    from verifier.media.fingerprint import read_once

    sha256 = read_once(path).fingerprints.sha256
    return next((item for item in same if item.fingerprints.sha256 == sha256), None)
