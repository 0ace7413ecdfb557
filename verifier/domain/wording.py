"""A sentence that mixes the words of two likelihood scales, or likelihood and confidence, is found here.

ICD 203 asks that the two are not put into one sentence; both scales ask that one set of words is kept to. English only.
"""

import re
from typing import Literal

import msgspec

from verifier.domain.scales import SCALES, ScaleId

MOST_CHARACTERS = 20_000
"""No more of a text than this is read: it is checked at each key."""

_OTHER_WORDS: dict[str, tuple[ScaleId, ...]] = {
    "highly improbable": ("icd203",),
    "improbable": ("icd203",),
    "roughly even odds": ("icd203",),
    "highly probable": ("icd203",),
    "probable": ("icd203", "phia"),
    "probably": ("icd203", "phia"),
    "almost certainly": ("icd203", "phia"),
}
"""Synonyms the scales print beside their terms, and adverbs made of them."""
_CONFIDENCE = re.compile(
    r"\b(?:(?:low|moderate|medium|high)(?:\s+analytic(?:al)?)?\s+confidence"
    r"|(?:highly|very|fairly|moderately|quite)\s+confident|(?:am|are|is)\s+confident)\b",
    re.IGNORECASE,
)
_GRADED_LIKELIHOOD = re.compile(r"\b(?:low|moderate|medium|high)\s+(?:likelihood|probability)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n+")


class Mixed(msgspec.Struct, frozen=True):
    """What one sentence mixes, and the words as they stand in it, in their order."""

    kind: Literal["scales", "confidence", "likelihoods"]
    words: tuple[str, ...]


def _words_of_scales() -> dict[str, frozenset[ScaleId]]:
    known: dict[str, set[ScaleId]] = {words: set(ids) for words, ids in _OTHER_WORDS.items()}
    for scale in SCALES:
        for term in scale.terms:
            known.setdefault(term.words, set()).add(scale.id)
    return {words: frozenset(ids) for words, ids in known.items()}


_WORDS = _words_of_scales()
_ANY_WORD = re.compile(
    r"\b(?:" + "|".join(re.escape(words) for words in sorted(_WORDS, key=len, reverse=True)) + r")\b", re.IGNORECASE
)


def mixed_wording(text: str) -> Mixed | None:
    """Return what the first mixing sentence of ``text`` mixes, or ``None``; reads ``MOST_CHARACTERS`` at most."""
    for sentence in _SENTENCE_END.split(text[:MOST_CHARACTERS]):
        found = _mixed_sentence(sentence)
        if found is not None:
            return found
    return None


def _mixed_sentence(sentence: str) -> Mixed | None:
    words = [(hit.start(), hit[0], _WORDS[hit[0].lower()]) for hit in _ANY_WORD.finditer(sentence)]
    confidence = [(hit.start(), hit[0]) for hit in _CONFIDENCE.finditer(sentence)]
    graded = [(hit.start(), hit[0]) for hit in _GRADED_LIKELIHOOD.finditer(sentence)]
    said = [(start, shown) for start, shown, _ in words]
    if confidence and (said or graded):
        return Mixed("confidence", _in_order(confidence + said + graded))
    if said and not any(all(scale.id in ids for _, _, ids in words) for scale in SCALES):
        return Mixed("scales", _in_order(said))
    if said and graded:
        return Mixed("likelihoods", _in_order(said + graded))
    return None


def _in_order(hits: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for _, words in sorted(hits)))
