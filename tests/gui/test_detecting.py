"""A detector is asked for, looked through by keys, accepted and refused; nothing is in the case before that."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.gui.test_tracks import go
from tests.onnx_models import constant_model, red_box_model
from tests.red_footage import clip_box, make_red_clip, make_red_photo
from verifier.commands.statements import AddSegment
from verifier.domain.frames import Instant
from verifier.domain.records import Item, Observation, Origin, Segment
from verifier.domain.regions import Box
from verifier.gui.desk import Desk
from verifier.gui.detecting.dialog import DetectDialog
from verifier.gui.detecting.frames import chosen_classes, chosen_frames
from verifier.gui.detecting.held import beside
from verifier.gui.window import MainWindow
from verifier.media.frame_table import FrameTable
from verifier.workspace import detecting
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
SHIFT = Qt.KeyboardModifier.ShiftModifier
PHOTO_BOX = (40, 20, 200, 90)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    make_red_photo(folder / "a.webp", (320, 160), PHOTO_BOX)
    make_red_clip(folder / "b.mp4")
    (tmp_path / "red.onnx").write_bytes(red_box_model(width=320, height=320))
    lines = ((10, 20, 30, 40, 0.9, 0), (35, 20, 50, 40, 0.6, 1), (10, 42, 30, 46, 0.4, 1))
    numbers = [number for line in lines for number in line]
    several = constant_model((1, 3, 6), numbers, metadata={"names": '["uav", "bird"]'})
    (tmp_path / "several.onnx").write_bytes(several)
    with Workspace.create(tmp_path / "a.case", "A", "A. Analyst") as workspace:
        add_footage(workspace, [folder])
    return tmp_path / "a.case"


@pytest.fixture
def desk(window: MainWindow, case: Path, waits: Wait) -> Desk:
    window.open_case(case, "A. Analyst")
    waits(lambda: window.page is not None)
    assert window.page is not None
    return window.page.desk


def show(desk: Desk, kind: str, waits: Wait) -> Item:
    item = next(one for one in desk.session.case.of(Item) if one.kind == kind)
    desk.session.go_to(item.key)
    desk.session.show_page("review")
    waits(lambda: desk.session.frame is not None if kind == "video" else not desk.stage.canvas.image.isNull())
    waits(lambda: desk.viewer.is_idle)
    desk.stage.canvas.setFocus()
    return item


def press(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(desk.stage.canvas, key, modifier)


def asked(desk: Desk, window: MainWindow, model: Path, waits: Wait) -> DetectDialog:
    press(desk, Qt.Key.Key_D, SHIFT)
    dialog = window.findChildren(DetectDialog)[-1]
    dialog.use(model)
    waits(lambda: not dialog.is_looking)
    return dialog


def proposed(desk: Desk, window: MainWindow, model: Path, waits: Wait, where: str = "frame", every: int = 1) -> None:
    dialog = asked(desk, window, model, waits)
    dialog.where.show_value(where)
    dialog.every.setValue(every)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    waits(lambda: not desk.detecting.is_running)


def stated(desk: Desk) -> list[str]:
    return [one.seen for one in desk.session.case.of(Observation)]


def test_boxes_of_a_photo_are_dashed_until_they_are_accepted_or_refused_by_keys(
    desk: Desk, window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    show(desk, "photo", waits)
    proposed(desk, window, tmp_path / "several.onnx", waits)
    marks = desk.stage.canvas.marks
    assert [mark.caption for mark in marks] == ["uav 0.90 · proposed", "bird 0.60 · proposed", "bird 0.40 · proposed"]
    assert all(mark.is_dashed and mark.is_locked for mark in marks)
    assert stated(desk) == []
    assert "detector" not in (desk.session.undo_label or "")
    assert desk.detecting.in_hand is not None
    press(desk, Qt.Key.Key_Return)
    assert stated(desk) == ["uav"]
    press(desk, Qt.Key.Key_Delete)
    assert stated(desk) == ["uav"]
    assert [mark.caption for mark in desk.stage.canvas.marks] == ["uav", "bird 0.40 · proposed"]
    (origin,) = desk.session.case.of(Origin)
    assert (origin.how, origin.score, origin.threshold, origin.name) == ("detector", pytest.approx(0.9), 0.25, "")
    said = " ".join(one.text() for one in desk.detecting.panel.findChildren(QLabel))
    assert "1 proposal waits · 1 refused" in said
    QTest.mouseClick(desk.detecting.panel.bring_back, Qt.MouseButton.LeftButton)
    assert [one.score for one in desk.detecting.waiting] == pytest.approx([0.6, 0.4])
    QTest.mouseClick(desk.detecting.panel.accept_all, Qt.MouseButton.LeftButton)
    assert stated(desk) == ["uav", "bird", "bird"]
    assert desk.detecting.waiting == ()
    desk.undo()
    assert stated(desk) == ["uav"]
    waits(lambda: len(desk.detecting.waiting) == 2)
    assert desk.session.workspace.redo_label == "accept 2 regions proposed by a detector"


def test_many_are_accepted_piece_by_piece_and_taken_back_at_once(
    desk: Desk, window: MainWindow, tmp_path: Path, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detecting, "BATCH", 2)
    show(desk, "photo", waits)
    proposed(desk, window, tmp_path / "several.onnx", waits)
    desk.detecting.accept(every=True)
    assert len(stated(desk)) == 2
    waits(lambda: len(stated(desk)) == 3)
    assert desk.session.undo_label == "accept 3 regions proposed by a detector"
    desk.undo()
    assert stated(desk) == []


def test_delete_removes_a_region_of_the_case_as_ever_while_that_is_in_hand(
    desk: Desk, window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    show(desk, "photo", waits)
    proposed(desk, window, tmp_path / "several.onnx", waits)
    press(desk, Qt.Key.Key_Return)
    (held,) = desk.session.case.of(Observation)
    desk.session.select(held.key)
    assert desk.detecting.in_hand is None
    press(desk, Qt.Key.Key_Delete)
    assert stated(desk) == []
    waits(lambda: len(desk.detecting.waiting) == 3)  # what it was proposed as waits again


def test_along_a_clip_keys_go_from_proposal_to_proposal_with_its_exact_frame(
    desk: Desk, window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    show(desk, "video", waits)
    go(desk, 2, waits)
    proposed(desk, window, tmp_path / "red.onnx", waits, "clip", 2)
    assert [one.when.frame.ordinal for one in desk.detecting.waiting if isinstance(one.when, Instant)] == [0, 2, 4, 6]
    assert desk.timeline.ordinal == 2  # what is on the frame shown is taken in hand first
    for key, ordinal in ((Qt.Key.Key_PageDown, 4), (Qt.Key.Key_PageDown, 6), (Qt.Key.Key_PageUp, 4)):
        press(desk, key, SHIFT)
        waits(lambda ordinal=ordinal: desk.session.frame is not None and desk.session.frame.ordinal == ordinal)
        (mark,) = desk.stage.canvas.marks
        assert isinstance(mark.region, Box)
        left, top, right, bottom = clip_box(ordinal)
        shown = (mark.region.x, mark.region.y, mark.region.x + mark.region.width, mark.region.y + mark.region.height)
        assert shown == pytest.approx((left, top, right, bottom), abs=1)
    frame = desk.session.frame
    press(desk, Qt.Key.Key_Return)
    (seen,) = desk.session.case.of(Observation)
    assert isinstance(seen.when, Instant)
    assert seen.when.frame == frame
    waits(lambda: desk.timeline.ordinal == 6)
    go(desk, 1, waits)
    assert desk.stage.canvas.marks == ()


def test_proposals_wait_while_another_item_is_shown_and_go_when_they_are_dropped(
    desk: Desk, window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    show(desk, "photo", waits)
    proposed(desk, window, tmp_path / "several.onnx", waits)
    show(desk, "video", waits)
    assert not desk.detecting.panel.isVisible()
    show(desk, "photo", waits)
    assert desk.detecting.panel.isVisible()
    assert len(desk.stage.canvas.marks) == 3
    QTest.mouseClick(desk.detecting.panel.close_button, Qt.MouseButton.LeftButton)
    assert not desk.detecting.panel.isVisible()
    assert desk.stage.canvas.marks == ()
    assert stated(desk) == []


def test_the_list_and_a_press_on_the_stage_take_a_proposal_in_hand(
    desk: Desk, window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    show(desk, "photo", waits)
    proposed(desk, window, tmp_path / "several.onnx", waits)
    rows = desk.detecting.panel.list
    rows.setCurrentIndex(rows.model().index(2, 0))
    assert desk.detecting.chosen == desk.detecting.waiting[2].key
    desk.stage.canvas.select(desk.detecting.waiting[1].key)
    assert desk.detecting.chosen == desk.detecting.waiting[1].key
    assert rows.currentIndex().row() == 1
    desk.stage.canvas.select("")
    assert desk.detecting.in_hand is None
    assert not desk.detecting.panel.accept.isEnabled()


def test_a_run_can_be_stopped_and_another_waits_for_its_end(
    desk: Desk, window: MainWindow, tmp_path: Path, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(desk, "video", waits)
    dialog = asked(desk, window, tmp_path / "red.onnx", waits)
    dialog.where.show_value("clip")
    dialog.every.setValue(1)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert desk.detecting.is_running
    assert desk.detecting.ask(window.preferences, window) is None
    QTest.mouseClick(desk.detecting.panel.stop, Qt.MouseButton.LeftButton)
    waits(lambda: not desk.detecting.is_running)
    assert len(desk.detecting.waiting) < 8
    assert stated(desk) == []


def test_a_model_that_cannot_be_run_is_answered_in_the_dialog_and_its_path_is_kept_in_the_settings_alone(
    desk: Desk, window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    show(desk, "photo", waits)
    (tmp_path / "cut.onnx").write_bytes(red_box_model()[:500])
    dialog = asked(desk, window, tmp_path / "cut.onnx", waits)
    assert dialog.state.text() == "The file is no ONNX model, or it is cut off."
    assert not dialog.go.isEnabled()
    dialog.use(tmp_path / "several.onnx")
    waits(lambda: not dialog.is_looking)
    assert dialog.go.isEnabled()
    dialog.classes.setText("bird, zeppelin")
    assert not dialog.go.isEnabled()
    assert "zeppelin" in dialog.unknown.text()
    dialog.classes.setText("BIRD")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    waits(lambda: not desk.detecting.is_running)
    assert [one.said for one in desk.detecting.waiting] == ["bird", "bird"]
    desk.detecting.accept(every=True)
    kept = json.loads((tmp_path / "settings.json").read_text())
    assert kept["detector"] == str(tmp_path / "several.onnx")
    dialog = desk.detecting.ask(window.preferences, window)
    assert dialog is not None
    assert dialog.path.text() == str(tmp_path / "several.onnx")
    dialog.reject()


def test_a_path_is_not_remembered_where_nothing_is_to_be(
    desk: Desk, window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    window.preferences.remember(remember_recent=False)
    show(desk, "photo", waits)
    proposed(desk, window, tmp_path / "several.onnx", waits)
    assert window.preferences.settings.detector == ""


def test_a_segment_can_be_looked_through_and_every_other_frame_alone(
    desk: Desk, window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    clip = show(desk, "video", waits)
    table = desk.timeline.frames
    assert table is not None
    made = AddSegment(item=clip, first_pts=table.pts[2], last_pts=table.pts[5], time_base=table.time_base, title="x")
    desk.session.do(made)
    (segment,) = desk.session.case.of(Segment)
    desk.segments.choose_at(segment.first_pts)
    dialog = asked(desk, window, tmp_path / "red.onnx", waits)
    dialog.where.chosen.emit("segment")
    dialog.where.show_value("segment")
    dialog.every.setValue(2)
    assert dialog.count.text() == "2 frames · less than a minute of work"
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    waits(lambda: not desk.detecting.is_running)
    assert [one.when.frame.ordinal for one in desk.detecting.waiting if isinstance(one.when, Instant)] == [2, 4]


def test_frames_and_classes_are_chosen_by_words() -> None:
    table = FrameTable(range(0, 100, 10), bytes(10), Fraction(1, 1000))
    assert chosen_frames(None, "clip", 0, None, 1) == ()
    assert chosen_frames(table, "frame", 3, None, 9) == (3,)
    assert chosen_frames(table, "clip", 3, None, 4) == (0, 4, 8)
    facts = _facts({0: "Drone", 2: "bird"})
    assert chosen_classes("", facts) == (frozenset(), ())
    assert chosen_classes(" drone ,BIRD, 7", facts) == (frozenset({0, 2, 7}), ())
    assert chosen_classes("kite, ,", facts) == (frozenset(), ("kite",))
    assert beside((), "a", 1) is None


def _facts(names: dict[int, str]) -> detecting.ModelFacts:
    return detecting.ModelFacts(
        sha256="aa" * 32, size_bytes=1, producer="", opset=13, width=64, height=64, side=64, is_open=False, names=names,
        layout="yolov8", undecided="", run_s=0.1,
    )  # fmt: skip
