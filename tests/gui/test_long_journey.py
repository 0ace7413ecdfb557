"""A bad night in one go, by mouse and keys: sixty mixed files sorted, tagged, noted, grouped, placed and weighed up.

Then all of it taken back and done again, and the case opened anew: what was said is what stands there.
"""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.footage import make_clip, make_mixed_folder, make_photo
from tests.gui.test_journey import LEFT, activate, desk_of, drop, press
from tests.gui.test_triage import answer, choose
from verifier.domain.records import Assessment, DroneClaim, Incident, Item, Note, PlaceClaim, Record
from verifier.gui.desk import Desk
from verifier.gui.map.page import MapPage
from verifier.gui.picker.dialog import DronePicker
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FILES = 60
STATED = (DroneClaim, Note, Incident, PlaceClaim, Assessment)


def sixty_files(folder: Path) -> Path:
    """Make photos, clips, papers, a copy and broken files."""
    make_mixed_folder(folder)
    number = 0
    while sum(path.is_file() for path in folder.rglob("*")) <= FILES:
        number += 1
        if number % 5:
            make_photo(folder / f"IMG_{number}.jpg", 320, 240, shift=number)
        else:
            make_clip(folder / f"clip_{number}.mp4", 64 + 16 * number, 48)
    return folder


def to_grid(desk: Desk, waits: Wait) -> None:
    activate(desk, waits)
    desk.items.list.setFocus()


def stated(desk: Desk) -> tuple[tuple[Record, ...], ...]:
    return tuple(desk.session.case.of(kind) for kind in STATED)


def sort_everything(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    """Go through all rows with one key each."""
    desk.session.show_page("triage")
    waits(desk.card.isVisible)
    to_grid(desk, waits)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Home)
    keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
    for place in range(desk.items.model.rowCount()):
        qtbot.keyClick(desk.items.list, keys[place % 3])
    assert all(item.triage is not None for item in desk.session.case.of(Item))


def pick(qtbot: QtBot, window: MainWindow, words: str, waits: Wait) -> None:
    waits(lambda: any(one.isVisible() for one in window.findChildren(DronePicker)))
    picker = next(one for one in window.findChildren(DronePicker) if one.isVisible())
    qtbot.keyClicks(picker.search, words)
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)


def state_things(qtbot: QtBot, window: MainWindow, desk: Desk, waits: Wait) -> None:
    """Tag one, tag forty, note, group, place by a click, begin to weigh up."""
    grid = desk.items.list
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    qtbot.keyClick(grid, Qt.Key.Key_T)
    pick(qtbot, window, "mavic 3", waits)
    to_grid(desk, waits)
    for _ in range(39):
        qtbot.keyClick(grid, Qt.Key.Key_Right, SHIFT)
    assert len(desk.session.chosen) == 40
    qtbot.keyClick(grid, Qt.Key.Key_T)
    pick(qtbot, window, "drone nobody knows", waits)
    to_grid(desk, waits)
    qtbot.keyClick(grid, Qt.Key.Key_I, SHIFT)
    choose(qtbot, window, "Strike on the bridge", waits)
    to_grid(desk, waits)
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    qtbot.keyClick(grid, Qt.Key.Key_Slash)
    answer(qtbot, window, "ask the source for the original", waits)
    desk.session.show_page("map")
    page = window.findChild(MapPage)
    assert page is not None
    waits(page.map.isVisible)
    press(qtbot, page, "Camera stood here")
    qtbot.mouseClick(page.map, LEFT, pos=QPoint(page.map.width() // 2, page.map.height() // 2))
    waits(lambda: len(desk.session.case.of(PlaceClaim)) == 1)
    desk.session.show_page("review")
    activate(desk, waits)
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_5, CTRL)
    buttons = desk.inspector.findChildren
    waits(lambda: any(made.isVisible() and made.text() == "Begin to assess" for made in buttons(QPushButton)))
    press(qtbot, desk.inspector, "Begin to assess")
    waits(lambda: len(desk.session.case.of(Assessment)) == 1)


CHILD = """
import os, signal, sys
from pathlib import Path
from verifier.workspace.workspace import Workspace
from verifier.domain.records import Item
from verifier.commands.notes import AddNote

workspace = Workspace.open(Path(sys.argv[1]), "A. Analyst")
workspace.execute(AddNote(about=workspace.case.of(Item)[0], text="the last words before the lights went out"))
workspace.flush()
print("saved", flush=True)
signal.pause()
"""


def kill_while_it_is_open(case: Path, script: Path) -> None:
    """Open the case in another process, edit, and kill that process without a warning."""
    script.write_text(textwrap.dedent(CHILD))
    with subprocess.Popen(
        [sys.executable, str(script), str(case)], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "saved"
        os.killpg(child.pid, signal.SIGKILL)


def test_a_night_with_sixty_files_is_kept_undone_done_again_and_reopened(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait
) -> None:
    folder = sixty_files(tmp_path / "night")
    window.make_case(tmp_path / "night.case", "A bad night", "A. Analyst")
    waits(lambda: window.page is not None)
    desk = desk_of(window)
    activate(desk, waits)
    drop(window, [folder])
    waits(lambda: bool(desk.session.case.of(Item)) and not desk.footage.is_busy)
    sort_everything(qtbot, desk, waits)
    begun = stated(desk)
    state_things(qtbot, window, desk, waits)
    done = stated(desk)
    assert [len(records) for records in done] == [41, 1, 1, 1, 1]
    activate(desk, waits)
    for _ in range(6):
        qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_Z, CTRL)
    assert stated(desk) == begun
    for _ in range(6):
        qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_Z, CTRL | SHIFT)
    assert stated(desk) == done
    window.close_case()
    kill_while_it_is_open(tmp_path / "night.case", tmp_path / "child.py")
    window.open_case(tmp_path / "night.case", "A. Analyst")
    waits(lambda: window.page is not None)
    again = stated(desk_of(window))
    assert [len(records) for records in again] == [41, 2, 1, 1, 1]
    assert (again[0], *again[2:]) == (done[0], *done[2:])
    assert desk_of(window).session.can_edit
