"""The base map as shipped: what is land, what is water, which borders are drawn as such."""

from functools import cache

import pytest

from verifier.catalog.assets import find_asset
from verifier.domain.errors import UnreadableFile
from verifier.geo.ground import CELL_UNITS, Ground, LayerName, pack_cell, read_ground, unpack_cell
from verifier.geo.projection import to_world

LEVELS = (0, 1, 2, 3)
LAND = {
    "Kyiv": (50.45, 30.52),
    "Timbuktu": (16.77, -3.01),
    "Ulaanbaatar": (47.92, 106.92),
    "Brasilia": (-15.79, -47.88),
}
SEA = {"Atlantic": (30.0, -40.0), "Caspian": (41.8, 50.6), "Black Sea": (43.2, 34.0), "Mediterranean": (34.5, 18.5)}


@cache
def ground() -> Ground:
    return read_ground(find_asset("basemap/ground.bin"))


def is_inside(layer: LayerName, place: tuple[float, float], level: int) -> bool:
    """Count how often a ray to the left meets the outlines: an odd number is inside."""
    x, y = (value * ground().grid(level) for value in to_world(*place))
    cell = ground().cell(level, int(x), int(y))
    if cell is None or layer not in cell:
        return False
    x, y = (x % 1) * CELL_UNITS, (y % 1) * CELL_UNITS
    crossings, at = 0, 0
    points = cell[layer].points
    for length in cell[layer].lengths:
        ring = [(points[2 * n], points[2 * n + 1]) for n in range(at, at + length)]
        at += length
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and ax + (y - ay) / (by - ay) * (bx - ax) < x:
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("level", LEVELS)
def test_cities_stand_on_land_and_seas_do_not(level: int) -> None:
    assert [name for name, place in LAND.items() if not is_inside("land", place, level)] == []
    assert [name for name, place in SEA.items() if is_inside("land", place, level)] == []


@pytest.mark.parametrize("level", LEVELS)
def test_a_great_lake_is_a_lake(level: int) -> None:
    assert is_inside("lakes", (60.8, 31.5), level)


def has_points(layer: LayerName, south: float, west: float, north: float, east: float) -> bool:
    level = 3
    grid = ground().grid(level)
    left, top = (value * grid for value in to_world(north, west))
    right, bottom = (value * grid for value in to_world(south, east))
    for column in range(int(left), int(right) + 1):
        for row in range(int(top), int(bottom) + 1):
            cell = ground().cell(level, column, row)
            points = cell[layer].points if cell is not None and layer in cell else ()
            found = zip(points[0::2], points[1::2], strict=True)
            if any(
                left <= column + x / CELL_UNITS <= right and top <= row + y / CELL_UNITS <= bottom for x, y in found
            ):
                return True
    return False


def test_a_line_of_control_is_disputed_and_no_border() -> None:
    isthmus_of_perekop = (46.0, 33.4, 46.3, 34.0)
    assert has_points("disputed", *isthmus_of_perekop)
    assert not has_points("borders", *isthmus_of_perekop)


def test_a_border_nobody_disputes_is_a_border() -> None:
    assert has_points("borders", 49.0, 22.4, 49.6, 22.9)  # Poland and Ukraine, south of Przemyśl
    assert not has_points("disputed", 49.0, 22.4, 49.6, 22.9)


def test_a_view_reads_few_points() -> None:
    x, y = (int(value * ground().grid(3)) for value in to_world(46.7, 32.9))
    cells = [ground().cell(3, x + right, y + down) for right in range(3) for down in range(3)]
    points = sum(len(parts.points) // 2 for cell in cells if cell is not None for parts in cell.values())
    assert 1_000 < points < 20_000


def test_the_level_follows_the_zoom() -> None:
    assert [ground().level_for(zoom) for zoom in (0, 2.7, 3.5, 5, 7, 18, 99)] == [0, 0, 1, 2, 3, 3, 3]


def test_a_cell_comes_back_as_it_was_packed() -> None:
    lines = [[(0, 0), (16_383, -64), (5, 9)], [(7, 7), (8, 9)]]
    parts = unpack_cell(pack_cell({"rivers": lines}))["rivers"]
    assert list(parts.points) == [0, 0, 16_383, -64, 5, 9, 7, 7, 8, 9]
    assert list(parts.lengths) == [3, 2]


def test_a_file_that_is_none_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match="base map"):
        Ground(b"something else")
