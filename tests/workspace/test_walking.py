"""Which files are meant by naming files and folders."""

import os
from pathlib import Path

import pytest

from verifier.workspace.walking import Found, LeftOut, natural_key, walk


def _fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def _found(*paths: Path) -> list[str]:
    return [found.path.name for found in walk(paths) if isinstance(found, Found)]


def _left_out(*paths: Path) -> dict[str, LeftOut]:
    return {left.path.name: left for left in walk(paths) if isinstance(left, LeftOut)}


def test_files_come_in_the_order_a_person_counts(tmp_path: Path):
    _fill(tmp_path, "DJI_10.JPG", "DJI_9.JPG", "dji_1.jpg", "b/x_2", "b/x_11", "a.txt")
    assert _found(tmp_path) == ["a.txt", "x_2", "x_11", "dji_1.jpg", "DJI_9.JPG", "DJI_10.JPG"]


@pytest.mark.parametrize("names", [("", "1", "a", "1a", "a1", "a01", "１"), ("²", "2", "a²")])
def test_any_names_can_be_put_in_order(names: tuple[str, ...]):
    assert len(sorted(names, key=natural_key)) == len(names)


def test_what_a_desktop_leaves_behind_is_listed_as_left_out(tmp_path: Path):
    _fill(tmp_path, ".DS_Store", "Thumbs.db", "._IMG_1.jpg", "__MACOSX/IMG.jpg", "IMG_1.jpg", ".evidence.jpg")
    assert sorted(_found(tmp_path)) == [".evidence.jpg", "IMG_1.jpg"]
    left = _left_out(tmp_path)
    assert set(left) == {".DS_Store", "Thumbs.db", "._IMG_1.jpg", "__MACOSX"}
    assert not any(one.is_problem for one in left.values())


def test_a_file_that_was_named_itself_is_taken_whatever_its_name(tmp_path: Path):
    _fill(tmp_path, ".DS_Store")
    assert _found(tmp_path / ".DS_Store") == [".DS_Store"]


def test_links_inside_a_folder_are_left_out_with_a_word(tmp_path: Path):
    _fill(tmp_path, "in/a.jpg", "outside.jpg")
    (tmp_path / "in" / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    assert _found(tmp_path / "in") == ["a.jpg"]
    assert set(_left_out(tmp_path / "in")) == {"link.jpg", "round"}


def test_a_file_named_twice_comes_once(tmp_path: Path):
    _fill(tmp_path, "a.jpg")
    assert _found(tmp_path, tmp_path / "a.jpg") == ["a.jpg"]


def test_what_is_not_there_or_no_file_is_a_problem(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    left = _left_out(tmp_path / "gone", tmp_path / "pipe")
    assert left["gone"].is_problem
    assert left["pipe"].is_problem


def test_what_lies_inside_a_case_is_left_alone_also_when_it_is_named(tmp_path: Path):
    _fill(tmp_path, "S.case/case.sqlite", "S.case/originals/ab/cd")
    assert _found(tmp_path / "S.case" / "originals") == []
    assert _found(tmp_path / "S.case" / "originals" / "ab" / "cd") == []


def test_a_case_inside_the_folder_is_left_alone(tmp_path: Path):
    _fill(tmp_path, "S.case/case.sqlite", "S.case/originals/ab/cd", "a.jpg")
    assert _found(tmp_path) == ["a.jpg"]
    assert "S.case" in _left_out(tmp_path)
