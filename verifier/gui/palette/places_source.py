"""Places of the offline map, by name or coordinates: choosing one turns to the map there."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from verifier.geo.place_search import Destination, find_places
from verifier.gui.palette.base import Answer
from verifier.gui.palette.ranking import BEGINS, HOLDS, SAME, WORDS_BEGIN, best, fold
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.gui.desk import Desk

LEAST_LETTERS = 2
MOST = 8


class PlaceSource:
    """Asks the list of places, which is read beside the window's thread when the palette is first opened."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        desk.session.atlas.open()

    def find(self, query: str, limit: int) -> list[Answer]:
        if len(query.strip()) < LEAST_LETTERS:
            return []
        found = find_places(query, self._desk.session.atlas.gazetteer, min(limit, MOST)).destinations
        return [self._answer(query, destination) for destination in found]

    def _answer(self, query: str, destination: Destination) -> Answer:
        named = best(query, [fold(destination.name)], 1)
        # A town bears every name there is: whoever types one means what the case and the catalog hold, before it.
        step = SAME if destination.kind == "coordinates" else named[0][0] if named else HOLDS
        step = WORDS_BEGIN if destination.kind == "place" and step in (SAME, BEGINS) else step
        return Answer(tr("Place"), destination.name, destination.detail, partial(self._go, destination), step)

    def _go(self, destination: Destination) -> None:
        from verifier.gui.map.page import MapPage

        self._desk.session.show_page("map")
        page = self._desk.page("map")
        if isinstance(page, MapPage):
            # The page shows everything that has a place when it is first seen, a moment after it is turned to.
            QTimer.singleShot(0, page, partial(page.go, destination))
