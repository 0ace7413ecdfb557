"""A moved original is found again by its hash, and by nothing else."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.footage import make_photo
from verifier.domain.errors import Cancelled, CaseIsReadOnly
from verifier.domain.progress import Progress
from verifier.domain.records import Item
from verifier.workspace.footage import add_footage
from verifier.workspace.pictures import original_path
from verifier.workspace.relinking import find_again, is_at_hand, missing_items
from verifier.workspace.workspace import Workspace


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Return a folder with three photos, two of them of one size in bytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    make_photo(folder / "a.jpg", 64, 48)
    make_photo(folder / "b.jpg", 64, 48, shift=40)
    (folder / "c.jpg").write_bytes((folder / "b.jpg").read_bytes()[:-2] + b"\xff\xd8")
    return folder


@pytest.fixture
def linked(tmp_path: Path, disk: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "x.case", "X", "A") as workspace:
        add_footage(workspace, [disk], link=True)
        yield workspace


def item_named(workspace: Workspace, name: str) -> Item:
    return next(item for item in workspace.case.of(Item) if item.original_name == name)


def test_a_moved_folder_is_found_with_everything_in_it(linked: Workspace, disk: Path, tmp_path: Path) -> None:
    assert missing_items(linked) == ()
    moved = tmp_path / "moved" / "deep"
    shutil.move(disk, moved)
    assert len(missing_items(linked)) == 3
    (tmp_path / "moved" / "other.txt").write_text("not of the right size")
    found = find_again(linked, item_named(linked, "a.jpg"), tmp_path / "moved")
    assert {item.original_name for item in found.items} == {"a.jpg", "b.jpg", "c.jpg"}
    assert found.looked_at == 3
    assert missing_items(linked) == ()
    assert original_path(linked, item_named(linked, "b.jpg")) == moved / "b.jpg"
    linked.flush()
    linked.close()
    with Workspace.open(linked.folder.path) as again:
        assert missing_items(again) == ()


def test_another_file_is_refused_though_it_has_name_and_size(linked: Workspace, disk: Path, tmp_path: Path) -> None:
    b = item_named(linked, "b.jpg")
    (tmp_path / "b.jpg").write_bytes((disk / "c.jpg").read_bytes())
    shutil.move(disk, tmp_path / "moved")
    assert (tmp_path / "b.jpg").stat().st_size == b.fingerprints.size_bytes
    found = find_again(linked, b, tmp_path / "b.jpg")
    assert found.items == ()
    assert found.others
    assert not is_at_hand(linked, b)
    assert find_again(linked, b, tmp_path / "moved" / "b.jpg").items == (b,)
    assert is_at_hand(linked, b)
    assert not is_at_hand(linked, item_named(linked, "a.jpg"))


def test_a_lost_copy_comes_back_into_the_case(tmp_path: Path, disk: Path) -> None:
    with Workspace.create(tmp_path / "x.case", "X", "A") as workspace:
        add_footage(workspace, [disk / "a.jpg"])
        item = item_named(workspace, "a.jpg")
        lost = workspace.folder.original(item.fingerprints.sha256)
        lost.unlink()
        assert missing_items(workspace) == (item,)
        assert find_again(workspace, item, disk).items == (item,)
        assert lost.read_bytes() == (disk / "a.jpg").read_bytes()
        assert workspace.storage.link_path(item.fingerprints.sha256) is None


def test_the_search_can_be_stopped_and_refuses_a_case_for_reading(linked: Workspace, disk: Path) -> None:
    item = item_named(linked, "a.jpg")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        find_again(linked, item, disk, progress)
    assert find_again(linked, item, disk.parent / "nowhere").items == ()
    with Workspace.open(linked.folder.path, read_only=True) as reading, pytest.raises(CaseIsReadOnly):
        find_again(reading, item, disk)
