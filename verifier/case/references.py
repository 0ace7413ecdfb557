"""Which records a record names, and what becomes of it when one of them goes.

Three bonds are told apart. A record *belongs to* another when it says something about it alone (an observation, a
posting, a note): it goes when the other goes. It *mentions* another when it would still say something without it (an
incident and one of its items): the mention is dropped. It is *credited to* a person: the credit stays, even when the
person's name has been destroyed, since it says who acted.
"""

from enum import Enum

import msgspec

from verifier.domain.ids import key_of
from verifier.domain.records import (
    Assessment,
    Derivative,
    Drone,
    DroneClaim,
    Incident,
    Item,
    Keyframe,
    Link,
    MarkReading,
    Note,
    Observation,
    Origin,
    PlaceClaim,
    Posting,
    PriorSearch,
    Problem,
    ReadingSignature,
    Record,
    Segment,
    SizeCheck,
    SourceClaim,
    Tag,
    TimeClaim,
    TradeRecord,
)


class Bond(Enum):
    """How a record hangs on another."""

    BELONGS_TO = "belongs to"
    MENTIONS = "mentions"
    CREDITED_TO = "credited to"


class Reference(msgspec.Struct, frozen=True):
    """One record key that a record names, and how it hangs on it."""

    key: str
    bond: Bond


def references(record: Record) -> tuple[Reference, ...]:
    """Return every record that ``record`` names."""
    return (
        *(Reference(key, Bond.BELONGS_TO) for key in owners(record)),
        *(Reference(key, Bond.MENTIONS) for key in mentions(record)),
        *(Reference(key_of("person", person), Bond.CREDITED_TO) for person in _people(record)),
    )


def owners(record: Record) -> tuple[str, ...]:
    """Return the keys that ``record`` says something about; it goes when one of them goes."""
    if isinstance(record, Posting | SourceClaim | Segment | Derivative | PriorSearch | Observation | Problem):
        return (key_of("item", record.item),) if record.item else ()
    if isinstance(record, Keyframe):
        return (key_of("observation", record.observation),)
    if isinstance(record, ReadingSignature):
        return tuple(key_of("mark_reading", one) for one in (record.reading, record.answers) if one)
    if isinstance(record, TradeRecord):
        return (key_of("item", record.document),) if record.document else ()
    if isinstance(
        record, DroneClaim | PlaceClaim | TimeClaim | SizeCheck | Assessment | MarkReading | Note | Tag | Origin
    ):
        return (record.about,)
    if isinstance(record, Link):
        return record.from_key, record.to_key
    return ()


def mentions(record: Record) -> tuple[str, ...]:
    """Return the keys that ``record`` names in passing."""
    if isinstance(record, Posting):
        return (key_of("item", record.sidecar),) if record.sidecar else ()
    if isinstance(record, DroneClaim):
        seen = tuple(key_of("observation", f.observation) for f in record.features if f.observation)
        return (*seen, key_of("drone", record.drone)) if record.drone else seen
    if isinstance(record, Drone):
        return (
            *(key_of("drone_claim", claim) for claim in record.claims),
            *(key_of("observation", observation) for observation in record.observations),
            *(key_of("observation", m.observation) for m in record.markings if m.observation),
            *(key_of("mark_reading", m.reading) for m in record.markings if m.reading),
        )
    if isinstance(record, MarkReading):
        return (key_of("mark_reading", record.answers),) if record.answers else ()
    if isinstance(record, Incident):
        return tuple(key_of("item", item) for item in record.items)
    if isinstance(record, TradeRecord):
        return tuple(dict.fromkeys(key_of("entity", party.entity) for party in record.parties if party.entity))
    if isinstance(record, Assessment):
        return tuple(key for pillar in record.pillars for key in pillar.references)
    return ()


_PERSON_FIELDS: dict[type, tuple[str, ...]] = {
    Item: ("imported_by", "assignee"),
    Posting: ("acquired_by",),
    SourceClaim: ("recorded_by",),
    Derivative: ("made_by",),
    PriorSearch: ("asked_by",),
    Observation: ("observed_by",),
    Keyframe: ("set_by",),
    MarkReading: ("read_by",),
    ReadingSignature: ("signed_by",),
    DroneClaim: ("stated_by",),
    PlaceClaim: ("stated_by",),
    TimeClaim: ("stated_by",),
    SizeCheck: ("stated_by",),
    Link: ("stated_by",),
    Assessment: ("analyst",),
    Note: ("written_by",),
}


def _people(record: Record) -> tuple[str, ...]:
    named = [getattr(record, field) for field in _PERSON_FIELDS.get(type(record), ())]
    if isinstance(record, Assessment):
        named.extend(record.reviewers)
    if isinstance(record, Drone):
        named.extend(person for marking in record.markings for person in (marking.reader, marking.second_reader))
    return tuple(person for person in named if person)


def without(record: Record, gone: frozenset[str]) -> Record:
    """Return ``record`` with its mentions of ``gone`` keys dropped; what belongs to one of them is not asked here."""
    if isinstance(record, Posting):
        return msgspec.structs.replace(record, sidecar=_keep("item", record.sidecar, gone))
    if isinstance(record, DroneClaim):
        features = tuple(
            msgspec.structs.replace(f, observation=_keep("observation", f.observation, gone)) for f in record.features
        )
        return msgspec.structs.replace(record, features=features, drone=_keep("drone", record.drone, gone))
    if isinstance(record, Drone):
        return _drone_without(record, gone)
    if isinstance(record, MarkReading):
        return msgspec.structs.replace(record, answers=_keep("mark_reading", record.answers, gone))
    if isinstance(record, Incident):
        return msgspec.structs.replace(record, items=_keep_all("item", record.items, gone))
    if isinstance(record, TradeRecord):
        parties = tuple(
            msgspec.structs.replace(party, entity=_keep("entity", party.entity, gone)) for party in record.parties
        )
        return msgspec.structs.replace(record, parties=parties)
    if isinstance(record, Assessment):
        pillars = tuple(
            msgspec.structs.replace(p, references=tuple(key for key in p.references if key not in gone))
            for p in record.pillars
        )
        return msgspec.structs.replace(record, pillars=pillars)
    return record


def _drone_without(drone: Drone, gone: frozenset[str]) -> Drone:
    markings = tuple(
        msgspec.structs.replace(
            m,
            observation=_keep("observation", m.observation, gone),
            reading=_keep("mark_reading", m.reading, gone),
        )
        for m in drone.markings
    )
    return msgspec.structs.replace(
        drone,
        claims=_keep_all("drone_claim", drone.claims, gone),
        observations=_keep_all("observation", drone.observations, gone),
        markings=markings,
    )


def _keep(kind: str, record_id: str | None, gone: frozenset[str]) -> str | None:
    return record_id if record_id and key_of(kind, record_id) not in gone else None


def _keep_all(kind: str, record_ids: tuple[str, ...], gone: frozenset[str]) -> tuple[str, ...]:
    return tuple(record_id for record_id in record_ids if key_of(kind, record_id) not in gone)
