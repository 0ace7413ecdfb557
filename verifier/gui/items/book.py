"""The rows of a case in their order: filtered, found by words, grouped; each described when it is first seen. No Qt.

A case of thousands of items is listed at once this way: what filters and groups ask for is kept in an index, and a row
is put into words only where it is painted.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from verifier.case.case import Case
from verifier.case.changes import Changes
from verifier.case.copy_groups import stated_groups
from verifier.catalog.catalog import Lore
from verifier.domain.errors import UnknownKey
from verifier.domain.ids import Sha256
from verifier.domain.records import Incident, Item, Link, Person, Problem
from verifier.gui.items.facets import FacetIndex, Filter, Pick, picks_of, picks_of_lost
from verifier.gui.items.known import NO_DIGEST, Known, gather, rows_of
from verifier.gui.items.order import NaturalKey, Order, Shown, grouped_rows, sorted_rows
from verifier.gui.items.search import WrittenWords
from verifier.gui.items.words import Row, row_of_item, row_of_problem
from verifier.gui.speech import tr_made
from verifier.workspace.digests import Digest
from verifier.workspace.tracks import track_item
from verifier.workspace.walking import natural_key

FIRST_ROWS = 24
"""About as many as a screen shows: described at once, off the window's thread."""
FIRST_LOOKS = 500
"""Rows looked at off the window's thread, before the case is shown; the others a few at a time, in idle moments."""


def no_lore(_entry_id: str) -> Lore:
    """Know nothing of any drone: for a book without a catalog."""
    return Lore()


