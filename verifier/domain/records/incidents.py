"""What happened, and how things hang together."""

from datetime import datetime
from typing import Literal

from verifier.domain.ids import Id, Key, Label
from verifier.domain.records.base import Base
from verifier.domain.scales import Likelihood

LinkKind = Literal[
    "same_machine",
    "same_incident",
    "copy_of",
    "carried_from",
    "sidecar_of",
    "shows",
    "seller_of",
    "buyer_of",
    "shipped",
    "mentions",
    "other",
]


class Incident(Base, frozen=True, kw_only=True, tag="incident"):
    """Something that happened; where and when are claims about it."""

    label: Label
    title: str
    what: str = ""
    place_words: str = ""
    time_words: str = ""
    items: tuple[Id, ...] = ()


class Link(Base, frozen=True, kw_only=True, tag="link"):
    """A stated connection between two records, with its strength and what speaks for and against it."""

    from_key: Key
    to_key: Key
    kind: LinkKind
    strength: str = ""
    likelihood: Likelihood | None = None
    evidence_for: str = ""
    evidence_against: str = ""
    stated_by: Id
    stated_at: datetime
