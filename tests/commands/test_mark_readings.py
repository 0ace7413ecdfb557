"""Readings of marks: the first is hidden until somebody else has read it, and no undo name tells it."""

import msgspec
import pytest

from tests.examples import DRONE, HIDDEN_READING, KEY, MARK_READING, OBSERVATION, OTHER_KEY
from tests.fresh_case import FreshCase, Put, everything
from verifier.case.signed_readings import how_signed, signature_of
from verifier.commands.case_card import AddPerson
from verifier.commands.mark_readings import (
    CorrectReading,
    ReadAgain,
    ReadMark,
    SignReading,
    TakeOverReading,
    WantNoSecond,
)
from verifier.commands.observations import EditObservation
from verifier.commands.removing import Remove
from verifier.domain.errors import CommandRefused
from verifier.domain.marks import UNSIGNED, Signed, is_independent
from verifier.domain.records import Drone, MarkReading, Person, ReadingSignature

replace = msgspec.structs.replace
PLANTED = "ZQ8841X"


@pytest.fixture
def fresh(tmp_path):
    with FreshCase(tmp_path / "a.case") as fresh:
        fresh.do(everything())
        yield fresh


def first_reading(fresh: FreshCase, *, wants_second: bool = True) -> MarkReading:
    made = fresh.do(ReadMark(about=OBSERVATION, mark="serial", value=f" {PLANTED} ", wants_second=wants_second))
    assert isinstance(made, MarkReading)
    return made


def by_another(fresh: FreshCase) -> None:
    made = fresh.do(AddPerson("Second Reader"))
    assert isinstance(made, Person)
    fresh.history.actor = made.id


