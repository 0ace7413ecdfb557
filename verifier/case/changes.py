"""A change of one record, and how a run of changes is turned round."""

import msgspec

from verifier.domain.records import Record


class Change(msgspec.Struct, frozen=True):
    """One record before and after; ``before`` is absent where it was made, ``after`` where it was removed."""

    key: str
    before: Record | None
    after: Record | None


Changes = tuple[Change, ...]


def inverse(changes: Changes) -> Changes:
    """Return the changes that lead back: last first, before and after swapped."""
    return tuple(Change(change.key, change.after, change.before) for change in reversed(changes))
