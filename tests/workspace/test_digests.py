"""A digest holds what lists ask of a file, follows from its readings alone, and can be thrown away at any time."""

from pathlib import Path

import pytest

from tests.footage import make_photo
from verifier.case.folder import CaseFolder
from verifier.domain.readings import ReaderRun, Reading, ReadingsDocument, TextValue
from verifier.domain.records import Item
from verifier.media.pool import Pool
from verifier.workspace.digests import (
    Digest,
    MadeDigests,
    MakeDigests,
    Noticed,
    Undigested,
    digest_of,
    keep_digests,
    load_digests,
    missing,
)
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import TASK_MODULES, Workspace


def document(**texts: str) -> ReadingsDocument:
    readings = tuple(
        Reading("test", group, name, TextValue(text), text, "")
        for place, text in texts.items()
        for group, name in [place.split("__")]
    )
    return ReadingsDocument(1, "00" * 32, (ReaderRun("test", "1"),), readings)


def test_maker_and_model_are_joined_and_a_maker_is_not_said_twice() -> None:
    assert digest_of(document(IFD0__Make="DJI", IFD0__Model="FC3582")).device == "DJI FC3582"
    assert digest_of(document(IFD0__Make="Canon", IFD0__Model="Canon EOS R5")).device == "Canon EOS R5"
    assert digest_of(document(IFD0__Model="EOS R5")).device == "EOS R5"


@pytest.mark.parametrize(
    ("created", "recorded"), [("2023-03-03T12:51:00Z", "2023-03-03T12:51:00"), ("1904-01-01T00:00:00Z", "")]
)
def test_the_zero_of_a_container_clock_is_no_time(created: str, recorded: str) -> None:
    digest = digest_of(document(Container__creation_time=created))
    assert digest.recorded_at == recorded
    assert digest.recorded_offset == ("Z" if recorded else "")


def test_workers_draw_digests_of_stored_documents_and_pass_over_what_is_none(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "a.case", "A", "A. Analyst") as workspace:
        add_footage(workspace, [make_photo(tmp_path / "a.jpg")])
        item = workspace.case.of(Item)[0]
        assert item.readings_sha256 is not None
        assert missing([item], {}) == (item.readings_sha256,)
        assert missing([item], {item.readings_sha256: Digest()}) == ()
        stored = workspace.storage.readings(item.readings_sha256)
    assert stored is not None
    with Pool(TASK_MODULES, 1) as pool:
        made = pool.submit(
            MakeDigests((Undigested(stored), Undigested(b"no document"), Undigested(b""))), MadeDigests
        ).result(60)
    assert [digest.device for digest in made.digests] == ["DJI FC3582", "", ""]


def test_what_is_kept_comes_back_and_nonsense_is_made_again(tmp_path: Path) -> None:
    folder = CaseFolder(tmp_path / "a.case")
    assert load_digests(folder) == {}
    digests = {
        "11" * 32: Digest("2023-03-03T12:51:00", device="DJI", findings=(Noticed("x", "Look."),)),
        "22" * 32: Digest(),
    }
    keep_digests(folder, digests)
    assert load_digests(folder) == digests
    (folder.cache / "digests.json").write_text('{"version": 0, "digests": {}}')
    assert load_digests(folder) == {}
    (folder.cache / "digests.json").write_text("{")
    assert load_digests(folder) == {}
