"""Filmed-by is a set with its basis; it never claims more than the file's words allow."""

import pytest

from verifier.catalog.catalog import Catalog, load_catalog
from verifier.domain.readings import Fact, FilmedBy, Reading, TextValue
from verifier.metadata.filmed_by import filmed_by


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def look(catalog: Catalog, **values: str | tuple[str, ...]) -> FilmedBy:
    return filmed_by({name: Fact(value, (0,)) for name, value in values.items()}, (), catalog)


def test_a_camera_code_names_its_drones(catalog: Catalog) -> None:
    code = next(c for c in catalog.camera_codes if c.kind == "integrated" and c.status == "agreed" and c.drones)
    found = look(catalog, make=code.make.lower(), model=f" {code.model} ")
    assert {c.entry_id for c in found.candidates} == set(code.drones)
    assert all(candidate.basis for candidate in found.candidates)


def test_a_payload_names_a_camera_and_not_its_carrier(catalog: Catalog) -> None:
    code = next(c for c in catalog.camera_codes if c.kind == "payload")
    found = look(catalog, make=code.make, model=code.model)
    assert any("not what carries it" in sentence for sentence in found.basis)


def test_a_hand_held_camera_speaks_against_a_drone(catalog: Catalog) -> None:
    code = next(c for c in catalog.camera_codes if c.kind == "handheld")
    found = look(catalog, make=code.make, model=code.model)
    assert found.candidates == ()
    assert any("speaks against a drone" in sentence for sentence in found.basis)


def test_a_doubtful_code_says_so(catalog: Catalog) -> None:
    code = next(c for c in catalog.camera_codes if c.status in ("disputed", "ambiguous") and c.kind == "integrated")
    found = look(catalog, make=code.make, model=code.model)
    assert any("does not decide" in sentence for sentence in found.basis)


def test_a_serial_prefix_names_its_drones(catalog: Catalog) -> None:
    row = next(row for row in catalog.identifiers.prefixes if row.drones and row.is_unique)
    found = look(catalog, serial_numbers=(f"{row.prefix}0001",))
    assert {c.entry_id for c in found.candidates} == set(row.drones)
    assert any(row.prefix in sentence for sentence in found.basis)


def test_a_serial_against_the_camera_is_left_standing_as_a_contradiction(catalog: Catalog) -> None:
    row = next(row for row in catalog.identifiers.prefixes if row.drones and row.is_unique)
    code = next(
        c
        for c in catalog.camera_codes
        if c.kind == "integrated" and c.status == "agreed" and c.drones and not set(c.drones) & set(row.drones)
    )
    found = look(catalog, make=code.make, model=code.model, serial_numbers=(f"{row.prefix}0001",))
    assert {c.entry_id for c in found.candidates} == {*row.drones, *code.drones}
    assert any("contradiction" in sentence for sentence in found.basis)


def test_nothing_known_is_said_and_not_guessed(catalog: Catalog) -> None:
    assert look(catalog).basis == ("No reader found a camera or a serial number in the file.",)
    found = look(catalog, make="Canon", model="EOS 5D")
    assert found.candidates == ()
    assert any("in no list of drone cameras" in sentence for sentence in found.basis)


def test_the_layout_of_telemetry_names_a_maker_and_no_model(catalog: Catalog) -> None:
    readings = (Reading("telemetry", "Telemetry", "Source", TextValue("DJI subtitles"), "DJI subtitles", ""),)
    found = filmed_by({}, readings, catalog)
    assert found.candidates == ()
    assert found.basis == ("The telemetry is laid out as DJI's drones write it.",)
