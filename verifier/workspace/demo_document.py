"""What ``assets/demo/demo.json`` states about the demonstration's media, as types; every field is that of a record."""

from datetime import datetime
from typing import Literal

import msgspec

from verifier.catalog.assets import find_asset
from verifier.domain.records import Feature, Marking, Party, TradeDate
from verifier.domain.records.claims import Method, Role
from verifier.domain.records.incidents import LinkKind
from verifier.domain.records.items import Generation, Sensitivity, Triage
from verifier.domain.records.trade import Exact
from verifier.domain.scales import ConfidenceLevel, Credibility, Reliability, ScaleId
from verifier.domain.strengths import Strength

DOCUMENT = "demo/demo.json"


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all parts of the document share; ``file`` names one of the media."""


class DemoItem(_Part, frozen=True):
    """One file and how it was looked through."""

    file: str
    shows: str
    sensitivity: tuple[Sensitivity, ...]
    triage: Triage
    generation: Generation | None = None
    sidecar_of: str = ""


class DemoPosting(_Part, frozen=True):
    """Where a file was seen."""

    file: str
    platform: str
    account_name: str
    posted_at_as_shown: str
    zone_assumption: str
    caption: str
    acquired_how: str
    reliability: Reliability
    reliability_reason: str
    credibility: Credibility


class DemoLookAlike(_Part, frozen=True):
    """A look-alike that was set aside."""

    entry: str
    reason: str


class DemoClaim(_Part, frozen=True):
    """Which drone is seen, or filmed; ``box`` on the displayed grid, ``at`` a frame that must have ``pts``."""

    file: str
    role: Role
    entry: str
    likelihood: str
    scale: ScaleId
    confidence: ConfidenceLevel
    confidence_reasons: str
    note: str
    box: tuple[float, float, float, float] | None = None
    seen: str = ""
    features: tuple[Feature, ...] = ()
    look_alikes: tuple[DemoLookAlike, ...] = ()
    at: str = ""
    pts: int | None = None
    time_base: str = ""


class DemoPlace(_Part, frozen=True):
    """Where camera or subject was."""

    file: str
    coordinates: str
    locates: Literal["camera", "subject"]
    radius_m: float
    methods: tuple[Method, ...]
    note: str
    heading_deg: float | None = None
    field_of_view_deg: float | None = None


class DemoTime(_Part, frozen=True):
    """When."""

    file: str
    dates: Literal["recorded", "posted", "event"]
    earliest: datetime
    latest: datetime
    as_found: str
    zone_assumption: str
    methods: tuple[Method, ...]
    note: str


class DemoLink(_Part, frozen=True):
    """How two files hang together."""

    source: str = msgspec.field(name="from")
    target: str = msgspec.field(name="to")
    kind: LinkKind
    evidence_for: str


class DemoDrone(_Part, frozen=True):
    """The one machine that filmed."""

    title: str
    markings: tuple[Marking, ...]
    files: tuple[str, ...]


class DemoTrade(_Part, frozen=True):
    """A line of a document of trade, and how strongly the machine hangs on it."""

    file: str
    page: str
    parties: tuple[Party, ...]
    dates: tuple[TradeDate, ...]
    goods: str
    serials: tuple[str, ...]
    hs_code: str
    quantity: Exact
    value: Exact
    currency: str
    strength: Strength


class DemoIncident(_Part, frozen=True):
    """What happened."""

    title: str
    what: str
    place_words: str
    files: tuple[str, ...]


class DemoNote(_Part, frozen=True):
    """A note on a file."""

    file: str
    text: str


class Demo(_Part, frozen=True):
    """The whole of ``demo.json``."""

    format_version: Literal[1]
    title: str
    summary: str
    person: str
    items: tuple[DemoItem, ...]
    postings: tuple[DemoPosting, ...]
    drone_claims: tuple[DemoClaim, ...]
    places: tuple[DemoPlace, ...]
    times: tuple[DemoTime, ...]
    links: tuple[DemoLink, ...]
    drone: DemoDrone
    trade: tuple[DemoTrade, ...]
    incident: DemoIncident
    notes: tuple[DemoNote, ...]
    tags: tuple[str, ...]


def read_demo() -> Demo:
    """Read the document that ships with the program."""
    return msgspec.json.decode(find_asset(DOCUMENT).read_bytes(), type=Demo)
