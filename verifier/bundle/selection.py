"""Decide which parts of which records go out for whom, and say of the rest why it stays.

The verdicts per part stand in ``rules.py``. Here they are applied to a case: what hangs on a withheld item stays with
it, and so does every record whose outgoing words name something of it. Works on records alone; writes nothing.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from verifier.bundle import rules
from verifier.bundle.options import Options, TickName
from verifier.bundle.rules import Rule
from verifier.case.references import owners
from verifier.domain import disclosure
from verifier.domain.disclosure import MAIN
from verifier.domain.ids import id_of, kind_of
from verifier.domain.records import (
    RECORD_TYPES,
    CaseInfo,
    Derivative,
    Incident,
    Item,
    Link,
    Note,
    Observation,
    Person,
    Posting,
    Record,
    SourceClaim,
    Tag,
)

SOURCE_TYPES = ("application/json", "application/xhtml+xml", "application/xml", "message/", "text/")
"""Beginnings of media types in which downloaders, messengers and mail programs keep posts: who, where, which chat."""

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


def select(records: Iterable[Record], options: Options) -> Selection:
    """Choose for every record which of its parts go out."""
    known = {record.key: record for record in sorted(records, key=order_key)}
    owners = {key: owner for key, record in known.items() if (owner := _owner(record, known)) is not None}
    work = _Work(known, owners, options.settled())
    chosen = {key: work.by_rules(record) for key, record in known.items()}
    chosen = work.hold_back(chosen)
    return Selection(work.options, chosen, owners)


def _owner(record: Record, known: dict[str, Record]) -> str | None:
    """Follow what a record says something about, up to the key of an item; ``None`` where that ends elsewhere."""
    current: Record | None = record
    while current is not None and not isinstance(current, Item):
        current = next((known.get(key) for key in owners(current)), None)
    return current.key if current is not None else None


class _Work:
    """The case as it is looked at while choosing."""

    def __init__(self, known: dict[str, Record], owners: dict[str, str], options: Options) -> None:
        self.known = known
        self.owners = owners
        self.options = options
        postings = [record for record in known.values() if isinstance(record, Posting)]
        links = [record for record in known.values() if isinstance(record, Link) and record.kind == "sidecar_of"]
        pairs = [(link.from_key, link.to_key) for link in links]
        pairs += [(f"item/{p.sidecar}", f"item/{p.item}") for p in postings if p.sidecar]
        self.goes_with: dict[str, tuple[str, ...]] = {}
        for sidecar, clip in dict.fromkeys(pairs):
            self.goes_with[sidecar] = (*self.goes_with.get(sidecar, ()), clip)
        self.sidecars = set(self.goes_with)
        self.postings: dict[str, list[Posting]] = {}
        for posting in postings:
            self.postings.setdefault(posting.item, []).append(posting)
        closed = {f"item/{posting.item}" for posting in postings if posting.is_closed_source}
        self.closed_items = closed | {key for key, clips in self.goes_with.items() if closed.intersection(clips)}
        self.closed_sidecars = {f"item/{p.sidecar}" for p in postings if p.sidecar and p.is_closed_source}

    def by_rules(self, record: Record) -> Chosen:
        """Apply the table to the parts of one record; where ``main`` stays, all of it stays."""
        held: dict[str, Reason] = {}
        kind = kind_of(record.key)
        names = disclosure.part_names(kind)
        for part in names:
            rule = rules.rule_for(kind, part)
            if rule is not None and not self._goes(record, rule):
                held[part] = Reason(rule.what, rule.why, self._tick_key(record), rule.tick)
        if MAIN not in held and self._is_of_closed_file(record):
            held[MAIN] = self._closed_reason(record)
        if MAIN not in held and self._is_of_unopened_post(record):
            held[MAIN] = Reason(rules.POST_WORDS_WHAT, rules.POST_WORDS, self._tick_key(record), "address")
        if MAIN in held:
            held = {part: held.get(part, held[MAIN]) for part in names}
        return Chosen(record, tuple(part for part in names if part not in held), tuple(held.items()))

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
        """Return the records that name, or say something about, one that stays, and are not held back yet."""
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
        if verdict == "goes" or (rule.tick and self.options.is_ticked(self._tick_key(record), rule.tick)):
            return True
        if verdict == "goes if for export":
            return isinstance(record, Note) and record.audience == "export"
        if verdict == "goes if open":
            return isinstance(record, Posting) and record.is_closed_source is False
        return verdict == "stays if closed" and not self._is_closed(record)

    def _is_closed(self, record: Record) -> bool:
        if isinstance(record, Posting):
            return record.is_closed_source is True
        return self.owners.get(record.key) in self.closed_items

    def _is_of_closed_file(self, record: Record) -> bool:
        """Tell whether a record holds the file's hash, a frame's hash or its words, and the file is to stay unknown."""
        if self.options.audience != "outside" or not isinstance(record, (Derivative, Observation, SourceClaim)):
            return False
        owner = self.owners.get(record.key, "")
        return owner in self.closed_items and not self.options.is_ticked(owner, "bytes")

    def _is_of_unopened_post(self, record: Record) -> bool:
        """Tell whether a claim repeats a post that nobody stated to be public: a search for its words would find it."""
        if self.options.audience != "outside" or not isinstance(record, SourceClaim):
            return False
        if record.found_in not in ("caption", "document"):
            return False  # what is seen and heard in the file itself goes with the file
        told = [p for p in self.postings.get(record.item, []) if p.sidecar or (p.caption and record.words in p.caption)]
        return (
            bool(told)
            and all(posting.is_closed_source is not False for posting in told)
            and not self.options.is_ticked(self._tick_key(record), "address")
        )

    def _closed_reason(self, record: Record) -> Reason:
        return Reason(rules.CLOSED_PICTURE_WHAT, rules.CLOSED_PICTURE, self._tick_key(record), "bytes")

    def _tick_key(self, record: Record) -> str:
        return self.owners.get(record.key, record.key)

    def _root_reason(self, record: Record) -> Reason | None:
        """Say why an item stays with all that hangs on it; ``None`` where it goes."""
        if not isinstance(record, Item) or self.options.audience == "archive":
            return None
        for item in (record, *(self.known.get(key) for key in self.goes_with.get(record.key, ()))):
            if isinstance(item, Item) and item.is_withheld and not self.options.is_ticked(item.key, "item"):
                return Reason(rules.WITHHELD_ITEM_WHAT, rules.WITHHELD_ITEM, item.key, "item")
        if self._speaks_of_the_source(record) and not self.options.is_ticked(record.key, "source"):
            return Reason(rules.SOURCE_SIDECAR_WHAT, rules.SOURCE_SIDECAR, record.key, "source")
        return None

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
            withheld = next((one for one in reasons if one is not None and one.tick == "item"), None)
            return withheld or (reasons[0] if reasons and all(reasons) else None)
        split = disclosure.split(record)
        found = (match.decode() for part in one.parts for match in _UUID.findall(split[part]))
        return next((hidden_ids[name] for name in found if name in hidden_ids), None)


def _all_held(one: Chosen, reason: Reason) -> Chosen:
    names = disclosure.part_names(kind_of(one.record.key))
    return Chosen(one.record, (), tuple((part, reason) for part in names))
