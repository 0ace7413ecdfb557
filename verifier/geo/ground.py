"""Coast, lakes, rivers and borders of the base map, cut into square cells at several levels of detail.

A level parts the square of :mod:`verifier.geo.projection` into ``grid`` by ``grid`` cells; each cell is packed by
itself, so that a view reads only what it shows. The file: ``MAGIC``, the length of a JSON header as uint32, the header,
the packed cells one after the other. A cell is, for each layer in turn, the number of its parts and the length of each
(uint32), then all x and all y as differences (int16), little-endian, under zlib. Points are counted in ``CELL_UNITS``
to the cell's side; parts reach a little over its edge, so that no seam shows between two cells.
"""

import struct
import sys
import zlib
from array import array
from itertools import accumulate
from pathlib import Path
from typing import Literal, get_args

import msgspec

from verifier.domain.errors import UnreadableFile

MAGIC = b"GROUND1\n"
CELL_UNITS = 4_096
MARGIN_UNITS = 24
LayerName = Literal["land", "lakes", "rivers", "borders", "disputed"]
LAYERS: tuple[LayerName, ...] = get_args(LayerName)
"""``borders``: what Natural Earth classes as international. ``disputed``: every other line between countries."""
_DAMAGED_HINT = "The base map of the program is damaged; install the program again."


class Level(msgspec.Struct, frozen=True):
    """One level of detail, for zooms below ``below_zoom``; a cell is column, row, and where it stands in the file."""

    grid: int
    below_zoom: float
    cells: tuple[tuple[int, int, int, int], ...]


class Header(msgspec.Struct, frozen=True):
    """What stands in the file; ``source`` names the data it was made from."""

    source: str
    levels: tuple[Level, ...]


class Parts(msgspec.Struct, frozen=True):
    """The outlines or lines of one layer of a cell: x and y in turn, all parts in one row, and how long each is."""

    points: "array[float]"
    lengths: "array[int]"


NO_PARTS = Parts(array("d"), array("I"))
Cell = dict[LayerName, Parts]


class Ground:
    """The base map, read from one file; cells are unpacked when they are asked for."""

    def __init__(self, data: bytes) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise UnreadableFile(_DAMAGED_HINT)
        start = len(MAGIC) + 4
        (length,) = struct.unpack_from("<I", data, len(MAGIC))
        try:
            self.header = msgspec.json.decode(data[start : start + length], type=Header)
        except msgspec.MsgspecError as error:
            raise UnreadableFile(_DAMAGED_HINT) from error
        self._data = memoryview(data)[start + length :]
        self._places = [{(c, r): (at, size) for c, r, at, size in level.cells} for level in self.header.levels]

    def level_for(self, zoom: float) -> int:
        """Return the number of the level that is sharp at a zoom (the world is ``256 * 2 ** zoom`` pixels wide)."""
        last = len(self.header.levels) - 1
        return next((n for n, level in enumerate(self.header.levels) if zoom < level.below_zoom), last)

    def grid(self, level: int) -> int:
        """Return how many cells stand side by side on a level."""
        return self.header.levels[level].grid

    def cell(self, level: int, column: int, row: int) -> Cell | None:
        """Unpack a cell; ``None`` where there is nothing but sea."""
        place = self._places[level].get((column, row))
        if place is None:
            return None
        try:
            return unpack_cell(zlib.decompress(self._data[place[0] : place[0] + place[1]]))
        except (zlib.error, struct.error, ValueError) as error:
            raise UnreadableFile(_DAMAGED_HINT) from error


def read_ground(path: Path) -> Ground:
    """Read the base map's file; raise :class:`UnreadableFile`."""
    try:
        return Ground(path.read_bytes())
    except OSError as error:
        raise UnreadableFile("The base map of the program cannot be read.", str(path)) from error


def unpack_cell(data: bytes) -> Cell:
    """Read the layers of a cell."""
    found: Cell = {}
    at = 0
    for layer in LAYERS:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
        lengths = _numbers("I", data[at : at + 4 * count])
        at += 4 * count
        size = 2 * sum(lengths)
        if count:
            found[layer] = Parts(_points(data[at : at + size], data[at + size : at + 2 * size]), lengths)
        at += 2 * size
    return found


def _points(x_steps: bytes, y_steps: bytes) -> "array[float]":
    steps = _numbers("h", x_steps)
    points = array("d", bytes(16 * len(steps)))
    points[0::2] = array("d", accumulate(steps))
    points[1::2] = array("d", accumulate(_numbers("h", y_steps)))
    return points


def _numbers(code: Literal["I", "h"], data: bytes) -> "array[int]":
    numbers = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def pack_cell(layers: dict[LayerName, list[list[tuple[int, int]]]]) -> bytes:
    """Write the layers of a cell, points in cell units; the other half of :func:`unpack_cell`."""
    written: list[bytes] = []
    for layer in LAYERS:
        parts = layers.get(layer, [])
        written.append(struct.pack(f"<{len(parts) + 1}I", len(parts), *(len(part) for part in parts)))
        for axis in (0, 1):
            values = [point[axis] for part in parts for point in part]
            steps = [value - before for before, value in zip([0, *values], values, strict=False)]
            written.append(struct.pack(f"<{len(steps)}h", *steps))
    return b"".join(written)


def pack_ground(header: Header, cells: bytes) -> bytes:
    """Write the whole file."""
    encoded = msgspec.json.encode(header)
    return MAGIC + struct.pack("<I", len(encoded)) + encoded + cells
