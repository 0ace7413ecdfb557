"""Cut the features of one level into its cells and pack them."""

import zlib
from collections.abc import Iterable
from typing import NamedTuple

from features import Feature
from shaping import Box, Point, cut_line, cut_ring, extent, thinned, thinned_ring

from verifier.geo.ground import CELL_UNITS, MARGIN_UNITS, LayerName, Level, pack_cell

UnitPoint = tuple[int, int]
Layers = dict[LayerName, list[list[UnitPoint]]]


class Detail(NamedTuple):
    """What a level shows: cells side by side, zooms it serves, tolerance and least size in parts of the world."""

    grid: int
    below_zoom: float
    tolerance: float
    least: float


def detail(grid: int, below_zoom: float, tolerance_px: float, least_px: float) -> Detail:
    """Count tolerance and least size in pixels at the highest zoom that a level serves."""
    world_px = 256 * 2**below_zoom
    return Detail(grid, below_zoom, tolerance_px / world_px, least_px / world_px)


DETAILS = (detail(8, 3.25, 0.6, 2), detail(16, 4.75, 0.6, 2), detail(64, 6.75, 0.6, 2), detail(128, 24, 0, 0))
FINEST = 7e-6
"""On the last level everything is kept down to 280 m at the equator, below the kilometer that 1 : 10 million holds."""


def pack_level(features: list[Feature], wanted: Detail, offset: int) -> tuple[Level, bytes]:
    """Return the level and its cells, packed; ``offset`` is where they will stand."""
    cells: dict[tuple[int, int], Layers] = {}
    for feature in features:
        if feature.min_zoom <= wanted.below_zoom:
            put(cells, feature, wanted)
    places: list[tuple[int, int, int, int]] = []
    packed: list[bytes] = []
    for column, row in sorted(cells):
        data = zlib.compress(pack_cell(cells[column, row]), 9)
        places.append((column, row, offset, len(data)))
        packed.append(data)
        offset += len(data)
    return Level(wanted.grid, wanted.below_zoom, tuple(places)), b"".join(packed)


def put(cells: dict[tuple[int, int], Layers], feature: Feature, wanted: Detail) -> None:
    """Thin a feature out and put it into every cell it touches."""
    box = extent(feature.points)
    if feature.is_ring and max(box[2] - box[0], box[3] - box[1]) < wanted.least:
        return
    tolerance = max(wanted.tolerance, FINEST)
    points = (thinned_ring if feature.is_ring else thinned)(feature.points, tolerance)
    if len(points) >= (3 if feature.is_ring else 2):
        split(cells, feature._replace(points=points), wanted.grid, (0, 0), wanted.grid)


def split(
    cells: dict[tuple[int, int], Layers], feature: Feature, grid: int, corner: tuple[int, int], side: int
) -> None:
    """Halve the square of ``side`` cells until one is left, cutting the feature each time."""
    box = with_margin(grid, corner, side)
    for points in cut(feature, box):
        piece = feature._replace(points=points)
        if side > 1:
            half = side // 2
            for right in (0, half):
                for down in (0, half):
                    split(cells, piece, grid, (corner[0] + right, corner[1] + down), half)
            continue
        counted = in_units(points, grid, corner, is_ring=feature.is_ring)
        if len(counted) >= (3 if feature.is_ring else 2):
            cells.setdefault(corner, {}).setdefault(feature.layer, []).append(counted)


def cut(feature: Feature, box: Box) -> Iterable[list[Point]]:
    """Return what of a feature lies in a box."""
    left, top, right, bottom = extent(feature.points)
    if left > box[2] or right < box[0] or top > box[3] or bottom < box[1]:
        return ()
    if left >= box[0] and right <= box[2] and top >= box[1] and bottom <= box[3]:
        return (feature.points,)
    if not feature.is_ring:
        return cut_line(feature.points, box)
    ring = cut_ring(feature.points, box)
    return (ring,) if ring else ()


def with_margin(grid: int, corner: tuple[int, int], side: int) -> Box:
    """Return the box of some cells, a little wider than they are."""
    margin = MARGIN_UNITS / CELL_UNITS
    left, top = corner
    return (left - margin) / grid, (top - margin) / grid, (left + side + margin) / grid, (top + side + margin) / grid


def in_units(points: list[Point], grid: int, corner: tuple[int, int], *, is_ring: bool) -> list[UnitPoint]:
    """Count points in units of the cell, leaving out those that fall on the one before."""
    counted: list[UnitPoint] = []
    for x, y in points:
        point = round((x * grid - corner[0]) * CELL_UNITS), round((y * grid - corner[1]) * CELL_UNITS)
        if not counted or counted[-1] != point:
            counted.append(point)
    if is_ring and len(counted) > 1 and counted[0] == counted[-1]:
        counted.pop()
    return counted
