"""Take records out of the case. What they held stays in the journal, and undo brings them back."""

import msgspec

from verifier.case.draft import Draft
from verifier.case.references import mentions, owners, without
from verifier.commands.naming import count, name_of
from verifier.domain.errors import CommandRefused
from verifier.domain.records import CaseInfo, Record


class Remove(msgspec.Struct, frozen=True):
    """Remove records. What is about them goes too if asked, else this is refused; what mentions them loses the mention.

    To withdraw a claim is to remove it.
    """

    records: tuple[Record, ...]
    with_dependents: bool = False

    @property
    def label(self) -> str:
        what = name_of(self.records[0]) if len(self.records) == 1 else count(len(self.records), "record")
        return f"remove {what}"

    def run(self, draft: Draft) -> None:
        named = {draft.require(record.key).key: None for record in self.records}
        if any(isinstance(record, CaseInfo) for record in self.records):
            raise CommandRefused("The card of a case cannot be removed.")
        gone = belonging(draft, tuple(named))
        if len(gone) > len(named) and not self.with_dependents:
            about = count(len(gone) - len(named), "other record")
            raise CommandRefused(f"{about} would go with it; ask for them to be removed too.")
        for key in gone:
            _drop_mentions(draft, key, frozenset(gone))
        for key in reversed(gone):
            draft.delete(key)


def belonging(draft: Draft, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``keys`` and every record that belongs to them, however far; each after what it belongs to."""
    found = dict.fromkeys(keys)
    waiting = list(keys)
    while waiting:
        owner = waiting.pop(0)
        for record in draft.referring(owner):
            if owner in owners(record):
                found.pop(record.key, None)
                found[record.key] = None
                waiting.append(record.key)
    return tuple(found)


def _drop_mentions(draft: Draft, key: str, gone: frozenset[str]) -> None:
    for record in draft.referring(key):
        if key in mentions(record):
            draft.put(without(record, gone))