def test_a_first_reading_waits_hidden_and_is_not_found(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    assert made.value == PLANTED
    assert made.is_hidden
    assert made.shown_value == ""
    assert fresh.storage.search(PLANTED) == ()
    assert PLANTED not in (fresh.history.undo_label or "")


def test_one_that_wants_no_second_reader_is_open_at_once(fresh: FreshCase) -> None:
    made = first_reading(fresh, wants_second=False)
    assert not made.is_hidden
    assert fresh.storage.search(PLANTED) == (made.key,)


def test_the_second_reading_opens_both_and_says_that_it_was_blind(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    by_another(fresh)
    fresh.do(ReadAgain(first=made, value="ZQ8B41X", machine="m"))
    second = next(one for one in fresh.case.of(MarkReading) if one.answers == made.id)
    assert second.is_blind is True
    assert (second.mark, second.about) == (made.mark, made.about)
    assert not fresh.case.require(made.key).is_hidden
    assert set(fresh.storage.search("ZQ8")) == {made.key, second.key}
    assert PLANTED not in (fresh.history.undo_label or "")
    fresh.history.undo().saved.result()
    assert fresh.case.require(made.key).is_hidden
    assert fresh.storage.search("ZQ8") == ()


def test_a_second_reading_is_not_blind_where_the_region_or_a_card_tells_the_first(fresh: FreshCase) -> None:
    fresh.do(
        EditObservation(replace(fresh.case.require(OBSERVATION.key), seen=f"marked {PLANTED.lower()} on the wing"))
    )
    made = first_reading(fresh)
    by_another(fresh)
    fresh.do(ReadAgain(first=made, value=PLANTED))
    assert [one.is_blind for one in fresh.case.of(MarkReading) if one.answers == made.id] == [False]


def test_a_second_reading_of_an_open_one_says_that_it_was_not_blind(fresh: FreshCase) -> None:
    made = first_reading(fresh, wants_second=False)
    by_another(fresh)
    fresh.do(ReadAgain(first=made, value=PLANTED))
    second = next(one for one in fresh.case.of(MarkReading) if one.answers == made.id)
    assert second.is_blind is False


def test_the_first_reader_is_no_second_reader_and_nobody_reads_a_third_time(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    with pytest.raises(CommandRefused, match="somebody else"):
        fresh.do(ReadAgain(first=made, value="x"))
    by_another(fresh)
    fresh.do(ReadAgain(first=made, value="x"))
    with pytest.raises(CommandRefused, match="already"):
        fresh.do(ReadAgain(first=made, value="y"))


def test_only_its_own_reader_opens_or_corrects_a_reading(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    reader = fresh.history.actor
    by_another(fresh)
    with pytest.raises(CommandRefused, match="own reader"):
        fresh.do(WantNoSecond(made))
    with pytest.raises(CommandRefused, match="own reader"):
        fresh.do(CorrectReading(replace(made, value="x")))
    fresh.history.actor = reader
    fresh.do(CorrectReading(replace(made, value="ZQ8841K")))
    assert fresh.case.require(made.key).value == "ZQ8841K"
    assert "ZQ8841K" not in (fresh.history.undo_label or "")
    with pytest.raises(CommandRefused, match="Only what was read"):
        fresh.do(CorrectReading(replace(made, open_since=made.read_at)))
    fresh.do(WantNoSecond(made))
    assert not fresh.case.require(made.key).is_hidden


def test_what_was_read_twice_stays_as_it_was_typed(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    reader = fresh.history.actor
    by_another(fresh)
    fresh.do(ReadAgain(first=made, value="x"))
    fresh.history.actor = reader
    with pytest.raises(CommandRefused, match="read twice"):
        fresh.do(CorrectReading(replace(fresh.case.require(made.key), value="y")))


@pytest.mark.parametrize("typed", ["", " \n", "x" * 20_001])
def test_nothing_and_too_much_are_refused(fresh: FreshCase, typed: str) -> None:
    with pytest.raises(CommandRefused):
        fresh.do(ReadMark(about=OBSERVATION, mark="serial", value=typed))


def test_a_card_takes_over_what_is_open_and_stays_in_step(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    with pytest.raises(CommandRefused, match="waits for a second reader"):
        fresh.do(TakeOverReading(reading=made, drone=DRONE))
    fresh.do(WantNoSecond(made))
    fresh.do(TakeOverReading(reading=made, drone=DRONE))
    with pytest.raises(CommandRefused, match="already"):
        fresh.do(TakeOverReading(reading=made, drone=DRONE))
    by_another(fresh)
    fresh.do(ReadAgain(first=made, value="ZQ8B41X"))
    marking = fresh.case.require(DRONE.key).markings[-1]
    assert (marking.value, marking.second_value, marking.is_serial) == (PLANTED, "ZQ8B41X", True)
    assert marking.reading == made.id
    fresh.do(Remove((fresh.case.require(made.key),), with_dependents=True))
    card = fresh.case.require(DRONE.key)
    assert isinstance(card, Drone)
    assert card.markings[-1].reading is None
    assert card.markings[-1].value == PLANTED


def test_readings_go_with_what_they_are_about(fresh: FreshCase) -> None:
    fresh.do(Remove((OBSERVATION,), with_dependents=True))
    assert MARK_READING.key not in fresh.case
    assert HIDDEN_READING.key in fresh.case


def test_a_purged_reading_is_gone_from_the_file(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    fresh.history.purge(made.key, "added_by_mistake")
    fresh.close()
    assert all(PLANTED.encode() not in path.read_bytes() for path in fresh.path.rglob("*") if path.is_file())
    fresh.reopen()


def how(fresh: FreshCase, key: str) -> Signed:
    reading = fresh.case.require(key)
    return how_signed(fresh.case.get, reading, signature_of(fresh.case.of(ReadingSignature), reading))


def test_a_reading_is_signed_as_it_is_made_and_undone_with_its_signature(fresh: FreshCase) -> None:
    fresh.do(ReadMark(about=OBSERVATION, mark="serial", value=PLANTED, key=KEY))
    made = next(one for one in fresh.case.of(MarkReading) if one.value == PLANTED)
    assert made.is_hidden
    assert how(fresh, made.key) == Signed("valid", KEY.public_key)
    assert fresh.storage.search("SIGNATURE") == ()
    fresh.history.undo().saved.result()
    assert made.key not in fresh.case
    assert [one for one in fresh.case.of(ReadingSignature) if one.reading == made.id] == []


def test_two_people_who_sign_make_two_readings_independent_and_opening_the_first_keeps_its_signature(
    fresh: FreshCase,
) -> None:
    fresh.do(ReadMark(about=OBSERVATION, mark="serial", value=PLANTED, key=KEY))
    made = next(one for one in fresh.case.of(MarkReading) if one.value == PLANTED)
    by_another(fresh)
    fresh.do(ReadAgain(first=made, value="x", key=OTHER_KEY))
    first = fresh.case.require(made.key)
    second = next(one for one in fresh.case.of(MarkReading) if one.answers == made.id)
    assert not first.is_hidden
    assert is_independent(first, second, (how(fresh, first.key), how(fresh, second.key)))
    fresh.do(Remove((first,), with_dependents=True))
    assert fresh.case.require(second.key).answers is None
    assert how(fresh, second.key) == UNSIGNED  # what it said, that it answers the first, holds no longer


def test_a_reading_is_signed_later_by_its_own_reader_and_once(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    reader = fresh.history.actor
    by_another(fresh)
    with pytest.raises(CommandRefused, match="own reader"):
        fresh.do(SignReading(made, KEY))
    fresh.history.actor = reader
    fresh.do(SignReading(made, KEY))
    assert how(fresh, made.key).standing == "valid"
    assert PLANTED not in (fresh.history.undo_label or "")
    with pytest.raises(CommandRefused, match="already"):
        fresh.do(SignReading(made, OTHER_KEY))


def test_correcting_a_reading_drops_its_signature_and_undo_brings_both_back(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    fresh.do(SignReading(made, KEY))
    fresh.do(CorrectReading(replace(made, value="ZQ8841K")))
    assert how(fresh, made.key) == UNSIGNED
    fresh.history.undo().saved.result()
    assert how(fresh, made.key) == Signed("valid", KEY.public_key)
    fresh.do(CorrectReading(replace(made, value="ZQ8841K"), key=OTHER_KEY))
    assert how(fresh, made.key) == Signed("valid", OTHER_KEY.public_key)


def test_a_signature_that_does_not_match_can_be_replaced(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    fresh.do(SignReading(made, KEY))
    fresh.do(Put(replace(made, value="written by something else")))
    assert how(fresh, made.key) == Signed("differs")
    fresh.do(SignReading(made, OTHER_KEY))
    assert how(fresh, made.key) == Signed("valid", OTHER_KEY.public_key)
    assert len([one for one in fresh.case.of(ReadingSignature) if one.reading == made.id]) == 1


def test_a_purge_of_a_reading_destroys_its_signature_which_would_tell_what_was_read(fresh: FreshCase) -> None:
    made = first_reading(fresh)
    fresh.do(SignReading(made, KEY))
    line = signature_of(fresh.case.of(ReadingSignature), made).signature.splitlines()[3].encode()
    fresh.history.purge(made.key, "added_by_mistake")
    fresh.close()
    assert all(line not in path.read_bytes() for path in fresh.path.rglob("*") if path.is_file())
    fresh.reopen()
