"""What goes out and what stays, in rows that one screen and ``export --dry-run`` show before anything is written."""

from collections.abc import Iterator
from typing import Literal, Self

import msgspec

from verifier.bundle import rules
from verifier.bundle.cataloged import named_entries
from verifier.bundle.mentions import MOST_READ, Document, Mention, find_mentions, read_items
from verifier.bundle.options import Audience, Originals, Tick, TickName
from verifier.bundle.plan_words import IN_THE_CATALOG, IN_THE_FILE, KIND_WORDS, RECORD_WORDS, TICK_WORDS
from verifier.bundle.selection import HIDING, Chosen, Reason, Selection
from verifier.bundle.written import Loss
from verifier.domain.disclosure import MAIN, is_filled
from verifier.domain.ids import kind_of
from verifier.domain.records import (
    Assessment,
    DroneClaim,
    Incident,
    Item,
    PlaceClaim,
    Posting,
    Record,
    SizeCheck,
    TimeClaim,
    record_kind,
)
from verifier.domain.wording import mixed_wording

MOST_LEADS = 200
WHOLE_ITEMS = (*HIDING, rules.SOURCE_SIDECAR_WHAT, rules.NOT_ASKED_WHAT)
"""Rows that are about items, of which nothing goes out; they come first."""

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


class Lead(msgspec.Struct, frozen=True):
    """A warning and the records it speaks of, by key and label, at most :data:`MOST_LEADS`."""

    sentence: str
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    opens: str = ""
    """Which panel of the window answers it: ``source``, ``metadata``, or none."""


class Preview(msgspec.Struct, frozen=True):
    """What a format that is no bundle would write of what may go, and what it has no place for."""

    rows: tuple[PlanRow, ...]
    left_out: tuple[Loss, ...]


class Plan(msgspec.Struct, frozen=True):
    """The whole screen: rows that go out, rows that stay, and the boxes; ``warnings`` want a look first.

    ``leads``: the same warnings, and the records each speaks of. ``mentions``: names that stay in words that go out.
    """

    audience: Audience
    originals: Originals
    rows: tuple[PlanRow, ...]
    subjects: tuple[Subject, ...]
    warnings: tuple[str, ...]
    leads: tuple[Lead, ...] = ()
    mentions: tuple[Mention, ...] = ()
    left_out: tuple[Loss, ...] = ()
    """What may go and has no place in the format that was chosen."""

    def written_as(self, preview: Preview) -> Self:
        """Return the plan for a format that writes regions alone: less goes, and no file's own words."""
        leads = tuple(lead for lead in self.leads if lead.opens != "metadata")
        return msgspec.structs.replace(
            self,
            rows=(*preview.rows, *(row for row in self.rows if not row.goes)),
            leads=leads,
            warnings=tuple(lead.sentence for lead in leads),
            mentions=tuple(one for one in self.mentions if kind_of(one.record) in ("observation", "drone_claim")),
            left_out=preview.left_out,
        )


def plan(selection: Selection, document: Document | None = None, entry: Document | None = None) -> Plan:
    """Lay out a selection for people; see :func:`find_mentions` for what is looked through for names."""
    options = selection.options
    mentions = find_mentions(selection, document, entry) if options.audience != "archive" else ()
    leads = _leads(selection, mentions)
    warnings = tuple(lead.sentence for lead in leads)
    return Plan(
        options.audience,
        options.originals,
        plan_rows(selection),
        _subjects(selection),
        warnings,
        leads,
        mentions,
    )


def place_of(mention: Mention) -> str:
    """Say in words what kind of record a mention stands in, or that it is in a file or the catalog."""
    kind = kind_of(mention.record)
    if mention.field.startswith("catalog"):
        return IN_THE_CATALOG
    return IN_THE_FILE if mention.field.startswith("readings") else RECORD_WORDS.get(kind, kind.replace("_", " "))


def plan_rows(selection: Selection) -> tuple[PlanRow, ...]:
    """Lay out what goes and what stays, without the boxes: for the report too."""
    return (*_going(selection), *_staying(selection))


def items_held(selection: Selection) -> tuple[int, int]:
    """Return of how many items nothing goes out, and how many items there are."""
    items = [one for one in selection.chosen.values() if isinstance(one.record, Item)]
    return sum(not one.goes for one in items), len(items)


