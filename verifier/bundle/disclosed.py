"""The records as a reader of the bundle has them: what stays is blank, so that no report can show it."""

import base64
from collections.abc import Iterator
from typing import TypeVar, cast

import msgspec

from verifier.bundle.selection import Chosen, Selection
from verifier.domain.disclosure import fields_of, without_rows
from verifier.domain.records import Base, Person, Record

R = TypeVar("R", bound=Base)


class Disclosed:
    """Going records by key; the fields of parts that stay are ``None``, whatever their type says."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._records: dict[str, Record] = {one.record.key: blanked(one) for one in selection.going()}
        self._by_item: dict[tuple[type[Base], str], list[Record]] = {}
        for record in self._records.values():
            item = selection.items_by_record.get(record.key, "")
            self._by_item.setdefault((type(record), item), []).append(record)
        people = sorted(one.record.id for one in selection.chosen.values() if isinstance(one.record, Person))
        self._numbers = {person: number for number, person in enumerate(people, 1)}

    def get(self, key: str) -> Record | None:
        """Return the going record of that key, or ``None``."""
        return self._records.get(key)

    def of(self, record_type: type[R]) -> Iterator[R]:
        """Yield the going records of one type, in the order of the evidence."""
        return (record for record in self._records.values() if isinstance(record, record_type))

    def about(self, record_type: type[R], key: str) -> list[R]:
        """Return the going records of one type that say something about ``key``."""
        return [record for record in self.of(record_type) if getattr(record, "about", None) == key]

    def of_item(self, record_type: type[R], item_key: str) -> list[R]:
        """Return the going records of one type that hang on an item, by way of others too."""
        return cast("list[R]", self._by_item.get((record_type, item_key), []))

    def holds_back(self, key: str, part: str) -> bool:
        """Tell whether a part of a going record stays: its blank fields say nothing then."""
        return part in dict(self._selection.chosen[key].held)

    def item_label(self, key: str) -> str:
        """Return the label of the item that a going record hangs on, where the item goes; nothing elsewhere."""
        return str(getattr(self._records.get(self._selection.items_by_record.get(key, "")), "label", ""))

    def person(self, person_id: str | None) -> str:
        """Return a person's name, or who they are by number where the name stays; nothing for nobody."""
        if not person_id:
            return ""
        record = self._records.get(f"person/{person_id}")
        if isinstance(record, Person) and record.name:
            return record.name
        number = self._numbers.get(person_id)
        return f"person {number} (name withheld)" if number else "a person who is no longer named"


def blanked(chosen: Chosen) -> Record:
    """Return a going record without what stays of it."""
    record = chosen.record
    for part, _ in chosen.held:
        record = without_rows(record, part)
    fields = [field for part, _ in chosen.held for field in fields_of(type(record), part)]
    return msgspec.structs.replace(record, **dict.fromkeys(fields)) if fields else record


def data_uri(media_type: str, data: bytes) -> str:
    """Write bytes as an address that holds them."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
