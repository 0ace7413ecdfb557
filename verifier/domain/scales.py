"""Words for doubt, kept apart: likelihood on one named scale, confidence in the basis, Admiralty gradings.

``None`` on a record always means "not yet assessed". "Cannot be determined" is an answer and has a term of its own.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

ScaleId = Literal["icd203", "phia"]
CANNOT_BE_DETERMINED = "cannot be determined"


class Term(msgspec.Struct, frozen=True):
    """One word of a scale and the percentages it stands for, ends included."""

    words: str
    low_percent: float
    high_percent: float


class Scale(msgspec.Struct, frozen=True):
    """A published likelihood scale."""

    id: ScaleId
    name: str
    source: str
    terms: tuple[Term, ...]

    def term(self, words: str) -> Term | None:
        """Return the term of that wording, or ``None``."""
        return next((term for term in self.terms if term.words == words), None)


ICD203 = Scale(
    "icd203",
    "ICD 203",
    "US Intelligence Community Directive 203 (2015), as in the MISP taxonomy estimative-language v5",
    (
        Term("almost no chance", 1, 5),
        Term("very unlikely", 5, 20),
        Term("unlikely", 20, 45),
        Term("roughly even chance", 45, 55),
        Term("likely", 55, 80),
        Term("very likely", 80, 95),
        Term("almost certain", 95, 99),
    ),
)
PHIA = Scale(
    "phia",
    "PHIA probability yardstick",
    "UK Professional Head of Intelligence Assessment, gov.uk, 24 March 2025; the gaps are deliberate",
    (
        Term("remote chance", 0, 5),
        Term("highly unlikely", 10, 20),
        Term("unlikely", 25, 35),
        Term("realistic possibility", 40, 50),
        Term("likely", 55, 75),
        Term("highly likely", 80, 90),
        Term("almost certain", 95, 100),
    ),
)
SCALES: tuple[Scale, ...] = (ICD203, PHIA)


def scale(scale_id: ScaleId) -> Scale:
    """Return the scale of that id."""
    return next(known for known in SCALES if known.id == scale_id)


class Likelihood(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How probable a statement is, in one word of one named scale (or "cannot be determined")."""

    scale: ScaleId
    term: str

    def __post_init__(self) -> None:
        if self.term != CANNOT_BE_DETERMINED and scale(self.scale).term(self.term) is None:
            raise ValueError(f"{self.term!r} is not a word of the scale {self.scale}")


ConfidenceLevel = Literal["low", "moderate", "high", "cannot be determined"]


class Confidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How good the basis of a statement is, and why; never a probability."""

    level: ConfidenceLevel
    reasons: str = ""


Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Admiralty source reliability (NATO AJP-2.1): A completely reliable … E unreliable, F cannot be judged."""
Credibility = Annotated[int, Meta(ge=1, le=6)]
"""Admiralty information credibility (NATO AJP-2.1): 1 confirmed by other sources … 5 improbable, 6 cannot be judged."""

RELIABILITY_WORDS: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY_WORDS: dict[int, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


def is_held(likelihood: Likelihood | None) -> bool:
    """Tell whether something is stated to be at least as likely as not; what is not assessed counts."""
    if likelihood is None:
        return True
    term = next((term for term in scale(likelihood.scale).terms if term.words == likelihood.term), None)
    return term is None or term.high_percent >= EVEN_PERCENT


EVEN_PERCENT = 50
