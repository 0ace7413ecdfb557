"""The commands ``find`` and ``known``, as scripts call them."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.media.test_overlap import photo
from tests.workspace.test_copies import footage, scene
from verifier.commands.places_and_times import StatePlace
from verifier.commands.statements import AddLink
from verifier.domain.records import Item
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
    assert names["first.jpg"]["is_nearest"]
    assert names["mirrored.png"]["lost"] == ["It shows the nearest one mirrored left to right."]
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


def test_parts_are_listed_the_best_first_in_several_cases_and_lists(run: CommandLine, tmp_path: Path):
    whole = photo(5, 800, 600)
    for name, picture in (("one", whole), ("two", whole.resize((600, 450)).rotate(2)), ("known", whole)):
        (tmp_path / name).mkdir()
        picture.save(tmp_path / name / "p.jpg", quality=85)
        photo(60 + len(name), 800, 600).save(tmp_path / name / "other.jpg")
        with Workspace.create(tmp_path / f"{name}.case", name, "A") as workspace:
            add_footage(workspace, [tmp_path / name], jobs=1)
    team = tmp_path / "team.json"
    assert run("known", tmp_path / "known.case", "-o", team).code == 0
    whole.crop((160, 120, 720, 540)).save(tmp_path / "crop.png")
    cases = (tmp_path / "two.case", tmp_path / "one.case")
    found = run("find", tmp_path / "crop.png", *cases, "--parts", "--json").json("find")["copies"]
    assert [(Path(one["case"]).stem, one["likeness"]) for one in found] == [("one", "part"), ("two", "part")]
    assert found[0]["difference"] < found[1]["difference"]
    whole.resize((400, 300)).save(tmp_path / "small.png")
    found = run("find", tmp_path / "small.png", *cases, "--known", team, "--parts", "--json").json("find")["copies"]
    assert {(Path(one["case"] or one["known_list"]).stem, one["likeness"]) for one in found} == {
        ("one", "near"),
        ("team", "near"),
        ("two", "part"),
    }


def test_places_that_contradict_each_other_are_told_with_the_list(run: CommandLine, case: Path):
    with Workspace.open(case, "A") as workspace:
        first, second = workspace.case.of(Item)[:2]
        workspace.execute(AddLink(source=second, target=first, kind="copy_of", evidence_for="seen"))
        for item, latitude in ((first, 46.7), (second, 48.4)):
            workspace.execute(
                StatePlace(about=item, locates="camera", latitude_deg=latitude, longitude_deg=32.9, radius_m=200)
            )
    items = run("list", case, "--json").json("list")["items"]
    told = {item["label"]: item["contradictions"] for item in items if item["contradictions"]}
    assert set(told) == {first.label, second.label}
    assert "km apart" in told[first.label][0]
    assert "km apart" in run("list", case).err
