"""The same footage again, by mouse and keys: sixty files with copies of one clip, from the fold to a search outside.

Folded, the ladder read, links accepted, the frame found that a still was cut from, a claim carried over, an engine
asked; then all of it taken back and done again, the program killed while the case is open, and the case opened anew.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import activate, desk_of, drop, press
from tests.gui.test_long_journey import CHILD
from tests.gui.test_match import words
from tests.media.test_overlap import photo
from tests.workspace.test_copies import make_clip, scene
from verifier.commands.observations import AddObservation
from verifier.domain.frames import Instant
from verifier.domain.records import Item, Link, Note, Observation, PlaceClaim, PriorSearch, Record
from verifier.domain.regions import Box
from verifier.gui.desk import Desk
from verifier.gui.match.asking import FindDialog
from verifier.gui.match.carry import CarryDialog
from verifier.gui.match.page import MatchPage
from verifier.gui.prior import dialog as dialogs
from verifier.gui.prior.dialog import PriorSearchDialog
from verifier.gui.window import MainWindow
from verifier.workspace.hash_cache import load_hashes, whole
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
FILES = 60
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
STATED = (Link, Observation, PlaceClaim, PriorSearch)


def sixty_files(folder: Path) -> Path:
    """Make a clip, two copies of it, one smaller, one shorter and smaller; and photos of other things."""
    folder.mkdir()
    frames = [np.asarray(photo(100 + number, 640, 480)) for number in range(36)]
    make_clip(folder / "a_original.mp4", frames)
    make_clip(folder / "b_reposted.mp4", [frame[::2, ::2] for frame in frames])
    make_clip(folder / "c_cut.mp4", [frame[::2, ::2] for frame in frames[6:]])
    Image.fromarray(frames[20]).crop((60, 40, 560, 440)).save(folder.parent / "published.png")
    for number in range(FILES - 3):
        scene(500 + number, 160, 120).save(folder / f"x_{number:02d}.jpg", quality=80)
    return folder


def item(desk: Desk, name: str) -> Item:
    return next(one for one in desk.session.case.of(Item) if one.original_name.startswith(name))


def stated(desk: Desk) -> tuple[tuple[Record, ...], ...]:
    return tuple(desk.session.case.of(kind) for kind in STATED)


def shown(desk: Desk) -> list[str]:
    model = desk.items.model
    keys = model.keys()
    return [model.rows.row(key).name for key in keys]


def go(desk: Desk, name: str, waits: Wait) -> None:
    desk.session.show_page("review")
    desk.items.go_to(item(desk, name).key)
    waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)


def links_accepted(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    """Read the ladder, state that both others are copies of the nearest to the original."""
    desk.session.show_page("match")
    page = desk.page("match")
    assert isinstance(page, MatchPage)
    waits(lambda: not desk.clip_hashing.is_running)
    qtbot.mouseClick(page.look, Qt.MouseButton.LeftButton)
    waits(lambda: page.count.text() == "1 group of copies")
    waits(lambda: "3 copies of one thing" in words(page))
    said = words(page)
    assert "Nearest to the original, of those at hand" in said
    assert "It is smaller: 320 × 240 of 640 × 480." in said
    assert "It is shorter: 1.2 s of 1.4 s." in said
    original = item(desk, "a_original").label
    for number in (1, 2):
        press(qtbot, page, f"State: a copy of {original}")
        waits(lambda number=number: len(desk.session.case.of(Link)) == number)
        waits(lambda number=number: words(page).count("stated to be a copy of") == number)


def folded_and_opened(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    waits(lambda: desk.items.model.fold_of(item(desk, "a_original").key) is not None)
    go(desk, "a_original", waits)
    desk.items.list.setFocus()
    fold = desk.items.fold
    assert fold is not None
    if fold.is_open:  # a copy was the row shown while it was folded in
        qtbot.keyClick(desk.items.list, Qt.Key.Key_Y)
    assert len(shown(desk)) == FILES - 2
    assert "b_reposted.mp4" not in shown(desk)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Y)
    assert len(shown(desk)) == FILES
    place = shown(desk).index("a_original.mp4")
    assert shown(desk)[place : place + 3] == ["a_original.mp4", "b_reposted.mp4", "c_cut.mp4"]


def source_frame_found(qtbot: QtBot, window: MainWindow, desk: Desk, published: Path, waits: Wait) -> None:
    """Find the frame that a published, cropped still was cut from, and go there."""
    desk.session.show_page("match")
    page = desk.page("match")
    assert isinstance(page, MatchPage)
    qtbot.mouseClick(page.find_button, Qt.MouseButton.LeftButton)
    waits(lambda: any(one.isVisible() for one in window.findChildren(FindDialog)))
    dialog = next(one for one in window.findChildren(FindDialog) if one.isVisible())
    qtbot.keyClicks(dialog.picture, str(published))
    qtbot.keyClick(dialog.picture, Qt.Key.Key_Return)
    waits(lambda: page.finder.is_running)
    waits(lambda: not page.finder.is_running)
    waits(lambda: "Where published.png is from" in words(page))
    original = item(desk, "a_original").label
    ways = [
        one for one in page.findChildren(type(page.look)) if one.accessibleName().startswith(f"Go to {original} frame")
    ]
    assert [one.accessibleName().split(" at ")[0] for one in ways] == [f"Go to {original} frame 20"]
    qtbot.mouseClick(ways[0], Qt.MouseButton.LeftButton)
    waits(lambda: desk.session.page == "review")
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 20)


def claim_carried(qtbot: QtBot, window: MainWindow, desk: Desk, waits: Wait) -> None:
    """Mark something on the frame found and carry it to both copies in one press."""
    source, frame = item(desk, "a_original"), desk.session.frame
    assert frame is not None
    desk.session.do(AddObservation(item=source, when=Instant(frame), region=Box(200, 100, 80, 60), seen="a window"))
    waits(lambda: len(desk.session.case.of(Observation)) == 1)
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier | SHIFT)
    waits(lambda: any(one.isVisible() for one in window.findChildren(CarryDialog)))
    dialog = next(one for one in window.findChildren(CarryDialog) if one.isVisible())
    press(qtbot, dialog, "Carry over")
    waits(lambda: len(desk.session.case.of(Observation)) == 3)
    by_item = {one.item: one for one in desk.session.case.of(Observation)}
    for name, ordinal in (("b_reposted", 20), ("c_cut", 14)):
        made = by_item[item(desk, name).id]
        assert isinstance(made.when, Instant)
        assert made.when.frame.ordinal == ordinal
        assert isinstance(made.region, Box)
        assert (made.region.x, made.region.y, made.region.width) == pytest.approx((100, 50, 40), abs=2)


def engine_asked(qtbot: QtBot, window: MainWindow, desk: Desk, waits: Wait) -> None:
    go(desk, "a_original", waits)
    desk.stage.canvas.setFocus()
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_Q, SHIFT)
    waits(lambda: any(one.isVisible() for one in window.findChildren(PriorSearchDialog)))
    form = next(one for one in window.findChildren(PriorSearchDialog) if one.isVisible())
    press(qtbot, form, "Prepare the picture")
    waits(form.yes.isEnabled)
    qtbot.mouseClick(form.yes, Qt.MouseButton.LeftButton)
    waits(lambda: len(desk.session.case.of(PriorSearch)) == 1)
    qtbot.mouseClick(form.form.none_found, Qt.MouseButton.LeftButton)
    press(qtbot, form, "Write it down")
    waits(lambda: desk.session.case.of(PriorSearch)[0].outcome == "none_found")


def kill_while_it_is_open(case: Path) -> None:
    """Open the case in another process, edit, and kill that process without a warning."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(case)], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "saved"
        os.killpg(child.pid, signal.SIGKILL)


