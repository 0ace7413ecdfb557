"""What records are called where one is chosen or named in passing: a name, and a line that says which one. No Qt."""

from verifier.case.case import Case
from verifier.domain.marks import short_fingerprint
from verifier.domain.records import (
    Assessment,
    Base,
    Drone,
    DroneClaim,
    Entity,
    Incident,
    Item,
    Link,
    MarkReading,
    Note,
    Observation,
    PlaceClaim,
    Posting,
    PriorSearch,
    ReadingSignature,
    Segment,
    SizeCheck,
    SourceClaim,
    TimeClaim,
    TradeRecord,
)
from verifier.domain.strengths import in_full
from verifier.gui.items.words import claim_words, kind_words, place_words
from verifier.gui.lookups import about
from verifier.gui.panels.source_words import posting_title
from verifier.gui.panels.words import day_words, target_words
from verifier.gui.reading.words import name_words
from verifier.gui.sizing.words import size_words
from verifier.gui.speech import tr, tr_made, trn

Named = tuple[str, str]


LONGEST_QUOTED = 60
"""Letters of a note or finding by which a record is called."""


def name_record(case: Case, record: Base) -> Named:
    """Return what a record is called and which one it is."""
    if isinstance(record, Item):
        return f"{record.label} {record.original_name}", tr_made(kind_words(record))
    if isinstance(record, Drone):
        return f"{record.label} {record.title}".rstrip(), tr("one machine")
    if isinstance(record, Incident):
        members = trn("{number} item", "{number} items", len(record.items))
        return f"{record.label} {record.title}", " · ".join(
            p for p in (record.time_words, record.place_words, members) if p
        )
    if isinstance(record, Entity):
        return f"{record.label} {record.names[0]}", " · ".join(record.names[1:])
    if isinstance(record, TradeRecord):
        goods = record.goods or record.model
        return f"{record.label} {goods}".rstrip(), " → ".join(party.as_written for party in record.parties[:2])
    return _name_statement(case, record)


def name_key(case: Case, key: str) -> Named:
    """Return what the record of a key is called; one that is gone says so."""
    record = case.get(key)
    return name_record(case, record) if record is not None else (tr("no longer in the case"), "")


def _name_statement(case: Case, record: Base) -> Named:
    match record:
        case Observation():
            tagged = ", ".join(claim_words(claim) for claim in about(case, record.key, DroneClaim))
            return _capital(target_words(case, record.key)), record.seen or tagged or tr("nothing said of it yet")
        case DroneClaim():
            return tr("Drone: {words}", words=claim_words(record)), target_words(case, record.about)
        case PlaceClaim():
            return _capital(tr_made(place_words(record))), target_words(case, record.about)
        case TimeClaim():
            return tr("Time: {words}", words=_time_words(record)), record.as_found
        case Posting():
            return tr("Posting: {words}", words=posting_title(record)), record.caption or record.file_name
        case SizeCheck():
            return size_words(record), record.what
        case PriorSearch():
            return tr("Asked {engine} for earlier appearances", engine=record.engine), record.result_url
        case MarkReading():
            return name_words(record), target_words(case, record.about)
        case ReadingSignature():
            return tr("Signature of a reading"), short_fingerprint(record.fingerprint)
        case SourceClaim():
            return tr("The source says: {words}", words=_short(record.words)), record.translation
        case Note():
            return tr("Note: {words}", words=_short(record.text)), ""
        case Assessment():
            return tr("Assessment: {words}", words=_short(record.finding) or tr("no finding yet")), ""
        case Segment():
            return tr("Part of the clip: {words}", words=record.title or tr("no title")), ""
        case Link():
            return tr("Link: {words}", words=record.kind.replace("_", " ")), in_full(record.strength)
        case _:
            return tr("a record"), ""


def _time_words(claim: TimeClaim) -> str:
    ends = [day_words(end) for end in (claim.earliest, claim.latest) if end is not None]
    return " – ".join(dict.fromkeys(ends)) or tr("cannot be dated")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST_QUOTED else f"{plain[:LONGEST_QUOTED]}…"


def records_on(case: Case, item: Item) -> tuple[Base, ...]:
    """Return what is stated about an item or anything seen in it: what an answer about it may rest on."""
    kinds = (Posting, SourceClaim, Observation, DroneClaim, PlaceClaim, TimeClaim, MarkReading, Segment, Note, Link)
    direct = [record for record in case.referring(item.key) if isinstance(record, kinds)]
    deeper = [
        record
        for seen in direct
        if isinstance(seen, Observation)
        for record in case.referring(seen.key)
        if isinstance(record, DroneClaim | PlaceClaim | TimeClaim | MarkReading | Note)
    ]
    return tuple(dict.fromkeys((*direct, *deeper)))


def incidents_of(case: Case, item_key: str) -> tuple[Incident, ...]:
    """Return the incidents that an item is counted among."""
    found = [record for record in case.referring(item_key) if isinstance(record, Incident)]
    return tuple(sorted(found, key=lambda incident: incident.label))


def links_of(case: Case, key: str) -> tuple[Link, ...]:
    """Return the links from or to a record, oldest first."""
    found = [record for record in case.referring(key) if isinstance(record, Link)]
    return tuple(sorted(found, key=lambda link: link.id))


def other_end(link: Link, key: str) -> str:
    """Return the end of a link that is not ``key``."""
    return link.to_key if link.from_key == key else link.from_key
