"""Decide which parts of which records go out for whom, and say of the rest why it stays.

The verdicts per part stand in ``rules.py``. Here they are applied to a case: what hangs on a withheld item stays with
it, and so does every record whose outgoing words name something of it. Works on records alone; writes nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from verifier.bundle import rules
from verifier.bundle.options import Only, Options, TickName
from verifier.bundle.rules import Rule
from verifier.case.references import owners
from verifier.domain import disclosure
from verifier.domain.disclosure import MAIN
from verifier.domain.ids import id_of, key_of, kind_of
from verifier.domain.records import (
    RECORD_TYPES,
    CaseInfo,
    Derivative,
    DroneClaim,
    Incident,
    Item,
    Keyframe,
    Link,
    Note,
    Observation,
    Person,
    Posting,
    PriorSearch,
    ReadingSignature,
    Record,
    Tag,
    TradeRecord,
)

SOURCE_TYPES = ("application/json", "application/xhtml+xml", "application/xml", "message/", "text/")
"""Beginnings of media types in which downloaders, messengers and mail programs keep posts: who, where, which chat."""

HIDING = (rules.WITHHELD_ITEM_WHAT, *(r.what for r in rules.RULES if (r.kind, r.part) == ("item", MAIN)))
"""Why an item stays that an incident's words could describe."""
_UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class Reason(msgspec.Struct, frozen=True):
    """Why something stays: what it is, the sentence, and the tick (on which record) that would let it out."""

    what: str
    why: str
    tick_key: str
    tick: TickName | None


class Chosen(msgspec.Struct, frozen=True):
    """One record: the parts that go out, in order, and those that stay with their reasons."""

    record: Record
    parts: tuple[str, ...]
    held: tuple[tuple[str, Reason], ...]

    @property
    def goes(self) -> bool:
        """Whether anything of the record goes out."""
        return MAIN in self.parts


class Selection(msgspec.Struct, frozen=True):
    """The verdict on every record of a case, by key in stable order, for one set of options."""

    options: Options
    chosen: dict[str, Chosen]
    items_by_record: dict[str, str]
    """Record key -> key of the item it hangs on."""
    subjects: dict[str, str]
    """Record key -> key of the record that a tick names: its item, else the last that it hangs on."""

    @property
    def discloses_all(self) -> bool:
        """Whether older values and gesture labels go out as well."""
        return self.options.audience == "archive"

    def going(self) -> Iterator[Chosen]:
        """Yield the records of which something goes out."""
        return (chosen for chosen in self.chosen.values() if chosen.goes)

    def part_goes(self, record: Record, part: str) -> bool:
        """Tell whether one part of a record goes out."""
        return part in self.chosen[record.key].parts


def order_key(record: Record) -> tuple[int, str, str]:
    """Sort records by kind (as listed in the domain), then by label where there is one, then by id."""
    return RECORD_TYPES.index(type(record)), str(getattr(record, "label", "")), record.id


def select(
    records: Iterable[Record], options: Options, stored: Mapping[str, Collection[str]] | None = None
) -> Selection:
    """Choose for every record which of its parts go out.

    ``stored``: the parts that the journal holds of each record, by key. What a program from before there was a part
    wrote in ``main`` cannot be parted: where it stays, the record does. ``None``: every record has all of its parts.
    """
    known = {record.key: record for record in sorted(records, key=order_key)}
    owners = {key: owner for key, record in known.items() if (owner := _owner(record, known)) is not None}
    work = _Work(known, owners, options.settled(), stored)
    chosen = {key: work.by_rules(record) for key, record in known.items()}
    chosen = work.hold_back(chosen)
    subjects = {key: work.tick_key(record) for key, record in known.items()}
    return Selection(work.options, chosen, owners, subjects)


def _owner(record: Record, known: dict[str, Record]) -> str | None:
    """Follow what a record says something about, up to the key of an item; ``None`` where that ends elsewhere."""
    current: Record | None = record
    while current is not None and not isinstance(current, Item):
        current = next((known.get(key) for key in owners(current)), None)
    return current.key if current is not None else None


