"""Clips are looked through for copies after an import, one behind the other, until somebody stops it."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.footage import make_photo
from tests.gui.test_journey import activate, desk_of, press
from tests.workspace.test_copies import make_clip, pan
from verifier.domain.records import Item
from verifier.gui.window import MainWindow
from verifier.workspace.hash_cache import load_hashes, whole
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


def test_clips_are_hashed_after_an_import(window: MainWindow, tmp_path: Path, waits: Wait) -> None:
    (tmp_path / "in").mkdir()
    make_photo(tmp_path / "in/a.jpg", 320, 240)
    make_clip(tmp_path / "in/b.mp4", pan(3))
    Workspace.create(tmp_path / "h.case", "Hashed", "A. Analyst").close()
    window.open_case(tmp_path / "h.case", "A. Analyst")
    waits(lambda: window.page is not None)
    desk = desk_of(window)
    activate(desk, waits)
    desk.footage.add([tmp_path / "in"])
    waits(lambda: len(desk.session.case.of(Item)) == 2)
    folder = desk.session.workspace.folder.path
    waits(lambda: len(whole(load_hashes(folder))) == 2)
    waits(lambda: not desk.clip_hashing.is_running)
    assert desk.session.workspace.jobs.running() == ()


def test_looking_through_clips_is_stopped_and_what_was_done_stays(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait
) -> None:
    (tmp_path / "in").mkdir()
    for number in range(6):
        make_clip(tmp_path / f"in/{number}.mp4", pan(number) * 8)
    Workspace.create(tmp_path / "s.case", "Stopped", "A. Analyst").close()
    window.open_case(tmp_path / "s.case", "A. Analyst")
    waits(lambda: window.page is not None)
    desk = desk_of(window)
    activate(desk, waits)
    desk.footage.add([tmp_path / "in"])
    folder = desk.session.workspace.folder.path
    waits(lambda: len(whole(load_hashes(folder))) >= 1)
    press(qtbot, desk.items, "Cancel")
    waits(lambda: not desk.clip_hashing.is_running)
    assert 1 <= len(whole(load_hashes(folder))) < 6
    assert len(desk.session.case.of(Item)) == 6
