"""What the list of all filters offers, narrowed by typing. No Qt."""

from collections.abc import Iterator, Sequence

import msgspec

from verifier.case.searching import fold
from verifier.gui.items.facets import FacetIndex, Filter, Pick
from verifier.gui.items.saved_filters import Named
from verifier.gui.speech import tr, trn

SAVED = "saved"
"""In the place of a facet's name: the answer is the name of a filter that was kept."""
FEW = 8
"""Answers of one facet that are shown before anything is typed."""
MOST = 200


class FilterRow(msgspec.Struct, frozen=True):
    """One answer that can be picked. ``group``: heading above it, "" where it stands under one already.

    ``pick`` ``None``: a remark, nothing to pick.
    """

    pick: Pick | None
    words: str
    count: str
    is_on: bool
    group: str = ""


def filter_rows(index: FacetIndex, wanted: Filter, saved: Sequence[Named], typed: str) -> tuple[FilterRow, ...]:
    """Return the rows for what was typed: of a facet whose title fits, all answers, else those that fit."""
    rows = [*_saved_rows(saved, wanted, typed), *_facet_rows(index, wanted, typed)]
    return tuple(rows[:MOST])


def _saved_rows(saved: Sequence[Named], wanted: Filter, typed: str) -> Iterator[FilterRow]:
    title = tr("Saved filters")
    kept = [one for one in saved if _fits(typed, title, one.name)]
    for place, one in enumerate(kept):
        yield FilterRow((SAVED, one.name), one.name, "", one.filter == wanted, title if not place else "")


def _facet_rows(index: FacetIndex, wanted: Filter, typed: str) -> Iterator[FilterRow]:
    for facet, answers in index.offered(wanted.picks):
        title = tr(facet.title)
        named = [(answer, facet.words(answer), number) for answer, number in answers]
        kept = [row for row in named if _fits(typed, title, row[1], row[0])]
        kept.sort(key=lambda row: not fold(row[1]).startswith(fold(typed)))  # "drone seen" before "no drone yet"
        few = kept if typed.strip() else kept[:FEW]
        for place, (answer, words, number) in enumerate(few):
            pick = (facet.name, answer)
            yield FilterRow(pick, words, str(number), pick in wanted.picks, title if not place else "")
        if len(few) < len(kept):
            more = len(kept) - len(few)
            words = trn("and {number} more: type to find it", "and {number} more: type to find them", more)
            yield FilterRow(None, words,
                            "", is_on=False)  # fmt: skip


def _fits(typed: str, *texts: str) -> bool:
    """Tell whether every word typed stands somewhere in the title or the answer."""
    whole = fold("\n".join(texts))
    return all(word in whole for word in fold(typed).split())