class _Work:
    """The case as it is looked at while choosing."""

    def __init__(
        self,
        known: dict[str, Record],
        owners: dict[str, str],
        options: Options,
        stored: Mapping[str, Collection[str]] | None,
    ) -> None:
        self.known = known
        self.owners = owners
        self.options = options
        self.stored = stored
        postings = [record for record in known.values() if isinstance(record, Posting)]
        links = [record for record in known.values() if isinstance(record, Link) and record.kind == "sidecar_of"]
        pairs = [(link.from_key, link.to_key) for link in links]
        pairs += [(f"item/{p.sidecar}", f"item/{p.item}") for p in postings if p.sidecar]
        self.goes_with: dict[str, tuple[str, ...]] = {}
        for sidecar, clip in dict.fromkeys(pairs):
            self.goes_with[sidecar] = (*self.goes_with.get(sidecar, ()), clip)
        self.sidecars = set(self.goes_with)
        closed = {f"item/{posting.item}" for posting in postings if posting.is_closed_source}
        self.closed_items = closed | {key for key, clips in self.goes_with.items() if closed.intersection(clips)}
        self.closed_sidecars = {f"item/{p.sidecar}" for p in postings if p.sidecar and p.is_closed_source}
        not_open = {f"item/{posting.item}" for posting in postings if posting.is_closed_source is not False}
        self.open_items = {f"item/{posting.item}" for posting in postings} - not_open - self.closed_items

    def by_rules(self, record: Record) -> Chosen:
        """Apply the table to the parts of one record; where ``main`` stays, all of it stays."""
        held: dict[str, Reason] = {}
        names = disclosure.part_names(kind_of(record.key))
        if self.stored is not None:
            names = tuple(part for part in names if part in self.stored.get(record.key, ()))
        for part in disclosure.part_names(kind_of(record.key)):
            rule = rules.rule_for(record, part)
            if rule is not None and not self._goes(record, rule):
                reason = Reason(rule.what, rule.why, self.tick_key(record), rule.tick)
                if part in names:
                    held[part] = reason
                elif disclosure.is_filled(record, part):
                    held.setdefault(MAIN, reason)
        if isinstance(record, ReadingSignature) and (above := self._unsaid(record)) is not None:
            held["signature"] = Reason(rules.SIGNATURES_WHAT, above.why, above.tick_key, above.tick)
        if MAIN not in held and self._is_of_closed_file(record):
            held[MAIN] = self._closed_reason(record)
        if MAIN in held:
            held = {part: held.get(part, held[MAIN]) for part in names}
        return Chosen(record, tuple(part for part in names if part not in held), tuple(held.items()))

    def _unsaid(self, signature: ReadingSignature) -> Reason | None:
        """Return why something stays that a signature is of: whoever has the signature could try words until one fits.

        A file's hash counts as well: it would tell whether a file at hand is the one.
        """
        reading = self.known.get(key_of("mark_reading", signature.reading))
        item = self.known.get(self.owners.get(signature.key, ""))
        stays = (dict(self.by_rules(one).held) for one in (reading, item) if one is not None)
        return next((held[part] for held in stays for part in ("words", "bytes") if part in held), None)

    def hold_back(self, chosen: dict[str, Chosen]) -> dict[str, Chosen]:
        """Take back whole records: what hangs on withheld items, then whatever hangs on or names one that stays."""
        roots = {key: reason for key, record in self.known.items() if (reason := self._root_reason(record)) is not None}
        hidden = {key: roots[owner] for key in self.known if (owner := self.owners.get(key, key)) in roots}
        for key, record in self.known.items():
            if (
                isinstance(record, Note | Tag)
                and key not in hidden
                and (above := self._note_that_stays(record, chosen))
            ):
                hidden[key] = above
        while new := self._drawn_in(chosen, hidden):
            hidden |= new
        return {key: _all_held(one, hidden[key]) if key in hidden else one for key, one in chosen.items()}

    def _drawn_in(self, chosen: dict[str, Chosen], hidden: dict[str, Reason]) -> dict[str, Reason]:
        """Return the records that name, or say something about, one that stays, and are not held back yet.

        What merely names something of an item that was not asked for goes: its words harm nobody.
        """
        ids = {id_of(key): reason for key, reason in hidden.items()}
        found: dict[str, Reason] = {}
        for key, one in chosen.items():
            if key not in hidden:
                above = next((hidden[owner] for owner in owners(one.record) if owner in hidden), None)
                reason = above or self._named(one, ids)
                if reason is not None:
                    found[key] = reason
        return found

    def _note_that_stays(self, record: Record, chosen: dict[str, Chosen]) -> Reason | None:
        """Return why the note stays that a word or note is stuck to: working notes stay, and words on them."""
        for owner in owners(record):
            note = chosen.get(owner)
            if note is not None and isinstance(note.record, Note) and not note.goes:
                return dict(note.held)[MAIN]
        return None

    def _goes(self, record: Record, rule: Rule) -> bool:
        verdict = rule.verdict(self.options.audience)
        if verdict == "goes" or self._is_ticked(record, rule):
            return True
        if verdict == "goes if for export":
            return isinstance(record, Note) and record.audience == "export"
        if verdict == "goes if the posting is open":
            return self._is_open(record)
        return verdict == "stays if the source is closed" and not self._is_closed(record)

    def _is_ticked(self, record: Record, rule: Rule) -> bool:
        ticks = (rule.tick, *rule.also) if rule.tick else ()
        return any(self.options.is_ticked(key, tick) for key in (self.tick_key(record), record.key) for tick in ticks)

    def _is_closed(self, record: Record) -> bool:
        if isinstance(record, Posting):
            return record.is_closed_source is True
        return any(item in self.closed_items for item in self._rests_on(record))

    def _is_open(self, record: Record) -> bool:
        """Tell whether every posting that a record rests on is stated to be open, and there is one."""
        if isinstance(record, Posting):
            return record.is_closed_source is False and f"item/{record.item}" not in self.closed_items
        items = self._rests_on(record)
        return bool(items) and all(item in self.open_items for item in items)

    def _rests_on(self, record: Record) -> tuple[str, ...]:
        """Return the items that a record is about: one, or those of an incident."""
        if record.key in self.known and isinstance(record, Item):
            return (record.key,)
        if record.key in self.owners:
            return (self.owners[record.key],)
        above = self.known.get(self.tick_key(record))
        return tuple(f"item/{item}" for item in above.items) if isinstance(above, Incident) else ()

    def _is_of_closed_file(self, record: Record) -> bool:
        """Tell whether a record holds a hash of the file or of a frame, or a row of it, and the file stays unknown."""
        if self.options.audience != "outside" or not isinstance(
            record, (Derivative, Keyframe, Observation, PriorSearch, TradeRecord)
        ):
            return False
        owner = self.owners.get(record.key, "")
        return owner in self.closed_items and not self.options.is_ticked(owner, "bytes")

    def _closed_reason(self, record: Record) -> Reason:
        return Reason(rules.CLOSED_PICTURE_WHAT, rules.CLOSED_PICTURE, self.tick_key(record), "bytes")

    def tick_key(self, record: Record) -> str:
        """Return the key of the record that a tick would name: its item, else the last that it hangs on."""
        if record.key in self.owners:
            return self.owners[record.key]
        current, seen = record, set[str]()
        while current.key not in seen:
            seen.add(current.key)
            current = next((self.known[key] for key in owners(current) if key in self.known), current)
        return current.key

    def _root_reason(self, record: Record) -> Reason | None:
        """Say why an item stays with all that hangs on it; ``None`` where it goes."""
        if not isinstance(record, Item) or self.options.audience == "archive":
            return None
        clips = (self.known.get(key) for key in self.goes_with.get(record.key, ()))
        both = [item for item in (record, *clips) if isinstance(item, Item)]
        for item in both:
            if item.is_withheld and not self.options.is_ticked(item.key, "item"):
                return Reason(rules.WITHHELD_ITEM_WHAT, rules.WITHHELD_ITEM, item.key, "item")
        if self._speaks_of_the_source(record) and not self.options.is_ticked(record.key, "source"):
            return Reason(rules.SOURCE_SIDECAR_WHAT, rules.SOURCE_SIDECAR, record.key, "source")
        rule = rules.rule_for(record, MAIN)
        for item in both:
            if rule is not None and not self._goes(item, rule):
                return Reason(rule.what, rule.why, item.key, rule.tick)
        only = self.options.only
        is_asked = not only or any(self._is_asked_for(item, only) for item in both[1:] or both)
        if only and not is_asked and not self.options.is_ticked(record.key, "item"):
            return Reason(rules.NOT_ASKED_WHAT, rules.NOT_ASKED[only], record.key, "item")
        return None

    def _is_asked_for(self, item: Item, only: Only) -> bool:
        """Tell whether an item is among those asked for; what goes with a clip is asked for as the clip is."""
        if only == "relevant":
            return item.triage == "relevant"
        return item.triage not in ("not_relevant", "duplicate")

    def _speaks_of_the_source(self, item: Item) -> bool:
        if self.options.audience == "colleague":
            return item.key in self.closed_sidecars
        if item.kind == "web_archive" or item.media_type == SOURCE_TYPES[0]:
            return True
        return item.kind in ("document", "other") and (
            item.key in self.sidecars or item.media_type.startswith(SOURCE_TYPES)
        )

    def _named(self, one: Chosen, hidden_ids: dict[str, Reason]) -> Reason | None:
        """Return the reason of a hidden record that the outgoing parts name, if they name one."""
        record = one.record
        if isinstance(record, (Person, CaseInfo)) or not one.goes:
            return None
        if isinstance(record, Incident):
            reasons = [hidden_ids.get(item) for item in record.items]
            if any(one is not None and one.what in HIDING for one in reasons):
                is_let_out = self.options.is_ticked(record.key, "incident")
                why = rules.TELLING_INCIDENT_WHAT, rules.TELLING_INCIDENT
                return None if is_let_out else Reason(*why, record.key, "incident")
            return reasons[0] if reasons and all(reasons) else None
        split = disclosure.split(record)
        # The card of a machine says more than a claim that names it: where the card stays, the claim may go.
        card = record.drone if isinstance(record, DroneClaim) else None
        found = (match.decode() for part in one.parts for match in _UUID.findall(split[part]))
        reasons = (hidden_ids[name] for name in found if name in hidden_ids and name != card)
        return next((reason for reason in reasons if reason.what != rules.NOT_ASKED_WHAT), None)


def _all_held(one: Chosen, reason: Reason) -> Chosen:
    names = disclosure.part_names(kind_of(one.record.key))
    return Chosen(one.record, (), tuple((part, reason) for part in names))
