"""Nothing leaves that should stay: a word is planted in every field, and the bundle's bytes are searched."""

import base64
from pathlib import Path

import msgspec
import pytest

from tests.bundle.planting import Garden, words_in
from tests.bundle.stand_in import Sample, StandIn
from verifier.bundle.bag import write_folder, write_zip
from verifier.bundle.check import check
from verifier.bundle.evidence_file import write_evidence
from verifier.bundle.options import Audience, Options, Tick
from verifier.bundle.registry import FORMATS, Format
from verifier.domain.progress import Progress
from verifier.domain.records import (
    Assessment,
    Drone,
    Incident,
    Keyframe,
    Link,
    MarkReading,
    Note,
    Observation,
    Person,
    Pillar,
    Record,
    TimeClaim,
)

STAYS = {
    "person.name": "whoever worked on the case",
    "case_info.created_by": "whoever worked on the case",
    "source_claim.translator": "whoever worked on the case",
    "item.original_name": "file names",
    "problem.file_name": "file names",
    "origin.name": "file names",
    "posting.file_name": "file names",
    "posting.account_id": "tells of the source",
    "posting.account_name": "tells of the source",
    "posting.message_id": "tells of the source",
    "posting.album": "tells of the source",
    "posting.forwarded_from": "tells of the source",
    "posting.acquired_from": "tells of the source",
    "posting.acquired_how": "tells of the source",
    "posting.reliability_reason": "tells of the source",
    "entity.names": "whoever is named may have had no part in it",
    "entity.registry_number": "whoever is named may have had no part in it",
    "trade_record.parties.as_written": "whoever is named may have had no part in it",
    "trade_record.row_as_found.column": "whoever is named may have had no part in it",
    "trade_record.row_as_found.text": "whoever is named may have had no part in it",
    "drone.user_group": "a handful of people",
    "drone.user_group_confidence.reasons": "a handful of people",
}
"""What no reader outside gets, whatever is stated of the posting."""
GOES_IF_OPEN = (
    "posting.",
    "source_claim.",
    "prior_search.result_",
    "prior_search.note",
    "posted time_claim.",
    "watermark mark_reading.",
    "assessment.pillars[source]",
    "assessment.pillars[provenance]",
)
WITHHELD, SAVED_POST, CLOSED, OPEN = "E-0003", "E-0005", "E-0004", "E-0001"


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
        record = self.before[key]
        if isinstance(record, TimeClaim):
            path = f"{record.dates} {path}"
        if isinstance(record, MarkReading) and path in ("mark_reading.value", "mark_reading.language"):
            if record.is_hidden:
                return False
            path = f"{record.mark} {path}"
        item = self._item(record)
        if item in (WITHHELD, SAVED_POST, CLOSED) or path in STAYS:
            return False
        if item != OPEN and path.startswith(GOES_IF_OPEN):
            return False
        return not (isinstance(record, Note) and record.audience == "working")

    def _item(self, record: Record) -> str:
        """Return the label of the item that decides over a record; nothing where none does."""
        labels = {item.key: item.label for item in self.sample.items}
        if isinstance(record, Drone):
            return f"E-{int(record.label[2:]):04d}"
        incident = self.before.get(getattr(record, "about", ""), record)
        if isinstance(incident, Incident):
            # An incident with a withheld item among its own stays whole: its words can tell what is withheld.
            return "I-03" if incident.label == "I-03" else WITHHELD
        if isinstance(record, Link):
            return max(
                labels[record.from_key], labels[record.to_key], key=lambda label: label in (WITHHELD, SAVED_POST)
            )
        key = record.key
        while key not in labels:
            if isinstance(follows := self.before[key], Keyframe):
                key = f"observation/{follows.observation}"
                continue
            above = getattr(self.before[key], "item", None) or getattr(self.before[key], "document", None)
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


ANNOTATIONS = [known for known in FORMATS if known.preview is not None]


