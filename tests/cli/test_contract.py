"""What scripts rely on: exit codes, what goes where, how errors look."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine, checked
from tests.footage import TIMES_MS, make_clip, make_photo, make_shots
from verifier.__main__ import COMMANDS
from verifier.catalog.assets import find_asset
from verifier.cli.shapes import schema_files
from verifier.domain.records import Observation
from verifier.domain.regions import Box
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

VERIFIER = (sys.executable, "-m", "verifier")


COMMANDS_SHOWN = sorted(COMMANDS)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case with one photo, E-0001, on which orientation 6 stands; to be copied."""
    folder = tmp_path_factory.mktemp("case")
    with Workspace.create(folder / "S.case", "t", "Олена") as workspace:
        add_footage(workspace, [make_photo(folder / "IMG_1.jpg", orientation=6)], jobs=1)
    return folder / "S.case"


@pytest.fixture
def case(made_once: Path, tmp_path: Path) -> Path:
    """Return a case of one's own with one photo, E-0001, on which orientation 6 stands."""
    return Path(shutil.copytree(made_once, tmp_path / "S.case"))


def test_the_published_schemas_are_those_of_the_types():
    for name, data in schema_files().items():
        assert find_asset(f"schema/{name}").read_bytes() == data, (
            f"run python -m verifier.cli.shapes assets/schema ({name})"
        )


@pytest.mark.parametrize("command", COMMANDS_SHOWN)
def test_every_command_explains_itself_with_an_example(run: CommandLine, command: str):
    ran = run(command, "--help")
    assert ran.code == 0
    assert "Example" in ran.out
    assert f"verifier {command}" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 120


@pytest.mark.parametrize(
    "words",
    [
        ["inspct"],
        ["new"],
        ["new", "S.case"],
        ["add", "S.case"],
        ["list", "S.case", "--nonsense"],
        ["add", "S.case", "x", "--jobs", "none"],
        ["tag", "S.case", "E-0001", "--drone", "x", "--role", "flown-by"],
        ["export", "S.case", "-o", "x", "--for", "nobody"],
    ],
)
def test_words_that_make_no_sense_end_with_2_and_say_so_on_standard_error(run: CommandLine, words: list[str]):
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ["list", "none.case"],
        ["check", "none"],
        ["inspect", "none.jpg"],
        ["frames", "no.mp4", "--at", "1", "-o", "o"],
        ["export", "none.case", "-o", "x"],
        ["purge", "none.case", "E-1", "--reason", "legal_order"],
    ],
)
def test_what_is_not_there_ends_with_2_and_a_sentence(
    run: CommandLine, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.rstrip().endswith(".")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["E-0009", "--drone", "dji-mavic-3"], "no such item"),
        (["E-0001", "--drone", "dji-mavik"], "no entry"),
        (["E-0001", "--drone", "dji-mavic-3", "--likelihood", "sure"], "very likely"),
        (["E-0001", "--drone", "dji-mavic-3", "--box", "1,2,3"], "four numbers"),
        (["E-0001", "--drone", "dji-mavic-3", "--box", "100,100,100,100"], "120 × 160"),
        (["E-0001", "--drone", "dji-mavic-3", "--at", "1.5"], "photo"),
    ],
)
def test_a_tag_that_makes_no_sense_is_refused_and_nothing_is_changed(
    run: CommandLine, case: Path, words: list[str], says: str
):
    ran = run("tag", case, *words)
    assert ran.code == 2
    assert says in ran.err
    assert not run("list", case, "--json").json("list")["items"][0]["drone_claims"]


def test_a_box_is_given_as_displayed_and_stored_as_coded(run: CommandLine, case: Path):
    assert run("tag", case, "e-1", "--drone", "quadcopter", "--box", "10,20,30,40").code == 0
    with Workspace.open(case, read_only=True) as workspace:
        # Orientation 6 (Exif 3.0, 4.6.5.1.6): the stored row 0 is the displayed right side, 120 pixels wide.
        assert workspace.case.of(Observation)[0].region == Box(x=20, y=120 - 10 - 30, width=40, height=30)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["91, 0"], "latitude"),
        (["nowhere"], "."),
        (["1, 2", "--method", "magic"], "landmark_match"),
        (["1, 2", "--radius", "-5"], "radius"),
    ],
)
def test_a_place_that_makes_no_sense_is_refused(run: CommandLine, case: Path, words: list[str], says: str):
    ran = run("place", case, "E-0001", *words)
    assert ran.code == 2
    assert says in ran.err


def test_while_somebody_else_works_on_a_case_edits_end_with_1_and_their_name(
    run: CommandLine, case: Path, tmp_path: Path
):
    with Workspace.open(case, "Second Reader"):
        for words in (
            ["add", case, tmp_path],
            ["tag", case, "E-0001", "--drone", "quadcopter"],
            ["purge", case, "E-0001", "--reason", "legal_order"],
        ):
            ran = run(*words)
            assert ran.code == 1
            assert "Second Reader" in ran.err
        assert run("list", case).code == 0
        assert run("export", case, "-o", tmp_path / "bundle").code == 0


