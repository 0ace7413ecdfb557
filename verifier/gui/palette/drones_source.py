"""Drones of the catalog: choosing one opens the picker at it, where its cues stand."""

from functools import partial
from typing import TYPE_CHECKING

from verifier.catalog.catalog import Hit
from verifier.gui.palette.base import Answer
from verifier.gui.palette.ranking import HOLDS, LETTERS, best, fold
from verifier.gui.picker.words import LEVEL_WORDS
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.gui.desk import Desk

LEAST_LETTERS = 2


class DroneSource:
    """Asks the catalog, which knows nicknames, camera codes and other scripts."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def find(self, query: str, limit: int) -> list[Answer]:
        if len(query.strip()) < LEAST_LETTERS:
            return []
        return [self._answer(query, hit) for hit in self._desk.session.workspace.catalog.search(query, limit // 2)]

    def _answer(self, query: str, hit: Hit) -> Answer:
        entry, can_tag = hit.entry, self._can_tag()
        known = best(query, [fold(f"{entry.name} {hit.matched}")], 1)
        about = " · ".join(filter(None, (entry.maker, tr(LEVEL_WORDS[entry.level]))))
        return Answer(
            kind=tr("Drone"),
            title=entry.name,
            detail=self._detail(about, can_tag=can_tag),
            run=partial(self._desk.ask_drone, search=entry.name, entry_id=entry.id),
            step=min(known[0][0], HOLDS) if known else LETTERS,
            usable=can_tag,
        )

    def _detail(self, about: str, *, can_tag: bool) -> str:
        """Say what choosing it leads to: its cues, and a tag of the item shown."""
        item = self._desk.session.item
        if not can_tag or item is None:
            return tr("{about} · nothing to tag is shown", about=about)
        return tr("{about} · look at it, tag {item} with it", about=about, item=item.label)

    def _can_tag(self) -> bool:
        return self._desk.session.can_edit and self._desk.session.item is not None
