"""Two items side by side: how their pictures differ, which frames belong together, how their readings differ."""

import os
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import Future
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from verifier.domain.readings import Reading
from verifier.domain.records import Item
from verifier.media.frame_table import FrameTable
from verifier.workspace.comparing_messages import Compared, CompareTwo, Picture
from verifier.workspace.pictures import original_path, with_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

__all__ = ["Compared", "ReadingRow", "compare", "frame_at", "side_by_side"]

COMPARED_SIDE = 1600
"""Pixels of the longer side at which two pictures are compared: what a window shows, in about a third of a second."""


def compare(
    workspace: "Workspace",
    one: tuple[Item, int | None],
    other: tuple[Item, int | None],
    amplify: int,
    threshold: int,
) -> Future[Compared]:
    """Lay the second picture over the first: an item each, with the ordinal of a frame where it is a clip."""

    def ask(path: object) -> Future[Compared]:
        second = Picture(os.fsencode(original_path(workspace, other[0])), other[1])
        first = Picture(os.fsencode(str(path)), one[1])
        request = CompareTwo(first, second, COMPARED_SIDE, amplify, threshold)
        return workspace.pool.submit(request, Compared, lane="stage")

    return with_path(workspace, one[0], ask)


def frame_at(table: FrameTable, time_s: Fraction) -> int:
    """Return the frame on the screen at a time of the clip; before the first and after the last, that one."""
    found = table.shown_at(time_s)
    if found is not None:
        return found
    return 0 if time_s < table.time_s(0) else len(table) - 1


class ReadingRow(msgspec.Struct, frozen=True):
    """One reading of two files; ``""`` where a file has none of that name. Where one stands twice, each has a row."""

    group: str
    name: str
    one: str
    other: str

    @property
    def is_same(self) -> bool:
        return self.one == self.other


def side_by_side(one: Iterable[Reading], other: Iterable[Reading]) -> tuple[ReadingRow, ...]:
    """Lay the readings of two files side by side, in the order of the first, what only the second has behind.

    They meet by reader, group, name and how often that has stood before, and are compared by what is printed and what
    was stored.
    """
    here, there = _numbered(one), _numbered(other)
    keys = [*here, *(key for key in there if key not in here)]
    return tuple(_row(key, here.get(key), there.get(key)) for key in keys)


Key = tuple[str, str, str, int]


def _numbered(readings: Iterable[Reading]) -> dict[Key, Reading]:
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    found: dict[Key, Reading] = {}
    for reading in readings:
        base = (reading.reader, reading.group, reading.name)
        found[(*base, counts[base])] = reading
        counts[base] += 1
    return found


def _row(key: Key, one: Reading | None, other: Reading | None) -> ReadingRow:
    here, there = (reading.text if reading is not None else "" for reading in (one, other))
    if one is not None and other is not None and here == there and one.value != other.value:
        here, there = (f"{reading.text}  [{reading.value}]" for reading in (one, other))
    return ReadingRow(key[1], key[2], here, there)
