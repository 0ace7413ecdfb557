"""A region moves along a clip: keyframes by hand, proposals by following; undone by name, kept when reopened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.media.test_following import FRAMES, make_moving_clip, overlap, target_box
from verifier.domain.frames import Track
from verifier.domain.records import Item, Keyframe, Observation
from verifier.domain.regions import Box
from verifier.gui import gestures
from verifier.gui.desk import Desk
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, waits: Wait) -> Desk:
    (tmp_path / "in").mkdir()
    make_moving_clip(tmp_path / "in" / "a.mp4")
    with Workspace.create(tmp_path / "a.case", "A", "A. Analyst") as workspace:
        add_footage(workspace, [tmp_path / "in"])
    return opened(window, tmp_path / "a.case", waits)


def opened(window: MainWindow, case: Path, waits: Wait) -> Desk:
    window.open_case(case, "A. Analyst")
    waits(lambda: window.page is not None)
    assert window.page is not None
    shown = window.page.desk
    shown.session.go_to(next(iter(shown.session.case.of(Item))).key)
    shown.session.show_page("review")
    waits(lambda: shown.session.frame is not None)
    shown.stage.canvas.setFocus()
    return shown


def go(desk: Desk, ordinal: int, waits: Wait) -> None:
    desk.timeline.go_to(ordinal)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == ordinal and desk.viewer.is_idle)


def keys(desk: Desk) -> list[tuple[int, str]]:
    return sorted((one.pts, one.state) for one in desk.session.case.of(Keyframe))


def shown_box(desk: Desk) -> Box | None:
    region = desk.stage.canvas.marks[0].region if desk.stage.canvas.marks else None
    assert region is None or isinstance(region, Box)
    return region


def test_a_box_moved_on_another_frame_moves_in_between(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    gestures.draw_region(desk.session, Box(10, 10, 40, 40))
    held = desk.session.selected
    assert held is not None
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert len(keys(desk)) == 1
    go(desk, 40, waits)
    assert shown_box(desk) == Box(10, 10, 40, 40)
    assert "not followed to here" in desk.stage.canvas.marks[0].caption
    desk.stage.canvas.reshaped.emit(held.key, Box(90, 50, 40, 40))
    go(desk, 20, waits)
    assert shown_box(desk) == Box(50, 30, 40, 40)
    go(desk, 60, waits)
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert [state for _, state in keys(desk)] == ["shown", "shown", "vanished"]
    assert desk.session.undo_label == "end a region here"
    desk.session.undo()
    assert desk.session.undo_label == "move a region on"
    go(desk, 40, waits)
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert len(keys(desk)) == 1
    desk.session.undo()
    assert len(keys(desk)) == 2
    gestures.remove(desk.session, held.key)
    assert keys(desk) == []


def test_it_is_followed_looked_through_accepted_corrected_and_kept(
    desk: Desk, window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    gestures.draw_region(desk.session, target_box(0, grows=False))
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    waits(lambda: desk.following.proposal is not None)
    assert keys(desk) == []
    said = " ".join(one.text() for one in desk.following.findChildren(QLabel))
    assert "dashed is proposed, not stated" in said
    go(desk, 70, waits)
    mark = desk.stage.canvas.marks[0]
    assert mark.is_dashed
    assert "proposed" in mark.caption
    assert isinstance(mark.region, Box)
    assert overlap(mark.region, target_box(70, grows=False)) > 0.8
    go(desk, 100, waits)
    qtbot.mouseClick(desk.following.accept_here, Qt.MouseButton.LeftButton)
    observation = next(iter(desk.session.case.of(Observation)))
    assert isinstance(observation.when, Track)
    made = desk.session.case.of(Keyframe)
    assert 2 < len(made) < 40
    assert all(one.proposed_by is not None for one in made if one.pts != observation.when.first_pts)
    for ordinal in (13, 50, 99):
        go(desk, ordinal, waits)
        box = shown_box(desk)
        assert box is not None
        assert overlap(box, target_box(ordinal, grows=False)) > 0.8
    count = len(made)
    desk.session.undo()
    assert keys(desk) == []
    desk.session.redo()
    assert len(keys(desk)) == count
    window.close_case()
    again = opened(window, window_case(desk), waits)
    assert len(keys(again)) == count
    go(again, 50, waits)
    box = shown_box(again)
    assert box is not None
    assert overlap(box, target_box(50, grows=False)) > 0.8


def window_case(desk: Desk) -> Path:
    return desk.session.workspace.folder.path


def test_what_is_discarded_leaves_nothing(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    gestures.draw_region(desk.session, target_box(0, grows=False))
    desk.following.follow()
    waits(lambda: desk.following.proposal is not None)
    assert desk.following.proposal is not None
    assert desk.following.proposal.regions[-1][0] <= FRAMES
    qtbot.mouseClick(desk.following.discard, Qt.MouseButton.LeftButton)
    assert desk.following.proposal is None
    assert not desk.following.isVisible()
    assert keys(desk) == []
    go(desk, 60, waits)
    assert desk.stage.canvas.marks == ()
