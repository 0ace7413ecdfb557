"""What each family of commands does and refuses, and how undo calls it."""

from fractions import Fraction
from typing import TypeVar

import msgspec
import pytest

from tests import examples
from tests.fresh_case import FreshCase, everything
from verifier.commands.case_card import CreateCase, EditCase, SetLegalHold
from verifier.commands.drone_claims import EditDroneClaim, ExcludeHypothesis, StateDrone, TagDrone
from verifier.commands.items import AddItems, AddPosting, EditPosting, NewItem, NewPosting, RereadItem
from verifier.commands.machines import NewMachine, TieToMachine
from verifier.commands.notes import AddTag, RemoveTag
from verifier.commands.observations import AddObservation
from verifier.commands.places_and_times import StatePlace, StateTime
from verifier.commands.removing import Remove
from verifier.commands.statements import AddLink, AddSegment, BeginAssessment, EditAssessment, EditIncident
from verifier.commands.triage import Assign, SetSensitivity, SetTriage, Withhold
from verifier.domain.errors import CommandRefused, UnknownKey
from verifier.domain.frames import Still
from verifier.domain.inspection import Fingerprints, Technical, Trouble
from verifier.domain.records import (
    Assessment,
    Derivative,
    Drone,
    DroneClaim,
    Hypothesis,
    Incident,
    Item,
    Observation,
    PlaceClaim,
    Posting,
    Problem,
    Tag,
)
from verifier.domain.regions import Box
from verifier.domain.scales import Likelihood

T = TypeVar("T")
replace = msgspec.structs.replace
ITEM, SIDECAR = examples.ITEM, examples.SIDECAR


@pytest.fixture
def full(fresh: FreshCase) -> FreshCase:
    fresh.history.do(everything())
    return fresh


def new_file(name: str, sha256: str, **more: object) -> NewItem:
    known = {"kind": "photo", "media_type": "image/jpeg", "technical": Technical(width=4, height=3)}
    return NewItem(original_name=name, fingerprints=Fingerprints(sha256, "22" * 64, "33" * 16, 9), **(known | more))


def refused(fresh: FreshCase, command: object, sentence: str) -> None:
    """Check that a command is refused with a sentence and changes nothing."""
    held = dict(fresh.case.records())
    with pytest.raises((CommandRefused, UnknownKey), match=sentence):
        fresh.history.do(command)
    assert dict(fresh.case.records()) == held


def test_files_become_items_with_labels_postings_and_problems(fresh: FreshCase) -> None:
    trouble = Trouble("decode", "truncated", "The clip ends early.")
    files = (new_file("a.jpg", "aa" * 32), new_file("b.mp4", "bb" * 32, kind="video", troubles=(trouble,)))
    fresh.do(AddItems(files))
    assert [(item.label, item.original_name) for item in fresh.case.of(Item)] == [
        ("E-0001", "a.jpg"),
        ("E-0002", "b.mp4"),
    ]
    assert [posting.file_name for posting in fresh.case.of(Posting)] == ["a.jpg", "b.mp4"]
    (problem,) = fresh.case.of(Problem)
    assert (problem.item, problem.sentence) == (fresh.case.of(Item)[1].id, "The clip ends early.")
    assert fresh.history.undo_label == "add 2 files"


def test_the_same_bytes_again_add_a_posting_and_no_item(fresh: FreshCase) -> None:
    fresh.do(AddItems((new_file("a.jpg", "aa" * 32), new_file("copy of a.jpg", "aa" * 32))))
    posting = NewPosting(url="https://x.example/1", file_name="again.jpg")
    fresh.do(AddItems((new_file("again.jpg", "aa" * 32, posting=posting),)))
    (item,) = fresh.case.of(Item)
    assert {one.item for one in fresh.case.of(Posting)} == {item.id}
    assert [one.file_name for one in fresh.case.of(Posting)] == ["a.jpg", "copy of a.jpg", "again.jpg"]


def test_a_second_reading_replaces_facts_and_problems_and_keeps_what_people_said(full: FreshCase) -> None:
    full.do(
        RereadItem(item=ITEM, kind="video", media_type="video/mp4", technical=Technical(), readings_sha256="ee" * 32)
    )
    item = full.case.require(ITEM.key)
    assert item == replace(ITEM, technical=Technical(), readings_sha256="ee" * 32)
    assert full.case.of(Problem) == ()
    assert full.history.undo_label == "read E-0001 again"


def test_a_posting_stays_with_its_item(full: FreshCase) -> None:
    refused(full, EditPosting(replace(examples.POSTING, item=SIDECAR.id, sidecar=None)), "stays with its item")
    full.do(AddPosting(SIDECAR, NewPosting(platform="VK")))
    assert len([posting for posting in full.case.of(Posting) if posting.item == SIDECAR.id]) == 1


