"""A drone that is stated to have filmed is set against the device that the file names; another maker's is said."""

import pytest

from tests import examples
from verifier.catalog.catalog import load_catalog
from verifier.domain.readings import Fact
from verifier.domain.records import DroneClaim, Hypothesis
from verifier.domain.scales import Likelihood
from verifier.metadata.claimed_device import filmed_otherwise, named_device, other_makers
from verifier.metadata.filmed_by import filmed_by

CATALOG = load_catalog(None)


def facts_of(make: str, model: str) -> dict[str, Fact]:
    return {name: Fact(value, ()) for name, value in (("make", make), ("model", model)) if value}


def claim_of(slug: str, role: str = "filmed_by", term: str = "") -> DroneClaim:
    likelihood = Likelihood("icd203", term) if term else None
    return DroneClaim(
        id=examples.fixed_id(900),
        about=examples.ITEM.key,
        role=role,  # type: ignore[arg-type]
        hypotheses=(Hypothesis(CATALOG.ref(slug), likelihood),),
        stated_by=examples.PERSON.id,
        stated_at=examples.AT,
    )


def said(claim: DroneClaim, make: str, model: str) -> tuple[str, ...]:
    facts = facts_of(make, model)
    return filmed_otherwise((claim,), named_device(facts, filmed_by(facts, (), CATALOG), CATALOG), CATALOG.lore)


@pytest.mark.parametrize(
    ("make", "model"),
    [("Parrot", "Chlorophyll"), ("TCL", "S950"), ("Apple", "iPhone 13"), ("Autel Robotics", "XT705")],
)
def test_a_device_of_another_maker_is_named_beside_what_is_stated(make: str, model: str) -> None:
    (sentence,) = said(claim_of("dji-mavic-3-series"), make, model)
    assert sentence == (
        f"It is stated to be filmed by “DJI Mavic 3 series”, and the file names another device: “{make} {model}”."
    )


@pytest.mark.parametrize(
    ("make", "model"),
    [
        ("Hasselblad", "L2D-20c"),  # the camera on a Mavic 3: its code is one of DJI's drones
        ("DJI", "a code of tomorrow"),
        ("", ""),  # nothing named, nothing said
    ],
)
def test_a_device_of_the_same_maker_and_no_device_say_nothing(make: str, model: str) -> None:
    assert said(claim_of("dji-mavic-3-series"), make, model) == ()


@pytest.mark.parametrize(
    ("slug", "count"),
    [
        ("dji-mavic-3-series", 1),
        ("dji-mavic-3-thermal", 1),
        ("dji-mini-3-pro", 0),
        ("dji-mini-3-series", 0),  # less than the device says, and no contradiction
        ("quadcopter", 0),
        ("fixed-wing", 1),
    ],
)
def test_another_drone_of_the_same_maker_is_named_too_where_the_code_is_fixed_to_its_drones(
    slug: str, count: int
) -> None:
    assert len(said(claim_of(slug), "DJI", "FC3582")) == count


def test_a_camera_that_is_hung_on_speaks_against_drones_that_have_their_own_built_in() -> None:
    assert len(said(claim_of("dji-mavic-3-thermal"), "DJI", "ZH20T")) == 1
    assert said(claim_of("dji-matrice-300-rtk"), "DJI", "ZH20T") == ()
    assert said(claim_of("dji-mavic-3-series"), "DJI", "ZH20T") == ()


def test_a_camera_that_any_drone_carries_speaks_of_no_maker() -> None:
    code = next(one for one in CATALOG.camera_codes if one.kind == "payload")
    facts = facts_of(code.make, code.model)
    assert other_makers(facts, filmed_by(facts, (), CATALOG), CATALOG) == ()


def test_a_drone_that_carries_the_cameras_of_others_is_contradicted_by_none() -> None:
    assert said(claim_of("orlan-10"), "Canon", "Canon EOS 800D") == ()


def test_what_is_seen_in_the_picture_or_held_unlikely_is_left_alone() -> None:
    assert said(claim_of("dji-mavic-3-series", role="seen"), "TCL", "S950") == ()
    assert said(claim_of("dji-mavic-3-series", term="unlikely"), "TCL", "S950") == ()
    assert len(said(claim_of("dji-mavic-3-series", term="likely"), "TCL", "S950")) == 1
