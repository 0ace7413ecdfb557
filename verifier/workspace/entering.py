"""What goes into a case along with a command: the person who gives it, and the catalog entries that it names.

An entry is kept as it stood, among the documents of the case: the next version of the program may describe a drone
differently, and a claim was made on what the catalog said then.
"""

from collections.abc import Callable, Iterator

import msgspec

from verifier.case.draft import Draft
from verifier.commands.history import Command
from verifier.domain.records import CatalogRef, DroneClaim, Person, Record


class Entering(msgspec.Struct, frozen=True):
    """A command, the person who gives it, and what keeps a catalog entry that it names."""

    command: Command
    person: Person
    keep_entry: Callable[[CatalogRef], None]

    @property
    def label(self) -> str:
        """What the command itself is called."""
        return self.command.label

    def run(self, draft: Draft) -> None:
        """Enter the person where the case does not know them yet, do what was asked, keep the entries it names."""
        if draft.get(self.person.key) is None:
            draft.put(self.person)
        self.command.run(draft)
        for change in draft.changes():
            for entry in entries_named(change.after):
                self.keep_entry(entry)


def entries_named(record: Record | None) -> Iterator[CatalogRef]:
    """Yield the catalog entries that a record names."""
    if isinstance(record, DroneClaim):
        yield from (hypothesis.entry for hypothesis in record.hypotheses)
        yield from (look_alike.entry for look_alike in record.look_alikes)
