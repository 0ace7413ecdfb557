"""What the tags panel says: which cues stand first, what is still open, how well the catalog knows a drone."""

import msgspec

from tests import examples
from verifier.catalog.catalog import UNDETERMINED, load_catalog
from verifier.domain.records import DroneClaim, Feature, Hypothesis, LookAlike, Marking
from verifier.gui.picker.words import coverage_words, detail_of, row_of, rows_for
from verifier.gui.tagging.words import (
    basis_of,
    feature_lines,
    is_inseparable,
    new_serials,
    open_look_alikes,
    second_reading_words,
    under_name,
)

CATALOG = load_catalog()
replace = msgspec.structs.replace


def claim(*slugs: str, **more: object) -> DroneClaim:
    hypotheses = tuple(Hypothesis(CATALOG.ref(slug)) for slug in slugs) or (Hypothesis(UNDETERMINED),)
    bare = replace(examples.DRONE_CLAIM, role="seen", hypotheses=hypotheses, features=(), look_alikes=())
    return replace(bare, **more)


def test_cues_that_part_the_answers_stand_first_and_marking_one_moves_none() -> None:
    both = claim("dji-phantom-3", "dji-phantom-4")
    lines = feature_lines(CATALOG, both)
    cues = {cue.id: cue for cue in (*CATALOG.cues("dji-phantom-3"), *CATALOG.cues("dji-phantom-4"))}
    assert "dji-phantom-4" in cues[lines[0].cue_id or ""].distinguishes_from
    assert any(line.of == "DJI Phantom 4" for line in lines)
    marked = replace(both, features=(Feature(lines[3].text, "absent", lines[3].cue_id),))
    assert [line.cue_id for line in feature_lines(CATALOG, marked)] == [line.cue_id for line in lines]


def test_a_feature_of_ones_own_is_listed_last() -> None:
    lines = feature_lines(CATALOG, claim("dji-phantom-3", features=(Feature("a taped leg", "seen"),)))
    assert (lines[-1].text, lines[-1].source) == ("a taped leg", "")
    assert all(line.source for line in lines[:-1])


def test_a_drone_that_filmed_is_asked_for_by_its_files_alone() -> None:
    assert basis_of(claim("dji-phantom-3", role="filmed_by")) == "file"
    visual = {cue.id for entry in CATALOG.entries for cue in CATALOG.cues(entry.id) if cue.basis == "visual"}
    for entry in CATALOG.entries:
        lines = feature_lines(CATALOG, claim(entry.id, role="filmed_by"))
        assert not visual & {line.cue_id for line in lines}


def test_a_look_alike_is_open_until_it_is_an_answer_or_set_aside() -> None:
    found = open_look_alikes(CATALOG, claim("dji-mavic-pro"))
    names = {like.other.id for like in found}
    assert len(names) == len(found) > 1
    first = found[0].other.id
    aside = claim("dji-mavic-pro", look_alikes=(LookAlike(CATALOG.ref(first), "no sensors at the rear"),))
    assert {like.other.id for like in open_look_alikes(CATALOG, aside)} == names - {first}
    assert {like.other.id for like in open_look_alikes(CATALOG, claim("dji-mavic-pro", first))} == names - {first}
    assert open_look_alikes(CATALOG, claim()) == ()


def test_the_second_line_says_why_excluded_and_what_no_picture_parts() -> None:
    pair = next(
        (entry.id, like.other.id)
        for entry in CATALOG.entries
        for like in CATALOG.look_alikes(entry.id)
        if like.separable_by_shape is False
    )
    assert is_inseparable(CATALOG, *pair)
    assert under_name(CATALOG, claim(*pair), 1).startswith("not separable by shape from ")
    two = claim("dji-phantom-3", "dji-phantom-4")
    excluded = replace(two.hypotheses[1], excluded_because="its gimbal sits in a recess")
    shown = replace(two, hypotheses=(two.hypotheses[0], excluded))
    assert under_name(CATALOG, shown, 1) == "excluded: its gimbal sits in a recess"
    assert under_name(CATALOG, claim(), 0) == "a drone, and no more can be said"


def test_two_readings_are_compared_without_blanks_and_case() -> None:
    marking = Marking("PH645 A08", True, "marking")
    assert second_reading_words(marking) == ("Read by one person alone.", False)
    assert second_reading_words(replace(marking, second_value="ph645a08")) == ("Both read the same.", False)
    assert second_reading_words(replace(marking, second_value="PH645AO8")) == ("The two readings differ.", True)


def test_serial_numbers_of_the_file_are_offered_once() -> None:
    card = replace(examples.DRONE, markings=(Marking("0K8T 0215", True, "metadata"),))
    assert new_serials(("0k8t0215", "1FFB", "1FFB", " "), card) == ("1FFB",)


def test_coverage_counts_what_a_source_stands_behind_and_admits_what_is_not_known() -> None:
    cues = [cue for cue in CATALOG.cues("dji-phantom-4") if cue.basis == "visual"]
    words = coverage_words(CATALOG, CATALOG.entry("dji-phantom-4"))
    assert words.startswith(f"{len(cues)} sourced cues · ")
    assert words.endswith("no reference picture")
    blank = next(e for e in CATALOG.entries if e.level == "model" and not CATALOG.cues(e.id))
    assert coverage_words(CATALOG, blank).startswith("The catalog knows little of it: no sourced cue, ")
    assert detail_of(CATALOG, row_of(CATALOG, blank.id)).cues == ()


def test_levels_above_the_best_answer_are_offered_below_the_answers() -> None:
    rows = rows_for(CATALOG, "L1D", ())
    ids = [row.entry_id for row in rows]
    above = [entry.id for entry in CATALOG.ancestors("dji-mavic-2-pro")]
    assert ids == ["dji-mavic-2-pro", *above, None]
    assert [row.group for row in rows if row.group] == ["Say less"]
    assert rows[0].aside == "L1D-20c"


def test_a_source_without_a_title_is_named_by_its_file() -> None:
    for entry in CATALOG.entries:
        detail = detail_of(CATALOG, row_of(CATALOG, entry.id))
        assert all("source in the catalog" not in point.source for point in (*detail.cues, *detail.look_alikes))
