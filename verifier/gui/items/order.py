"""In which groups and in which order rows stand. No Qt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from verifier.gui.items.arrangement import Group
from verifier.gui.items.facets import BY_NAME, FacetIndex
from verifier.gui.speech import tr
from verifier.workspace.walking import natural_key

NaturalKey = tuple[tuple[int, int, str], ...]
SortName = Literal["came", "name", "day"]


class Grouping(msgspec.Struct, frozen=True):
    """One way to group: by the first answer to a facet, "" for none; ``unknown`` heads the rows without an answer."""

    facet: str
    words: str
    unknown: str = ""


class Order(msgspec.Struct, frozen=True):
    """``grouped``: name of a facet, "" for no groups."""

    grouped: str = ""
    sort: SortName = "came"


class Shown(msgspec.Struct, frozen=True):
    """Rows in their order, and the groups they stand in."""

    keys: list[str]
    groups: tuple[Group, ...]


GROUPINGS: tuple[Grouping, ...] = (
    Grouping("", "Not grouped"),
    Grouping("posting", "Grouped by posting", "Nobody has said where it was posted"),
    Grouping("day", "Grouped by day", "No day known"),
    Grouping("device", "Grouped by device", "The file names no device"),
    Grouping("folder", "Grouped by folder", "The folder is not known"),
    Grouping("incident", "Grouped by incident", "No incident"),
)
SORT_WORDS: tuple[tuple[SortName, str], ...] = (
    ("came", "As it came"),
    ("name", "By name"),
    ("day", "By day"),
)
_LAST = "\U0010ffff"
"""Sorts behind every day."""
SORTED_LETTERS = 200
"""A file may name its device at any length; a number of thousands of digits is no number any more."""


def sorted_rows(
    keys: Sequence[str], sort: SortName, name_of: Callable[[str], NaturalKey], index: FacetIndex
) -> list[str]:
    """Sort rows; those of which the day is not known come last, and rows alike stay in the order in which they came."""
    if sort == "name":
        return sorted(keys, key=name_of)
    if sort == "day":
        days = first_answers(index, "day")
        return sorted(keys, key=lambda key: days.get(key, _LAST))
    return list(keys)


def grouped_rows(keys: Sequence[str], facet: str, index: FacetIndex) -> Shown:
    """Put rows into groups in natural order of their answers, those without one last."""
    grouping = next((one for one in GROUPINGS if one.facet == facet), GROUPINGS[0])
    if not grouping.facet:
        return Shown(list(keys), (Group("", len(keys)),))
    firsts = first_answers(index, facet)
    rows: dict[str, list[str]] = {}
    for key in keys:
        rows.setdefault(firsts.get(key, ""), []).append(key)
    without = rows.pop("", [])
    answers = sorted(rows, key=lambda answer: natural_key(answer[:SORTED_LETTERS]))
    words = BY_NAME[facet].words
    groups = [Group(_title(words(answer), len(rows[answer])), len(rows[answer])) for answer in answers]
    if without:
        groups.append(Group(_title(tr(grouping.unknown), len(without)), len(without)))
    ordered = [key for answer in answers for key in rows[answer]]
    return Shown([*ordered, *without], tuple(groups))


def first_answers(index: FacetIndex, facet: str) -> Mapping[str, str]:
    """Return the first answer to a facet of every row that has one."""
    found: dict[str, str] = {}
    for answer in sorted(index.answers(facet)):
        _put_new(found, index.keys((facet, answer)), answer)
    return found


def _put_new(found: dict[str, str], keys: Iterable[str], answer: str) -> None:
    for key in keys:
        found.setdefault(key, answer)


def _title(words: str, number: int) -> str:
    return f"{words} · {number}"
