"""Nothing leaves that should stay: a word is planted in every field, and the bundle's bytes are searched."""

import base64
from pathlib import Path

import pytest

from tests.bundle.planting import Garden, words_in
from tests.bundle.stand_in import Sample, StandIn
from verifier.bundle.bag import write_folder, write_zip
from verifier.bundle.check import check
from verifier.bundle.evidence_file import write_evidence
from verifier.bundle.options import Audience, Options, Tick
from verifier.domain.progress import Progress
from verifier.domain.records import Drone, Incident, Link, Note, Record

ALWAYS_HELD = {
    "person.name",
    "case_info.created_by",
    "item.original_name",
    "source_claim.translator",
    "problem.file_name",
    "posting.file_name",
    "posting.account_id",
    "posting.account_name",
    "posting.message_id",
    "posting.album",
    "posting.forwarded_from",
    "posting.acquired_from",
    "posting.acquired_how",
    "posting.reliability_reason",
    "drone.user_group",
    "drone.user_group_confidence.reasons",
}
HELD_WHERE_NOT_OPEN = {"posting.url", "posting.archive_urls", "posting.platform", "posting.caption", "posting.rights"}
HELD_WHERE_CLOSED = ("posting.", "observation.", "derivative.", "source_claim.")


class Planted:
    """The sample case with planted words, and what of them an outside reader may see."""

    def __init__(self, folder: Path) -> None:
        self.garden = Garden()
        self.sample = Sample(folder)
        self.case: StandIn = self.sample.case
        self.before = {record.key: record for record in self.case.records}
        for record in self.before.values():
            self.case.do("zq99999q is in a label", self.garden.plant(record))
        older = set(self.garden.planted)
        for record in self.before.values():
            self.case.do("Change it", self.garden.plant(record))
        self.current = set(self.garden.planted) - older

    def may_go_outside(self, word: str) -> bool:
        key, path = self.garden.planted[word]
        item = self._item(self.before[key])
        if item in ("E-0003", "E-0005") or path in ALWAYS_HELD:
            return False
        if item == "E-0004" and path.startswith(HELD_WHERE_CLOSED):
            return False
        if item != "E-0001" and path in HELD_WHERE_NOT_OPEN:
            return False
        record = self.before[key]
        return not (isinstance(record, Note) and record.audience == "working")

    def _item(self, record: Record) -> str:
        """Return the label of the item that decides over a record; nothing where none does."""
        labels = {item.key: item.label for item in self.sample.items}
        if isinstance(record, Drone):
            return f"E-{int(record.label[2:]):04d}"
        incident = self.before.get(getattr(record, "about", ""), record)
        if isinstance(incident, Incident):
            # An incident with a withheld item among its own stays whole: its words can tell what is withheld.
            return "E-0001" if incident.label == "I-03" else "E-0003"
        if isinstance(record, Link):
            return max(labels[record.from_key], labels[record.to_key], key=lambda label: label in ("E-0003", "E-0005"))
        key = record.key
        while key not in labels:
            above = getattr(self.before[key], "item", None)
            key = f"item/{above}" if above else getattr(self.before[key], "about", "")
            if key not in self.before:
                return ""
        return labels[key]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return Planted(tmp_path_factory.mktemp("planted"))


def test_just_the_declared_words_reach_a_reader_outside(planted: Planted, tmp_path: Path) -> None:
    expected = {word for word in planted.current if planted.may_go_outside(word)}
    write_folder(planted.case, Options(), tmp_path / "bag", Progress())
    found = words_in(tmp_path / "bag")
    assert {planted.garden.planted.get(word, word) for word in found - expected} == set()
    assert {planted.garden.planted[word] for word in expected - found} == set()
    assert len(expected) > 100


@pytest.mark.parametrize("audience", ["outside", "colleague", "archive"])
def test_folder_zip_and_json_let_out_the_same_words(planted: Planted, tmp_path: Path, audience: Audience) -> None:
    write_folder(planted.case, Options(audience=audience), tmp_path / "bag", Progress())
    write_zip(planted.case, Options(audience=audience), tmp_path / "b.zip", Progress())
    write_evidence(planted.case, Options(audience=audience), tmp_path / "e.json", Progress())
    assert words_in(tmp_path / "b.zip") == words_in(tmp_path / "bag")
    assert words_in(tmp_path / "e.json") <= words_in(tmp_path / "bag")


