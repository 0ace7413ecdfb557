"""Keys under a real X server with Russian and French layouts, by the codes that a keyboard sends."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from verifier.commands.observations import AddObservation
from verifier.domain.frames import Still
from verifier.domain.records import Item
from verifier.domain.regions import Box
from verifier.workspace.workspace import Workspace

NEEDED = ("Xvfb", "xdotool", "setxkbmap")
pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason="needs Xvfb, xdotool and setxkbmap"),
]
CTRL, SHIFT, ESC, BACKSPACE = 37, 50, 9, 22
KEYS = {"R": 27, "T": 28, "Z": 52, "F": 41, "A": 38, "Q": 24, "V": 55, "1": 10, "2": 11, "M": 58}
"""X key codes of what stands there on a US keyboard."""
PATIENCE_S = 10


class Typist:
    """A window on an X server, and somebody at its keyboard."""

    def __init__(self, process: "subprocess.Popen[str]", environment: dict[str, str]) -> None:
        self._process, self._environment = process, environment

    def state(self, order: str = "") -> dict[str, object]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()
        return dict(json.loads(self._process.stdout.readline()))

    def wait(self, condition: Callable[[dict[str, object]], object]) -> dict[str, object]:
        """Ask until a condition holds."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition(found := self.state()):
            assert time.monotonic() < deadline, f"it never held; at last: {found}"
        return found

    def press(self, code: int, *held: int) -> None:
        steps = [*(("keydown", one) for one in held), ("key", code), *(("keyup", one) for one in held)]
        self.tool(*(str(word) for step in steps for word in step))

    def focus(self) -> None:
        """Give the keys to the window, as a window manager does; this server has none."""
        self.tool("windowfocus", "--sync", str(self.wait(lambda state: "id" in state)["id"]))
        self.wait(lambda state: state["ready"])

    def close_dialog(self) -> None:
        self.state("close")
        self.wait(lambda state: not state["dialogs"])
        self.focus()

    def tool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True)

    def layout(self, *words: str) -> None:
        subprocess.run(["setxkbmap", *words], env=self._environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """Start an X server on a number that it chooses."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as numbers:
        yield f":{numbers.readline().strip()}"
    server.terminate()
    server.wait()


@pytest.fixture
def typist(display: str, made_case: Path, tmp_path: Path) -> Iterator[Typist]:
    shutil.copytree(made_case, tmp_path / "river.case")
    with Workspace.open(tmp_path / "river.case", "A. Analyst") as workspace:
        photo = next(item for item in workspace.case.of(Item) if item.kind == "photo")
        for x in (10, 60):
            workspace.execute(AddObservation(item=photo, when=Still(), region=Box(x, 10, 40, 40)))
    settings = str(tmp_path / "settings.json")
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "VERIFIER_CONFIG": settings}
    command = [sys.executable, "-m", "tests.gui.keys.typist", str(tmp_path / "river.case")]
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        typist = Typist(process, environment)
        typist.focus()
        yield typist
        assert process.stdin is not None
        process.stdin.close()
        process.wait(PATIENCE_S)


def assert_letters_work(typist: Typist, keys: dict[str, int]) -> None:
    """Take a tool, type in the filter, open the picker, undo: each by the keys that have these letters."""
    typist.press(keys["R"])
    typist.wait(lambda state: state["tool"] == "box")
    typist.press(keys["V"])
    typist.wait(lambda state: state["tool"] == "select")
    typist.press(keys["T"])
    typist.wait(lambda state: state["dialogs"] == ["picker"])
    typist.close_dialog()
    typist.press(keys["Z"], CTRL)
    typist.wait(lambda state: state["regions"] == 1)


def test_letters_and_undo_work_with_a_russian_layout(typist: Typist) -> None:
    typist.layout("ru")
    assert_letters_work(typist, KEYS)
    typist.press(KEYS["F"], CTRL)
    typist.wait(lambda state: state["text"] == "")
    typist.press(KEYS["R"])
    typist.press(KEYS["T"])
    found = typist.wait(lambda state: state["text"] == "ке")
    assert found["tool"] == "select"
    assert found["dialogs"] == []
    typist.press(KEYS["Z"], CTRL)
    found = typist.wait(lambda state: state["text"] == "")
    assert found["regions"] == 1


def test_french_letters_go_as_written_and_the_digit_row_needs_no_shift(typist: Typist) -> None:
    typist.layout("fr")
    # On a French keyboard A stands where a US one has Q, and Z where it has W.
    assert_letters_work(typist, {**KEYS, "Z": 25})
    here = typist.state()["item"]
    typist.press(40)
    there = typist.wait(lambda state: state["item"] != here)["item"]
    typist.press(KEYS["Q"])
    typist.wait(lambda state: state["item"] == here)
    assert there != here
    typist.press(KEYS["2"], CTRL)
    typist.wait(lambda state: state["panel"] == "Metadata")
    typist.press(KEYS["1"], CTRL)
    typist.wait(lambda state: state["panel"] == "Tags")
    typist.press(KEYS["M"], SHIFT)  # a question mark
    typist.wait(lambda state: state["dialogs"] == ["sheet"])
    typist.close_dialog()
