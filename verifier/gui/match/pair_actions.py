"""What can be done with two copies side by side: one line each, offered at every pair of the ladder."""

from collections.abc import Callable

import msgspec

from verifier.domain.records import Item
from verifier.gui.compare.pair import Pair, Shown
from verifier.gui.session import Session


class PairAction(msgspec.Struct, frozen=True):
    """``run`` is called with the copy and what it may be a copy of; ``words`` and ``tip`` as they stand in English."""

    words: str
    tip: str
    run: Callable[[Session, Item, Item], object]


def _compare(session: Session, copy: Item, original: Item) -> None:
    session.compare(Pair(Shown(original.key), Shown(copy.key)))


PAIR_ACTIONS: tuple[PairAction, ...] = (PairAction("Compare", "Side by side with it", _compare),)
"""In the order of their buttons; a view that compares two pictures is a line here."""
