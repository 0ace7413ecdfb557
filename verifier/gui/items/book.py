"""The rows of a case in their order, each described when it is first asked for. No Qt.

A case of thousands of items is listed at once this way: only what is painted, filtered by or stated about is looked at.
"""

from collections.abc import Iterator

from verifier.case.case import Case
from verifier.case.changes import Changes
from verifier.domain.errors import UnknownKey
from verifier.domain.records import DroneClaim, Item, PlaceClaim, Problem
from verifier.gui.items.words import Filter, Row, facets_of, haystack_of, row_of_item, row_of_problem
from verifier.gui.lookups import item_of
from verifier.workspace.walking import natural_key

PLAIN: frozenset[Filter] = frozenset({"all", "untagged"})
LOST: frozenset[Filter] = frozenset({"all", "problems"})
FIRST_ROWS = 24
"""About as many as a screen shows: described at once, off the window's thread."""


class RowBook:
    """What the list shows of a case; :meth:`follow` keeps it in step with edits."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._rows: dict[str, Row] = {}
        self._haystacks: dict[str, str] = {}
        self._facets: dict[str, frozenset[Filter]] = {}
        self._keys: tuple[str, ...] = ()
        self._list()
        for key in dict.fromkeys(self._stated()):
            self._look_again(key)
        for key in self._keys[:FIRST_ROWS]:
            self.row(key)

    def order(self) -> tuple[str, ...]:
        """Return keys: items in the order in which they came, then files that could not be added, in natural order."""
        return self._keys

    def row(self, key: str) -> Row:
        """Describe a row."""
        row = self._rows.get(key)
        if row is None:
            record = self._record(key)
            row = row_of_item(self._case, record) if isinstance(record, Item) else row_of_problem(record)
            self._rows[key] = row
        return row

    def facets(self, key: str) -> frozenset[Filter]:
        """Return the filters that show a row."""
        return self._facets.get(key, PLAIN)

    def count(self, name: Filter) -> int:
        """Return how many rows a filter would show."""
        plain = len(self._keys) - len(self._facets) if name in PLAIN else 0
        return plain + sum(name in facets for facets in self._facets.values())

    def haystack(self, key: str) -> str:
        """Return the words by which a row is found, small letters all."""
        words = self._haystacks.get(key)
        if words is None:
            words = haystack_of(self._case, self._record(key), has_statements=key in self._facets)
            self._haystacks[key] = words
        return words

    def follow(self, changes: Changes) -> set[str]:
        """Forget what these changes touched; return the keys of the rows that may read differently."""
        touched: set[str] = set()
        for change in changes:
            for record in (change.before, change.after):
                if isinstance(record, Problem) and record.item is None:
                    touched.add(record.key)
                elif record is not None:
                    touched.add(item_of(self._case, record) or "")
        touched.discard("")
        if any(isinstance(record, Item | Problem) for change in changes for record in (change.before, change.after)):
            self._list()
        for key in touched:
            self._look_again(key)
        return touched

    def _record(self, key: str) -> Item | Problem:
        record = self._case.require(key)
        if not isinstance(record, Item | Problem):
            raise UnknownKey("There is no such row.", key)
        return record

    def _list(self) -> None:
        lost = [problem for problem in self._case.of(Problem) if problem.item is None]
        lost.sort(key=lambda problem: natural_key(problem.file_name))
        self._facets.update((problem.key, LOST) for problem in lost)
        self._keys = (*(item.key for item in self._case.of(Item)), *(problem.key for problem in lost))

    def _stated(self) -> Iterator[str]:
        """Yield the keys of the items that something is stated about."""
        for record_type in (DroneClaim, PlaceClaim, Problem):
            for record in self._case.of(record_type):
                yield item_of(self._case, record) or ""

    def _look_again(self, key: str) -> None:
        self._rows.pop(key, None)
        self._haystacks.pop(key, None)
        self._facets.pop(key, None)
        record = self._case.get(key)
        if isinstance(record, Item):
            facets = facets_of(self._case, record)
            if facets != PLAIN:
                self._facets[key] = facets
        elif isinstance(record, Problem):
            self._facets[key] = LOST
