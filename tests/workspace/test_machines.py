"""One machine across items is proposed with what else explains it, and stated by a person alone."""

from pathlib import Path

import pytest
from PIL import Image

from verifier.catalog.catalog import UNDETERMINED
from verifier.commands.drone_claims import StateDrone
from verifier.commands.machines import TieToMachine
from verifier.commands.observations import AddObservation
from verifier.commands.statements import AddDrone, AddLink, EditDrone
from verifier.domain.frames import Still
from verifier.domain.records import Drone, DroneClaim, Hypothesis, Item, Link, Marking
from verifier.domain.regions import Box
from verifier.workspace.footage import add_footage
from verifier.workspace.machine_messages import Traces
from verifier.workspace.machines import (
    MachineProposal,
    Machines,
    acceptance,
    find_machines,
    items_of_machine,
    machines_of,
)
from verifier.workspace.workspace import Workspace

SERIAL = "1581F45T7228D00CA0X1"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/" {attributes}/>'
    "</rdf:RDF></x:xmpmeta>"
)


def photo(path: Path, color: int, attributes: str = "", body: str = "") -> None:
    """Write a photo whose XMP holds the attributes, and whose EXIF names a body serial number (0xA431)."""
    exif = Image.Exif()
    if body:
        exif.get_ifd(0x8769)[0xA431] = body
    xmp = XMP.format(attributes=attributes).encode()
    Image.new("RGB", (64, 48), (color * 25, 40, 90)).save(path, exif=exif, xmp=xmp)


def drone(serial: str, more: str = "") -> str:
    return f'drone-dji:DroneSerialNumber="{serial}" {more}'


@pytest.fixture
def filled(workspace: Workspace, tmp_path: Path) -> Workspace:
    folder = tmp_path / "in"
    folder.mkdir()
    photo(folder / "1.jpg", 1, drone(SERIAL, 'drone-dji:DroneModel="Mavic 3"'))
    photo(folder / "2.jpg", 2, drone(SERIAL, 'drone-dji:DroneModel="Mini 4 Pro"'))
    photo(folder / "3.jpg", 3, body="1SFOHCH0AB0VN6")
    photo(folder / "4.jpg", 4, body="1SFOHCH0AB0VN6")
    photo(folder / "5.jpg", 5, body="0")
    photo(folder / "6.jpg", 6, body="0")
    photo(folder / "7.jpg", 7, body="7XX1234567")
    add_footage(workspace, [folder], jobs=1)
    return workspace


def of(found: Machines, value: str) -> MachineProposal:
    return next(one for one in found.proposals if one.value == value)


def item(workspace: Workspace, name: str) -> Item:
    return next(one for one in workspace.case.of(Item) if one.original_name == name)


def again(workspace: Workspace, found: Machines) -> Machines:
    return machines_of(workspace.case, found.traces, workspace.catalog)


def test_every_number_is_listed_with_where_it_stood_and_its_parts(filled: Workspace):
    found = find_machines(filled)
    serial = next(one for one in found.serials if one.value == SERIAL)
    assert serial.maker == "DJI"
    assert any(
        "maker code 1581, which is DJI; 15 characters follow: 45T7228D00CA0X1" in one for one in serial.sentences
    )
    assert any("1581F45T" in one and "Mavic 3" in one for one in serial.sentences)
    assert {place.where.partition(",")[0] for place in serial.places} == {"XMP-drone-dji:DroneSerialNumber"}
    single = next(one for one in found.serials if one.value == "7XX1234567")
    assert [place.item.original_name for place in single.places] == ["7.jpg"]


def test_nothing_is_stated_until_a_person_accepts_and_one_undo_takes_it_back(filled: Workspace):
    proposal = of(find_machines(filled), SERIAL)
    assert proposal.basis == "aircraft_serial"
    assert not filled.case.of(Drone)
    assert not [link for link in filled.case.of(Link) if link.kind == "same_machine"]
    filled.execute(acceptance(proposal))
    (made,) = filled.case.of(Drone)
    assert [(marking.value, marking.is_serial) for marking in made.markings] == [(SERIAL, True)]
    pairs = items_of_machine(filled.case, made)
    assert [one.original_name for one, _ in pairs] == ["1.jpg", "2.jpg"]
    assert all("DroneSerialNumber" in link.evidence_for for _, link in pairs)
    assert all("cloned" in link.evidence_against for _, link in pairs)
    filled.undo()
    assert not filled.case.of(Drone)
    assert not [link for link in filled.case.of(Link) if link.kind == "same_machine"]


def test_models_that_differ_are_a_contradiction_that_is_shown_and_not_settled(filled: Workspace):
    (words,) = of(find_machines(filled), SERIAL).contradictions
    assert "Mavic 3" in words
    assert "Mini 4 Pro" in words


def test_a_number_of_a_camera_alone_is_said_to_be_movable(filled: Workspace):
    proposal = of(find_machines(filled), "1SFOHCH0AB0VN6")
    assert proposal.basis == "camera_serial"
    assert any("moved to another airframe" in words for words in proposal.innocent)


def test_a_placeholder_is_listed_last_as_what_it_is(filled: Workspace):
    found = find_machines(filled)
    assert found.proposals[-1].value == "0"
    assert found.proposals[-1].is_placeholder
    assert any("shows nothing" in words for words in found.proposals[-1].innocent)