@pytest.mark.parametrize(
    ("command", "label"),
    [
        (SetTriage((ITEM, SIDECAR), "not_relevant"), "mark 2 items not relevant"),
        (SetTriage((ITEM,), None), "mark E-0001 not looked at"),
        (SetSensitivity((ITEM,), ()), "mark E-0001 not sensitive"),
        (SetSensitivity((ITEM,), ("private_home", "child")), "mark E-0001 sensitive: private home, child"),
        (Withhold((SIDECAR,), True), "withhold E-0002"),
        (Assign((ITEM,), None), "assign E-0001 to nobody"),
        (TagDrone(item=SIDECAR, entry=examples.MAVIC), "tag E-0002 as DJI Mavic 3"),
        (TagDrone(item=ITEM, entry=examples.MAVIC, role="filmed_by"), "tag E-0001 as filmed by DJI Mavic 3"),
        (ExcludeHypothesis(examples.DRONE_CLAIM, examples.PHANTOM, "fixed legs"), "exclude DJI Phantom 4"),
        (
            StatePlace(about=ITEM, locates="camera", latitude_deg=None, longitude_deg=None),
            "place the camera of E-0001",
        ),
        (Remove((examples.NOTE,)), "remove a note"),
        (SetLegalHold(True), "put the case under legal hold"),
    ],
)
def test_undo_calls_a_gesture_in_plain_speech(full: FreshCase, command: object, label: str) -> None:
    full.history.do(command)
    assert full.history.undo_label == label


def test_a_selection_is_marked_in_one_gesture(full: FreshCase) -> None:
    full.do(SetTriage((ITEM, SIDECAR), "duplicate"))
    assert {item.triage for item in full.case.of(Item)} == {"duplicate"}
    full.history.undo()
    assert [item.triage for item in full.case.of(Item)] == ["relevant", "maybe"]


def test_an_edit_keeps_what_others_said_of_the_item_since(full: FreshCase) -> None:
    full.do(SetTriage((ITEM,), "duplicate"))
    full.do(Withhold((ITEM,), False))  # the record handed in is the one of before
    item = full.case.require(ITEM.key)
    assert isinstance(item, Item)
    assert (item.triage, item.is_withheld) == ("duplicate", False)


def test_a_tag_with_a_region_is_an_observation_and_a_claim_in_one_gesture(full: FreshCase) -> None:
    tag = TagDrone(item=SIDECAR, entry=examples.MAVIC, when=Still(), region=Box(1, 2, 3, 4))
    changes = full.history.do(tag).changes
    observation, claim = (change.after for change in changes)
    assert isinstance(observation, Observation)
    assert isinstance(claim, DroneClaim)
    assert claim.about == observation.key
    assert (claim.hypotheses[0].likelihood, claim.confidence) == (None, None)
    refused(full, TagDrone(item=ITEM, entry=examples.MAVIC, region=Box(1, 2, 3, 4)), "needs the moment")


def test_a_likelihood_in_words_of_another_scale_is_refused(full: FreshCase) -> None:
    phia = Likelihood("phia", "likely")
    refused(full, TagDrone(item=ITEM, entry=examples.MAVIC, likelihood=phia), "ICD 203")
    full.do(EditCase(replace(full.case.info, likelihood_scale="phia")))
    full.do(TagDrone(item=ITEM, entry=examples.MAVIC, likelihood=phia))


def test_a_claim_about_what_is_not_there_is_refused(fresh: FreshCase) -> None:
    refused(fresh, TagDrone(item=ITEM, entry=examples.MAVIC), "no such record")
    refused(fresh, AddObservation(item=ITEM, when=Still(), region=Box(0, 0, 1, 1)), "no such record")
    refused(fresh, StateTime(about=ITEM, dates="recorded", earliest=None, latest=None), "no such record")


def test_a_claim_stays_with_what_it_is_about(full: FreshCase) -> None:
    refused(full, EditDroneClaim(replace(examples.DRONE_CLAIM, about=ITEM.key)), "stays with what it is about")
    refused(full, EditIncident(replace(examples.INCIDENT, label="I-07")), "never changed")


def test_an_answer_is_set_aside_with_a_reason_and_moves_behind(full: FreshCase) -> None:
    full.do(ExcludeHypothesis(examples.DRONE_CLAIM, examples.MAVIC, "arms fold forward"))
    claim = full.case.of(DroneClaim)[0]
    assert [(one.entry.name, one.excluded_because) for one in claim.hypotheses] == [
        ("DJI Phantom 4", "legs do not fold"),
        ("DJI Mavic 3", "arms fold forward"),
    ]
    refused(full, ExcludeHypothesis(examples.DRONE_CLAIM, examples.PHANTOM, " "), "the reason")
    refused(full, StateDrone(about=ITEM, role="seen", hypotheses=()), "at least one answer")


@pytest.mark.parametrize(
    "wrong", [{"latitude_deg": 91.0}, {"longitude_deg": -180.5}, {"radius_m": -1.0}, {"heading_deg": 360.0}]
)
def test_a_place_that_cannot_be_is_refused(full: FreshCase, wrong: dict[str, float]) -> None:
    fields = {"locates": "camera", "latitude_deg": 1.0, "longitude_deg": 2.0}
    refused(full, StatePlace(about=ITEM, **(fields | wrong)), "cannot be stated so")


