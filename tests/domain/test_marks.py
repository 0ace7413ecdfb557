"""Two readings of one mark: what counts as the same, where they differ, whether they are independent."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import KEY, MARK_READING, OTHER_KEY, PERSON, SECOND_READING
from verifier.domain import marks
from verifier.domain.letters import MOST_LETTERS, Piece, letters, pieces, reads_same
from verifier.domain.marks import (
    UNSIGNED,
    Signed,
    independence_sentence,
    is_independent,
    machine_sentence,
    share_machine,
)

replace = msgspec.structs.replace


def test_blanks_and_ways_of_writing_one_letter_do_not_count_but_case_does() -> None:
    assert reads_same(" PH645  A08\n", "PH645 A08")
    assert reads_same("caf\u00e9", "cafe\u0301")
    assert not reads_same("ph645", "PH645")
    assert not reads_same("PH645 A08", "PH645A08")
    assert not reads_same("0K8", "OK8")


def test_the_letters_that_differ_are_named_with_those_of_the_other() -> None:
    assert pieces("3NJA1234", "3NJA1Z34") == (
        Piece("3NJA1", "3NJA1", is_same=True),
        Piece("2", "Z", is_same=False),
        Piece("34", "34", is_same=True),
    )
    assert pieces("AB", "ABC") == (Piece("AB", "AB", is_same=True), Piece("", "C", is_same=False))
    assert pieces("", "") == ()
    assert pieces("1", "7") == (Piece("1", "7", is_same=False),)


def test_a_mark_on_a_letter_is_never_parted_from_it() -> None:
    assert letters("й\u0301ї") == ("й\u0301", "ї")
    assert [piece.is_same for piece in pieces("я\u0301", "я")] == [False]


@given(st.text(max_size=40), st.text(max_size=40))
def test_pieces_put_together_are_what_was_read(first: str, second: str) -> None:
    made = pieces(first, second)
    assert "".join(piece.first for piece in made) == "".join(letters(first))
    assert "".join(piece.second for piece in made) == "".join(letters(second))
    assert all(piece.is_same == (piece.first == piece.second) for piece in made)
    assert reads_same(first, second) == all(piece.is_same for piece in made)


def test_what_is_too_long_to_be_compared_letter_by_letter_differs_as_a_whole() -> None:
    long = "A" * (MOST_LETTERS + 1)
    assert pieces(long, long) == (Piece(long, long, is_same=True),)
    assert pieces(long, "B") == (Piece(long, "B", is_same=False),)


ONE, OTHER, DIFFERS = Signed("valid", KEY.public_key), Signed("valid", OTHER_KEY.public_key), Signed("differs")


def test_only_two_people_who_each_signed_with_a_key_of_their_own_count_as_independent() -> None:
    assert is_independent(MARK_READING, SECOND_READING, (ONE, OTHER))
    assert independence_sentence(MARK_READING, SECOND_READING, (ONE, OTHER)) == marks.INDEPENDENT
    by_one = replace(SECOND_READING, read_by=PERSON.id)
    assert not is_independent(MARK_READING, by_one, (ONE, OTHER))
    assert independence_sentence(MARK_READING, by_one, (ONE, OTHER)) == marks.ONE_PERSON


@pytest.mark.parametrize("is_blind", [False, None])
def test_a_second_reader_who_could_see_the_first_reading_is_not_independent_of_it(is_blind: bool | None) -> None:
    seen = replace(SECOND_READING, is_blind=is_blind)
    assert not is_independent(MARK_READING, seen, (ONE, OTHER))
    assert independence_sentence(MARK_READING, seen, (ONE, OTHER)) == marks.SEEN


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (UNSIGNED, UNSIGNED, marks.NOT_SIGNED),
        (ONE, UNSIGNED, marks.FIRST_ONLY),
        (UNSIGNED, OTHER, marks.SECOND_ONLY),
        (ONE, ONE, marks.ONE_KEY),
        (DIFFERS, OTHER, marks.FIRST_DIFFERS),
        (DIFFERS, UNSIGNED, marks.FIRST_DIFFERS),
        (ONE, DIFFERS, marks.SECOND_DIFFERS),
        (DIFFERS, DIFFERS, marks.BOTH_DIFFER),
        (Signed("withheld"), OTHER, marks.WITHHELD),
        (Signed("withheld"), Signed("withheld"), marks.WITHHELD),
    ],
)
def test_what_is_lacking_is_said(first: Signed, second: Signed, sentence: str) -> None:
    assert not is_independent(MARK_READING, SECOND_READING, (first, second))
    assert independence_sentence(MARK_READING, SECOND_READING, (first, second)) == sentence


def test_whether_a_machine_was_shared_is_known_or_said_not_to_be() -> None:
    assert share_machine(MARK_READING, SECOND_READING) is True
    assert share_machine(MARK_READING, replace(SECOND_READING, machine="another")) is False
    assert share_machine(replace(MARK_READING, machine=""), replace(SECOND_READING, machine="")) is None
    assert machine_sentence(MARK_READING, SECOND_READING) == marks.ONE_MACHINE