def _going(selection: Selection) -> list[PlanRow]:
    counts: dict[str, int] = {}
    for chosen in selection.going():
        kind = record_kind(type(chosen.record))
        counts[kind] = counts.get(kind, 0) + 1
    rows = [PlanRow(KIND_WORDS[kind], True, count) for kind, count in counts.items()]
    files = [one for one in selection.going() if isinstance(one.record, Item) and "bytes" in one.parts]
    originals = selection.options.originals == "include"
    words = "Original files, whole" if originals else "Hashes of original files"
    rows.append(PlanRow(words, True, len(files)))
    rows.append(PlanRow("Readings from files: all metadata in them", True, len(files)))
    entries = {
        (ref.entry_id, ref.entry_sha256)
        for one in selection.going()
        if isinstance(one.record, DroneClaim | SizeCheck)
        for ref in named_entries(one.record)
        if ref.entry_id is not None
    }
    rows.append(PlanRow("Catalog entries that claims name, with their sources", True, len(entries)))
    words = "The journal: when each edit was made and on which kind of record, also of what stays; contents as hashes"
    journal = PlanRow(words, True, 0)
    return [*(row for row in rows if row.count), journal]


def _staying(selection: Selection) -> list[PlanRow]:
    found: dict[tuple[str, str], list[Chosen]] = {}
    for chosen in selection.chosen.values():
        for reason in {reason for _, reason in chosen.held if _is_filled(chosen, reason)}:
            found.setdefault((reason.what, reason.why), []).append(chosen)
    rows = [
        PlanRow(what, False, _count(what, held), why, tuple(sorted({_label(selection, one) for one in held} - {""})))
        for (what, why), held in sorted(found.items(), key=lambda one: (one[0][0] not in WHOLE_ITEMS, one[0]))
    ]
    if not selection.discloses_all:
        rows.append(PlanRow(rules.OLDER_VALUES_WHAT, False, 0, rules.OLDER_VALUES))
    return rows


def _count(what: str, held: list[Chosen]) -> int:
    """Count items where a row is of items with all that hangs on them, else what is held back."""
    return sum(isinstance(one.record, Item) for one in held) if what in WHOLE_ITEMS else len(held)


def _is_filled(chosen: Chosen, reason: Reason) -> bool:
    """Tell whether something is really held back for this reason: an empty file name holds nothing."""
    from_parts = [part for part, other in chosen.held if other == reason]
    return (MAIN in from_parts and _says_something(chosen.record)) or any(
        is_filled(chosen.record, part) for part in from_parts
    )


def _says_something(record: Record) -> bool:
    """Tell whether the main part of a record says anything: a file that was received, and no more, does not."""
    if not isinstance(record, Posting):
        return True
    return bool(record.posted_at_as_shown or record.posted_at or record.zone_assumption or record.credibility)


def _label(selection: Selection, chosen: Chosen) -> str:
    key = selection.items_by_record.get(chosen.record.key, chosen.record.key)
    return str(getattr(selection.chosen[key].record, "label", ""))


def _subjects(selection: Selection) -> tuple[Subject, ...]:
    boxes: dict[str, dict[TickName, Choice]] = {}
    for tick in selection.options.ticked:
        if tick.key in selection.chosen:
            boxes.setdefault(tick.key, {})[tick.what] = Choice(tick.what, TICK_WORDS[tick.what], "", True)
    for chosen in selection.chosen.values():
        for _, reason in chosen.held:
            if reason.tick is not None and _is_filled(chosen, reason):
                words = reason.what if reason.tick == "name" else TICK_WORDS[reason.tick]
                choice = Choice(reason.tick, words, reason.why, False)
                boxes.setdefault(reason.tick_key, {}).setdefault(reason.tick, choice)
    for key, chosen in selection.chosen.items():
        if isinstance(chosen.record, Item):
            boxes.setdefault(key, {})
    ordered = sorted(boxes, key=lambda key: isinstance(selection.chosen[key].record, Item))
    return tuple(_subject(selection, key, boxes[key]) for key in ordered)


def _subject(selection: Selection, key: str, boxes: dict[TickName, Choice]) -> Subject:
    chosen = selection.chosen[key]
    record = chosen.record
    label = str(getattr(record, "label", "")) or kind_of(key).replace("_", " ").capitalize()
    title = record.original_name if isinstance(record, Item) else _title_of(record)
    size = record.fingerprints.size_bytes if isinstance(record, Item) else 0
    choices = tuple(choice for _, choice in sorted(boxes.items()))
    return Subject(key, label, title, chosen.goes, _fate(selection, chosen), size, choices)


def _title_of(record: Record) -> str:
    return record.title if isinstance(record, Incident) else str(getattr(record, "name", ""))