def test_exact_frames_are_saved_with_the_identity_that_ffmpeg_prints(run: CommandLine, tmp_path: Path):
    clip = make_clip(tmp_path / "clip.mp4")
    ran = run("frames", clip, "--at", "#2", "--at", "pts:1168", "--at", "0.1", "-o", tmp_path / "out", "--json")
    assert ran.code == 0, ran.err
    frames = ran.json("frames")["frames"]
    assert [frame["asked"] for frame in frames] == ["#2", "pts:1168", "0.1"]
    assert len({frame["frame"]["sha256"] for frame in frames}) == 1
    assert frames[0]["frame"]["ordinal"] == 2
    assert frames[0]["frame"]["pts"] == TIMES_MS[2] * 16
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["clip-frame-2-pts-1168.png"]
    hashes = _framehashes(clip)
    assert hashes is None or frames[0]["frame"]["sha256"] == hashes[2]


def _framehashes(clip: Path) -> list[str] | None:
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-noautorotate",
        "-i",
        str(clip),
        "-map",
        "0:v:0",
        "-f",
        "framehash",
        "-hash",
        "sha256",
        "-",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except FileNotFoundError:
        return None
    return [line.rpartition(",")[2].strip() for line in done.stdout.splitlines() if not line.startswith("#")]


def test_a_series_has_the_identities_that_single_frames_have(run: CommandLine, tmp_path: Path):
    clip = make_clip(tmp_path / "clip.mp4")
    ran = run("frames", clip, "--every", "0.1", "-o", tmp_path / "out", "--json")
    assert ran.code == 0, ran.err
    frames = ran.json("frames")["frames"]
    shown = [max(n for n, at in enumerate(TIMES_MS) if at <= 100 * k) for k in range(TIMES_MS[-1] // 100 + 1)]
    assert [one["frame"]["ordinal"] for one in frames] == list(dict.fromkeys(shown))
    hashes = _framehashes(clip)
    assert hashes is None or [one["frame"]["sha256"] for one in frames] == [hashes[n] for n in dict.fromkeys(shown)]
    alone = run("frames", clip, "--at", f"#{shown[1]}", "-o", tmp_path / "alone", "--json").json("frames")["frames"][0]
    assert (alone["frame"], alone["picture_sha256"]) == (frames[1]["frame"], frames[1]["picture_sha256"])


def test_shots_are_taken_at_their_first_frames(run: CommandLine, tmp_path: Path):
    clip = make_shots(tmp_path / "shots.mp4", 3)
    frames = run("frames", clip, "--cuts", "-o", tmp_path / "out", "--json").json("frames")["frames"]
    assert [one["frame"]["ordinal"] for one in frames] == [0, 15, 30]
    part = ("--from", "#4", "--to", "0.9")
    frames = run("frames", clip, "--cuts", *part, "-o", tmp_path / "out", "--json").json("frames")["frames"]
    assert [one["frame"]["ordinal"] for one in frames] == [4, 15]
    frames = run("frames", clip, "--every", "0.25", *part, "-o", tmp_path / "out", "--json").json("frames")["frames"]
    assert [one["frame"]["ordinal"] for one in frames] == [4, 11, 19, 26]


def test_a_contact_sheet_stands_for_the_frames_on_it(run: CommandLine, tmp_path: Path):
    clip = make_clip(tmp_path / "clip.mp4")
    words = ("frames", clip, "--at", "#1", "--at", "#4", "--sheet", "-o", tmp_path / "out", "--json")
    shape = run(*words).json("frames")
    assert shape["frames"] == []
    assert [one["ordinal"] for one in shape["sheet"]["frames"]] == [1, 4]
    hashes = _framehashes(clip)
    assert hashes is None or [one["sha256"] for one in shape["sheet"]["frames"]] == [hashes[1], hashes[4]]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["clip-contact-sheet.png"]
    assert run(*words).json("frames")["sheet"]["picture_sha256"] == shape["sheet"]["picture_sha256"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say which frames"),
        (("--at", "1", "--cuts"), "one of the three"),
        (("--every", "0"), "number of seconds above 0"),
        (("--at", "#1", "--to", "#2"), "leave them out with --at"),
        (("--cuts", "--from", "#5", "--to", "#2"), "ends before it begins"),
        (("--at", "#1", "--sheet", "--raw"), "leave out --raw or --sheet"),
    ],
)
def test_a_choice_of_frames_that_makes_no_sense_is_refused(
    run: CommandLine, tmp_path: Path, words: tuple[str, ...], sentence: str
):
    ran = run("frames", make_clip(tmp_path / "clip.mp4"), *words, "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert not (tmp_path / "out").exists()


def test_a_frame_that_does_not_exist_is_refused_and_leaves_nothing(run: CommandLine, tmp_path: Path):
    clip = make_clip(tmp_path / "clip.mp4")
    ran = run("frames", clip, "--at", "#99", "-o", tmp_path / "out")
    assert ran.code == 2
    assert list((tmp_path / "out").iterdir()) == []


def test_raw_frames_of_a_turned_photo_are_the_stored_grid(run: CommandLine, tmp_path: Path):
    photo = make_photo(tmp_path / "p.jpg", orientation=6)
    sizes = []
    for words in ([], ["--raw"]):
        shape = run("frames", photo, "--at", "#0", "-o", tmp_path / "out", "--json", *words).json("frames")
        sizes.append((shape["frames"][0]["width"], shape["frames"][0]["height"]))
    assert sizes == [(120, 160), (160, 120)]


def test_inspect_prints_one_object_per_file_and_goes_on_after_a_bad_one(run: CommandLine, mixed: Path):
    photo = mixed / "Світлини 1" / "IMG_10.jpg"
    ran = run("inspect", photo, mixed / "gone.jpg", mixed / "waybill.pdf", "--json")
    assert ran.code == 2
    lines = [checked(line, "inspect") for line in ran.out.splitlines()]
    assert [line["kind"] for line in lines] == ["photo", "document"]
    assert lines[0]["path"] == str(photo)
    assert lines[0]["facts"]["model"]["value"] == "FC3582"
    assert lines[0]["technical"]["displayed_width"] == 120
    assert lines[0]["filmed_by"]["candidates"]
    assert "gone.jpg" in ran.err


def test_inspect_in_words_shows_every_reading(run: CommandLine, mixed: Path):
    ran = run("inspect", mixed / "Світлини 1" / "IMG_10.jpg")
    assert ran.code == 0
    assert "FC3582" in ran.out
    assert "SHA-256" in ran.out


def test_drones_are_found_by_name_in_any_script(run: CommandLine):
    assert any("mavic-3" in line["id"] for line in run("drones", "mavic 3", "--json").json("drones")["entries"])
    assert run("drones", "Орлан", "--json").json("drones")["entries"]
    nothing = run("drones", "no such drone at all")
    assert (nothing.code, nothing.out) == (1, "")
    assert run("drones").code == 0


def test_the_name_given_with_the_first_case_signs_later_edits(run: CommandLine, tmp_path: Path):
    assert "--as" in run("new", tmp_path / "a.case", "--title", "t").err
    assert "kept in your settings" in run("new", tmp_path / "b.case", "--title", "t", "--as", "Олена").err
    assert run("new", tmp_path / "c.case", "--title", "t", "--json").json("new")["person"] == "Олена"


def test_what_stands_at_the_place_of_an_export_is_left_alone(run: CommandLine, case: Path, tmp_path: Path):
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "mine.txt").write_text("mine")
    ran = run("export", case, "-o", tmp_path / "bundle")
    assert ran.code in (1, 2)
    assert [path.name for path in (tmp_path / "bundle").iterdir()] == ["mine.txt"]


def test_an_unforeseen_error_is_a_sentence_that_quotes_no_evidence(run: CommandLine, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise KeyError("name of a witness")

    monkeypatch.setattr("verifier.catalog.catalog.load_catalog", fail)
    ran = run("drones", "mavic")
    assert ran.code == 1
    assert "KeyError at verifier." in ran.err
    assert "witness" not in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
def test_a_reader_who_leaves_a_pipe_is_met_with_silence(tmp_path: Path):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*VERIFIER, "drones", "--json"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
def test_ctrl_c_during_an_import_keeps_what_is_in_and_says_so(run: CommandLine, tmp_path: Path):
    case = tmp_path / "S.case"
    run("new", case, "--title", "t", "--as", "A")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.txt").write_text("first")
    with (tmp_path / "in" / "2.bin").open("wb") as file:
        file.truncate(200 << 30)
    child = subprocess.Popen(
        [*VERIFIER, "add", str(case), str(tmp_path / "in"), "--link", "--jobs", "1"], stderr=subprocess.PIPE
    )
    _until_reading(tmp_path / "in" / "2.bin")
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=20)
    assert child.returncode == 130
    assert b"Traceback" not in err
    assert [item["original_name"] for item in run("list", case, "--json").json("list")["items"]] == ["1.txt"]


def _until_reading(path: Path) -> None:
    """Wait until some process has this very file open (Linux); processes come and go while one looks."""
    import time

    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if any(link.readlink() == path for link in (process / "fd").iterdir()):
                    return
            except OSError:
                continue
        time.sleep(0.01)
    pytest.fail("the file was never opened")


def test_a_name_for_one_case_is_not_quietly_followed_by_the_name_in_the_settings(
    run: CommandLine, tmp_path: Path
) -> None:
    run("new", tmp_path / "a.case", "--title", "t", "--as", "Олена")
    told = run("new", tmp_path / "b.case", "--title", "t", "--as", "A pseudonym").err
    assert "--as" in told
    assert "“Олена”" in told
    assert run("new", tmp_path / "c.case", "--title", "t", "--as", "Олена").err == ""
