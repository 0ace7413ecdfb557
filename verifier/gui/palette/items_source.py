"""Items of the case, by label and file name."""

from functools import partial
from typing import TYPE_CHECKING

from verifier.domain.records import Item
from verifier.gui.palette.base import Answer
from verifier.gui.palette.ranking import best, fold
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


class ItemSource:
    """Goes to an item, whatever filter is set."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._items = desk.session.case.of(Item)
        self._folded = [fold(f"{item.label} {item.original_name}") for item in self._items]

    def find(self, query: str, limit: int) -> list[Answer]:
        found = best(query, self._folded, limit)
        return [self._answer(self._items[place], step) for step, place in found]

    def _answer(self, item: Item, step: int) -> Answer:
        return Answer(tr("Item"), item.original_name, item.label, partial(self._go, item.key), step)

    def _go(self, key: str) -> None:
        self._desk.items.go_to(key)
        self._desk.session.go_to(key)