def _fate(selection: Selection, chosen: Chosen) -> FileFate | None:
    if not isinstance(chosen.record, Item):
        return None
    if "bytes" not in chosen.parts:
        return "stays"
    return "goes" if selection.options.originals == "include" else "hash only"


def _leads(selection: Selection, mentions: tuple[Mention, ...]) -> tuple[Lead, ...]:
    found: list[Lead] = []
    if mentions:
        names = len({mention.name for mention in mentions})
        first, places = mentions[0].name, len(mentions)
        words = (
            f"Names that stay with you stand in words that go out: “{first}” and {names - 1} more. Places to look at:"
            f" {places}. Nothing is altered."
            if names > 1
            else f"A name that stays with you stands in words that go out: “{first}”. Places to look at: {places}."
            " Nothing is altered."
        )
        found.append(_lead(selection, words, [mention.record for mention in mentions], ""))
    if (items := read_items(selection)[MOST_READ:]) and selection.options.audience != "archive":
        sentence = f"Files whose own words were not looked through for names, since there are so many: {len(items)}."
        found.append(_lead(selection, sentence, [item.key for item in items], "metadata"))
    mixed = [one.record.key for one in selection.going() if any(map(mixed_wording, _weighing_words(one.record)))]
    if mixed:
        count = len(mixed)
        sentence = f"Statements with a sentence that mixes likelihood scales, or likelihood and confidence: {count}."
        found.append(_lead(selection, sentence, mixed, ""))
    idle = [tick.key for tick in selection.options.ticked if _is_idle(selection, tick)]
    if idle:
        found.append(_lead(selection, f"Ticks that let nothing out: {len(idle)}.", idle, ""))
    return (*found, *(_outside_leads(selection) if selection.options.audience == "outside" else ()))


def _weighing_words(record: Record) -> Iterator[str]:
    """Yield the free words in which a claim or an assessment weighs up."""
    if isinstance(record, DroneClaim | PlaceClaim | TimeClaim):
        yield record.note
        yield record.confidence.reasons if record.confidence is not None else ""
    if isinstance(record, Assessment):
        yield from (record.finding, record.assumptions, record.gaps)
        yield from (pillar.answer for pillar in record.pillars)
        yield from (words for rival in record.rivals for words in (rival.evidence_for, rival.evidence_against))


def _outside_leads(selection: Selection) -> Iterator[Lead]:
    items = [one for one in selection.going() if isinstance(one.record, Item)]
    going = {one.record.key for one in items}
    unset = [
        key
        for one in selection.chosen.values()
        if isinstance(one.record, Posting) and one.record.is_closed_source is None
        if (key := f"item/{one.record.item}") in going
    ]
    unseen = [one.record.key for one in items if isinstance(one.record, Item) and one.record.sensitivity is None]
    if count := len(set(unset)):
        sentence = f"Items that go out though nobody has said whether their source is open or closed: {count}."
        yield _lead(selection, sentence, unset, "source")
    if unseen:
        sentence = f"Items that go out though nobody has said whether they are sensitive: {len(unseen)}."
        yield _lead(selection, sentence, unseen, "source")
    sensitive = [one.record.key for one in items if isinstance(one.record, Item) and one.record.sensitivity]
    whole = [key for key in sensitive if "bytes" in selection.chosen[key].parts]
    if whole and selection.options.originals == "include":
        sentence = (
            f"Sensitive items whose files go out whole, for only the report blurs them: {len(whole)}. "
            "Under Source, “Withhold from bundles” withholds one."
        )
        yield _lead(selection, sentence, whole, "source")
    if located := [one.record.key for one in items if "bytes" in one.parts]:
        sentence = "Files and readings go out whole: positions, serial numbers and owners' names in them too."
        yield _lead(selection, sentence, located, "metadata")


def _lead(selection: Selection, sentence: str, keys: list[str], opens: str) -> Lead:
    shown = tuple(dict.fromkeys(key for key in keys if key in selection.chosen))[:MOST_LEADS]
    return Lead(sentence, shown, tuple(_subject_label(selection, key) for key in shown), opens)


def _subject_label(selection: Selection, key: str) -> str:
    record = selection.chosen[key].record
    label = getattr(record, "label", "") or getattr(selection.chosen[selection.subjects[key]].record, "label", "")
    return str(label) or kind_of(key).replace("_", " ")


def _is_idle(selection: Selection, tick: Tick) -> bool:
    """Tell whether a tick lets nothing out: there is no such record, or something else keeps it all."""
    if tick.key not in selection.chosen:
        return True
    return not any(one.goes for key, one in selection.chosen.items() if tick.key in (key, selection.subjects[key]))