def test_times_and_spans_that_end_before_they_begin_are_refused(full: FreshCase) -> None:
    late, early = examples.AT, examples.TIME_CLAIM.earliest
    refused(full, StateTime(about=ITEM, dates="event", earliest=late, latest=early), "before the earliest")
    refused(full, AddSegment(item=ITEM, first_pts=9, last_pts=8, time_base=Fraction(1, 25)), "before it begins")


def test_removing_an_item_is_refused_until_what_is_about_it_may_go_too(full: FreshCase) -> None:
    refused(full, Remove((ITEM,)), "would go with it")
    held = dict(full.case.records())
    full.history.do(Remove((ITEM,), with_dependents=True))
    assert full.case.of(Derivative) == full.case.of(PlaceClaim) == full.case.of(Observation) == ()
    assert full.case.of(Incident)[0].items == (SIDECAR.id,)
    full.history.undo()
    assert dict(full.case.records()) == held


def test_withdrawing_a_claim_drops_it_from_the_machine_that_rests_on_it(full: FreshCase) -> None:
    full.do(Remove((examples.DRONE_CLAIM,)))
    assert full.case.require(examples.DRONE.key) == replace(examples.DRONE, claims=())


def test_people_who_stated_something_and_the_card_cannot_be_removed(full: FreshCase) -> None:
    refused(full, Remove((examples.PERSON,), with_dependents=True), "name this one")
    refused(full, Remove((full.case.info,)), "cannot be removed")
    refused(full, CreateCase(title="again", person="x"), "its card already")


def test_a_word_sticks_once_and_comes_off(full: FreshCase) -> None:
    full.do(AddTag((ITEM, SIDECAR), "checked"))
    full.do(AddTag((ITEM,), "checked"))
    assert sum(tag.name == "checked" for tag in full.case.of(Tag)) == 2
    full.do(RemoveTag((ITEM, SIDECAR), "checked"))
    assert [tag.name for tag in full.case.of(Tag)] == [examples.TAG.name]
    refused(full, AddTag((ITEM,), " "), "needs a word")


def test_a_record_is_not_linked_to_itself(full: FreshCase) -> None:
    refused(full, AddLink(source=ITEM, target=ITEM, kind="copy_of"), "to itself")


def test_an_assessment_is_begun_once_and_ends_when_it_is_sealed(full: FreshCase) -> None:
    refused(full, BeginAssessment(ITEM), "already")
    refused(full, EditAssessment(replace(examples.ASSESSMENT, finding="other")), "sealed")


def test_an_assessment_says_when_it_was_last_written_in(full: FreshCase) -> None:
    full.do(BeginAssessment(SIDECAR))

    def held() -> Assessment:
        return next(one for one in full.case.of(Assessment) if one.about == SIDECAR.key)

    begun = held().weighed_at
    assert begun is not None
    full.do(EditAssessment(replace(held(), gaps="no second angle", weighed_at=None)))
    edited = held().weighed_at
    assert edited is not None
    assert edited > begun
    assert not full.history.do(EditAssessment(replace(held(), weighed_at=None))).changes
    full.history.undo()
    assert (held().gaps, held().weighed_at) == ("", begun)


def test_who_began_a_case_cannot_be_edited(fresh: FreshCase) -> None:
    refused(fresh, EditCase(replace(fresh.case.info, created_by="x")), "cannot be edited")


def test_a_tag_that_names_an_entry_keeps_it_as_it_stood(full: FreshCase) -> None:
    claim = full.do(StateDrone(about=ITEM, role="seen", hypotheses=(Hypothesis(examples.MAVIC),)))
    assert isinstance(claim, DroneClaim)
    assert claim.hypotheses[0].entry.entry_sha256 == examples.MAVIC.entry_sha256


def held(fresh: FreshCase, kind: type[T], key: str) -> T:
    record = fresh.case.get(key)
    assert isinstance(record, kind)
    return record


def test_a_tie_to_a_machine_is_kept_at_both_ends_and_moves_whole(fresh: FreshCase) -> None:
    fresh.history.do(everything())
    claim, seen = fresh.case.of(DroneClaim)[0], fresh.case.of(Observation)[0]
    fresh.history.do(NewMachine(about=claim, title="white one"))
    new = next(drone for drone in fresh.case.of(Drone) if drone.title == "white one")
    assert (new.claims, held(fresh, DroneClaim, claim.key).drone) == ((claim.id,), new.id)
    assert all(claim.id not in drone.claims for drone in fresh.case.of(Drone) if drone.id != new.id)
    fresh.history.do(TieToMachine(about=seen, drone=new))
    assert held(fresh, Drone, new.key).observations == (seen.id,)
    fresh.history.do(TieToMachine(about=claim, drone=None))
    assert (held(fresh, Drone, new.key).claims, held(fresh, DroneClaim, claim.key).drone) == ((), None)
    refused(fresh, TieToMachine(about=ITEM, drone=new), "Only a drone tag or a region")