class RowBook:
    """What the list shows of a case; :meth:`follow` keeps it in step with edits.

    ``digests``: what the files say, by the SHA-256 of their readings. ``texts``: the words of records as they are
    stored. ``lore_of``: asked with the id of a catalog entry. ``folders``: where files lay, by their SHA-256.
    """

    def __init__(
        self,
        case: Case,
        digests: Mapping[Sha256, Digest] | None = None,
        texts: Iterable[tuple[str, str]] = (),
        lore_of: Callable[[str], Lore] = no_lore,
        folders: Callable[[], Mapping[Sha256, str]] = dict,
    ) -> None:
        self._case, self._lore_of, self._folders_now = case, lore_of, folders
        self._folders = dict(folders())
        self._digests: dict[Sha256, Digest] = dict(digests or {})
        self._rows: dict[str, Row] = {}
        self._latest: Known | None = None
        self._names: dict[str, NaturalKey] = {}
        self._keys: tuple[str, ...] = ()
        self._words = WrittenWords(case, texts, self._said)
        self._index = FacetIndex()
        self._copies = stated_groups(case)
        self._list()
        self._waiting = list(reversed(self._keys))
        self.prepare(FIRST_LOOKS)
        for key in self._keys[:FIRST_ROWS]:
            self.row(key)

    @property
    def digests(self) -> Mapping[Sha256, Digest]:
        """What is known of files, by the SHA-256 of their readings."""
        return self._digests

    @property
    def index(self) -> FacetIndex:
        """Which rows each answer is true of."""
        return self._index

    @property
    def is_ready(self) -> bool:
        """Whether every row was looked at: until then counts are not known."""
        return not self._waiting

    def prepare(self, most: int) -> None:
        """Look at some more rows, so that filters and the search find them ready."""
        for _ in range(min(most, len(self._waiting))):
            key = self._waiting.pop()
            if not self._index.picks(key):
                self._look_again(key)
            self._words.of(key)

    def order(self) -> tuple[str, ...]:
        """Return keys: items in the order in which they came, then files that could not be added, in natural order."""
        return self._keys

    def row(self, key: str) -> Row:
        """Describe a row."""
        row = self._rows.get(key)
        if row is None:
            record = self._record(key)
            if isinstance(record, Item):
                known = (
                    self._latest if self._latest is not None and self._latest.item is record else self._known(record)
                )
                row = row_of_item(self._case, known)
            else:
                row = row_of_problem(record)
            self._rows[key] = row
        return row

    def known(self, key: str) -> Known | None:
        """Return what is known of an item; ``None`` for a file that could not be added."""
        record = self._case.get(key)
        return self._known(record) if isinstance(record, Item) else None

    def count(self, pick: Pick) -> int:
        """Return of how many rows an answer is true."""
        return self._index.count(pick)

    def copies(self) -> Mapping[str, tuple[str, ...]]:
        """Return the group of every item that is stated to be a copy or to have copies."""
        return self._copies

    def shown(self, wanted: Filter, order: Order) -> Shown:
        """Return the rows that a filter leaves, in their order and groups."""
        if wanted != Filter() or order != Order():
            self.prepare(len(self._waiting))
        chosen = self._index.matching(wanted.picks)
        keys = self._keys if chosen is None else [key for key in self._keys if key in chosen]
        if wanted.text.strip():
            keys = self._words.matching(keys, wanted.text)
        return grouped_rows(
            sorted_rows(keys, order.sort, self._names.__getitem__, self._index), order.grouped, self.index
        )

    def follow(self, changes: Changes) -> set[str]:
        """Take in what these changes did; return the keys of the rows that may read differently."""
        touched = self._touched(changes)
        if any(isinstance(record, Item | Link) for change in changes for record in (change.before, change.after)):
            touched |= self._copies_of(touched)
            self._copies = stated_groups(self._case)
        touched |= self._copies_of(touched)
        self._words.follow((change.key for change in changes), touched)
        if any(isinstance(record, Item | Problem) for change in changes for record in (change.before, change.after)):
            self._list()
        if any(change.before is None and isinstance(change.after, Item) for change in changes):
            self._folders.update(self._folders_now())
        for key in touched:
            self._look_again(key)
        return touched

    def take_digests(self, made: Mapping[Sha256, Digest]) -> set[str]:
        """Take in what was drawn from files; return the keys of the rows that may read differently."""
        self._digests.update(made)
        touched = {item.key for item in self._case.of(Item) if item.readings_sha256 in made}
        touched |= {clip for key in touched for clip in self._clips_of(key)}
        self._words.follow((), touched)
        for key in touched:
            self._look_again(key)
        return touched

    def _said(self, item: Item) -> str:
        """Return what a file says of its device and its time, and where it lay, to be searched."""
        digest = self._digests.get(item.readings_sha256 or "", NO_DIGEST)
        findings = (tr_made(finding.sentence) for finding in digest.findings)
        folder = self._folders.get(item.fingerprints.sha256, "")
        return "\n".join((digest.device, *digest.serials, digest.recorded_at, folder, *findings))

    def _touched(self, changes: Changes) -> set[str]:
        """Name the rows that changes say something on; a new title or name shows wherever it is named."""
        touched: set[str] = set()
        for change in changes:
            for record in (change.before, change.after):
                if record is not None:
                    touched.update(rows_of(self._case, record))
            if isinstance(change.after, Incident | Person):
                touched.update(record.key for record in self._case.referring(change.key) if isinstance(record, Item))
        return touched

    def _copies_of(self, keys: set[str]) -> set[str]:
        """Name the copies of some rows: what is stated of one may contradict what is stated of another."""
        return {copy for key in keys for copy in self._copies.get(key, ())}

    def _record(self, key: str) -> Item | Problem:
        record = self._case.require(key)
        if not isinstance(record, Item | Problem):
            raise UnknownKey("There is no such row.", key)
        return record

    def _known(self, item: Item) -> Known:
        digest = self._digests.get(item.readings_sha256 or "", NO_DIGEST)
        folder = self._folders.get(item.fingerprints.sha256, "")
        holder = track_item(self._case, item) if item.kind == "video" else item
        track = self._digests.get(holder.readings_sha256 or "", NO_DIGEST) if holder is not item else NO_DIGEST
        return gather(self._case, item, digest, self._lore_of, folder, self._copies.get(item.key, ()), track)

    def _clips_of(self, key: str) -> Iterator[str]:
        """Yield the rows that a file lies beside: what it says may not fit them."""
        for link in self._case.referring(key):
            if isinstance(link, Link) and link.kind == "sidecar_of" and link.from_key == key:
                yield link.to_key

    def _list(self) -> None:
        lost = [problem for problem in self._case.of(Problem) if problem.item is None]
        lost.sort(key=lambda problem: natural_key(problem.file_name))
        self._keys = (*(item.key for item in self._case.of(Item)), *(problem.key for problem in lost))

    def _look_again(self, key: str) -> None:
        self._rows.pop(key, None)
        record = self._case.get(key)
        if isinstance(record, Item):
            self._latest = self._known(record)
            self._index.put(key, picks_of(self._latest))
            self._names[key] = natural_key(record.original_name)
        elif isinstance(record, Problem):
            self._index.put(key, picks_of_lost(record))
            self._names[key] = natural_key(record.file_name)
        else:
            self._index.drop(key)
            self._names.pop(key, None)
