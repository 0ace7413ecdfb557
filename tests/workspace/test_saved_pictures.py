"""Saved pictures can be made again from their recipe alone; linked originals stay as they are, and are checked."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.footage import make_clip, make_photo
from verifier.bundle.options import Options
from verifier.domain.errors import UnreadableFile
from verifier.domain.records import Derivative, Item
from verifier.domain.regions import Box
from verifier.workspace import pictures
from verifier.workspace.exporting import export, find_format
from verifier.workspace.footage import add_footage
from verifier.workspace.messages import SavedPicture, SavePicture
from verifier.workspace.saved_frames import save_frame
from verifier.workspace.tagging import TagRequest, tag_drone
from verifier.workspace.workspace import Workspace


@pytest.fixture
def footage(tmp_path: Path) -> Path:
    folder = tmp_path / "footage"
    folder.mkdir()
    make_photo(folder / "photo.jpg", orientation=6)
    make_clip(folder / "clip.mp4")
    return folder


@pytest.fixture
def linked(tmp_path: Path, footage: Path) -> Iterator[Workspace]:
    """Return a case whose originals lie where they were."""
    with Workspace.create(tmp_path / "S.case", "t", "A") as made:
        add_footage(made, [footage], link=True)
        yield made


def state(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Return hash, time of change and mode of every file."""
    found = {path.name: (path.read_bytes(), path.stat()) for path in folder.iterdir()}
    return {name: (hashlib.sha256(data).hexdigest(), at.st_mtime_ns, at.st_mode) for name, (data, at) in found.items()}


def make_again(workspace: Workspace, saved: Derivative, out: Path) -> SavedPicture:
    """Do what the recipe says, and know nothing but the recipe and the case."""
    recipe = saved.recipe
    source = next(i for i in workspace.case.of(Item) if i.fingerprints.sha256 == recipe.input_sha256)
    when = f"pts:{recipe.parameters['pts']}" if "pts" in recipe.parameters else ""
    path = os.fsencode(pictures.original_path(workspace, source))
    request = SavePicture(path, when, os.fsencode(out), bool(recipe.parameters["raw"]))
    return workspace.pool.submit(request, SavedPicture).result(30)


@pytest.mark.parametrize(("name", "when"), [("photo.jpg", ""), ("clip.mp4", "0.15")])
def test_a_saved_picture_is_made_again_byte_for_byte_from_its_recipe(
    linked: Workspace, tmp_path: Path, name: str, when: str
):
    save_frame(linked, linked.find_item(name), when)
    saved = linked.case.of(Derivative)[0]
    again = make_again(linked, saved, tmp_path / "again.png")
    assert (again.sha256, again.recipe) == (saved.sha256, saved.recipe)
    assert (tmp_path / "again.png").read_bytes() == linked.folder.derived_file(saved.sha256).read_bytes()
    assert {"pillow", "zlib", "numpy"} <= saved.recipe.libraries.keys()


def test_looking_tagging_saving_and_exporting_leave_linked_originals_as_they_were(
    linked: Workspace, footage: Path, tmp_path: Path
):
    before = state(footage)
    photo, clip = linked.find_item("photo.jpg"), linked.find_item("clip.mp4")
    pictures.picture(linked, photo, None).result(30)
    pictures.frame(linked, clip, "#3", None).result(30)
    for item in (photo, clip):
        pictures.thumbnail(linked, item).result(30)
    save_frame(linked, photo, "")
    tag_drone(linked, clip, TagRequest(drone="quadcopter", box=Box(1, 1, 9, 9), at="#3"))
    linked.undo()
    export(linked, find_format("bagit"), Options("archive", "include"), tmp_path / "bundle")
    linked.flush()
    assert state(footage) == before


def test_a_linked_file_that_has_changed_gives_no_saved_frame(linked: Workspace, footage: Path):
    clip = linked.find_item("clip.mp4")
    make_clip(footage / "clip.mp4", 80, 60)
    with pytest.raises(UnreadableFile, match="changed since it was added"):
        save_frame(linked, clip, "#3")
    assert not linked.case.of(Derivative)
    assert not list(linked.folder.derived.rglob("*.png"))
    assert not list(linked.folder.incoming.iterdir())


def test_a_report_shows_no_picture_of_a_linked_file_that_has_changed(
    linked: Workspace, footage: Path, tmp_path: Path
) -> None:
    tag_drone(linked, linked.find_item("clip.mp4"), TagRequest(drone="quadcopter", box=Box(1, 1, 9, 9), at="#3"))

    def pictures_in_a_report(name: str) -> int:
        export(linked, find_format("bagit"), Options("archive", "hashes"), tmp_path / name)
        return (tmp_path / name / "data/report.html").read_text().count('src="data:image/jpeg')

    assert pictures_in_a_report("before") == 2
    make_photo(footage / "photo.jpg", shift=60)
    make_clip(footage / "clip.mp4", 80, 60)
    assert pictures_in_a_report("after") == 0
