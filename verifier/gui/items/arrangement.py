"""Where the rows of the list or grid stand: groups with a heading, cells in columns. Pure arithmetic, no Qt.

Sizes are logical pixels from the top left of the whole content. Finding a cell is a search among groups, so that ten
thousand rows cost what ten do.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec

HEADING_PX = 32


class Group(msgspec.Struct, frozen=True):
    """A run of rows under one heading; an empty ``title`` has no heading."""

    title: str
    count: int


class Area(msgspec.Struct, frozen=True):
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int


class Arrangement:
    """Cells of one size in columns, group after group."""

    def __init__(
        self, groups: Sequence[Group], width: int, cell: tuple[int, int] | None, height: int, pad: int
    ) -> None:
        """``cell``: least width and height of a cell of the grid; ``None``: one column, ``height`` a row.

        ``pad`` is left free on every side.
        """
        self.groups = tuple(groups)
        inner = max(1, width - 2 * pad)
        self.columns = 1 if cell is None else max(1, inner // cell[0])
        self.cell_width = inner // self.columns
        self.cell_height = height if cell is None else cell[1]
        self.pad = pad
        self.width = width
        self._first = (0, *accumulate(group.count for group in self.groups))
        self._tops = tuple(accumulate((self._height(group) for group in self.groups), initial=pad))

    @property
    def height(self) -> int:
        """Height of everything."""
        return self._tops[-1] + self.pad

    @property
    def count(self) -> int:
        return self._first[-1]

    def area_of(self, row: int) -> Area:
        """Return where a row stands."""
        group = self._group_of(row)
        line, column = divmod(row - self._first[group], self.columns)
        top = self._tops[group] + _heading_px(self.groups[group]) + line * self.cell_height
        return Area(self.pad + column * self.cell_width, top, self.cell_width, self.cell_height)

    def row_at(self, x: int, y: int) -> int | None:
        """Return the row under a point."""
        group = bisect_right(self._tops, y) - 1
        if not 0 <= group < len(self.groups) or not self.pad <= x < self.pad + self.columns * self.cell_width:
            return None
        within = y - self._tops[group] - _heading_px(self.groups[group])
        if within < 0:
            return None
        place = within // self.cell_height * self.columns + (x - self.pad) // self.cell_width
        return self._first[group] + place if place < self.groups[group].count else None

    def rows_between(self, top: int, bottom: int) -> Iterator[int]:
        """Yield the rows that can be seen between two heights."""
        for group in self._groups_between(top, bottom):
            start = self._tops[group] + _heading_px(self.groups[group])
            first = max(0, (top - start) // self.cell_height) * self.columns
            last = min(self.groups[group].count, ((bottom - start) // self.cell_height + 1) * self.columns)
            yield from range(self._first[group] + first, self._first[group] + max(first, last))

    def headings_between(self, top: int, bottom: int) -> Iterator[tuple[Group, Area]]:
        """Yield the headings that can be seen, with where they stand."""
        for group in self._groups_between(top, bottom):
            if self.groups[group].title:
                yield self.groups[group], Area(self.pad, self._tops[group], self.width - 2 * self.pad, HEADING_PX)

    def stepped(self, row: int, lines: int, columns: int) -> int:
        """Return the row some lines down and columns on, the nearest one where there is none."""
        if not self.count:
            return row
        if columns:
            return min(max(row + columns, 0), self.count - 1)
        area = self.area_of(row)
        group, step = self._group_of(row), 1 if lines > 0 else -1
        for _ in range(abs(lines)):
            group, row = self._line_away(group, row, step, area.x)
        return row

    def _line_away(self, group: int, row: int, step: int, x: int) -> tuple[int, int]:
        """Return the row one line away, in the same column or the last one of its line."""
        line, _ = divmod(row - self._first[group], self.columns)
        line += step
        if line < 0 or line >= self._lines(self.groups[group]):
            following = group + step
            while 0 <= following < len(self.groups) and not self.groups[following].count:
                following += step
            if not 0 <= following < len(self.groups):
                return group, row
            group, line = following, 0 if step > 0 else self._lines(self.groups[following]) - 1
        column = (x - self.pad) // self.cell_width
        return group, self._first[group] + min(line * self.columns + column, self.groups[group].count - 1)

    def _groups_between(self, top: int, bottom: int) -> range:
        first = max(0, bisect_right(self._tops, top) - 1)
        return range(first, min(len(self.groups), bisect_right(self._tops, bottom)))

    def _group_of(self, row: int) -> int:
        return min(bisect_right(self._first, row) - 1, len(self.groups) - 1)

    def _lines(self, group: Group) -> int:
        return -(-group.count // self.columns)

    def _height(self, group: Group) -> int:
        return _heading_px(group) + self._lines(group) * self.cell_height


def _heading_px(group: Group) -> int:
    return HEADING_PX if group.title else 0
