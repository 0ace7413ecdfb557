"""Statements with their degree of belief: which drone, where, when. ``None`` means not yet assessed."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from verifier.domain.ids import Id, Key, Sha256
from verifier.domain.records.base import Base
from verifier.domain.scales import Confidence, Likelihood

Role = Literal["seen", "filmed_by"]
"""Whether a drone is in the picture or took it."""
Level = Literal["undetermined", "class", "family", "model", "variant"]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
NotNegative = Annotated[float, Meta(ge=0)]
Heading = Annotated[float, Meta(ge=0, lt=360)]
"""Degrees clockwise from true north."""
Method = Literal[
    "landmark_match",
    "camera_pose",
    "telemetry",
    "file_position",
    "shadow",
    "caption",
    "witness",
    "document",
    "weather",
    "posting_time",
    "file_time",
    "linked_event",
    "machine_suggestion",
    "other",
]


class CatalogRef(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A catalog entry at any level, as it stood: slug, name and the SHA-256 of the entry's canonical bytes.

    ``level`` "undetermined" has no entry: a drone, and no more can be said.
    """

    level: Level
    entry_id: str | None
    entry_sha256: Sha256 | None
    name: str

    def __post_init__(self) -> None:
        if (self.level == "undetermined") != (self.entry_id is None):
            raise ValueError("every level but 'undetermined' names a catalog entry")


class Hypothesis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer to "which drone": the entry, how likely, and why it was set aside if it was."""

    entry: CatalogRef
    likelihood: Likelihood | None = None
    excluded_because: str = ""


class Feature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A distinguishing feature: a tick is seen, a cross is seen to be absent, a dash is cannot tell.

    ``source``: who says that it is one, as an address or a title; empty where nobody but the case does.
    """

    cue: str
    state: Literal["seen", "absent", "cannot_tell"]
    cue_id: str | None = None
    observation: Id | None = None
    source: str = ""


class LookAlike(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A look-alike that was excluded, and the reason."""

    entry: CatalogRef
    reason: str


class DroneClaim(Base, frozen=True, kw_only=True, tag="drone_claim"):
    """Which drone is seen, or which drone filmed; hypotheses in order of preference, first the leading one."""

    about: Key
    role: Role
    hypotheses: Annotated[tuple[Hypothesis, ...], Meta(min_length=1)]
    features: tuple[Feature, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    confidence: Confidence | None = None
    drone: Id | None = None
    note: str = ""
    stated_by: Id
    stated_at: datetime


class Imagery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture of the ground that a place was matched against."""

    provider: str
    date: str = ""
    licence: str = ""
    reference: str = ""


class Excluded(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An alternative that was considered, and why it was set aside."""

    what: str
    reason: str


class PlaceClaim(Base, frozen=True, kw_only=True, tag="place_claim"):
    """Where the camera or the subject was, WGS 84, with a 95 % radius.

    ``latitude_deg``/``longitude_deg`` are both ``None`` where the answer is "cannot be located".
    ``as_typed`` keeps the coordinates as they were entered. ``radius_m`` ``None`` means not yet assessed.
    """

    about: Key
    locates: Literal["camera", "subject"]
    latitude_deg: Latitude | None
    longitude_deg: Longitude | None
    as_typed: str = ""
    radius_m: NotNegative | None = None
    methods: tuple[Method, ...] = ()
    heading_deg: Heading | None = None
    heading_error_deg: NotNegative | None = None
    field_of_view_deg: Annotated[float, Meta(gt=0, le=360)] | None = None
    field_of_view_error_deg: NotNegative | None = None
    imagery: tuple[Imagery, ...] = ()
    alternatives_excluded: tuple[Excluded, ...] = ()
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    note: str = ""
    stated_by: Id
    stated_at: datetime

    def __post_init__(self) -> None:
        if (self.latitude_deg is None) != (self.longitude_deg is None):
            raise ValueError("a place has both coordinates or neither")


class TimeClaim(Base, frozen=True, kw_only=True, tag="time_claim"):
    """When it was recorded, posted or happened: the earliest and the latest that fit, in UTC.

    ``as_found`` keeps the words it rests on and ``zone_assumption`` how they were read.
    """

    about: Key
    dates: Literal["recorded", "posted", "event"]
    earliest: datetime | None
    latest: datetime | None
    as_found: str = ""
    zone_assumption: str = ""
    methods: tuple[Method, ...] = ()
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    note: str = ""
    stated_by: Id
    stated_at: datetime

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            raise ValueError("the latest time lies before the earliest")
