"""From a folder of footage to a bundle that anyone can check: one command after the other, as a person gives them."""

import json
import subprocess
import sys
from pathlib import Path

import bagit

from tests.cli.conftest import CommandLine, hashes


def test_a_case_from_beginning_to_end(run: CommandLine, mixed: Path, tmp_path: Path):
    case, bundle = tmp_path / "Міст.case", tmp_path / "bundle"
    before = hashes(mixed)

    made = run("new", case, "--title", "The bridge", "--as", "Олена Ш.", "--json")
    assert made.code == 0
    assert made.json("new") == {"title": "The bridge", "person": "Олена Ш."}

    added = run("add", case, mixed, "--json")
    assert added.code == 1, "broken files are among them"
    files = {file["file_name"]: file for file in added.json("add")["files"]}
    assert files["DJI_0001.SRT"]["sidecar_of"] == files["DJI_0001.MP4"]["item"]
    assert files["half.jpg"]["problems"]
    clip, photo = files["DJI_0001.MP4"]["item"], files["IMG_10.jpg"]["item"]

    tagged = run(
        "tag",
        case,
        clip,
        "--drone",
        "dji-mavic-3",
        "--box",
        "10,12,20,16",
        "--at",
        "0.1",
        "--likelihood",
        "likely",
        "--confidence",
        "moderate",
        "--note",
        "seen from below",
    )
    assert tagged.code == 0, tagged.err
    assert "frame 2 (PTS 1168)" in tagged.out
    assert run("tag", case, photo, "--drone", "undetermined", "--role", "filmed-by").code == 0
    placed = run("place", case, photo, "-33.8688, 151.2093", "--radius", "50", "--method", "landmark_match")
    assert placed.code == 0, placed.err
    assert "-33.8688" in placed.out

    listed = run("list", case, "--json").json("list")
    items = {item["label"]: item for item in listed["items"]}
    claim = items[clip]["drone_claims"][0]
    assert claim["hypotheses"][0]["likelihood"] == {"scale": "icd203", "term": "likely"}
    assert items[photo]["place_claims"][0]["radius_m"] == 50
    assert run("list", case).code == 0

    plan = run("export", case, "-o", bundle, "--format", "bagit", "--dry-run", "--json")
    assert plan.code == 0
    assert plan.json("export-plan")["audience"] == "outside"
    assert not bundle.exists()
    assert run("export", case, "-o", bundle, "--format", "bagit", "--json").json("export")["files"] > 10
    check = run("check", bundle, "--json")
    assert check.code == 0
    assert check.json("check")["withheld"]["values"] > 0
    bagit.Bag(str(bundle)).validate(processes=1)

    purged = run("purge", case, photo, "--reason", "source_protection")
    assert purged.code == 0, purged.err
    assert photo not in {item["label"] for item in run("list", case, "--json").json("list")["items"]}
    after = tmp_path / "after.zip"
    assert run("export", case, "-o", after, "--format", "bagit-zip", "--for", "archive").code == 0
    assert run("check", after, "--json").json("check")["withheld"]["destroyed"] > 0
    assert hashes(mixed) == before


def test_a_changed_byte_is_found_and_named(run: CommandLine, mixed: Path, tmp_path: Path):
    case, bundle = tmp_path / "S.case", tmp_path / "bundle"
    run("new", case, "--title", "t", "--as", "A")
    run("add", case, mixed / "words.txt")
    run("export", case, "-o", bundle, "--for", "archive")
    path = bundle / "data/evidence.json"
    path.write_bytes(path.read_bytes().replace(b"words.txt", b"wordz.txt"))
    check = run("check", bundle)
    assert check.code == 1
    assert "data/evidence.json" in check.out
    assert "NOT sound" in check.out
    assert run("check", bundle, "--json").json("check")["sound"] is False


def test_the_whole_path_opens_no_socket_and_writes_nothing_outside_the_case_but_settings(mixed: Path, tmp_path: Path):
    """In a network namespace with nothing in it, where the system allows one; the listing is compared everywhere."""
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    environment = {"HOME": str(home), "TMPDIR": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    words = [
        ["new", "S.case", "--title", "t", "--as", "A"],
        ["add", "S.case", str(mixed / "Світлини 1"), str(mixed / "DJI_0001.MP4")],
        ["tag", "S.case", "E-0003", "--drone", "dji-mavic-3", "--box", "1,1,9,9", "--at", "#3"],
        ["place", "S.case", "E-0001", "48.4647, 35.0462"],
        ["export", "S.case", "-o", "bundle"],
        ["check", "bundle"],
    ]
    for command in words:
        done = subprocess.run(
            [*_without_network(), sys.executable, "-m", "verifier", *command],
            cwd=work,
            env=environment | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    assert sorted(path.name for path in work.iterdir()) == ["S.case", "bundle"]
    assert [str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()] == [
        ".config/verifier/settings.json"
    ]
    assert json.loads((home / ".config/verifier/settings.json").read_text())["name"] == "A"
    assert not list((work / "S.case" / "cache" / "incoming").iterdir())


def _without_network() -> list[str]:
    unshare = ["unshare", "-rn"]
    try:
        allowed = subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return []
    return unshare if allowed else []
