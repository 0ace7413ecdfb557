"""What goes out and what stays, in rows that one screen and ``export --dry-run`` show before anything is written."""

from typing import Literal

import msgspec

from verifier.bundle import rules
from verifier.bundle.options import Audience, Originals, TickName
from verifier.bundle.selection import Chosen, Reason, Selection
from verifier.domain.disclosure import MAIN, PARTS
from verifier.domain.ids import kind_of
from verifier.domain.records import Item, Posting, record_kind

_KIND_WORDS: dict[str, str] = {
    "person": "People (by a number, unless their names go out)",
    "case_info": "Case card: title and summary",
    "item": "Items",
    "posting": "Postings",
    "source_claim": "Claims of sources, verbatim",
    "segment": "Segments of clips",
    "derivative": "Saved frames and figures",
    "observation": "Observations",
    "drone_claim": "Drones stated",
    "drone": "Cards of single machines",
    "entity": "People, companies and units (names only if they go out)",
    "trade_record": "Trade records",
    "place_claim": "Places stated",
    "time_claim": "Times stated",
    "incident": "Incidents",
    "link": "Links",
    "assessment": "Assessments",
    "note": "Notes",
    "tag": "Tags",
    "problem": "Problems",
}

FileFate = Literal["goes", "hash only", "stays"]


class PlanRow(msgspec.Struct, frozen=True):
    """One line of the screen: what, how many go out or stay, and for what stays the reason and the labels."""

    what: str
    goes: bool
    count: int
    why: str = ""
    subjects: tuple[str, ...] = ()


class Choice(msgspec.Struct, frozen=True):
    """Something of one item, person or drone that stays, or goes because it is ticked: one box on the screen."""

    what: TickName
    words: str
    why: str
    is_ticked: bool


class Subject(msgspec.Struct, frozen=True):
    """One record with boxes to tick; ``file`` says what becomes of an item's file (``None`` for other records)."""

    key: str
    label: str
    title: str
    goes: bool
    file: FileFate | None
    size_bytes: int
    choices: tuple[Choice, ...]


class Plan(msgspec.Struct, frozen=True):
    """The whole screen: rows that go out, rows that stay, and the boxes; ``warnings`` want a look first."""

    audience: Audience
    originals: Originals
    rows: tuple[PlanRow, ...]
    subjects: tuple[Subject, ...]
    warnings: tuple[str, ...]


def plan(selection: Selection) -> Plan:
    """Lay out a selection for people."""
    rows = (*_going(selection), *_staying(selection))
    options = selection.options
    return Plan(options.audience, options.originals, rows, _subjects(selection), _warnings(selection))


def _going(selection: Selection) -> list[PlanRow]:
    counts: dict[str, int] = {}
    for chosen in selection.going():
        kind = record_kind(type(chosen.record))
        counts[kind] = counts.get(kind, 0) + 1
    rows = [PlanRow(_KIND_WORDS[kind], True, count) for kind, count in counts.items()]
    files = [one for one in selection.going() if isinstance(one.record, Item) and "bytes" in one.parts]
    originals = selection.options.originals == "include"
    words = "Original files, whole" if originals else "Hashes of original files"
    rows.append(PlanRow(words, True, len(files)))
    rows.append(PlanRow("Readings from files: all metadata in them", True, len(files)))
    return [row for row in rows if row.count]


def _staying(selection: Selection) -> list[PlanRow]:
    found: dict[tuple[str, str], list[Chosen]] = {}
    for chosen in selection.chosen.values():
        for reason in {reason for _, reason in chosen.held if _is_filled(chosen, reason)}:
            found.setdefault((reason.what, reason.why), []).append(chosen)
    rows = [
        PlanRow(what, False, len(held), why, tuple(sorted({_label(selection, one) for one in held} - {""})))
        for (what, why), held in sorted(found.items())
    ]
    if not selection.discloses_all:
        rows.append(PlanRow(rules.OLDER_VALUES_WHAT, False, 0, rules.OLDER_VALUES))
    return rows


def _is_filled(chosen: Chosen, reason: Reason) -> bool:
    """Tell whether something is really held back for this reason: an empty file name holds nothing."""
    from_parts = [part for part, other in chosen.held if other == reason]
    return MAIN in from_parts or any(_has_words(chosen, part) for part in from_parts)


def _has_words(chosen: Chosen, part: str) -> bool:
    fields = PARTS[type(chosen.record)][part]
    return any(getattr(chosen.record, field) not in ("", None, (), False) for field in fields)


def _label(selection: Selection, chosen: Chosen) -> str:
    key = selection.items_by_record.get(chosen.record.key, chosen.record.key)
    return str(getattr(selection.chosen[key].record, "label", ""))


def _subjects(selection: Selection) -> tuple[Subject, ...]:
    boxes: dict[str, dict[TickName, Choice]] = {}
    for tick in selection.options.ticked:
        if tick.key in selection.chosen:
            boxes.setdefault(tick.key, {})[tick.what] = Choice(tick.what, "Let out by hand", "", True)
    for chosen in selection.chosen.values():
        for _, reason in chosen.held:
            if reason.tick is not None and _is_filled(chosen, reason):
                choice = Choice(reason.tick, reason.what, reason.why, False)
                boxes.setdefault(reason.tick_key, {}).setdefault(reason.tick, choice)
    for key, chosen in selection.chosen.items():
        if isinstance(chosen.record, Item):
            boxes.setdefault(key, {})
    return tuple(_subject(selection, key, boxes[key]) for key in selection.chosen if key in boxes)


def _subject(selection: Selection, key: str, boxes: dict[TickName, Choice]) -> Subject:
    chosen = selection.chosen[key]
    record = chosen.record
    label = str(getattr(record, "label", "")) or kind_of(key).replace("_", " ").capitalize()
    title = record.original_name if isinstance(record, Item) else str(getattr(record, "name", ""))
    size = record.fingerprints.size_bytes if isinstance(record, Item) else 0
    choices = tuple(choice for _, choice in sorted(boxes.items()))
    return Subject(key, label, title, chosen.goes, _fate(selection, chosen), size, choices)


def _fate(selection: Selection, chosen: Chosen) -> FileFate | None:
    if not isinstance(chosen.record, Item):
        return None
    if "bytes" not in chosen.parts:
        return "stays"
    return "goes" if selection.options.originals == "include" else "hash only"


def _warnings(selection: Selection) -> tuple[str, ...]:
    if selection.options.audience != "outside":
        return ()
    going = {chosen.record.key for chosen in selection.going()}
    unset = {
        f"item/{chosen.record.item}"
        for chosen in selection.chosen.values()
        if isinstance(chosen.record, Posting) and chosen.record.is_closed_source is None
    }
    unseen = sum(isinstance(one.record, Item) and one.record.sensitivity is None for one in selection.going())
    located = sum(isinstance(one.record, Item) and "bytes" in one.parts for one in selection.going())
    found: list[str] = []
    if count := len(unset & going):
        found.append(f"Items that go out though nobody has said whether their source is open or closed: {count}.")
    if unseen:
        found.append(f"Items that go out though nobody has said whether they are sensitive: {unseen}.")
    if located:
        found.append("Files and readings go out whole: positions, serial numbers and owners' names in them too.")
    return tuple(found)
