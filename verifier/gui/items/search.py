"""Find rows by what is written about them or said by their files, in any script and by any part of a word. No Qt.

Words are kept folded and in memory, one text a row, joined from the records that say something on it: looking through
ten thousand of them takes a few milliseconds, and an edit that is not on the disk yet is found like any other.
"""

from collections.abc import Callable, Iterable, Iterator

from verifier.case.case import Case
from verifier.case.references import owners
from verifier.case.searching import fold, text_of
from verifier.domain.ids import key_of
from verifier.domain.records import Drone, DroneClaim, Incident, Item, Record


def nothing_said(_item: Item) -> str:
    """Know nothing of what files say."""
    return ""


class WrittenWords:
    """What is written about each row, joined when it is first asked for."""

    def __init__(
        self, case: Case, texts: Iterable[tuple[str, str]] = (), said: Callable[[Item], str] = nothing_said
    ) -> None:
        """``texts``: the folded words of records as they are stored; those of the others are read from the records.

        ``said``: asked for the words that an item's file says of itself.
        """
        self._case, self._said = case, said
        self._texts: dict[str, str] = dict(texts)
        self._whole: dict[str, str] = {}

    def follow(self, records: Iterable[str], rows: Iterable[str]) -> None:
        """Forget the words of records that were edited, and of the rows that they say something on."""
        for key in records:
            self._texts.pop(key, None)
        for row in rows:
            self._whole.pop(row, None)

    def matching(self, keys: Iterable[str], text: str) -> list[str]:
        """Return those rows in which every word stands, in the order given."""
        found = [(key, self.of(key)) for key in keys]
        for word in fold(text).split():
            found = [pair for pair in found if word in pair[1]]
        return [key for key, _ in found]

    def of(self, key: str) -> str:
        """Return all that is written about a row, folded."""
        whole = self._whole.get(key)
        if whole is None:
            record = self._case.get(key)
            written = dict.fromkeys(_written(self._case, record)) if record is not None else {}
            whole = "\n".join(map(self._text, written))
            if isinstance(record, Item):
                whole = f"{whole}\n{fold(self._said(record))}"
            self._whole[key] = whole
        return whole

    def _text(self, key: str) -> str:
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = text_of(self._case.require(key))
        return text


def _written(case: Case, record: Record) -> Iterator[str]:
    """Yield the keys of a record, of all that says something on it, and so on; may yield one twice."""
    key = record.key
    yield key
    for other in case.referring(key):
        if key in owners(other) or isinstance(other, Incident | Drone):
            yield from _written(case, other)
    if isinstance(record, Item) and record.assignee:
        yield from _if_there(case, key_of("person", record.assignee))
    if isinstance(record, DroneClaim) and record.drone:
        yield from _if_there(case, key_of("drone", record.drone))


def _if_there(case: Case, key: str) -> tuple[str, ...]:
    return (key,) if key in case else ()
