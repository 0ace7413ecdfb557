"""Every record a case can hold, one module per family, and the union of them all."""

from verifier.domain.records.assessments import Assessment, Pillar, Rival
from verifier.domain.records.base import Base, record_kind
from verifier.domain.records.claims import (
    CatalogRef,
    DroneClaim,
    Excluded,
    Feature,
    Hypothesis,
    Imagery,
    LookAlike,
    PlaceClaim,
    TimeClaim,
)
from verifier.domain.records.drones import Drone, Marking
from verifier.domain.records.incidents import Incident, Link
from verifier.domain.records.items import Derivative, Item, Posting, Recipe, Segment, SourceClaim
from verifier.domain.records.marks import MarkReading, ReadingSignature
from verifier.domain.records.notes import Note, Problem, Tag
from verifier.domain.records.observations import AppliedFilter, Keyframe, Observation
from verifier.domain.records.origins import Origin
from verifier.domain.records.people import CaseInfo, Person
from verifier.domain.records.searches import PriorSearch
from verifier.domain.records.sizes import Framing, Lens, SizeCheck
from verifier.domain.records.trade import Cell, Entity, Party, Stop, TradeDate, TradeRecord

Record = (
    Person
    | CaseInfo
    | Item
    | Posting
    | SourceClaim
    | Segment
    | Derivative
    | PriorSearch
    | Observation
    | Keyframe
    | MarkReading
    | ReadingSignature
    | Origin
    | SizeCheck
    | DroneClaim
    | Drone
    | Entity
    | TradeRecord
    | PlaceClaim
    | TimeClaim
    | Incident
    | Link
    | Assessment
    | Note
    | Tag
    | Problem
)
RECORD_TYPES: tuple[type[Base], ...] = (
    Person,
    CaseInfo,
    Item,
    Posting,
    SourceClaim,
    Segment,
    Derivative,
    PriorSearch,
    Observation,
    Keyframe,
    MarkReading,
    ReadingSignature,
    Origin,
    SizeCheck,
    DroneClaim,
    Drone,
    Entity,
    TradeRecord,
    PlaceClaim,
    TimeClaim,
    Incident,
    Link,
    Assessment,
    Note,
    Tag,
    Problem,
)

__all__ = [
    "RECORD_TYPES",
    "AppliedFilter",
    "Assessment",
    "Base",
    "CaseInfo",
    "CatalogRef",
    "Cell",
    "Derivative",
    "Drone",
    "DroneClaim",
    "Entity",
    "Excluded",
    "Feature",
    "Framing",
    "Hypothesis",
    "Imagery",
    "Incident",
    "Item",
    "Keyframe",
    "Lens",
    "Link",
    "LookAlike",
    "MarkReading",
    "Marking",
    "Note",
    "Observation",
    "Origin",
    "Party",
    "Person",
    "Pillar",
    "PlaceClaim",
    "Posting",
    "PriorSearch",
    "Problem",
    "ReadingSignature",
    "Recipe",
    "Record",
    "Rival",
    "Segment",
    "SizeCheck",
    "SourceClaim",
    "Stop",
    "Tag",
    "TimeClaim",
    "TradeDate",
    "TradeRecord",
    "record_kind",
]
