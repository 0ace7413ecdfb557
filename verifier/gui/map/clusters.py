"""Marks that would lie on each other, as one with a count. No Qt."""

import math
from collections.abc import Sequence

import msgspec

from verifier.geo.projection import WorldPoint
from verifier.gui.map.marks import MapMark
from verifier.gui.map.view import MapView, ScreenPoint

NEAR_PX = 22.0


class Cluster(msgspec.Struct, frozen=True):
    """Marks shown as one, where the first of them stands; ``items``: keys of those they belong to, each once."""

    marks: tuple[MapMark, ...]
    items: tuple[str, ...]
    world: WorldPoint

    @property
    def first(self) -> MapMark:
        """The mark that stands for all."""
        return self.marks[0]

    @property
    def is_single(self) -> bool:
        """Whether there is one mark alone."""
        return len(self.marks) == 1


def clustered(marks: Sequence[MapMark], view: MapView) -> tuple[Cluster, ...]:
    """Join marks that lie nearer than ``NEAR_PX``: each goes to the first one near it, so the order decides.

    The answer depends on the zoom alone, so a drag needs no new one.

    Marks are put into squares, so that ten thousand of them take as many looks, not a hundred million.
    """
    groups: list[list[tuple[MapMark, ScreenPoint]]] = []
    squares: dict[tuple[int, int], list[int]] = {}
    for mark in marks:
        at = view.to_screen(mark.world)
        square = math.floor(at[0] / NEAR_PX), math.floor(at[1] / NEAR_PX)
        number = _near(groups, squares, square, at)
        if number is None:
            squares.setdefault(square, []).append(len(groups))
            groups.append([(mark, at)])
        else:
            groups[number].append((mark, at))
    return tuple(_cluster([mark for mark, _ in group]) for group in groups)


def _cluster(marks: list[MapMark]) -> Cluster:
    return Cluster(tuple(marks), tuple(dict.fromkeys(mark.item_key for mark in marks)), marks[0].world)


def _near(
    groups: list[list[tuple[MapMark, ScreenPoint]]],
    squares: dict[tuple[int, int], list[int]],
    square: tuple[int, int],
    at: ScreenPoint,
) -> int | None:
    around = ((square[0] + dx, square[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    found = (number for key in around for number in squares.get(key, ()))
    near = (number for number in found if math.dist(groups[number][0][1], at) < NEAR_PX)
    return min(near, key=lambda number: math.dist(groups[number][0][1], at), default=None)
