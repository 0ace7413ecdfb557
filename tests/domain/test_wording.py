"""Sentences that mix two scales, or likelihood with confidence, and innocent ones."""

import pytest

from verifier.domain.scales import SCALES
from verifier.domain.wording import MOST_CHARACTERS, Mixed, mixed_wording


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We are highly confident it is likely a quadcopter.",
            Mixed("confidence", ("highly confident", "likely")),
        ),
        (
            "With moderate confidence, almost certainly the same drone.",
            Mixed("confidence", ("moderate confidence", "almost certainly")),
        ),
        (
            "Very likely the first; a realistic possibility is the second.",
            Mixed("scales", ("Very likely", "realistic possibility")),
        ),
        ("Roughly even chance, or highly likely.", Mixed("scales", ("Roughly even chance", "highly likely"))),
        ("It is probable with high likelihood.", Mixed("likelihoods", ("probable", "high likelihood"))),
        ("Seen at noon.\nIt is highly likely, not very unlikely", Mixed("scales", ("highly likely", "very unlikely"))),
    ],
)
def test_a_mixing_sentence_is_named_by_its_words(text: str, expected: Mixed) -> None:
    assert mixed_wording(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The likely route was confidential.",
        "The remote control lay in the likely place.",
        "A remote village, highly likely the one in the caption.",
        "Likely a quadcopter. We have high confidence in the source.",
        "Very likely a quadcopter.\nHighly likely seen before.",
        "Likely the first, unlikely the second.",
        "It was taken into confidence; the high ground is likely north.",
        "Unlikelyhood and probableness are no words of a scale, highly likely.",
    ],
)
def test_an_innocent_sentence_is_left_alone(text: str) -> None:
    assert mixed_wording(text) is None


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.id)
def test_all_words_of_one_scale_stand_beside_each_other(scale) -> None:
    assert mixed_wording(", ".join(term.words for term in scale.terms)) is None


def test_no_more_than_the_bound_is_read() -> None:
    assert mixed_wording("a " * MOST_CHARACTERS + "very likely, highly likely") is None
