"""The weighing up: five pillars, rival hypotheses, gaps; workflow apart from finding."""

from datetime import datetime
from typing import Literal

import msgspec

from verifier.domain.ids import Id, Key
from verifier.domain.records.base import Base
from verifier.domain.scales import Likelihood

PillarName = Literal["provenance", "source", "date", "location", "motivation"]
RivalName = Literal[
    "as_described",
    "real_but_older",
    "real_but_elsewhere",
    "edited_or_dubbed",
    "staged",
    "synthetic",
    "cannot_tell",
]
Workflow = Literal["to_do", "in_progress", "help_needed", "ready_for_review", "reviewed"]


class Pillar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the five questions: the answer in words, how well it stands, the records it rests on."""

    name: PillarName
    answer: str = ""
    grade: Literal["established", "partly", "open", "cannot be determined"] | None = None
    references: tuple[Key, ...] = ()


class Rival(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rival explanation with the evidence for and against it."""

    name: RivalName
    evidence_for: str = ""
    evidence_against: str = ""
    likelihood: Likelihood | None = None


class Assessment(Base, frozen=True, kw_only=True, tag="assessment"):
    """The weighing up of an item or incident. ``finding`` is in words; there is no overall "verified".

    ``weighed_at``: when somebody last wrote in it.
    """

    about: Key
    pillars: tuple[Pillar, ...] = ()
    rivals: tuple[Rival, ...] = ()
    assumptions: str = ""
    gaps: str = ""
    workflow: Workflow = "to_do"
    finding: str = ""
    analyst: Id
    reviewers: tuple[Id, ...] = ()
    sealed_at: datetime | None = None
    weighed_at: datetime | None = None
