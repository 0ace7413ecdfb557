"""What holds of do, undo and redo whatever the command."""

import msgspec
import pytest

from tests.examples import NOTE
from tests.fresh_case import FreshCase, Put
from verifier.case.draft import Draft
from verifier.case.journal import read_line
from verifier.commands.case_card import AddPerson, EditCase
from verifier.domain.errors import CommandRefused, UnknownKey
from verifier.domain.records import Person


class GivesUp:
    """Puts a record, then raises."""

    label = "give up"

    def run(self, draft: Draft) -> None:
        draft.put(Person(id=draft.new_id(), name="half"))
        raise CommandRefused("no")


def test_a_command_that_raises_has_changed_nothing(fresh: FreshCase) -> None:
    held, head = dict(fresh.case.records()), fresh.storage.head()
    with pytest.raises(CommandRefused):
        fresh.history.do(GivesUp())
    fresh.storage.flush()
    assert (dict(fresh.case.records()), fresh.storage.head()) == (held, head)
    assert fresh.history.undo_label is None


def test_a_command_that_changes_nothing_writes_nothing(fresh: FreshCase) -> None:
    head = fresh.storage.head()
    executed = fresh.history.do(Put(fresh.case.info, label="nothing"))
    assert executed.saved.done()
    assert (executed.changes, fresh.storage.head()) == ((), head)
    assert fresh.history.undo_label is None


def test_a_change_is_seen_at_once_and_on_the_disk_when_its_future_ends(fresh: FreshCase) -> None:
    executed = fresh.history.do(AddPerson("Ann"))
    assert fresh.case.get(executed.changes[0].key) is not None
    saved = executed.saved.result()
    assert fresh.storage.head()[0] == saved.last_line


def test_a_new_gesture_ends_redo(fresh: FreshCase) -> None:
    fresh.do(AddPerson("Ann"))
    fresh.history.undo()
    assert fresh.history.redo_label == "add Ann"
    fresh.do(AddPerson("Bob"))
    assert fresh.history.redo_label is None
    with pytest.raises(CommandRefused, match="nothing to do again"):
        fresh.history.redo()


def test_there_is_an_end_to_undo_and_the_card_of_the_case_lies_beyond_it(fresh: FreshCase) -> None:
    fresh.do(AddPerson("Ann"))
    fresh.history.undo()
    for _ in range(2):
        assert fresh.history.undo_label is None
        with pytest.raises(CommandRefused, match="nothing to undo"):
            fresh.history.undo()
        fresh.reopen()
    assert fresh.case.info.title == "Kherson"
    assert fresh.history.redo_label == "add Ann"


def test_an_edit_of_the_card_can_be_undone(fresh: FreshCase) -> None:
    fresh.do(EditCase(msgspec.structs.replace(fresh.case.info, title="Kakhovka")))
    fresh.reopen()
    assert fresh.history.undo_label == "edit the case"
    fresh.history.undo()
    assert fresh.case.info.title == "Kherson"


def test_undo_goes_on_after_reopening_into_what_was_done_before(fresh: FreshCase) -> None:
    fresh.do(AddPerson("Ann"))
    fresh.do(AddPerson("Bob"))
    fresh.history.undo()
    fresh.reopen()
    assert (fresh.history.undo_label, fresh.history.redo_label) == ("add Ann", "add Bob")
    fresh.history.redo()
    fresh.history.undo()
    fresh.history.undo()
    assert len(fresh.case.of(Person)) == 1


def test_every_gesture_says_who_and_when_and_of_which_copy(fresh: FreshCase) -> None:
    fresh.do(AddPerson("Ann"))
    line = read_line(list(fresh.storage.lines())[-1])
    assert (line.actor, line.case, line.verb) == (fresh.actor, fresh.storage.copy_id, "do")
    assert line.time > read_line(next(fresh.storage.lines())).time


def test_what_names_nothing_in_the_case_is_refused(fresh: FreshCase) -> None:
    with pytest.raises(UnknownKey):
        fresh.history.do(Put(NOTE))


def test_many_gestures_in_a_row_are_written_in_order(fresh: FreshCase) -> None:
    saved = [fresh.history.do(AddPerson(f"{number}")).saved for number in range(50)]
    assert [one.result().first_line for one in saved] == list(range(2, 52))


def test_the_actor_may_change_between_gestures(fresh: FreshCase) -> None:
    other = fresh.do(AddPerson("Bob"))
    assert other is not None
    fresh.history.actor = other.id
    fresh.do(AddPerson("Cy"))
    assert read_line(list(fresh.storage.lines())[-1]).actor == other.id
