"""The footage: items, where they were posted, what their sources claim, spans of them, pictures made of them."""

from datetime import datetime
from fractions import Fraction
from typing import Literal

import msgspec

from verifier.domain.frames import FrameRef, Span
from verifier.domain.ids import Id, Label, Sha256
from verifier.domain.inspection import Fingerprints, ItemKind, Technical
from verifier.domain.records.base import Base
from verifier.domain.scales import Credibility, Reliability

Generation = Literal["original", "platform_copy", "screen_recording"]
Sensitivity = Literal[
    "graphic",
    "prisoner_or_detainee",
    "child",
    "witness_or_source",
    "casualty",
    "private_home",
    "live_military_position",
]
Consent = Literal["none", "limited", "given"]
Triage = Literal["relevant", "maybe", "not_relevant", "duplicate", "needs_help"]
Priority = Literal["low", "normal", "high", "urgent"]


class Item(Base, frozen=True, kw_only=True, tag="item"):
    """One file of the case: photo, video, document or any other; its bytes are named by SHA-256.

    ``sensitivity`` ``None`` means nobody has looked, and counts as sensitive; the empty tuple means looked at and
    nothing found. ``triage`` ``None`` means not looked at. ``readings_sha256`` commits to the document of readings from
    the bytes, ``surroundings_sha256`` to that of what stood around them (file times, download origin), so that edited
    readings show. ``is_linked``: the original stays where it was; its path is kept outside the journal.
    """

    label: Label
    kind: ItemKind
    original_name: str
    media_type: str
    fingerprints: Fingerprints
    technical: Technical
    readings_sha256: Sha256 | None = None
    surroundings_sha256: Sha256 | None = None
    generation: Generation | None = None
    sensitivity: tuple[Sensitivity, ...] | None = None
    consent: Consent | None = None
    is_withheld: bool = False
    triage: Triage | None = None
    assignee: Id | None = None
    priority: Priority = "normal"
    is_linked: bool = False
    imported_by: Id
    imported_at: datetime


class Posting(Base, frozen=True, kw_only=True, tag="posting"):
    """One place where an item's bytes were seen or received; the same bytes added again add a posting.

    ``album``: the post of several media that it was one of. ``sidecar``: the item that holds the saved post.
    """

    item: Id
    file_name: str = ""
    url: str = ""
    archive_urls: tuple[str, ...] = ()
    platform: str = ""
    account_id: str = ""
    account_name: str = ""
    message_id: str = ""
    album: str = ""
    forwarded_from: str = ""
    posted_at_as_shown: str = ""
    posted_at: datetime | None = None
    edited_at_as_shown: str = ""
    edited_at: datetime | None = None
    zone_assumption: str = ""
    caption: str = ""
    acquired_from: str = ""
    acquired_by: Id | None = None
    acquired_at: datetime | None = None
    acquired_how: str = ""
    is_closed_source: bool | None = None
    reliability: Reliability | None = None
    reliability_reason: str = ""
    credibility: Credibility | None = None
    rights: str = ""
    sidecar: Id | None = None


class SourceClaim(Base, frozen=True, kw_only=True, tag="source_claim"):
    """What a source says about an item, verbatim, with our answer to it."""

    item: Id
    words: str
    language: str = ""
    found_in: Literal["caption", "speech", "on_screen_text", "document", "not_stated"]
    span: Span | None = None
    translation: str = ""
    translator: str = ""
    is_machine_translation: bool | None = None
    answer: Literal["supported", "contradicted", "untested"] = "untested"
    answer_reason: str = ""
    recorded_by: Id
    recorded_at: datetime


class Segment(Base, frozen=True, kw_only=True, tag="segment"):
    """A span of one clip, first and last frame included, in units of ``time_base`` seconds."""

    item: Id
    first_pts: int
    last_pts: int
    time_base: Fraction
    title: str = ""


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a derived picture was made, so that it can be made again.

    ``function`` is a dotted name of this program; ``version`` the program's, ``libraries`` those that touched pixels.
    """

    function: str
    version: str
    parameters: dict[str, str | int | float | bool | None]
    input_sha256: Sha256
    libraries: dict[str, str]


class Derivative(Base, frozen=True, kw_only=True, tag="derivative"):
    """A picture made from an item: a saved frame or a figure; stored by the SHA-256 of its bytes."""

    item: Id
    purpose: Literal["frame", "figure"]
    frame: FrameRef | None = None
    media_type: str
    sha256: Sha256
    width: int
    height: int
    recipe: Recipe
    made_by: Id
    made_at: datetime
