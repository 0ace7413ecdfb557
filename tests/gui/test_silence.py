"""The window's journeys without any network, and what they leave outside the case."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_journeys_need_no_network_and_leave_nothing_outside_the_case_but_settings(tmp_path: Path):
    """In a network namespace with nothing in it; home and temporary folder are empty before and looked at after."""
    home, temporary, cases = tmp_path / "home", tmp_path / "tmp", tmp_path / "cases"
    for folder in (home, temporary, cases):
        folder.mkdir()
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:xdist",
        "tests/gui/test_journey.py",
        f"--basetemp={cases}/t",
    ]
    environment = {
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [*_without_network(), *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    left = [path for folder in (home, temporary) for path in folder.rglob("*") if path.is_file()]
    assert [path.relative_to(tmp_path) for path in left if path.name != "settings.json"] == []


def _without_network() -> list[str]:
    unshare = ["unshare", "-rn"]
    try:
        allowed = subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip("a network namespace is not allowed here")
    return unshare
