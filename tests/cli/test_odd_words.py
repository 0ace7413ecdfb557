"""Words that make no sense: a sentence that says what is meant, exit code 2, and nothing changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.footage import make_clip, make_photo
from verifier.case.opening import open_case
from verifier.workspace.clock import now
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    with Workspace.create(folder / "S.case", "t", "Олена") as workspace:
        add_footage(workspace, [make_photo(folder / "IMG_1.jpg"), make_clip(folder / "clip.mp4")], jobs=1)
    return folder / "S.case"


@pytest.fixture
def case(made_once: Path, tmp_path: Path) -> Path:
    """Return a case with a photo (E-0001) and a clip (E-0002)."""
    return Path(shutil.copytree(made_once, tmp_path / "S.case"))


def lines_of(case: Path) -> int:
    with open_case(case, "reader", now(), writable=False) as opened:
        return opened.storage.head()[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("tag", "E-0002", "--drone", "quadcopter", "--at", ""), "A frame is named as"),
        (("tag", "E-0001", "--drone", "quadcopter", "--box", ""), "four numbers"),
        (("tag", "E-0001", "--drone", "quadcopter", "--box", "1_0,2,3,4"), "four numbers"),
        (("tag", "E-0001", "--drone", "quadcopter", "--box", "nan,2,3,4"), "four numbers"),
        (("tag", "E-0002", "--drone", "quadcopter", "--at", "#99999"), "E-0002: There is no frame"),
        (("place", "E-0001", "48.1, 35", "--radius", "inf"), "A radius is"),
        (("place", "E-0001", "48.1, 35", "--radius", "nan"), "A radius is"),
        (("place", "E-0001", "48.1, 35", "--radius", "-1"), "A radius is"),
        (("place", "E-0001", "48.1, 35", "--radius", "1e300"), "A radius is"),
    ],
)
def test_a_statement_that_makes_no_sense_is_answered_in_a_sentence(
    run: CommandLine, case: Path, words: tuple[str, ...], says: str
):
    before = lines_of(case)
    ran = run(words[0], case, *words[1:])
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert lines_of(case) == before


@pytest.mark.parametrize("title", ["", "  "])
def test_a_case_without_a_title_is_not_made(run: CommandLine, tmp_path: Path, title: str):
    ran = run("new", tmp_path / "S.case", "--title", title)
    assert ran.code == 2
    assert "title" in ran.err
    assert not (tmp_path / "S.case").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes in folders")
def test_frames_of_a_pipe_are_refused_at_once(run: CommandLine, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.mp4")
    ran = run("frames", tmp_path / "pipe.mp4", "--at", "0", "-o", tmp_path / "out")
    assert ran.code == 2
    assert "a pipe and not a file" in ran.err


def test_a_folder_for_frames_that_is_a_file_is_named_as_one(run: CommandLine, tmp_path: Path):
    photo = make_photo(tmp_path / "IMG_1.jpg")
    ran = run("frames", photo, "--at", "#0", "-o", photo)
    assert ran.code == 1
    assert "a file stands there" in ran.err


def test_a_bundle_is_not_written_into_its_case(run: CommandLine, case: Path):
    before = sorted(case.rglob("*"))
    for out in (case / "bundle", case / "originals" / ".." / "bundle"):
        ran = run("export", case, "-o", out)
        assert ran.code == 2
        assert "inside the case" in ran.err
    assert sorted(case.rglob("*")) == before


def test_a_damaged_case_is_answered_with_what_to_do(run: CommandLine, case: Path):
    with (case / "case.sqlite").open("r+b") as file:
        file.truncate(8192)
    ran = run("list", case)
    assert ran.code == 1
    assert "damaged or cut off" in ran.err
    assert "go on with a copy" in ran.err


def test_words_that_are_no_coordinates_are_answered_with_how_they_are_written(run: CommandLine, case: Path):
    ran = run("place", case, "E-0001", "abc")
    assert ran.code == 2
    assert "48.2082, 16.3738" in ran.err


def test_an_original_that_was_altered_stops_an_export_and_hashes_alone_still_go(
    run: CommandLine, case: Path, tmp_path: Path
):
    for path in (path for path in (case / "originals").rglob("*") if path.is_file()):
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    ran = run("export", case, "-o", tmp_path / "out")
    assert ran.code == 1
    assert "export hashes only" in ran.err
    assert not (tmp_path / "out").exists()
    assert run("export", case, "-o", tmp_path / "out", "--originals", "hashes").code == 0


def test_text_that_is_no_utf_8_is_refused_in_a_sentence(run: CommandLine, case: Path):
    before = lines_of(case)
    for words in (("--note", "\udcff"), ("--as", "N\udcff")):
        ran = run("tag", case, "E-0001", "--drone", "quadcopter", *words)
        assert ran.code in (1, 2)
        assert "no UTF-8" in ran.err
    assert lines_of(case) == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="file names are bytes on Linux alone")
def test_a_case_whose_name_is_no_utf_8_is_a_case(run: CommandLine, tmp_path: Path):
    assert run("new", tmp_path / "r\udcff.case", "--title", "t").code == 0
    assert run("list", tmp_path / "r\udcff.case").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full here")
def test_output_that_finds_a_full_disk_is_answered_in_a_sentence(case: Path):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            (sys.executable, "-m", "verifier", "list", str(case)), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode == 1
    assert ran.stderr == b"The output could not be written: the disk is full.\n"
