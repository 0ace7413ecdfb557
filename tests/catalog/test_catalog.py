"""Looking things up: levels, camera codes, serials, cues, look-alikes, references."""

import hashlib
import time

import pytest

from verifier.catalog.catalog import UNDETERMINED, Catalog, canonical, load_catalog
from verifier.catalog.entries import Entry
from verifier.domain import codec
from verifier.domain.errors import UsageError


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def test_a_claim_can_stop_at_any_level_above_a_model(catalog: Catalog) -> None:
    above = [(entry.level, entry.id) for entry in catalog.ancestors("dji-mavic-3-thermal")]
    assert above == [
        ("family", "dji-mavic-3-series"),
        ("family", "dji-mavic"),
        ("class", "quadcopter"),
        ("class", "multirotor"),
    ]
    assert UNDETERMINED.entry_id is None


def test_a_variant_stands_below_its_model(catalog: Catalog) -> None:
    assert [entry.id for entry in catalog.ancestors("skydio-x2d")][:1] == ["skydio-x2"]
    assert catalog.entry("skydio-x2d").level == "variant"


def test_families_made_by_a_rule_say_so(catalog: Catalog) -> None:
    families = [entry for entry in catalog.entries if entry.level == "family"]
    assert all(entry.derived for entry in families)
    assert catalog.entry("dji-mavic").derived.startswith("by name")


def test_models_of_one_series_are_not_drawn_in_by_a_longer_number(catalog: Catalog) -> None:
    assert "dji-matrice-400" not in {entry.id for entry in catalog.children("dji-matrice-4")}
    assert "dji-matrice-4t" in {entry.id for entry in catalog.children("dji-matrice-4")}


@pytest.mark.parametrize(("make", "model"), [("DJI", "FC3582"), ("dji", "fc3582 "), ("DJI\0", " FC3582")])
def test_a_camera_code_is_found_without_regard_to_case(catalog: Catalog, make: str, model: str) -> None:
    code = catalog.by_camera_code(make, model)
    assert code is not None
    assert (code.kind, code.status, code.drones) == ("integrated", "agreed", ("dji-mini-3-pro",))


def test_a_code_needs_its_make(catalog: Catalog) -> None:
    assert catalog.by_camera_code("Hasselblad", "L2D-20c") is not None
    assert catalog.by_camera_code("Canon", "L2D-20c") is None


def test_a_payload_a_handheld_camera_and_a_disputed_code_are_told_apart(catalog: Catalog) -> None:
    payload, handheld = catalog.by_camera_code("DJI", "ZH20T"), catalog.by_camera_code("DJI", "AC003")
    disputed = catalog.by_camera_code("Osmo", "OQ001E")
    assert payload is not None
    assert handheld is not None
    assert disputed is not None
    assert payload.kind == "payload"
    assert (handheld.kind, handheld.drones) == ("handheld", ())
    assert disputed.status == "disputed"
    assert disputed.conflicts


def test_a_serial_number_names_model_and_maker_with_its_doubt(catalog: Catalog) -> None:
    rows = catalog.by_serial(" 1581f52qc234500abcde")
    assert rows[0].drones == ("dji-mavic-3-enterprise", "dji-mavic-3-thermal")
    assert "several models share this prefix" in rows[0].doubt
    assert rows[-1].maker == "DJI"
    assert catalog.by_serial("DEMO-0001") == ()


def test_a_model_has_the_cues_of_its_family(catalog: Catalog) -> None:
    shared = {cue.id for cue in catalog.cues("dji-phantom-3")}
    assert shared
    assert shared <= {cue.id for cue in catalog.cues("dji-phantom-3-se")}
    assert not any(cue.about == "dji-phantom-3" for cue in catalog.cues("dji-phantom-4"))


def test_cues_of_a_family_do_not_reach_models_that_no_source_counted_in(catalog: Catalog) -> None:
    assert not any(cue.about == "dji-mavic-2" for cue in catalog.cues("dji-mavic-2-enterprise-advanced"))
    assert not any(cue.about == "dji-inspire" for cue in catalog.cues("dji-inspire-3"))


def test_a_difference_read_from_files_is_not_called_visual(catalog: Catalog) -> None:
    rows = catalog.look_alikes("dji-mavic-3-thermal") + catalog.look_alikes("dji-mavic-3")
    file_based = [row for row in rows if "EXIF Model M3T" in row.text]
    assert file_based
    assert all(row.basis == "file" for row in file_based)
    assert any(row.basis == "visual" for row in rows)


def test_look_alikes_that_shape_cannot_part_say_so_from_both_sides(catalog: Catalog) -> None:
    for one, other in (("orlan-10", "orlan-30"), ("orlan-30", "orlan-10")):
        rows = [row for row in catalog.look_alikes(one) if row.other.id == other]
        assert any(row.separable_by_shape is False for row in rows)


def test_sources_that_contradict_each_other_are_kept(catalog: Catalog) -> None:
    assert catalog.conflicts("orlan-10")[0].topic == "Propeller position"


def test_a_reference_hashes_the_bytes_that_a_bundle_holds(catalog: Catalog) -> None:
    entry = catalog.entry("dji-mavic-3")
    data = canonical(entry)
    assert catalog.ref("dji-mavic-3").entry_sha256 == hashlib.sha256(data).hexdigest()
    assert codec.decode(data, Entry) == entry


def test_an_unknown_entry_is_refused_with_a_sentence(catalog: Catalog) -> None:
    with pytest.raises(UsageError, match="no entry of that name"):
        catalog.entry("dji-mavic-99")


def test_loading_is_quick_enough_for_the_start_of_the_window() -> None:
    best = min(_timed_load() for _ in range(5))
    assert best < 0.060


def _timed_load() -> float:
    start = time.perf_counter()
    load_catalog()
    return time.perf_counter() - start
