"""How the program starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from verifier import __version__
from verifier.__main__ import COMMANDS, open_window, opens_window
from verifier.cli.window import has_display

LISTING = """
import sys
sys.argv = {argv!r}
import verifier.__main__ as start
assert start.opens_window(sys.argv[1:])
import verifier.cli.window
print(sorted({{"typer", "rich", "click", "numpy", "av", "cv2", "PIL", "jinja2"}} & set(sys.modules)))
"""


@pytest.mark.parametrize("words", [[], ["S.case"], ["S.case/"], ["Ünï cödé.case"]])
def test_no_words_or_a_case_open_the_window(words: list[str]):
    assert opens_window(words)


@pytest.mark.parametrize("words", [["new"], ["--help"], ["inspct"], ["S.case", "x"], ["add", "S.case"], ["-x.case"]])
def test_everything_else_is_the_command_line(words: list[str]):
    assert not opens_window(words)


def test_any_folder_may_be_a_case_but_not_one_named_like_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evidence").mkdir()
    (tmp_path / "demo").mkdir()
    assert opens_window(["evidence"])
    assert not opens_window(["demo"])


def test_the_commands_known_at_the_start_are_those_of_the_command_line():
    from verifier.cli.app import _COMMANDS

    assert {name for name, _ in _COMMANDS} == COMMANDS


def test_the_windows_start_loads_nothing_of_the_command_line_and_no_decoder():
    code = LISTING.format(argv=["verifier", "S.case"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_a_display_the_window_says_so_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not has_display()
    assert open_window(tmp_path) == 1
    assert "no display" in capsys.readouterr().err


def test_a_display_that_nobody_serves_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":64321")
    assert not has_display()
    monkeypatch.setenv("DISPLAY", "far.example:0")
    assert has_display()


def test_a_case_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert open_window(tmp_path / "none.case") == 2
    assert "verifier new" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_version_is_printed_and_the_program_ends_well() -> None:
    done = subprocess.run([sys.executable, "-m", "verifier", "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"verifier {__version__}\n")


def test_hints_name_the_words_that_started_the_program(tmp_path: Path) -> None:
    environment = {**os.environ, "VERIFIER_CALLED_AS": "./run", "VERIFIER_CONFIG": str(tmp_path / "settings.json")}
    command = [sys.executable, "-m", "verifier", "new", str(tmp_path / "S.case"), "--title", "T", "--as", "A"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "Next: ./run add" in done.stdout + done.stderr


@pytest.mark.parametrize("words", [["--help"], ["export", "--help"]])
def test_examples_in_the_help_begin_with_the_words_that_started_the_program(words: list[str]) -> None:
    environment = {**os.environ, "VERIFIER_CALLED_AS": "./run"}
    command = [sys.executable, "-m", "verifier", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "  ./run export S.case --format" in done.stdout
    assert "  verifier " not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the start script is for a POSIX shell")
@pytest.mark.parametrize("words", [["check", "S-bundle"], ["check", "--help"], ["list", "S.case"]])
def test_the_start_script_hands_a_bundle_to_the_program_and_does_not_check_the_code(
    tmp_path: Path, words: list[str]
) -> None:
    script = tmp_path / "run"
    script.write_bytes((Path(__file__).parents[2] / "run").read_bytes())
    for name in ("uv.lock", "pyproject.toml", ".venv/.synced-run", ".venv/bin/verifier"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('#!/bin/sh\necho "verifier $*"\n', encoding="utf-8")
    (tmp_path / ".venv/bin/verifier").chmod(0o755)
    done = subprocess.run(["sh", script, *words], capture_output=True, text=True, check=True)
    assert done.stdout == f"verifier {' '.join(words)}\n"


def test_a_search_without_an_answer_names_the_words_that_started_the_program() -> None:
    environment = {**os.environ, "VERIFIER_CALLED_AS": "./run"}
    command = [sys.executable, "-m", "verifier", "drones", "qqqqzz"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 1
    assert "./run drones lists all" in done.stderr
