"""One look at a file gives everything at once, in the shape that is printed."""

import hashlib
from pathlib import Path

import msgspec
import pytest

from tests.bench.metadata import make_photo, maker_note
from verifier.catalog.catalog import Catalog, load_catalog
from verifier.domain import codec
from verifier.domain.errors import InputError
from verifier.domain.inspection import Inspection
from verifier.metadata.inspect import inspect


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def test_a_photo_is_told_whole_and_left_as_it_was(tmp_path: Path, catalog: Catalog) -> None:
    path = make_photo(tmp_path / "DJI_0001.JPG", maker_note())
    before = path.read_bytes()
    found = inspect(path, catalog)
    assert found.sha256 == hashlib.sha256(before).hexdigest()
    assert (found.kind, found.media_type) == ("photo", "image/jpeg")
    assert (found.technical.width, found.technical.height) == (1600, 1200)
    assert found.facts["model"].value == "FC3582"
    assert found.facts["latitude_deg"].value == pytest.approx(48 + 27 / 60 + 52 / 3600)
    assert found.facts["gimbal_pitch_deg"].value == -45
    assert found.filmed_by.candidates
    assert found.problems == ()
    assert path.read_bytes() == before


def test_every_fact_rests_on_readings_that_exist(tmp_path: Path, catalog: Catalog) -> None:
    found = inspect(make_photo(tmp_path / "a.jpg", None), catalog)
    assert found.facts
    for fact in found.facts.values():
        assert fact.readings
        assert all(0 <= index < len(found.readings) for index in fact.readings)


def test_what_is_printed_can_be_read_back(tmp_path: Path, catalog: Catalog) -> None:
    found = inspect(make_photo(tmp_path / "a.jpg", None), catalog)
    assert codec.decode(codec.encode(found), Inspection) == found


def test_a_paper_is_no_problem_and_damage_is_one(tmp_path: Path, catalog: Catalog) -> None:
    paper = tmp_path / "note.txt"
    paper.write_text("words")
    assert inspect(paper, catalog).problems == ()
    damaged = tmp_path / "cut.jpg"
    damaged.write_bytes(make_photo(tmp_path / "a.jpg", None).read_bytes()[:600])
    found = inspect(damaged, catalog)
    assert found.problems
    assert all(problem.sentence for problem in found.problems)
    assert msgspec.to_builtins(found)


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(InputError) as caught:
        inspect(tmp_path / "nothing.jpg", catalog)
    assert caught.value.sentence
