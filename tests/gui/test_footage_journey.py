"""A clip of variable rate from the first look to the bundle, through a killed process; the bundle is asserted whole."""

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import defusedxml.ElementTree as DefusedTree
import pytest
from pycocotools.coco import COCO
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.footage_until_killed import ASIDE, FIRST, HOME, REASONS, SECOND
from tests.gui.test_journey import LEFT, activate, desk_of
from tests.gui.test_playback import framehash
from tests.media.test_following import FRAMES, HEIGHT, WIDTH, frame_time_ms, make_moving_clip, overlap, target_box
from verifier.bundle.check import check
from verifier.domain.regions import Box
from verifier.gui.dialogs.export import ExportDialog
from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]
Records = list[dict[str, Any]]
MARKED = 8
"""The frame on which the journey marks, draws and begins to follow."""
LONGEST_S = 120
LEAST_FOLLOWED = 100


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the folder of a journey that was killed at its end."""
    make_moving_clip(tmp_path / "clip.mp4", is_variable=True)
    command = [sys.executable, "-m", "pytest", "-q", "-x", "tests/gui/footage_until_killed.py"]
    environment = {**os.environ, HOME: str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    with (
        (tmp_path / "said").open("w") as said,
        subprocess.Popen(command, env=environment, stdout=said, stderr=said, start_new_session=True) as child,
    ):
        deadline = time.monotonic() + LONGEST_S
        while child.poll() is None and not (tmp_path / "saved").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    assert (tmp_path / "saved").exists(), (tmp_path / "said").read_text()
    return tmp_path


@pytest.fixture
def reopened(home: Path, theme: Theme, waits: Wait, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """Return the window on the case after the kill, with the settings of then."""
    monkeypatch.setenv("VERIFIER_CONFIG", str(home / "settings.json"))
    made = MainWindow(theme, Preferences())
    made.resize(1280, 800)
    made.show()
    made.open_case(home / "River.case")
    waits(lambda: made.page is not None)
    yield made
    made.close()
    made.deleteLater()


def bundle_of(window: MainWindow, qtbot: QtBot, waits: Wait) -> Path:
    """Export everything by the export screen; return the folder."""
    desk = desk_of(window)
    activate(desk, waits)
    desk.export()
    dialog = next(one for one in window.findChildren(ExportDialog) if one.isVisible())
    chip = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Your own archive")
    qtbot.mouseClick(chip, LEFT)
    waits(dialog.go.isEnabled)
    qtbot.mouseClick(dialog.go, LEFT)
    waits(lambda: dialog.written is not None)
    written = dialog.written
    dialog.accept()
    assert written is not None
    return written


def of(records: Records, kind: str) -> Records:
    return [one for one in records if one["type"] == kind]


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_a_clip_is_looked_at_marked_followed_claimed_read_saved_killed_and_handed_over(
    home: Path, reopened: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk, hashes = desk_of(reopened), framehash(home / "clip.mp4")
    assert len(hashes) == FRAMES
    assert desk.session.can_edit
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == FRAMES - 1)
    bundle = bundle_of(reopened, qtbot, waits)
    assert check(bundle).sound
    evidence = json.loads((bundle / "data/evidence.json").read_text())
    records: Records = evidence["records"]
    kinds = Counter(one["type"] for one in records)
    keyframes = kinds.pop("keyframe")
    assert kinds == {
        "person": 2, "case_info": 1, "item": 1, "posting": 1, "observation": 2, "drone_claim": 1,
        "mark_reading": 2, "derivative": 1,
    }  # fmt: skip
    assert not any(one["withheld"] for one in records)
    first, second = of(records, "person")
    assert (first["name"], second["name"]) == ("A. Analyst", "B. Reader")
    look(records, hashes, keyframes)
    hold(of(records, "drone_claim")[0], of(records, "observation")[1])
    read(of(records, "mark_reading"), first, second)
    roles = {one["role"]: one for one in evidence["files"]}
    assert set(roles) == {"original", "readings", "surroundings", "frame"}
    assert (bundle / roles["original"]["path"]).read_bytes() == (home / "clip.mp4").read_bytes()
    assert (bundle / roles["frame"]["path"]).read_bytes().startswith(b"\x89PNG")
    exported(home)


def look(records: Records, hashes: list[str], keyframes: int) -> None:
    """The mark, the box along the clip and the saved frame stand on exact frames, named as FFmpeg names them."""
    mark, box = of(records, "observation")
    frame = mark["when"]["frame"]
    assert (mark["region"], frame["ordinal"], frame["sha256"]) == ({"kind": "whole_frame"}, MARKED, hashes[MARKED])
    base = Fraction(frame["time_base"])
    assert frame["pts"] * base == Fraction(frame_time_ms(MARKED, is_variable=True), 1000)
    track = box["when"]
    last = frame_time_ms(FRAMES - 1, is_variable=True)
    assert (track["kind"], track["first_pts"], track["last_pts"] * base) == (
        "track",
        frame["pts"],
        Fraction(last, 1000),
    )
    proposed = [one["proposed_by"] for one in of(records, "keyframe")]
    assert 3 <= keyframes < LEAST_FOLLOWED
    assert proposed[0] is None
    assert all(one["function"] == "verifier.media.following.Follower" for one in proposed[1:])
    [saved] = of(records, "derivative")
    ordinal = saved["frame"]["ordinal"]
    assert ordinal > MARKED
    assert saved["frame"]["sha256"] == hashes[ordinal]
    assert (saved["width"], saved["height"], saved["purpose"]) == (WIDTH, HEIGHT, "frame")


def hold(claim: dict[str, Any], box: dict[str, Any]) -> None:
    """The claim stands on the box, with three answers, two features and one that it is not."""
    assert (claim["about"], claim["role"]) == (f"observation/{box['id']}", "seen")
    answers = [(one["entry"]["entry_id"], one["likelihood"]["term"]) for one in claim["hypotheses"]]
    assert answers == [
        *[("dji-mavic-3-classic", "likely"), ("dji-mavic-3-pro", "unlikely"), ("dji-air-2s", "very unlikely")]
    ]
    assert {one["likelihood"]["scale"] for one in claim["hypotheses"]} == {"icd203"}
    assert not any(one["excluded_because"] for one in claim["hypotheses"])
    assert claim["confidence"] == {"level": "moderate", "reasons": REASONS}
    features = [(one["state"], one["observation"], bool(one["cue"] and one["source"])) for one in claim["features"]]
    assert features == [("seen", box["id"], True), ("absent", box["id"], True)]
    [like] = claim["look_alikes"]
    assert like["reason"] == ASIDE
    assert like["entry"]["entry_id"] not in [entry for entry, _ in answers]


def read(readings: Records, first: dict[str, Any], second: dict[str, Any]) -> None:
    """Two people read it, the second without having seen the first reading, on one machine."""
    one, other = readings
    assert [(made["value"], made["mark"]) for made in readings] == [(FIRST, "serial"), (SECOND, "serial")]
    assert (one["read_by"], other["read_by"]) == (first["id"], second["id"])
    assert (other["answers"], other["is_blind"], one["open_since"]) == (one["id"], True, other["read_at"])
    assert one["machine"] == other["machine"] != ""


def exported(home: Path) -> None:
    """What CVAT and COCO got before the kill says on every frame where the thing is."""
    root = DefusedTree.parse(home / "cvat/E-0001/annotations.xml").getroot()
    mark, moving = root.iter("track")
    assert [box.get("frame") for box in mark if box.get("outside") == "0"] == [str(MARKED)]
    assert moving.get("label") == "DJI Mavic 3 Classic"
    placed = {int(box.get("frame")): box for box in moving if box.get("outside") == "0"}
    assert len(placed) > LEAST_FOLLOWED
    for number, box in placed.items():
        left, top, right, bottom = (float(box.get(name)) for name in ("xtl", "ytl", "xbr", "ybr"))
        assert overlap(Box(left, top, right - left, bottom - top), target_box(number, grows=False)) > 0.8
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(str(home / "coco/annotations/instances_default.json"))
    names = [image["file_name"] for image in coco.dataset["images"]]
    assert len(set(names)) == len(names)
    assert all((home / "coco/images/default" / name).exists() for name in names)
    for one in coco.dataset["annotations"]:
        if coco.cats[one["category_id"]]["name"] == "DJI Mavic 3 Classic":
            number = coco.imgs[one["image_id"]]["verifier"]["frame"]
            assert overlap(Box(*one["bbox"]), target_box(number, grows=False)) > 0.8