def test_copies_explain_the_same_number(filled: Workspace):
    filled.execute(AddLink(source=item(filled, "4.jpg"), target=item(filled, "3.jpg"), kind="copy_of"))
    assert any("stated to be copies" in words for words in of(find_machines(filled), "1SFOHCH0AB0VN6").innocent)


def test_a_later_item_extends_the_card_that_bears_the_number(filled: Workspace, tmp_path: Path):
    filled.execute(acceptance(of(find_machines(filled), SERIAL)))
    photo(tmp_path / "8.jpg", 8, drone(SERIAL))
    add_footage(filled, [tmp_path / "8.jpg"], jobs=1)
    found = find_machines(filled)
    proposal = of(found, SERIAL)
    assert proposal.drone is not None
    assert not proposal.is_stated
    filled.execute(acceptance(proposal))
    (made,) = filled.case.of(Drone)
    assert len(made.markings) == 1
    assert len(items_of_machine(filled.case, made)) == 3
    assert of(again(filled, found), SERIAL).is_stated


def test_a_number_read_off_a_picture_joins_what_files_say(filled: Workspace):
    seen = AddObservation(
        item=item(filled, "7.jpg"), when=Still(), region=Box(0, 0, 9, 9), seen="plate", transcript=f"S/N {SERIAL}"
    )
    filled.execute(seen)
    proposal = of(find_machines(filled), SERIAL)
    assert [one.original_name for one in proposal.items] == ["1.jpg", "2.jpg", "7.jpg"]
    filled.execute(acceptance(proposal))
    (made,) = filled.case.of(Drone)
    assert len(made.observations) == 1


def test_home_points_some_metres_apart_are_proposed_and_far_ones_are_not(filled: Workspace):
    items = [item(filled, f"{number}.jpg") for number in (3, 4, 7)]
    # 0.0001° of latitude is 11.1 m, 0.001° is 111 m (WGS 84 at 48°)
    homes = ((48.0, 35.0, "SRT:HOME"), (48.0001, 35.0, "SRT:HOME"), (48.001, 35.0, "SRT:HOME"))
    traces = {one.key: Traces(home=home) for one, home in zip(items, homes, strict=True)}
    (proposal,) = machines_of(filled.case, traces, filled.catalog).proposals
    assert proposal.basis == "home_point"
    assert [one.original_name for one in proposal.items] == ["3.jpg", "4.jpg"]
    assert any("several machines may start" in words for words in proposal.innocent)
    filled.execute(acceptance(proposal))
    (made,) = filled.case.of(Drone)
    assert made.markings == ()


@pytest.mark.parametrize(
    ("one", "other"), [((48.0099999, 35.0), (48.0100001, 35.0)), ((0.5, 179.99999), (0.5, -179.99999))]
)
def test_home_points_are_near_across_any_line(filled: Workspace, one: tuple[float, float], other: tuple[float, float]):
    items = [item(filled, f"{number}.jpg") for number in (3, 4)]
    traces = {at.key: Traces(home=(*home, "SRT:HOME")) for at, home in zip(items, (one, other), strict=True)}
    assert len(machines_of(filled.case, traces, filled.catalog).proposals) == 1


def test_a_second_number_of_the_same_items_extends_their_card(workspace: Workspace, tmp_path: Path):
    for number in (1, 2):
        photo(tmp_path / f"{number}.jpg", number, drone(SERIAL), body="1SFOHCH0AB0VN6")
    add_footage(workspace, [tmp_path / "1.jpg", tmp_path / "2.jpg"], jobs=1)
    found = find_machines(workspace)
    workspace.execute(acceptance(of(found, SERIAL)))
    proposal = of(again(workspace, found), "1SFOHCH0AB0VN6")
    assert proposal.drone is not None
    assert not proposal.is_stated
    workspace.execute(acceptance(proposal))
    (made,) = workspace.case.of(Drone)
    assert [marking.value for marking in made.markings] == [SERIAL, "1SFOHCH0AB0VN6"]
    assert len(items_of_machine(workspace.case, made)) == 2
    assert all(one.is_stated for one in again(workspace, found).proposals)


def test_of_many_contradictions_some_are_told_and_that_there_are_more(workspace: Workspace, tmp_path: Path):
    for number in range(1, 9):
        photo(tmp_path / f"{number}.jpg", number, drone(SERIAL, f'drone-dji:DroneModel="Model {number}"'))
    add_footage(workspace, sorted(tmp_path.glob("*.jpg")), jobs=1)
    (proposal,) = find_machines(workspace).proposals
    assert len(proposal.contradictions) == 13
    assert "More of them" in proposal.contradictions[-1]


def test_items_that_a_claim_ties_to_the_machine_are_stated_already(filled: Workspace):
    filled.execute(AddDrone(title="white"))
    (made,) = filled.case.of(Drone)
    for name in ("1.jpg", "2.jpg"):
        about = item(filled, name)
        filled.execute(StateDrone(about=about, role="filmed_by", hypotheses=(Hypothesis(UNDETERMINED),)))
        filled.execute(TieToMachine(about=filled.case.of(DroneClaim)[-1], drone=filled.case.of(Drone)[0]))
    held = filled.case.of(Drone)[0]
    marked = Drone(id=made.id, label=made.label, claims=held.claims, markings=(Marking(SERIAL, True, "metadata"),))
    filled.execute(EditDrone(marked))
    assert of(find_machines(filled), SERIAL).is_stated