def test_the_archive_holds_every_word_the_older_ones_and_the_labels_too(planted: Planted, tmp_path: Path) -> None:
    write_folder(planted.case, Options(audience="archive"), tmp_path / "bag", Progress())
    assert words_in(tmp_path / "bag") == {*planted.garden.planted, "zq99999q"}


def test_a_colleague_gets_names_and_open_sources_but_no_closed_ones_and_nothing_old(
    planted: Planted, tmp_path: Path
) -> None:
    write_folder(planted.case, Options(audience="colleague"), tmp_path / "bag", Progress())
    found = words_in(tmp_path / "bag")
    assert found <= planted.current
    places = {planted.garden.planted[word] for word in found}
    item = planted.sample
    assert (item.person.key, "person.name") in places
    assert (item.open.key, "item.original_name") in places
    assert (item.withheld.key, "item.original_name") not in places
    closed = next(r for r in planted.before.values() if getattr(r, "is_closed_source", None))
    assert (closed.key, "posting.platform") not in places
    assert (closed.key, "posting.account_name") not in places


def test_what_the_files_say_goes_out_only_for_items_that_go(sample: Sample, tmp_path: Path) -> None:
    write_folder(sample.case, Options(), tmp_path / "bag", Progress())
    data = b"".join(path.read_bytes() for path in sorted((tmp_path / "bag").rglob("*")) if path.is_file())
    for number, goes in ((1, True), (2, True), (3, False), (4, False), (5, False)):
        for words in (f"bytes of item {number}", f"readings of the file R{number}", f"picture of E-{number:04d}"):
            assert (words.encode() in data) is goes, words
            assert (base64.b64encode(words.encode())[:16] in data) is False
        assert f"surroundings of the file S{number}".encode() not in data


def test_the_hashes_of_files_that_stay_are_nowhere(sample: Sample, tmp_path: Path) -> None:
    write_folder(sample.case, Options(), tmp_path / "bag", Progress())
    data = b"".join(path.read_bytes() for path in sorted((tmp_path / "bag").rglob("*")) if path.is_file())
    for item in sample.items:
        goes = item.label in ("E-0001", "E-0002")
        known = item.fingerprints
        for stated in (known.sha256, known.sha512, known.md5, item.readings_sha256 or ""):
            assert (stated.encode() in data) is goes
        assert (item.surroundings_sha256 or "").encode() not in data


def test_a_tick_lets_out_just_what_it_names(planted: Planted, tmp_path: Path) -> None:
    def places(*ticks: Tick) -> set[tuple[str, str]]:
        out = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        write_folder(planted.case, Options(ticked=ticks), out, Progress())
        return {planted.garden.planted[word] for word in words_in(out)}

    plain, sample = places(), planted.sample
    assert places(Tick(sample.person.key, "name")) - plain == {(sample.person.key, "person.name")}
    more = places(Tick(sample.unset.key, "address")) - plain
    assert {path for _, path in more} == HELD_WHERE_NOT_OPEN
    notes = places(Tick(sample.open.key, "notes")) - plain
    assert {path for _, path in notes} == {"note.text"}
    assert len(notes) == 1
    hidden = places(Tick(sample.withheld.key, "item")) - plain
    assert (sample.withheld.key, "item.original_name") not in hidden
    assert any(path == "assessment.finding" for _, path in hidden)


def test_a_purged_value_is_in_no_bundle_and_the_chain_still_checks(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    note = next(r for r in sample.case.records if isinstance(r, Note))
    sample.case.purge(note.key)
    write_folder(sample.case, Options(audience="archive"), tmp_path / "bag", Progress())
    result = check(tmp_path / "bag")
    assert result.sound
    assert result.withheld is not None
    assert result.withheld.destroyed == 1
    assert result.withheld.purge_lines == (result.journal_lines,)
    assert note.id.encode() not in (tmp_path / "bag/data/evidence.json").read_bytes()
