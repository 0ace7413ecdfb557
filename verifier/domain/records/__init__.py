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
from verifier.domain.records.notes import Note, Problem, Tag
from verifier.domain.records.observations import Observation
from verifier.domain.records.people import CaseInfo, Person

Record = (
    Person
    | CaseInfo
    | Item
    | Posting
    | SourceClaim
    | Segment
    | Derivative
    | Observation
    | DroneClaim
    | Drone
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
    Observation,
    DroneClaim,
    Drone,
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
    "Assessment",
    "Base",
    "CaseInfo",
    "CatalogRef",
    "Derivative",
    "Drone",
    "DroneClaim",
    "Excluded",
    "Feature",
    "Hypothesis",
    "Imagery",
    "Incident",
    "Item",
    "Link",
    "LookAlike",
    "Marking",
    "Note",
    "Observation",
    "Person",
    "Pillar",
    "PlaceClaim",
    "Posting",
    "Problem",
    "Recipe",
    "Record",
    "Rival",
    "Segment",
    "SourceClaim",
    "Tag",
    "TimeClaim",
    "record_kind",
]
