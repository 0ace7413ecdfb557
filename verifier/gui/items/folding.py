"""Copies of one thing as one row: what stands in the list of a group that is folded, and of one that is open. No Qt."""

from collections.abc import Collection, Mapping

import msgspec

from verifier.gui.items.arrangement import Group
from verifier.gui.items.order import Shown


class Fold(msgspec.Struct, frozen=True):
    """A group of copies under one heading: ``name`` is the same under every filter, ``keys`` are those it leaves.

    The first of ``keys`` leads: it stands there for all while the fold is closed.
    """

    name: str
    keys: tuple[str, ...]
    is_open: bool

    @property
    def lead(self) -> str:
        """Key of the row that stands for all."""
        return self.keys[0]


class Folded(msgspec.Struct, frozen=True):
    """Rows with copies folded. ``folds``: of every row of a group, seen or not. ``count``: rows with those not seen."""

    shown: Shown
    folds: dict[str, Fold]
    count: int


def folded(shown: Shown, groups: Mapping[str, tuple[str, ...]], opened: Collection[str]) -> Folded:
    """Fold the groups of copies that are not open; a group stands where its first row stood, under each heading anew.

    ``groups``: row -> its group, what leads first. ``opened``: names of groups, which is what leads the whole of each.
    """
    if not groups:
        return Folded(shown, {}, len(shown.keys))
    keys, headed, folds = list[str](), list[Group](), dict[str, Fold]()
    start = 0
    for heading in shown.groups:
        run = shown.keys[start : start + heading.count]
        start += heading.count
        before = len(keys)
        met = {key for key in run if key in groups}
        for key in run:
            if key not in met:
                keys.append(key)
            elif key not in folds:
                fold = _fold(groups[key], met, opened)
                if fold is None:
                    keys.append(key)
                    continue
                folds.update(dict.fromkeys(fold.keys, fold))
                keys.extend(fold.keys if fold.is_open else fold.keys[:1])
        headed.append(Group(heading.title, len(keys) - before))
    return Folded(Shown(keys, tuple(headed)), folds, len(shown.keys))


def _fold(group: tuple[str, ...], met: set[str], opened: Collection[str]) -> Fold | None:
    members = tuple(key for key in group if key in met)
    return Fold(group[0], members, group[0] in opened) if len(members) > 1 else None