@pytest.mark.parametrize("audience", ["outside", "colleague", "archive"])
@pytest.mark.parametrize("known", ANNOTATIONS, ids=lambda known: known.name)
def test_annotations_let_out_no_word_that_the_bundle_keeps(
    planted: Planted, tmp_path: Path, known: Format, audience: Audience
) -> None:
    write_folder(planted.case, Options(audience=audience), tmp_path / "bag", Progress())
    known.write(planted.case, Options(audience=audience), tmp_path / "out", Progress())
    assert words_in(tmp_path / "out") <= words_in(tmp_path / "bag") & planted.current


@pytest.mark.parametrize("known", ANNOTATIONS, ids=lambda known: known.name)
def test_annotations_name_no_item_and_no_hash_that_stays(sample: Sample, tmp_path: Path, known: Format) -> None:
    known.write(sample.case, Options(), tmp_path / "out", Progress())
    files = [path for path in sorted((tmp_path / "out").rglob("*")) if path.is_file()]
    data = b"".join(path.read_bytes() + str(path.relative_to(tmp_path)).encode() for path in files)
    gone = [item for item in sample.items if item.label not in ("E-0001", "E-0002")]
    stay = [words for item in gone for words in (item.label, item.id, item.fingerprints.sha256, item.original_name)]
    stay += [record.id for record in sample.case.records if isinstance(record, Person | Note)]
    stay += ["Олена Коваль", "DJI_0042", "міст над"]
    assert [words for words in stay if words.encode() in data] == []
    seen = [record.id for record in sample.case.records if isinstance(record, Observation)]
    assert known.name in ("yolo", "voc", "cvat", "cvat-video", "mot") or any(one.encode() in data for one in seen)


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
    waiting = {one.key for one in planted.before.values() if isinstance(one, MarkReading) and one.is_hidden}
    assert waiting
    assert not any(key in waiting and path.endswith((".value", ".language")) for key, path in places)
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
    more = {path for _, path in places(Tick(sample.unset.key, "address")) - plain}
    assert {path for path in more if path.startswith("posting.")} == {
        "posting.url",
        "posting.archive_urls",
        "posting.platform",
        "posting.caption",
        "posting.rights",
        "posting.posted_at_as_shown",
        "posting.edited_at_as_shown",
        "posting.zone_assumption",
    }
    assert {path.partition(".")[0] for path in more} == {
        "posting",
        "source_claim",
        "prior_search",
        "mark_reading",
        "time_claim",
    }
    more = {path for _, path in places(Tick(sample.unset.key, "source")) - plain}
    assert {path for path in more if path.startswith("assessment.")} == {
        "assessment.pillars[source].answer",
        "assessment.pillars[provenance].answer",
    }
    assert "posting.url" not in more
    closed = {path for _, path in places(Tick(sample.closed.key, "statements")) - plain}
    assert {"tag.name", "assessment.finding", "time_claim.as_found", "segment.title"} <= closed
    assert not any(path.startswith(("posting.", "observation.", "derivative.", "source_claim.")) for path in closed)
    assert "item.original_name" not in closed
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


def test_an_assessment_from_before_its_answers_were_parted_stays_whole_and_the_bundle_checks(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    old = next(r for r in sample.case.records if isinstance(r, Assessment) and r.about == sample.unset.key)
    told = msgspec.structs.replace(old, finding="zq00001q", pillars=(Pillar("source", "zq00002q"),))
    sample.case.do_as_before_parts("Weigh up", told)
    write_folder(sample.case, Options(), tmp_path / "outside", Progress())
    assert words_in(tmp_path / "outside") == set()
    ticked = Options(ticked=(Tick(sample.unset.key, "source"),))
    for name, options in (("ticked", ticked), ("archive", Options(audience="archive"))):
        write_folder(sample.case, options, tmp_path / name, Progress())
        assert words_in(tmp_path / name) == {"zq00001q", "zq00002q"}
    sample.case.do("Weigh up again", msgspec.structs.replace(told, gaps="zq00003q"))
    write_folder(sample.case, Options(), tmp_path / "parted", Progress())
    assert words_in(tmp_path / "parted") == {"zq00001q", "zq00003q"}
    for name in ("outside", "ticked", "archive", "parted"):
        assert check(tmp_path / name).faults == ()
