"""Every record of a case by key, in memory, and the one way in which they change.

A case knows no disk and no history: it holds what is true now. :meth:`Case.apply` is the only mutator.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

from verifier.case.changes import Change
from verifier.case.references import references
from verifier.domain.errors import StaleChange, UnknownKey
from verifier.domain.ids import parse_label
from verifier.domain.records import Base, CaseInfo, Record

R = TypeVar("R", bound=Base)
_MANY = 64
"""From so many records that name one, looking through them is done once for each change and not for each question."""


class Case:
    """All records by key. Read from any thread that does not run beside :meth:`apply`."""

    def __init__(self, records: Iterable[Record] = (), last_labels: Mapping[str, int] | None = None) -> None:
        """Start from records that are already known to fit together.

        ``last_labels``: prefix of short labels -> highest number ever used, also by records that are gone.
        """
        self._records: dict[str, Record] = {record.key: record for record in records}
        self._last_labels: dict[str, int] = dict(last_labels or {})
        self._of: dict[type[Base], tuple[Base, ...]] = {}
        self._referring: dict[str, set[str]] | None = None
        self._named_by: dict[str, tuple[Record, ...]] = {}
        self._about: dict[str, dict[type[Base], tuple[Base, ...]]] = {}
        for record in self._records.values():
            self._note_label(record)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: str) -> bool:
        return key in self._records

    @property
    def info(self) -> CaseInfo:
        """The card of the case; raise :class:`UnknownKey` while there is none."""
        cards = self.of(CaseInfo)
        if not cards:
            raise UnknownKey("This case has no card yet.")
        return cards[0]

    def get(self, key: str) -> Record | None:
        """Return the record of that key, or ``None``."""
        return self._records.get(key)

    def require(self, key: str) -> Record:
        """Return the record of that key; raise :class:`UnknownKey`."""
        record = self._records.get(key)
        if record is None:
            raise UnknownKey("There is no such record in this case.", key)
        return record

    def of(self, record_type: type[R]) -> tuple[R, ...]:
        """Return all records of one type in order of their ids, which is the order in which they were made."""
        if record_type not in self._of:
            found = (record for record in self._records.values() if type(record) is record_type)
            self._of[record_type] = tuple(sorted(found, key=lambda record: record.id))
        return cast("tuple[R, ...]", self._of[record_type])

    def records(self) -> Mapping[str, Record]:
        """Return every record by key; a view, not to be kept across a change."""
        return self._records

    def referring(self, key: str) -> tuple[Record, ...]:
        """Return the records that name ``key``, in order of their keys."""
        if self._referring is None:
            self._referring = {}
            for record in self._records.values():
                self._index(record, self._referring)
        names = self._referring.get(key, ())
        if len(names) < _MANY:
            return tuple(self._records[naming] for naming in sorted(names))
        if key not in self._named_by:
            self._named_by[key] = tuple(self._records[naming] for naming in sorted(names))
        return self._named_by[key]

    def about(self, key: str, record_type: type[R]) -> tuple[R, ...]:
        """Return the records of one type that are about ``key``, oldest first; one that has no ``about`` names it.

        Where many name it and none of them changed, it is the same tuple as before.
        """
        named = self.referring(key)
        if len(named) < _MANY:
            return _about(named, key, record_type)
        kept = self._about.setdefault(key, {})
        if record_type not in kept:
            kept[record_type] = _about(named, key, record_type)
        return cast("tuple[R, ...]", kept[record_type])

    def last_label(self, prefix: str) -> int:
        """Return the highest number ever used with a label prefix, 0 if none."""
        return self._last_labels.get(prefix, 0)

    def last_labels(self) -> Mapping[str, int]:
        """Return the highest number ever used, per label prefix."""
        return self._last_labels

    def apply(self, changes: Iterable[Change]) -> None:
        """Carry out all changes, or none: raise :class:`StaleChange` where a ``before`` is not what the case holds."""
        changes = tuple(changes)
        self._check(changes)
        for change in changes:
            self._forget(change.key)
            if change.after is not None:
                self._records[change.key] = change.after
                self._note_label(change.after)
                if self._referring is not None:
                    self._index(change.after, self._referring)

    def _check(self, changes: tuple[Change, ...]) -> None:
        pending: dict[str, Record | None] = {}
        for change in changes:
            held = pending.get(change.key) if change.key in pending else self._records.get(change.key)
            if held is not change.before and held != change.before:
                raise StaleChange("The record has changed since; look at it again.", change.key)
            if change.after is not None and change.after.key != change.key:
                raise StaleChange("A record cannot be stored under another record's key.", change.key)
            pending[change.key] = change.after

    def _forget(self, key: str) -> None:
        old = self._records.pop(key, None)
        if old is not None:
            self._of.pop(type(old), None)
            if self._referring is not None:
                for reference in references(old):
                    self._referring[reference.key].discard(key)
                    self._look_again(reference.key)

    def _index(self, record: Record, naming: dict[str, set[str]]) -> None:
        for reference in references(record):
            naming.setdefault(reference.key, set()).add(record.key)
            self._look_again(reference.key)

    def _look_again(self, key: str) -> None:
        self._named_by.pop(key, None)
        self._about.pop(key, None)

    def _note_label(self, record: Record) -> None:
        self._of.pop(type(record), None)
        label = parse_label(getattr(record, "label", ""))
        if label is not None:
            prefix, number = label
            self._last_labels[prefix] = max(number, self._last_labels.get(prefix, 0))


def _about(named: tuple[Record, ...], key: str, record_type: type[R]) -> tuple[R, ...]:
    found = (record for record in named if isinstance(record, record_type))
    # In the order of their keys, which for one type is that of their ids.
    return tuple(record for record in found if getattr(record, "about", key) == key)
