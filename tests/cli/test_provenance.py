"""The command ``provenance``, and what ``add`` says of saved posts."""

from pathlib import Path

from tests.cli.conftest import CommandLine
from tests.footage import make_photo
from tests.saved_posts import make_telegram_export
from verifier.domain.records import Posting
from verifier.workspace.workspace import Workspace


def made(run: CommandLine, folder: Path) -> Path:
    assert run("new", str(folder / "S.case"), "--title", "t", "--as", "Ann").code == 0
    return folder / "S.case"


def platforms(case: Path) -> list[str]:
    with Workspace.open(case, read_only=True) as workspace:
        return [posting.platform for posting in workspace.case.of(Posting) if posting.platform]


def test_add_reads_what_lies_beside_and_lists_what_fits_no_file(run: CommandLine, tmp_path: Path) -> None:
    case = made(run, tmp_path)
    ran = run("add", str(case), str(make_telegram_export(tmp_path / "export")))
    assert ran.code == 0, ran.err
    assert "Telegram Desktop export: 4 posts read, 3 not matched." in ran.out
    assert "photos/photo_9@gone.jpg (message 108): No file of this name is in the case." in ran.err
    assert platforms(case) == ["Telegram"] * 4


def test_add_in_json_tells_every_post(run: CommandLine, tmp_path: Path) -> None:
    case = made(run, tmp_path)
    told = run("add", str(case), str(make_telegram_export(tmp_path / "export")), "--json").json("add")
    (posts,) = told["posts"]
    assert (posts["format"], posts["read"], len(posts["unmatched"]), posts["dry_run"]) == ("telegram", 4, 3, False)
    assert {one["basis"] for one in posts["matched"]} == {"folder and name"}


def test_a_dry_run_shows_and_states_nothing_then_the_same_is_stated_once(run: CommandLine, tmp_path: Path) -> None:
    case = made(run, tmp_path)
    export = make_telegram_export(tmp_path / "export")
    run("add", str(case), str(export / "photos"))
    saved = str(export / "result.json")
    dry = run("provenance", str(case), saved, "--dry-run")
    assert (dry.code, platforms(case)) == (0, [])
    assert "Nothing was stated. Telegram Desktop export: 3 posts read, 4 not matched." in dry.out
    told = run("provenance", str(case), saved, "--json").json("provenance")
    assert (told["read"], told["already_known"], told["saved_in"]) == (3, 0, "E-0004")
    again = run("provenance", str(case), saved, "--json").json("provenance")
    assert (again["read"], again["already_known"]) == (0, 3)
    assert len(platforms(case)) == 3


def test_a_table_needs_a_mapping_and_says_which_columns_it_has(run: CommandLine, tmp_path: Path) -> None:
    case = made(run, tmp_path)
    run("add", str(case), str(make_photo(tmp_path / "a.jpg")))
    table = tmp_path / "posts.csv"
    table.write_text("Name,Link\na.jpg,https://t.example/1\n")
    unmapped = run("provenance", str(case), str(table))
    assert unmapped.code == 2
    assert "it has: Name, Link." in unmapped.err
    wrong = run("provenance", str(case), str(table), "--map", "Name=nonsense")
    assert (wrong.code, "COLUMN=FIELD" in wrong.err) == (2, True)
    ran = run("provenance", str(case), str(table), "--map", "Name=file", "--map", "Link=url")
    assert (ran.code, "table: 1 post read." in ran.out) == (0, True)


def test_a_file_that_is_none_or_is_not_there_ends_with_2_and_changes_nothing(run: CommandLine, tmp_path: Path) -> None:
    case = made(run, tmp_path)
    (tmp_path / "x.json").write_text("{}")
    for name in ("x.json", "gone.json", "."):
        ran = run("provenance", str(case), str(tmp_path / name))
        assert (ran.code, ran.out) == (2, ""), name
        assert "Traceback" not in ran.err
    assert run("list", str(case), "--json").json("list")["items"] == []
