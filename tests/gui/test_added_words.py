"""What an import brought in is said whole in every language: each count by a sentence of its own."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from verifier.domain.inspection import Trouble
from verifier.gui import speech
from verifier.gui.added_words import added_words
from verifier.gui.speaking import speak_in
from verifier.workspace.added import Added, AddedOne, Outcome

TROUBLE = (Trouble("decode", "not_decoded", "It is damaged."),)


def added(*outcomes: Outcome) -> Added:
    ones = [AddedOne(path=Path("a.jpg"), outcome=outcome) for outcome in outcomes]
    return Added((*ones, AddedOne(path=Path("b.jpg"), outcome="item", troubles=TROUBLE, sidecar_of="E-0001")))


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ((), "Added: 1 item, sidecars tied to theirs: 1, 1 with problems."),
        (
            ("item", "posting", "failed", "left_out", "not_reached"),
            "Added: 2 items, sidecars tied to theirs: 1, 1 already in the case, 1 with problems, 1 failed, 1 left out, "
            "1 not reached.",
        ),
    ],
)
def test_each_count_is_said_where_there_is_one(outcomes: tuple[Outcome, ...], words: str) -> None:
    assert added_words(added(*outcomes)) == words


def test_no_word_of_it_stays_english(qapp: QApplication) -> None:
    try:
        speak_in(qapp, "uk")
        said = added_words(added("item", "posting", "failed", "left_out", "not_reached"))
    finally:
        speak_in(qapp, speech.ENGLISH)
    assert not any("a" <= letter.casefold() <= "z" for letter in said), said