def test_the_same_footage_again_from_fold_to_search(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(dialogs, "open_address", note)
    case = tmp_path / "same.case"
    Workspace.create(case, "The same again", "A. Analyst").close()
    window.open_case(case, "A. Analyst")
    waits(lambda: window.page is not None)
    desk = desk_of(window)
    activate(desk, waits)
    drop(window, [sixty_files(tmp_path / "in")])
    waits(lambda: len(desk.session.case.of(Item)) == FILES)
    waits(lambda: len(whole(load_hashes(case))) == FILES)
    links_accepted(qtbot, desk, waits)
    folded_and_opened(qtbot, desk, waits)
    source_frame_found(qtbot, window, desk, tmp_path / "published.png", waits)
    claim_carried(qtbot, window, desk, waits)
    engine_asked(qtbot, window, desk, waits)
    assert [address.split(":")[0] for address in opened] == ["file", "https"]
    everything = stated(desk)
    assert [len(some) for some in everything] == [4, 3, 0, 1]  # two copies, two ties of what was carried
    while desk.session.undo_label is not None and not desk.session.undo_label.startswith("add "):
        label = desk.session.undo_label
        qtbot.keyClick(desk.items.list, Qt.Key.Key_Z, CTRL)
        waits(lambda label=label: desk.session.undo_label != label or not any(stated(desk)))
    waits(lambda: not any(stated(desk)))
    waits(lambda: len(shown(desk)) == FILES)
    while desk.session.workspace.redo_label is not None:
        qtbot.keyClick(desk.items.list, Qt.Key.Key_Z, CTRL | SHIFT)
    waits(lambda: stated(desk) == everything)
    window.close_case()
    waits(lambda: window.page is None)
    kill_while_it_is_open(case)
    window.open_case(case, "A. Analyst")
    waits(lambda: window.page is not None)
    again = desk_of(window)
    assert stated(again) == everything
    assert len(again.session.case.of(Note)) == 1
    assert again.items.model.fold_of(item(again, "c_cut").key) is not None
