"""What a command writes into: the case as it would be, until the changes are taken.

A draft changes nothing. Time, actor and ids are handed in, so that a command run twice on the same case with the same
of these makes the same changes.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from verifier.case.case import Case
from verifier.case.changes import Change, Changes
from verifier.case.references import references
from verifier.case.rules import check_references, check_scale
from verifier.domain.errors import CommandRefused, UnknownKey
from verifier.domain.ids import format_label
from verifier.domain.records import Base, CaseInfo, Record

R = TypeVar("R", bound=Base)


class Draft:
    """A case with records put in and taken out on top of it."""

    def __init__(self, case: Case, now: datetime, actor: str, new_id: Callable[[], str]) -> None:
        """Start from ``case``; ``actor`` is the id of a person, ``now`` a time in UTC."""
        self._case = case
        self._touched: dict[str, Record | None] = {}
        self._labels: dict[str, int] = {}
        self.now = now
        self.actor = actor
        self.new_id = new_id

    def get(self, key: str) -> Record | None:
        """Return the record of that key as it would be, or ``None``."""
        return self._touched[key] if key in self._touched else self._case.get(key)

    def require(self, key: str) -> Record:
        """Return the record of that key as it would be; raise :class:`UnknownKey`."""
        record = self.get(key)
        if record is None:
            raise UnknownKey("There is no such record in this case.", key)
        return record

    def the(self, record_type: type[R], key: str) -> R:
        """Return the record of that key if it is of that type; raise :class:`UnknownKey`."""
        record = self.require(key)
        if not isinstance(record, record_type):
            raise UnknownKey(f"The record is not of the kind {record_type.__name__}.", key)
        return record

    def of(self, record_type: type[R]) -> tuple[R, ...]:
        """Return all records of one type as they would be, in order of their ids."""
        if not any(key.startswith(f"{record_type.__struct_config__.tag}/") for key in self._touched):
            return self._case.of(record_type)
        kept = [record for record in self._case.of(record_type) if record.key not in self._touched]
        put = [record for record in self._touched.values() if isinstance(record, record_type)]
        return tuple(sorted((*kept, *put), key=lambda record: record.id))

    @property
    def info(self) -> CaseInfo:
        """The card of the case; raise :class:`UnknownKey` while there is none."""
        cards = self.of(CaseInfo)
        if not cards:
            raise UnknownKey("This case has no card yet.")
        return cards[0]

    def referring(self, key: str) -> tuple[Record, ...]:
        """Return the records that would name ``key``."""
        kept = [record for record in self._case.referring(key) if record.key not in self._touched]
        put = [r for r in self._touched.values() if r is not None and any(named.key == key for named in references(r))]
        return tuple(sorted((*kept, *put), key=lambda record: record.key))

    def put(self, record: Record) -> None:
        """Store a record, new or in place of the one with its key.

        Raise :class:`UnknownKey` where it names what is not there, :class:`CommandRefused` where it breaks a rule.
        """
        before = self.get(record.key)
        check_references(record, before, lambda key: self.get(key) is not None)
        cards = self.of(CaseInfo)
        if cards:
            check_scale(record, before, cards[0].likelihood_scale)
        self._touched[record.key] = record

    def delete(self, key: str) -> None:
        """Take a record out; raise :class:`CommandRefused` while another record names it."""
        self.require(key)
        if self.referring(key):
            raise CommandRefused("Other records name this one; remove them with it.", key)
        self._touched[key] = None

    def new_label(self, prefix: str) -> str:
        """Return the next short label of that prefix; none is ever given twice."""
        number = max(self._case.last_label(prefix), self._labels.get(prefix, 0)) + 1
        self._labels[prefix] = number
        return format_label(prefix, number)

    def changes(self) -> Changes:
        """Return what would change, in the order in which it was first touched."""
        pairs = ((key, self._case.get(key), after) for key, after in self._touched.items())
        return tuple(Change(key, before, after) for key, before, after in pairs if before != after)
