"""Words of the panel Assess: the five questions, the rival explanations, the states of work. No Qt."""

from verifier.domain.records.assessments import PillarName, RivalName
from verifier.domain.words import NOT_ASSESSED

PILLAR_WORDS: dict[PillarName, tuple[str, str, str]] = {
    "provenance": (
        "Provenance",
        "Is this the original file?",
        "Is it the original? If not, whose copy, and what was done to it on the way?",
    ),
    "source": ("Source", "Who recorded it?", "Who recorded or made it, and how do we know?"),
    "date": ("Date", "When was it recorded?", "When was it recorded, as against when it was posted?"),
    "location": ("Location", "Where was it recorded?", "Where was it recorded, and where is what it shows?"),
    "motivation": ("Motivation", "Why was it recorded?", "Why was it recorded and passed on, and by whom?"),
}
"""Name of each question, what it asks in a line, and in a sentence."""
RIVAL_HINTS: dict[RivalName, str] = {
    "as_described": "It shows what it is said to show.",
    "real_but_older": "It is real, but from an earlier time than said.",
    "real_but_elsewhere": "It is real, but from another place than said.",
    "edited_or_dubbed": "Picture or sound was changed, cut or put together.",
    "staged": "It was acted for the camera.",
    "synthetic": "It was made by a machine, wholly or in part.",
    "cannot_tell": "What we have does not decide it.",
}
GRADE_WORDS: tuple[tuple[str, object], ...] = (
    (NOT_ASSESSED, None),
    ("established", "established"),
    ("partly established", "partly"),
    ("open", "open"),
    ("cannot be determined", "cannot be determined"),
)
WORKFLOW_WORDS: tuple[tuple[str, object], ...] = (
    ("to do", "to_do"),
    ("in progress", "in_progress"),
    ("help needed", "help_needed"),
    ("ready for review", "ready_for_review"),
    ("reviewed", "reviewed"),
)
FIELD_WORDS: dict[str, tuple[str, str]] = {
    "assumptions": ("Assumptions", "Nothing is taken for granted so far."),
    "gaps": ("Gaps", "Nothing named that we do not know."),
    "finding": ("Finding", "No finding yet. Say in your own words what holds, how far, and what does not."),
    "evidence_for": ("For", "Nothing named that speaks for it."),
    "evidence_against": ("Against", "Nothing named that speaks against it."),
}
"""Name of a field, and what it means that it is empty."""
