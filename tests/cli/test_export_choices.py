"""What a person chooses on the command line when a case goes out: ticks, only some items, and the warnings."""

import json
from pathlib import Path

import msgspec
import pytest

from tests.cli.conftest import CommandLine
from verifier.bundle.check import check
from verifier.commands.items import EditPosting
from verifier.commands.notes import AddNote
from verifier.commands.triage import SetTriage
from verifier.domain.records import Item, Posting
from verifier.workspace.workspace import Workspace


@pytest.fixture
def case(run: CommandLine, mixed: Path, tmp_path: Path) -> Path:
    """Return a case of two photos: one from a closed source (E-0001), one of which nothing is stated (E-0002)."""
    case = tmp_path / "S.case"
    assert run("new", case, "--title", "t", "--as", "Олена Коваль").code == 0
    assert run("add", case, *sorted(mixed.rglob("IMG_*.jpg"))[:2]).code == 0
    with Workspace.open(case, "Олена Коваль") as opened:
        first, second = opened.case.of(Item)
        posting = next(p for p in opened.case.of(Posting) if p.item == first.id)
        opened.execute(EditPosting(msgspec.structs.replace(posting, is_closed_source=True)))
        opened.execute(AddNote(about=second, text="Olena Koval compared it", audience="export"))
        opened.execute(SetTriage((second,), "relevant"))
    return case


def test_the_dry_run_says_where_names_that_stay_are_mentioned(run: CommandLine, case: Path):
    plan = run("export", case, "-o", "none", "--dry-run", "--json").json("export-plan")
    assert {one["name"] for one in plan["mentions"]} >= {"Олена Коваль"}
    assert {one["subject"] for one in plan["mentions"]} == {"E-0002"}
    shown = run("export", case, "-o", "none", "--dry-run")
    assert shown.code == 0
    assert "Olena Koval compared it" in shown.out
    assert "E-0002 a note: text" in shown.out
    assert "stand in words that go out" in shown.err.replace("stands", "stand")


def test_a_tick_lets_out_what_it_names(run: CommandLine, case: Path, tmp_path: Path):
    def items(*more: str) -> dict[str, list[str]]:
        out = tmp_path / f"bundle{len(list(tmp_path.iterdir()))}"
        ran = run("export", case, "-o", out, *more)
        assert ran.code == 0, ran.err
        assert check(out).sound
        records = json.loads((out / "data/evidence.json").read_bytes())["records"]
        return {record["label"]: record["withheld"] for record in records if record["type"] == "item"}

    assert items() == {"E-0002": ["name", "surroundings"]}
    assert items("--tick", "e-2=name") == {"E-0002": ["surroundings"]}
    assert items("--tick", "E-0001=statements") == {
        "E-0001": ["name", "bytes", "surroundings"],
        "E-0002": ["name", "surroundings"],
    }
    assert items("--only", "relevant") == {"E-0002": ["name", "surroundings"]}
    assert items("--only", "relevant", "--for", "colleague") == {"E-0002": ["surroundings"]}
    assert set(items("--for", "colleague")) == {"E-0001", "E-0002"}
    assert set(items("--for", "colleague", "--only", "kept")) == {"E-0001", "E-0002"}


def test_a_person_is_ticked_by_name(run: CommandLine, case: Path, tmp_path: Path):
    assert run("export", case, "-o", tmp_path / "b", "--tick", "Олена Коваль=name").code == 0
    assert "Олена Коваль" in (tmp_path / "b/data/evidence.json").read_text()


@pytest.mark.parametrize(
    "words",
    [
        ["--tick", "E-0001"],
        ["--tick", "E-0001=everything"],
        ["--tick", "=name"],
        ["--tick", "E-0099=name"],
        ["--only", "good"],
        ["--only", "kept", "--for", "archive"],
    ],
)
def test_choices_that_make_no_sense_end_with_2_and_a_sentence(
    run: CommandLine, case: Path, tmp_path: Path, words: list[str]
):
    ran = run("export", case, "-o", tmp_path / "b", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "b").exists()
