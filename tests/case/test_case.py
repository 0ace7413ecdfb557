"""The case in memory and the draft on top of it."""

import msgspec
import pytest

from tests.examples import AT, CASE_INFO, DRONE_CLAIM, EXAMPLES, INCIDENT, ITEM, NOTE, OBSERVATION, PERSON, fixed_id
from verifier.case.case import Case
from verifier.case.changes import Change, inverse
from verifier.case.draft import Draft
from verifier.case.references import mentions, owners, references, without
from verifier.domain.errors import CommandRefused, StaleChange, UnknownKey
from verifier.domain.records import Item, Note
from verifier.domain.scales import Likelihood


@pytest.fixture
def case() -> Case:
    return Case(EXAMPLES)


@pytest.fixture
def draft(case: Case) -> Draft:
    numbers = iter(range(500, 600))
    return Draft(case, AT, PERSON.id, lambda: fixed_id(next(numbers)))


def test_changes_are_carried_out_together_or_not_at_all(case: Case) -> None:
    edited = msgspec.structs.replace(NOTE, text="other")
    stale = Change(ITEM.key, msgspec.structs.replace(ITEM, triage="maybe"), None)
    with pytest.raises(StaleChange):
        case.apply((Change(NOTE.key, NOTE, edited), stale))
    assert case.get(NOTE.key) == NOTE


def test_a_record_cannot_be_stored_under_another_key(case: Case) -> None:
    with pytest.raises(StaleChange):
        case.apply((Change(ITEM.key, ITEM, NOTE),))


def test_the_inverse_of_changes_leads_back(case: Case) -> None:
    edited = msgspec.structs.replace(NOTE, text="other")
    changes = (Change(NOTE.key, NOTE, edited), Change(NOTE.key, edited, None))
    held = dict(case.records())
    case.apply(changes)
    assert NOTE.key not in case
    case.apply(inverse(changes))
    assert dict(case.records()) == held


def test_records_of_a_type_come_in_the_order_they_were_made_whatever_was_undone(case: Case) -> None:
    items = case.of(Item)
    case.apply((Change(ITEM.key, ITEM, None),))
    assert case.of(Item) == items[1:]
    case.apply((Change(ITEM.key, None, ITEM),))
    assert case.of(Item) == items


def test_what_names_a_record_is_found_and_kept_in_step(case: Case) -> None:
    assert NOTE in case.referring(ITEM.key)
    case.apply((Change(NOTE.key, NOTE, None),))
    assert NOTE not in case.referring(ITEM.key)
    case.apply((Change(NOTE.key, None, NOTE),))
    assert NOTE in case.referring(ITEM.key)


def test_a_short_label_is_never_given_twice_even_when_its_record_is_gone(case: Case) -> None:
    case.apply((Change(INCIDENT.key, INCIDENT, None),))
    assert case.last_label("I") == 1
    draft = Draft(case, AT, PERSON.id, lambda: fixed_id(1))
    assert [draft.new_label("I"), draft.new_label("I"), draft.new_label("E")] == ["I-02", "I-03", "E-0003"]


def test_a_draft_changes_nothing(case: Case, draft: Draft) -> None:
    draft.put(msgspec.structs.replace(NOTE, text="other"))
    assert draft.the(Note, NOTE.key).text == "other"
    assert case.get(NOTE.key) == NOTE
    assert [change.key for change in draft.changes()] == [NOTE.key]


def test_a_draft_that_ends_where_it_began_has_no_changes(draft: Draft) -> None:
    draft.put(msgspec.structs.replace(NOTE, text="other"))
    draft.put(NOTE)
    assert draft.changes() == ()


def test_a_draft_sees_its_own_records_among_those_of_the_case(draft: Draft) -> None:
    added = msgspec.structs.replace(NOTE, id=draft.new_id())
    draft.put(added)
    draft.delete(NOTE.key)
    assert draft.of(Note) == (added,)
    assert added in draft.referring(ITEM.key)
    assert NOTE not in draft.referring(ITEM.key)


def test_a_record_that_names_what_is_not_there_is_refused(draft: Draft) -> None:
    with pytest.raises(UnknownKey, match="no such item"):
        draft.put(msgspec.structs.replace(OBSERVATION, item=fixed_id(999)))


def test_a_name_that_is_gone_may_stay_in_what_named_it_before(case: Case) -> None:
    lonely = Case([*(r for r in EXAMPLES if r.key != PERSON.key)])
    draft = Draft(lonely, AT, PERSON.id, lambda: fixed_id(1))
    draft.put(msgspec.structs.replace(NOTE, text="other"))
    assert draft.the(Note, NOTE.key).written_by == PERSON.id


def test_a_likelihood_on_another_scale_than_the_case_s_is_refused(draft: Draft) -> None:
    hypothesis = msgspec.structs.replace(DRONE_CLAIM.hypotheses[0], likelihood=Likelihood("phia", "likely"))
    with pytest.raises(CommandRefused, match="ICD 203"):
        draft.put(msgspec.structs.replace(DRONE_CLAIM, hypotheses=(hypothesis,)))


def test_a_record_that_others_name_cannot_be_deleted_alone(draft: Draft) -> None:
    with pytest.raises(CommandRefused):
        draft.delete(ITEM.key)


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: record.key)
def test_every_id_in_a_record_is_known_as_a_reference(record) -> None:
    """No field that names another record is forgotten: each id of another example is found in the references."""
    written = str(msgspec.to_builtins(record, enc_hook=str))
    named = {other.key for other in EXAMPLES if other.key != record.key and other.id in written}
    if record is not CASE_INFO:  # its created_by is a credit that no rule hangs on
        assert {reference.key for reference in references(record)} == named


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: record.key)
def test_a_record_without_its_mentions_mentions_nothing(record) -> None:
    bare = without(record, frozenset(mentions(record)))
    assert mentions(bare) == ()
    assert owners(bare) == owners(record)


def test_there_is_no_card_in_an_empty_case() -> None:
    with pytest.raises(UnknownKey):
        _ = Case().info
    assert Case([CASE_INFO]).info == CASE_INFO
