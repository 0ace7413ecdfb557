"""Regions, marks and segments by mouse and keys alone, asserting on what the case holds after."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import LEFT, activate, desk_of, draw_box, press, show_item
from verifier.commands.triage import SetSensitivity
from verifier.domain.frames import Instant
from verifier.domain.records import Derivative, Item, Note, Observation, Segment
from verifier.domain.regions import Arrow, Box, Region, WholeFrame
from verifier.gui.desk import Desk
from verifier.gui.dialogs.ask_words import AskWords
from verifier.gui.stage import painting
from verifier.gui.timeline.drawing import STRIP_TOP
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


def key(qtbot: QtBot, desk: Desk, pressed: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(desk.stage.canvas, pressed, modifiers)


def regions(desk: Desk) -> list[Region]:
    return [seen.region for seen in desk.session.case.of(Observation)]


def corner(region: Region) -> tuple[float, float]:
    assert isinstance(region, Box)
    return region.x, region.y


def click(qtbot: QtBot, desk: Desk, x: float, y: float) -> None:
    canvas = desk.stage.canvas
    qtbot.mouseClick(canvas, LEFT, pos=QPointF(*canvas.view.to_screen((x, y))).toPoint())


@pytest.fixture
def on_photo(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> Desk:
    desk = desk_of(case_window)
    show_item(qtbot, desk, "IMG_2.jpg", waits)
    return desk


@pytest.fixture
def on_clip(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> Desk:
    desk = desk_of(case_window)
    show_item(qtbot, desk, "clip.mp4", waits)
    waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)
    return desk


def test_an_arrow_by_drag_then_the_tool_again_by_n_and_by_two_clicks(on_photo: Desk, qtbot: QtBot) -> None:
    desk, canvas = on_photo, on_photo.stage.canvas
    key(qtbot, desk, Qt.Key.Key_X)
    tail, head = (QPointF(*canvas.view.to_screen(point)).toPoint() for point in ((50, 60), (200, 160)))
    qtbot.mousePress(canvas, LEFT, pos=tail)
    qtbot.mouseMove(canvas, head)
    qtbot.mouseRelease(canvas, LEFT, pos=head)
    key(qtbot, desk, Qt.Key.Key_Escape)
    key(qtbot, desk, Qt.Key.Key_N)
    click(qtbot, desk, 300, 300)
    click(qtbot, desk, 400, 320)
    first, second = regions(desk)
    assert isinstance(first, Arrow)
    assert (*first.tail, *first.head) == pytest.approx((50, 60, 200, 160), abs=2)
    assert isinstance(second, Arrow)
    assert second.head == pytest.approx((400, 320), abs=2)


def test_undo_while_an_outline_is_drawn_takes_one_vertex_and_no_edit(on_photo: Desk, qtbot: QtBot) -> None:
    desk = on_photo
    draw_box(qtbot, desk, (10, 10), (90, 90))
    key(qtbot, desk, Qt.Key.Key_P)
    for x, y in ((100, 100), (200, 100), (200, 200), (400, 400)):
        click(qtbot, desk, x, y)
    key(qtbot, desk, Qt.Key.Key_Z, CTRL)
    key(qtbot, desk, Qt.Key.Key_Return)
    assert len(regions(desk)) == 2
    outline = desk.session.case.of(Observation)[1].region
    assert len(getattr(outline, "vertices", ())) == 3
    key(qtbot, desk, Qt.Key.Key_Z, CTRL)
    assert len(regions(desk)) == 1


def test_a_double_click_closes_an_outline(on_photo: Desk, qtbot: QtBot) -> None:
    desk, canvas = on_photo, on_photo.stage.canvas
    key(qtbot, desk, Qt.Key.Key_P)
    for x, y in ((100, 100), (200, 100), (200, 200)):
        click(qtbot, desk, x, y)
    spot = QPointF(*canvas.view.to_screen((200, 200))).toPoint()
    qtbot.mouseDClick(canvas, LEFT, pos=spot)
    qtbot.mouseRelease(canvas, LEFT, pos=spot)  # a made double click ends with the button held
    assert len(getattr(regions(desk)[0], "vertices", ())) == 3


def test_a_burst_of_nudges_is_one_edit_with_ten_pixels_by_shift(on_photo: Desk, qtbot: QtBot) -> None:
    desk = on_photo
    draw_box(qtbot, desk, (100, 100), (200, 200))
    before = corner(regions(desk)[0])
    for _ in range(3):
        key(qtbot, desk, Qt.Key.Key_Right, ALT)
    key(qtbot, desk, Qt.Key.Key_Up, ALT | SHIFT)
    qtbot.waitUntil(lambda: corner(regions(desk)[0]) != before)
    assert corner(regions(desk)[0]) == pytest.approx((before[0] + 3, before[1] - 10))
    key(qtbot, desk, Qt.Key.Key_Z, CTRL)
    assert corner(regions(desk)[0]) == before


def test_undo_right_after_a_nudge_takes_back_the_nudge(on_photo: Desk, qtbot: QtBot) -> None:
    desk = on_photo
    draw_box(qtbot, desk, (100, 100), (200, 200))
    before = regions(desk)
    key(qtbot, desk, Qt.Key.Key_Left, ALT)
    key(qtbot, desk, Qt.Key.Key_Z, CTRL)
    assert regions(desk) == before


def test_copy_paste_duplicate_and_paste_in_place(on_photo: Desk, qtbot: QtBot, waits: Wait) -> None:
    desk = on_photo
    draw_box(qtbot, desk, (100, 100), (200, 200))
    key(qtbot, desk, Qt.Key.Key_C, CTRL)
    key(qtbot, desk, Qt.Key.Key_D, CTRL)
    key(qtbot, desk, Qt.Key.Key_V, CTRL | SHIFT)
    key(qtbot, desk, Qt.Key.Key_V, CTRL)
    first, duplicate, same_place, pasted = (corner(region) for region in regions(desk))
    assert same_place == pytest.approx(first, abs=0.01)
    assert duplicate[0] > first[0]
    assert pasted[0] > first[0]
    show_item(qtbot, desk, "IMG_10.jpg", waits)
    key(qtbot, desk, Qt.Key.Key_V, CTRL | SHIFT)
    made = desk.session.case.of(Observation)[-1]
    assert desk.session.item is not None
    assert made.item == desk.session.item.id
    # IMG_10 stands on its side: the same place as seen is another one as stored.
    assert corner(made.region) != pytest.approx(pasted, abs=1)
    assert corner(desk.overlay.to_displayed(made.region)) == pytest.approx(pasted, abs=1)


def test_what_is_locked_is_not_moved_by_mouse_or_keys_until_unlocked(on_photo: Desk, qtbot: QtBot) -> None:
    desk, canvas = on_photo, on_photo.stage.canvas
    draw_box(qtbot, desk, (100, 100), (200, 200))
    before = regions(desk)
    key(qtbot, desk, Qt.Key.Key_V)
    key(qtbot, desk, Qt.Key.Key_L, CTRL)

    def drag() -> None:
        spots = [QPointF(*canvas.view.to_screen(point)).toPoint() for point in ((150, 150), (250, 250))]
        qtbot.mousePress(canvas, LEFT, pos=spots[0])
        qtbot.mouseMove(canvas, spots[1])
        qtbot.mouseRelease(canvas, LEFT, pos=spots[1])

    drag()
    key(qtbot, desk, Qt.Key.Key_Right, ALT)
    said: list[str] = []
    desk.session.said.connect(lambda sentence, _tone: said.append(sentence))
    key(qtbot, desk, Qt.Key.Key_Delete)
    desk.settle()
    assert regions(desk) == before
    assert said == ["This region is locked. Unlock it before removing it."]
    key(qtbot, desk, Qt.Key.Key_L, CTRL)
    drag()
    assert regions(desk) != before


def test_handles_are_shown_only_where_they_can_be_held_and_the_hint_says_how(
    on_photo: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, drawn = on_photo, list[bool]()
    monkeypatch.setattr(painting, "paint_handles", lambda *_words: drawn.append(True))
    draw_box(qtbot, desk, (100, 100), (200, 200))
    key(qtbot, desk, Qt.Key.Key_R)
    drawn.clear()
    desk.stage.canvas.repaint()
    words = [one.text() for one in desk.stage.findChildren(QLabel) if one.isVisible()]
    assert any("in hand" in one for one in words), (words, desk.stage.width())
    assert drawn == []
    key(qtbot, desk, Qt.Key.Key_Escape)
    click(qtbot, desk, 150, 150)
    desk.stage.canvas.repaint()
    assert drawn
    assert not any("in hand" in one.text() for one in desk.stage.findChildren(QLabel) if one.isVisible())


def test_what_was_drawn_is_put_right_at_once_and_escape_puts_a_tool_down_from_anywhere(
    on_photo: Desk, qtbot: QtBot
) -> None:
    desk = on_photo
    draw_box(qtbot, desk, (100, 100), (200, 200))
    assert desk.stage.tool == "select"
    assert desk.session.selected is not None
    canvas = desk.stage.canvas
    begun, ended = (QPointF(*canvas.view.to_screen(at)).toPoint() for at in ((200, 200), (240, 230)))
    qtbot.mousePress(canvas, LEFT, pos=begun)
    qtbot.mouseMove(canvas, ended)
    qtbot.mouseRelease(canvas, LEFT, pos=ended)
    (box,) = regions(desk)
    assert isinstance(box, Box)
    assert (box.x, box.y, box.width, box.height) == pytest.approx((100, 100, 140, 130), abs=3)
    key(qtbot, desk, Qt.Key.Key_Escape)
    assert desk.session.selected is None
    key(qtbot, desk, Qt.Key.Key_R)
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Escape)
    assert desk.stage.tool == "select"


def test_shift_keeps_the_tool_for_several(on_photo: Desk, qtbot: QtBot) -> None:
    desk, canvas = on_photo, on_photo.stage.canvas
    key(qtbot, desk, Qt.Key.Key_R)
    for left in (20, 220):
        begun, ended = (QPointF(*canvas.view.to_screen(at)).toPoint() for at in ((left, 20), (left + 100, 120)))
        qtbot.mousePress(canvas, LEFT, SHIFT, begun)
        move = QMouseEvent(QEvent.Type.MouseMove, QPointF(ended), canvas.mapToGlobal(QPointF(ended)), LEFT, LEFT, SHIFT)
        QApplication.sendEvent(canvas, move)
        qtbot.mouseRelease(canvas, LEFT, SHIFT, ended)
        assert desk.stage.tool == "box"
    assert len(regions(desk)) == 2


def test_a_note_begun_on_a_region_is_about_the_region_and_an_undo_is_named(
    on_photo: Desk, case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = on_photo
    draw_box(qtbot, desk, (100, 100), (200, 200))
    key(qtbot, desk, Qt.Key.Key_Slash)
    waits(lambda: any(one.isVisible() for one in case_window.findChildren(AskWords)))
    dialog = next(one for one in case_window.findChildren(AskWords) if one.isVisible())
    assert any("region 1" in label.text() for label in dialog.findChildren(QLabel))
    canvas = desk.stage.canvas
    ends = [QPointF(*canvas.view.to_screen(at)).toPoint() for at in ((100, 100), (200, 200))]
    region = QRect(*(canvas.mapToGlobal(end) for end in ends))
    assert not region.intersects(dialog.geometry())
    qtbot.keyClicks(dialog.focusWidget(), "two antennas")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    waits(lambda: len(desk.session.case.of(Note)) == 1)
    assert desk.session.case.of(Note)[0].about == desk.session.case.of(Observation)[0].key
    said: list[str] = []
    desk.session.said.connect(lambda sentence, _tone: said.append(sentence))
    key(qtbot, desk, Qt.Key.Key_Z, CTRL)
    key(qtbot, desk, Qt.Key.Key_Z, CTRL | SHIFT)
    assert [one.split(":")[0] for one in said] == ["Taken back", "Done again"]
    assert "note" in said[0]


def test_tab_cycles_what_is_under_the_pointer_and_else_everything(on_photo: Desk, qtbot: QtBot) -> None:
    desk, canvas = on_photo, on_photo.stage.canvas
    for start, end in (((50, 50), (300, 300)), ((100, 100), (160, 160)), ((400, 300), (500, 400))):
        draw_box(qtbot, desk, start, end)
    key(qtbot, desk, Qt.Key.Key_Escape)
    big, small, far = (seen.key for seen in desk.session.case.of(Observation))
    qtbot.mouseMove(canvas, QPointF(*canvas.view.to_screen((130, 130))).toPoint())
    found: list[str] = []
    for _ in range(3):
        key(qtbot, desk, Qt.Key.Key_Tab)
        assert desk.session.selected is not None
        found.append(desk.session.selected.key)
    assert found == [small, big, small]
    key(qtbot, desk, Qt.Key.Key_Escape)
    qtbot.mouseMove(canvas, QPointF(*canvas.view.to_screen((600, 440))).toPoint())
    found.clear()
    for _ in range(3):
        key(qtbot, desk, Qt.Key.Key_Tab)
        found.append(desk.session.selected.key if desk.session.selected else "")
    assert found == [big, small, far]
    assert canvas.hasFocus()
    key(qtbot, desk, Qt.Key.Key_Tab)
    assert not canvas.hasFocus()


def test_h_hides_the_selected_and_shift_h_all_while_held(on_photo: Desk, qtbot: QtBot) -> None:
    desk, canvas = on_photo, on_photo.stage.canvas
    draw_box(qtbot, desk, (100, 100), (200, 200))
    draw_box(qtbot, desk, (300, 100), (400, 200))
    key(qtbot, desk, Qt.Key.Key_H)
    assert len(canvas.marks) == 1
    key(qtbot, desk, Qt.Key.Key_H)
    assert len(canvas.marks) == 2
    qtbot.keyPress(canvas, Qt.Key.Key_H, SHIFT)
    assert canvas.marks == ()
    qtbot.keyRelease(canvas, Qt.Key.Key_H, SHIFT)
    assert len(canvas.marks) == 2
    assert len(regions(desk)) == 2


def test_a_segment_is_made_by_two_keys_named_trimmed_and_removed(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    desk, case = on_clip, on_clip.session.case
    key(qtbot, desk, Qt.Key.Key_Right)
    key(qtbot, desk, Qt.Key.Key_I)
    for _ in range(3):
        key(qtbot, desk, Qt.Key.Key_Right)
    key(qtbot, desk, Qt.Key.Key_O)
    made = case.of(Segment)[0]
    assert (made.first_pts * made.time_base, made.last_pts * made.time_base) == (
        desk.timeline.frames.time_s(1),  # pyright: ignore[reportOptionalMemberAccess]
        desk.timeline.frames.time_s(4),  # pyright: ignore[reportOptionalMemberAccess]
    )
    key(qtbot, desk, Qt.Key.Key_F2)
    field = desk.timeline.slider.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "Take-off")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert case.of(Segment)[0].title == "Take-off"
    activate(desk, waits)
    key(qtbot, desk, Qt.Key.Key_End)
    key(qtbot, desk, Qt.Key.Key_O, ALT)
    assert case.of(Segment)[0].last_pts == desk.timeline.frames.pts[-1]  # pyright: ignore[reportOptionalMemberAccess]
    key(qtbot, desk, Qt.Key.Key_Delete)
    assert case.of(Segment) == ()
    for _ in range(4):
        key(qtbot, desk, Qt.Key.Key_Z, CTRL)
    assert case.of(Segment) == ()
    assert desk.session.undo_label is None or "segment" not in desk.session.undo_label


def test_the_end_of_a_segment_is_dragged(on_clip: Desk, qtbot: QtBot) -> None:
    desk, slider = on_clip, on_clip.timeline.slider
    key(qtbot, desk, Qt.Key.Key_I)
    for _ in range(3):
        key(qtbot, desk, Qt.Key.Key_Right)
    key(qtbot, desk, Qt.Key.Key_O)
    area = slider.segment_area(desk.segments.chosen.key)  # pyright: ignore[reportOptionalMemberAccess]
    end = QPointF(area.right() - 1, area.center().y()).toPoint()
    qtbot.mousePress(slider, LEFT, pos=end)
    qtbot.mouseMove(slider, QPointF(slider.width() - 8, end.y()).toPoint())
    qtbot.mouseRelease(slider, LEFT, pos=QPointF(slider.width() - 8, end.y()).toPoint())
    held = desk.session.case.of(Segment)[0]
    assert held.last_pts == desk.timeline.frames.pts[-1]  # pyright: ignore[reportOptionalMemberAccess]
    assert held.first_pts == desk.timeline.frames.pts[0]  # pyright: ignore[reportOptionalMemberAccess]


def test_m_marks_the_exact_frame_and_control_arrows_go_from_mark_to_mark(
    on_clip: Desk, qtbot: QtBot, waits: Wait
) -> None:
    desk = on_clip
    for steps in (1, 4):
        for _ in range(steps):
            key(qtbot, desk, Qt.Key.Key_Right)
        waits(lambda: desk.viewer.is_idle)
        key(qtbot, desk, Qt.Key.Key_M)
    first, second = desk.session.case.of(Observation)
    assert isinstance(first.region, WholeFrame)
    assert isinstance(first.when, Instant)
    assert isinstance(second.when, Instant)
    assert (first.when.frame.ordinal, second.when.frame.ordinal) == (1, 5)
    key(qtbot, desk, Qt.Key.Key_Home)
    waits(lambda: desk.viewer.is_idle)
    found: list[str] = []
    for _ in range(2):
        key(qtbot, desk, Qt.Key.Key_Right, CTRL)
        waits(lambda: desk.viewer.is_idle)
        assert desk.session.selected is not None
        found.append(desk.session.selected.key)
    assert found == [first.key, second.key]
    assert desk.session.frame == second.when.frame


def test_a_drag_along_the_strip_shows_a_key_frame_that_is_not_recorded_and_then_the_exact_one(
    on_clip: Desk, qtbot: QtBot, waits: Wait
) -> None:
    desk, slider = on_clip, on_clip.timeline.slider
    key(qtbot, desk, Qt.Key.Key_End)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 7)
    middle = QPointF(slider.width() / 2, STRIP_TOP + 10).toPoint()
    qtbot.mousePress(slider, LEFT, pos=middle)
    waits(lambda: "Nearest key frame" in desk.stage.cautioned)
    assert desk.session.frame is None
    key(qtbot, desk, Qt.Key.Key_M)
    assert desk.session.case.of(Observation) == ()
    waits(lambda: desk.session.frame is not None)
    assert desk.session.frame is not None
    assert desk.session.frame.ordinal == desk.timeline.ordinal
    assert 0 < desk.timeline.ordinal < 7
    assert desk.stage.cautioned == ""
    qtbot.mouseRelease(slider, LEFT, pos=middle)


def test_keys_pressed_before_the_frames_are_known_are_kept(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    show_item(qtbot, desk, "IMG_2.jpg", waits)
    clip = next(item for item in desk.session.case.of(Item) if item.kind == "video")
    desk.items.go_to(clip.key)
    assert desk.timeline.frames is None
    for _ in range(3):
        key(qtbot, desk, Qt.Key.Key_Right)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 3)


def test_a_held_key_waits_for_each_frame(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    desk, shown = on_clip, []
    desk.session.frame_changed.connect(lambda: shown.append(desk.session.frame and desk.session.frame.ordinal))
    desk.stage.canvas.is_key_held = True
    for _ in range(20):
        desk.step(1)
    assert desk.timeline.ordinal == 1
    waits(lambda: desk.viewer.is_idle)
    assert shown == [1]


def test_s_saves_the_exact_frame_in_one_edit_and_says_its_hash(
    on_clip: Desk, case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk, said = on_clip, []
    desk.session.said.connect(lambda words, _tone: said.append(words))
    key(qtbot, desk, Qt.Key.Key_Right)
    waits(lambda: desk.viewer.is_idle)
    key(qtbot, desk, Qt.Key.Key_S)
    waits(lambda: bool(desk.session.case.of(Derivative)))
    saved = desk.session.case.of(Derivative)[0]
    assert saved.frame == desk.session.frame
    waits(lambda: any(saved.sha256 in words for words in said))
    item = desk.session.case.require(f"item/{saved.item}")
    assert isinstance(item, Item)
    assert f"Frame #1 of {item.label} saved" in said[-1]
    activate(desk, waits)
    key(qtbot, desk, Qt.Key.Key_Left)
    waits(lambda: desk.viewer.is_idle)
    assert desk.session.frame != saved.frame
    desk.inspector.open_panel("tags")
    waits(lambda: any(one.text() == "frame #1 at 00:00.040" for one in desk.inspector.findChildren(QPushButton)))
    press(qtbot, desk.inspector, "frame #1 at")
    waits(lambda: desk.session.frame == saved.frame)
    key(qtbot, desk, Qt.Key.Key_Z, CTRL)
    assert desk.session.case.of(Derivative) == ()


def test_a_citation_of_the_frame_is_on_the_clipboard(on_clip: Desk, qtbot: QtBot) -> None:
    key(qtbot, on_clip, Qt.Key.Key_C, CTRL | SHIFT)
    frame = on_clip.session.frame
    assert frame is not None
    assert frame.sha256 in QGuiApplication.clipboard().text()


def test_a_sensitive_item_is_veiled_with_its_strip_until_it_is_clicked(
    on_clip: Desk, qtbot: QtBot, waits: Wait
) -> None:
    desk, canvas = on_clip, on_clip.stage.canvas
    item = desk.session.item
    assert item is not None
    strip = desk.timeline.strip
    waits(lambda: not strip.picture(0).isNull())
    clear = strip.picture(0)
    desk.session.do(SetSensitivity(items=(item,), sensitivity=("private_home",)))
    assert not canvas.is_veiled
    desk.session.do(SetSensitivity(items=(item,), sensitivity=("graphic",)))
    waits(lambda: canvas.is_veiled)
    assert strip.picture(0) != clear
    middle = canvas.grab().toImage().pixelColor(canvas.width() // 3, canvas.height() // 2)
    assert middle.saturation() == 0
    key(qtbot, desk, Qt.Key.Key_R)
    click(qtbot, desk, 100, 100)
    assert not canvas.is_veiled
    assert strip.picture(0) == clear
    assert regions(desk) == []
    key(qtbot, desk, Qt.Key.Key_H, CTRL | SHIFT)
    assert canvas.is_veiled
    key(qtbot, desk, Qt.Key.Key_Return)
    assert not canvas.is_veiled


def test_the_next_photo_is_decoded_ahead(on_photo: Desk, qtbot: QtBot, waits: Wait) -> None:
    desk = on_photo
    other = next(item for item in desk.session.case.of(Item) if item.original_name == "IMG_10.jpg")
    waits(lambda: other.key in desk.viewer.prefetched)
    desk.items.go_to(other.key)
    assert desk.stage.canvas.image.width() == other.technical.displayed_width


def test_the_line_of_state_names_frame_time_and_pixel(
    on_clip: Desk, case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk, canvas, page = on_clip, on_clip.stage.canvas, case_window.page
    assert page is not None
    key(qtbot, desk, Qt.Key.Key_Right)
    waits(lambda: desk.viewer.is_idle)

    def is_pointed_at() -> bool:
        """The picture may be fitted once more into the room that the timeline leaves it."""
        qtbot.mouseMove(canvas, QPointF(*canvas.view.to_screen((12.5, 7.5))).toPoint())
        return page.place_words().endswith("x 12 y 7")

    waits(is_pointed_at)
    words = page.place_words()
    assert words.startswith("frame 1 of 8 · 00:00.040 · PTS ")
    assert "variable rate" in words
