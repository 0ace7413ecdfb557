"""Which names of places have room on the map, and where they stand. No Qt.

Names are laid out in pixels of the whole map at a zoom, not of the screen, in order of prominence: while the map is
dragged, a name stays where it is.
"""

import math
from collections.abc import Callable, Iterator

import msgspec

from verifier.geo.gazetteer import SQUARES, Gazetteer
from verifier.geo.projection import to_world
from verifier.gui.map.view import MapView

MARGIN_PX = 320.0
"""Names are laid out so far around what is seen, so that a drag needs no new layout for a while."""
HEIGHT_PX = 16.0
GAP_PX = 7.0
SQUARE_PX = 8.0
MOST_LABELS = 260
BY_SQUARE_FROM = 5.0
"""Below this zoom so few places are named that all of them are looked through."""
PROMINENT_BELOW = 3.9
EARLY_ZOOM = 0.7
"""Names come this much earlier than Natural Earth advises; those without room are left out anyway."""


class PlaceLabel(msgspec.Struct, frozen=True):
    """A name and where its dot stands, in pixels of the whole map; ``is_left``: the name stands left of the dot."""

    name: str
    x: float
    y: float
    width: float
    is_left: bool
    is_prominent: bool


class LabelLayout:
    """The names for a view, kept while the zoom stays and the view stays within what was laid out."""

    def __init__(self, width_of: Callable[[str], float]) -> None:
        self._width_of = width_of
        self._gazetteer: Gazetteer | None = None
        self._points: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
        self._prominent: list[tuple[int, float, float]] = []
        self._zoom = -1.0
        self._area = (0.0, 0.0, 0.0, 0.0)
        self._labels: tuple[PlaceLabel, ...] = ()

    def use(self, gazetteer: Gazetteer) -> None:
        """Take the names from a list of places."""
        self._gazetteer = gazetteer
        self._prominent = list(_prominent(gazetteer))
        self._zoom = -1.0

    def labels(self, view: MapView) -> tuple[PlaceLabel, ...]:
        """Return the names for a view, laid out anew where the old ones do not reach."""
        if self._gazetteer is None:
            return ()
        left, top = view.to_world((0, 0))
        right, bottom = view.to_world((view.width, view.height))
        area = self._area
        is_within = left >= area[0] and top >= area[1] and right <= area[2] and bottom <= area[3]
        if view.zoom != self._zoom or not is_within:
            margin = MARGIN_PX / view.world_px
            self._area = (left - margin, top - margin, right + margin, bottom + margin)
            self._zoom = view.zoom
            self._labels = tuple(self._laid_out(self._gazetteer, view.world_px, view.zoom))
        return self._labels

    def _laid_out(self, gazetteer: Gazetteer, world_px: float, zoom: float) -> Iterator[PlaceLabel]:
        taken: set[tuple[int, int]] = set()
        count = 0
        for rank, x, y in self._candidates(gazetteer, zoom):
            name = gazetteer.name(rank)
            width = self._width_of(name)
            at = (x * world_px, y * world_px)
            for is_left in (False, True):
                squares = _squares(at, width, is_left=is_left)
                if taken.isdisjoint(squares):
                    taken.update(squares)
                    count += 1
                    is_prominent = gazetteer.min_zoom(rank) < PROMINENT_BELOW
                    yield PlaceLabel(name, *at, width, is_left, is_prominent)
                    break
            if count >= MOST_LABELS:
                return

    def _candidates(self, gazetteer: Gazetteer, zoom: float) -> list[tuple[int, float, float]]:
        """Return rank and point of each place within the area that may be named, the most prominent first."""
        left, top, right, bottom = self._area
        found: list[tuple[int, float, float]] = []
        for rank, x, y in self._around(gazetteer, zoom):
            if gazetteer.min_zoom(rank) > zoom + EARLY_ZOOM or not top <= y <= bottom:
                continue
            found += [(rank, x + turn, y) for turn in (-1, 0, 1) if left <= x + turn <= right]
        return sorted(found)

    def _around(self, gazetteer: Gazetteer, zoom: float) -> Iterator[tuple[int, float, float]]:
        if zoom < BY_SQUARE_FROM:
            yield from self._prominent
            return
        left, top, right, bottom = (math.floor(value * SQUARES) for value in self._area)
        for column in range(left, right + 1):
            for row in range(max(0, top), min(SQUARES - 1, bottom) + 1):
                for place in self._square(gazetteer, column % SQUARES, row):
                    if gazetteer.min_zoom(place[0]) > zoom + EARLY_ZOOM:
                        break
                    yield place

    def _square(self, gazetteer: Gazetteer, column: int, row: int) -> list[tuple[int, float, float]]:
        key = (column, row)
        if key not in self._points:
            self._points[key] = [
                (rank, *to_world(*gazetteer.position(rank))) for rank in gazetteer.in_square(column, row)
            ]
        return self._points[key]


def _prominent(gazetteer: Gazetteer) -> Iterator[tuple[int, float, float]]:
    for rank in range(len(gazetteer)):
        if gazetteer.min_zoom(rank) > BY_SQUARE_FROM + EARLY_ZOOM:
            return
        yield rank, *to_world(*gazetteer.position(rank))


def _squares(at: tuple[float, float], width: float, *, is_left: bool) -> list[tuple[int, int]]:
    """Return the small squares that a name covers with its dot."""
    left = at[0] - GAP_PX - width if is_left else at[0] - 3
    right = at[0] + 3 if is_left else at[0] + GAP_PX + width
    columns = range(math.floor(left / SQUARE_PX), math.floor(right / SQUARE_PX) + 1)
    rows = range(math.floor((at[1] - HEIGHT_PX / 2) / SQUARE_PX), math.floor((at[1] + HEIGHT_PX / 2) / SQUARE_PX) + 1)
    return [(column, row) for column in columns for row in rows]
