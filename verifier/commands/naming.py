"""How undo calls a record in plain speech."""

from verifier.domain.records import Drone, Entity, Incident, Item, Record, TradeRecord, record_kind

_NAMES = {
    "case_info": "the case",
    "person": "a person",
    "posting": "a posting",
    "source_claim": "a source's claim",
    "segment": "a segment",
    "derivative": "a saved picture",
    "prior_search": "a search for earlier appearances",
    "observation": "a region",
    "keyframe": "a keyframe",
    "mark_reading": "a reading",
    "reading_signature": "the signature of a reading",
    "origin": "where a region was taken from",
    "size_check": "a size check",
    "drone_claim": "a drone tag",
    "place_claim": "a place",
    "time_claim": "a time",
    "link": "a link",
    "assessment": "an assessment",
    "note": "a note",
    "tag": "a tag",
    "problem": "a problem",
}


def name_of(record: Record) -> str:
    """Return the short label of what has one (an item, a drone), else what kind of thing it is."""
    labeled = isinstance(record, Item | Drone | Incident | Entity | TradeRecord)
    return record.label if labeled else _NAMES[record_kind(type(record))]


def count(number: int, noun: str) -> str:
    """Write ``1 item`` or ``12 items``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def names_of(items: tuple[Item, ...]) -> str:
    """Return the label of one item, or how many there are."""
    return items[0].label if len(items) == 1 else count(len(items), "item")
