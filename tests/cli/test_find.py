"""The commands ``find`` and ``known``, as scripts call them."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.workspace.test_copies import footage, scene
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

__all__ = ["footage"]


@pytest.fixture
def case(footage: Path, tmp_path: Path) -> Path:
    """Return a case with two photos and a clip."""
    with Workspace.create(tmp_path / "S.case", "t", "Олена") as workspace:
        add_footage(workspace, [footage / "in"], jobs=1)
    return tmp_path / "S.case"


def test_find_prints_items_frames_and_likeness(run: CommandLine, case: Path, footage: Path):
    ran = run("find", footage / "still.png", case, "--json")
    assert ran.code == 0, ran.err
    found = ran.json("find")
    (copy,) = found["copies"]
    assert (copy["item"][:2], copy["original_name"], copy["frame_ordinal"]) == ("E-", "clip.mp4", 7)
    assert copy["time_s"] == pytest.approx(7 / 25)
    assert found["quality"] == 100
    in_words = run("find", footage / "mirrored.png", case)
    assert "mirrored left to right" in in_words.out
    assert "first.jpg" in in_words.out


def test_finding_nothing_is_no_failure_and_no_proof(run: CommandLine, case: Path, footage: Path):
    ran = run("find", footage / "other.jpg", case)
    assert ran.code == 0
    assert "no proof" in ran.out


def test_a_list_is_written_once_and_found_in(run: CommandLine, case: Path, footage: Path, tmp_path: Path):
    out = tmp_path / "team.json"
    written = run("known", case, "-o", out, "--title", "Team", "--json").json("known")
    assert (written["files"], written["left_out"]) == (3, 0)
    assert run("known", case, "-o", out).code == 1
    ran = run("find", footage / "small.jpg", "--known", out, "--json")
    (copy,) = ran.json("find")["copies"]
    assert (copy["known_list"], copy["item"]) == (str(out), None)


def test_copies_of_a_case_are_listed_with_their_ladder(run: CommandLine, case: Path, footage: Path):
    assert "No two items look alike." in run("copies", case).out
    assert run("add", case, footage / "small.jpg", footage / "mirrored.png").code == 0
    (group,) = run("copies", case, "--json").json("copies")["groups"]
    names = {rung["original_name"]: rung for rung in group["ladder"]}
    assert set(names) == {"first.jpg", "small.jpg", "mirrored.png"}
    assert names["small.jpg"]["lost"] == ["It is smaller: 320 × 240 of 640 × 480."]
    assert len(group["proposals"]) == 3
    assert "320 × 240 of 640 × 480" in run("copies", case).out


@pytest.mark.parametrize("words", [("find", "small.jpg"), ("find", "nothing.jpg", "S.case"), ("known", "S.case")])
def test_what_cannot_be_asked_is_said_in_a_sentence(
    run: CommandLine, case: Path, footage: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
):
    monkeypatch.chdir(case.parent)
    scene(1).save(case.parent / "small.jpg")
    ran = run(*words)
    assert ran.code == 2
    assert ran.err
    assert "Traceback" not in ran.err
