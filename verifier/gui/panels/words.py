"""Words for the panels: likelihood with its numbers, confidence, methods, who stated it. No Qt."""

from datetime import datetime

from verifier.case.case import Case
from verifier.domain.ids import key_of
from verifier.domain.records import Observation, Person
from verifier.domain.records.claims import Method
from verifier.domain.scales import CANNOT_BE_DETERMINED, Confidence, Likelihood, scale
from verifier.domain.words import NOT_ASSESSED
from verifier.gui.items.plain import month_words
from verifier.gui.lookups import number_of
from verifier.gui.speech import tr, tr_made

PLACE_METHODS: tuple[Method, ...] = (
    "landmark_match",
    "file_position",
    "telemetry",
    "shadow",
    "caption",
    "witness",
    "document",
    "other",
)
"""What the form offers, the most used first."""
LEVEL_WORDS: tuple[tuple[str, str], ...] = (("low", "low"), ("moderate", "moderate"), ("high", "high"))


def likelihood_answers(case: Case) -> list[tuple[str, object]]:
    """Return the words of the case's scale, each with its numbers, most likely first."""
    chosen = scale(case.info.likelihood_scale)
    found: list[tuple[str, object]] = [(tr_made(NOT_ASSESSED), None)]
    for term in reversed(chosen.terms):
        numbers = f"{term.low_percent:g}–{term.high_percent:g} %"
        found.append((f"{tr_made(term.words)}   {numbers}", Likelihood(chosen.id, term.words)))
    found.append((tr_made(CANNOT_BE_DETERMINED), Likelihood(chosen.id, CANNOT_BE_DETERMINED)))
    return found


def likelihood_words(likelihood: Likelihood | None) -> str:
    """Write a likelihood in one word."""
    return tr_made(likelihood.term if likelihood is not None else NOT_ASSESSED)


def scale_words(case: Case, likelihood: Likelihood | None) -> str:
    """Name the scale, and what the word chosen means on it."""
    chosen = scale(likelihood.scale if likelihood else case.info.likelihood_scale)
    term = chosen.term(likelihood.term) if likelihood else None
    if term is None:
        return chosen.name
    numbers = f"{term.low_percent:g}–{term.high_percent:g} %"
    return tr("{scale} ({term} = {numbers})", scale=chosen.name, term=tr_made(term.words), numbers=numbers)


def confidence_answers() -> list[tuple[str, object]]:
    """Return the answers to "how good is the basis"."""
    levels: list[tuple[str, object]] = [(tr(words), level) for level, words in reversed(LEVEL_WORDS)]
    return [(tr_made(NOT_ASSESSED), None), *levels, (tr_made(CANNOT_BE_DETERMINED), CANNOT_BE_DETERMINED)]


def confidence_level(confidence: Confidence | None) -> str | None:
    """Return the level of a confidence, ``None`` where it was not assessed."""
    return confidence.level if confidence is not None else None


def confidence_words(confidence: Confidence | None) -> str:
    """Write the level of a confidence in words."""
    return tr_made(NOT_ASSESSED if confidence is None else confidence.level)


def target_words(case: Case, key: str) -> str:
    """Name what a claim is about: ``region 2``, or ``whole item``."""
    record = case.get(key)
    if not isinstance(record, Observation):
        return tr("whole item")
    number = number_of(case, record)
    return tr("region {number}", number=number) if number is not None else tr("region")


def stated_words(case: Case, person_id: str, at: datetime) -> str:
    """Say who stated something and when: ``A. Analyst, 3 Mar 2023 14:02 UTC``."""
    return f"{person_words(case, person_id)}, {time_words(at)}"


def person_words(case: Case, person_id: str) -> str:
    """Return a person's name, as long as the case holds it."""
    person = case.get(key_of("person", person_id))
    return person.name if isinstance(person, Person) else tr("a person whose name was removed")


_NO_BREAK = "\N{NO-BREAK SPACE}"


def time_words(at: datetime) -> str:
    """Write a time as people read it: ``3 Mar 2023 14:02 UTC``."""
    return f"{day_words(at)} {at:%H:%M}{_NO_BREAK}UTC"


def day_words(at: datetime) -> str:
    """Write the day alone: ``3 Mar 2023``."""
    return f"{at.day}{_NO_BREAK}{month_words(at)}{_NO_BREAK}{at:%Y}"
