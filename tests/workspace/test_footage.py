"""Putting files into a case."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest

from tests.footage import make_clip, make_mixed_folder, make_photo
from verifier.domain import codec
from verifier.domain.errors import CaseIsReadOnly
from verifier.domain.progress import Progress, Step
from verifier.domain.readings import ReadingsDocument
from verifier.domain.records import Item, Link, Posting, Problem
from verifier.workspace.added import AddedOne
from verifier.workspace.footage import Added, add_footage
from verifier.workspace.workspace import Workspace


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _by_name(added: Added) -> dict[str, AddedOne]:
    return {one.name: one for one in added.files}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of footage, papers, copies and broken files."""
    return make_mixed_folder(tmp_path_factory.mktemp("mixed"))


class Imported(NamedTuple):
    """A case with the mixed folder in it, to be looked at only, and what became of its files."""

    workspace: Workspace
    added: Added


@pytest.fixture(scope="module")
def imported(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    with Workspace.create(tmp_path_factory.mktemp("imported") / "S.case", "t", "Олена") as made:
        yield Imported(made, add_footage(made, [mixed]))


def test_every_file_ends_as_an_item_a_posting_a_sidecar_or_a_problem_with_a_sentence(imported: Imported):
    workspace, added = imported
    outcomes = {one.name: one.outcome for one in added.files}
    assert outcomes == {
        ".DS_Store": "left_out",
        "DJI_0001.MP4": "item",
        "DJI_0001.SRT": "item",
        "IMG_2.jpg": "posting",
        "IMG_10.jpg": "item",
        "clip without its end.mp4": "item",
        "copy of 2.jpg": "item",
        "empty.jpg": "item",
        "half.jpg": "item",
        "photo named.mp4": "item",
        "playlist.mp4": "item",
        "waybill.pdf": "item",
        "words.txt": "item",
    }
    named = _by_name(added)
    assert {name for name, one in named.items() if one.troubles} >= {"clip without its end.mp4", "half.jpg"}
    assert all(sentence.endswith(".") for one in added.files for sentence in one.sentences)
    assert added.has_failures
    assert {problem.item for problem in workspace.case.of(Problem)} <= {item.id for item in workspace.case.of(Item)}


def test_kinds_come_from_the_content_and_what_is_not_drawn_is_no_problem(imported: Imported):
    named = _by_name(imported.added)
    kinds = {name: named[name].item.kind for name in ("photo named.mp4", "waybill.pdf", "words.txt", "DJI_0001.MP4")}  # type: ignore[union-attr]
    assert kinds == {
        "photo named.mp4": "photo",
        "waybill.pdf": "document",
        "words.txt": "document",
        "DJI_0001.MP4": "video",
    }
    assert not named["waybill.pdf"].troubles
    assert not named["words.txt"].troubles


def test_originals_are_unchanged_and_their_copies_are_whole_and_read_only(workspace: Workspace, mixed: Path):
    before = _hashes(mixed)
    add_footage(workspace, [mixed])
    again = add_footage(workspace, [mixed])
    assert _hashes(mixed) == before
    assert again.count("item") == 0
    for item in workspace.case.of(Item):
        copy = workspace.folder.original(item.fingerprints.sha256)
        assert hashlib.sha256(copy.read_bytes()).hexdigest() == item.fingerprints.sha256
        assert hashlib.md5(copy.read_bytes(), usedforsecurity=False).hexdigest() == item.fingerprints.md5
        assert copy.stat().st_mode & 0o222 == 0
    assert not list(workspace.folder.incoming.iterdir())


def test_the_same_bytes_again_are_a_posting_on_the_item(imported: Imported):
    workspace, added = imported
    item = _by_name(added)["copy of 2.jpg"].item
    assert item is not None
    names = sorted(posting.file_name for posting in workspace.case.of(Posting) if posting.item == item.id)
    assert names == ["IMG_2.jpg", "copy of 2.jpg"]


def test_telemetry_beside_its_clip_is_tied_to_it(imported: Imported):
    workspace, added = imported
    named = _by_name(added)
    clip, telemetry = named["DJI_0001.MP4"].item, named["DJI_0001.SRT"].item
    assert clip is not None
    assert telemetry is not None
    assert named["DJI_0001.SRT"].sidecar_of == clip.label
    ends = [(link.from_key, link.to_key) for link in workspace.case.of(Link) if link.kind == "sidecar_of"]
    assert ends == [(telemetry.key, clip.key)]


def test_readings_and_surroundings_are_stored_under_the_hashes_that_the_item_names(imported: Imported):
    workspace, added = imported
    item = _by_name(added)["IMG_10.jpg"].item
    assert item is not None
    for sha256 in (item.readings_sha256, item.surroundings_sha256):
        assert sha256 is not None
        data = workspace.storage.readings(sha256)
        assert data is not None
        assert hashlib.sha256(data).hexdigest() == sha256
        assert codec.decode(data, ReadingsDocument).file_sha256 == item.fingerprints.sha256


def test_an_import_is_one_gesture_whose_undo_leaves_the_files_for_redo_to_find(workspace: Workspace, mixed: Path):
    added = add_footage(workspace, [mixed / "words.txt", mixed / "waybill.pdf", mixed / "empty.jpg"])
    before = dict(workspace.case.records())
    assert workspace.undo_label == f"add {len(added.files)} files"
    workspace.undo()
    assert not workspace.case.of(Item)
    assert all(workspace.folder.original(one.item.fingerprints.sha256).exists() for one in added.files if one.item)
    workspace.redo()
    assert dict(workspace.case.records()) == before


def test_the_list_fills_in_batches_that_are_undone_together(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("verifier.workspace.footage.BATCH_FILES", 2)
    monkeypatch.setattr("verifier.workspace.footage.BATCH_SECONDS", 1000)
    names = [f"note {number}.txt" for number in range(7)]
    for name in names:
        (tmp_path / name).write_text(name)
    heard: list[int] = []
    workspace.subscribe(lambda changes: heard.append(sum(isinstance(change.after, Item) for change in changes)))
    add_footage(workspace, [tmp_path / name for name in names])
    assert heard == [2, 2, 2, 1]
    assert [item.label for item in workspace.case.of(Item)] == [f"E-{number:04}" for number in range(1, 8)]
    assert [item.original_name for item in workspace.case.of(Item)] == names
    workspace.close()
    with Workspace.open(workspace.folder.path, "Олена") as again:
        again.undo()
        assert not again.case.of(Item)


def test_progress_counts_files_and_stopping_keeps_what_is_in(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("verifier.workspace.footage.BATCH_FILES", 1)
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(str(number))
    steps: list[Step] = []

    def listen(step: Step) -> None:
        steps.append(step)
        if step.done == 3:
            progress.cancel()

    progress = Progress(listen)
    added = add_footage(workspace, [tmp_path / f"{number}.txt" for number in range(6)], progress=progress)
    assert [(step.done, step.total) for step in steps] == [(0, 6), (1, 6), (2, 6), (3, 6)]
    assert added.was_stopped
    assert [one.outcome for one in added.files] == ["item"] * 3 + ["not_reached"] * 3
    assert len(workspace.case.of(Item)) == 3
    assert not list(workspace.folder.incoming.iterdir())


def test_stopping_does_not_wait_for_the_file_that_is_being_read(workspace: Workspace, tmp_path: Path):
    huge = tmp_path / "huge.bin"
    with huge.open("wb") as file:
        file.truncate(30 << 30)
    reading = Event()

    def listen(step: Step) -> None:
        reading.set()
        progress.cancel()

    progress = Progress(listen)
    added = add_footage(workspace, [huge], progress=progress)
    assert reading.is_set()
    assert [one.outcome for one in added.files] == ["not_reached"]


def test_folders_are_known_from_the_one_that_was_added_on(workspace: Workspace, tmp_path: Path):
    folder = make_mixed_folder(tmp_path / "Анна" / "phone")
    alone = make_photo(tmp_path / "IMG_9.jpg", shift=50)
    added = add_footage(workspace, [folder, alone]).files
    sha256_of = {one.path.name: one.item.fingerprints.sha256 for one in added if one.item is not None}
    folders = workspace.storage.folders()
    assert folders[sha256_of["IMG_10.jpg"]] == "phone/Світлини 1"
    assert folders[sha256_of["words.txt"]] == "phone"
    assert folders[sha256_of["IMG_9.jpg"]] == tmp_path.name
    assert not any("Анна" in one for one in folders.values())


def test_linked_files_stay_where_they_are_and_their_path_stays_out_of_the_journal(workspace: Workspace, tmp_path: Path):
    (tmp_path / "away").mkdir()
    photo = make_photo(tmp_path / "away" / "IMG_1.jpg")
    item = add_footage(workspace, [photo], link=True).files[0].item
    assert item is not None
    assert item.is_linked
    assert not workspace.folder.original(item.fingerprints.sha256).exists()
    assert workspace.storage.link_path(item.fingerprints.sha256) == str(photo)
    values = b"".join(workspace.storage.lines())
    assert b"away" not in values
    assert all(str(tmp_path) not in repr(record) for record in workspace.case.records().values())


def test_a_name_that_nothing_has_fails_without_a_trace_in_the_case_and_the_others_are_kept(
    workspace: Workspace, tmp_path: Path
):
    photo = make_photo(tmp_path / "IMG_1.jpg")
    added = add_footage(workspace, [tmp_path / "gone.jpg", photo])
    assert [one.outcome for one in added.files] == ["failed", "item"]
    assert "no such file" in added.files[0].sentence
    assert workspace.case.of(Problem) == ()


@pytest.mark.skipif(os.name != "posix", reason="names of bytes are a matter of POSIX")
def test_a_name_that_is_no_text_is_shown_by_its_bytes(workspace: Workspace, tmp_path: Path):
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    Path(os.fsdecode(path)).write_text("x")
    added = add_footage(workspace, [tmp_path / os.fsdecode(b"\xff\xfe.txt")])
    assert added.files[0].item is not None
    assert added.files[0].item.original_name == r"\xff\xfe.txt"


def test_a_worker_that_dies_costs_the_picture_but_not_the_file(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("verifier.workspace.footage.TASK_MODULES", ("tests.workspace.dying_tasks",))
    clip = make_clip(tmp_path / "clip.mp4")
    photo = make_photo(tmp_path / "IMG_1.jpg")
    first, second = add_footage(workspace, [clip, photo], jobs=1).files
    assert (first.outcome, second.outcome) == ("item", "item")
    assert [trouble.code for trouble in first.troubles] == ["worker_died"]
    assert not second.troubles
    assert first.item is not None
    assert first.item.readings_sha256 is not None
    assert workspace.folder.original(first.item.fingerprints.sha256).exists()


def test_a_case_that_somebody_else_holds_takes_no_files(workspace: Workspace, tmp_path: Path):
    with Workspace.open(workspace.folder.path, "Second") as second, pytest.raises(CaseIsReadOnly, match="Олена"):
        add_footage(second, [make_photo(tmp_path / "IMG_1.jpg")])
