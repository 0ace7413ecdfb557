"""One mapping for all bands: what is in view, how it is zoomed, moved and followed; by wheel, keys and hand."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import desk_of, show_item
from tests.gui.test_stage_journey import CTRL, NONE, SHIFT, key
from verifier.gui.desk import Desk
from verifier.gui.timeline.clip import strip_parts
from verifier.gui.timeline.drawing import STRIP_TOP
from verifier.gui.timeline.scale import LEAST_FRAMES, TimeScale
from verifier.gui.window import MainWindow
from verifier.media.frame_table import FrameTable

Wait = Callable[[Callable[[], bool]], None]
HOUR = 108_000


def scale(frames: int = HOUR) -> TimeScale:
    made = TimeScale()
    made.begin(frames)
    return made


places = st.floats(0, 1)


@given(places, st.lists(st.tuples(st.floats(0.1, 10), places), max_size=8), st.integers(100, 4000))
def test_pixels_and_places_are_each_others_inverse_and_the_view_stays_in_the_clip(
    place: float, zooms: list[tuple[float, float]], width: int
) -> None:
    made = scale()
    for times, around in zooms:
        made.zoom(times, around)
    assert 0 <= made.first < made.last <= 1 + 1e-12
    assert made.span >= LEAST_FRAMES / HOUR * 0.999
    seen = made.first + place * made.span
    assert made.place(made.x(seen, width), width) == pytest.approx(seen, abs=made.span * 1e-6)


def test_what_is_under_the_pointer_stays_there_while_zooming() -> None:
    made = scale()
    for _ in range(20):
        made.zoom(1.25, 0.4)
    assert made.x(0.4, 1000) == pytest.approx(scale().x(0.4, 1000))
    assert made.span == pytest.approx(1.25**-20)


def test_an_hour_comes_so_near_that_single_frames_are_apart() -> None:
    made = scale()
    made.zoom(1e9, 0.5)
    assert made.x((HOUR / 2 + 1) / (HOUR - 1), 900) - made.x(HOUR / 2 / (HOUR - 1), 900) > 100


def test_a_place_out_of_view_is_brought_in_with_room_ahead_of_it() -> None:
    made = scale()
    made.show(0.2, 0.3)
    made.reveal(0.25)
    assert (made.first, made.last) == (0.2, 0.3)
    made.reveal(0.5)
    assert made.first == pytest.approx(0.49)
    made.reveal(0.3)
    assert made.last == pytest.approx(0.31)
    made.reveal(0.32, is_jump=False)
    assert made.last == pytest.approx(0.32)
    made.reveal(1.0)
    assert made.last == pytest.approx(1.0)


def test_parts_of_a_zoomed_strip_are_few_and_the_same_while_one_goes_along() -> None:
    table = FrameTable(range(0, HOUR * 512, 512), bytes(n % 60 == 0 for n in range(HOUR)), Fraction(1, 15360))
    before, after = strip_parts(table, 10, 0.5, 0.51), strip_parts(table, 10, 0.503, 0.513)
    assert len(before) <= 16
    assert len({one.ordinal for one in before} & {one.ordinal for one in after}) >= 4
    assert before[0].first <= 0.5
    assert before[-1].last >= 0.51


def test_at_the_nearest_each_frame_stands_for_itself() -> None:
    table = FrameTable((0, 100, 150, 400, 410, 600), b"\1\0\0\0\0\0", Fraction(1, 1000))
    parts = strip_parts(table, 8, 0.2, 0.7)
    assert [one.ordinal for one in parts] == [0, 1, 2, 3, 4, 5][: len(parts)]
    assert [one.first for one in parts] == [table.pts[one.ordinal] / 600 for one in parts]


@pytest.fixture
def on_clip(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> Desk:
    desk = desk_of(case_window)
    show_item(qtbot, desk, "clip.mp4", waits)
    waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)
    desk.timeline.scale._least = 0.2  # a clip of eight frames, as near as a longer one comes
    return desk


def wheel(desk: Desk, x: float, turns: int, modifiers: Qt.KeyboardModifier) -> None:
    slider = desk.timeline.slider
    at = QPointF(x, STRIP_TOP + 10)
    event = QWheelEvent(
        slider.mapTo(desk.timeline, at),
        slider.mapToGlobal(at),
        QPoint(),
        QPoint(0, turns * 120),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(desk.timeline, event)  # where Qt hands on what a band leaves alone


def test_ctrl_and_the_wheel_zoom_at_the_pointer_and_the_wheel_alone_goes_along(on_clip: Desk) -> None:
    timeline = on_clip.timeline
    x = timeline.slider.width() * 0.75
    place = timeline.scale.place(x, timeline.slider.width())
    wheel(on_clip, x, 3, CTRL)
    assert timeline.scale.span == pytest.approx(1.25**-3)
    assert timeline.scale.place(x, timeline.slider.width()) == pytest.approx(place)
    assert timeline.in_view.text().startswith("in view 00:00.")
    assert timeline.in_view.text().endswith("2.0×")
    first = timeline.scale.first
    wheel(on_clip, x, 1, SHIFT)
    assert timeline.scale.first < first
    wheel(on_clip, x, -40, CTRL)
    assert timeline.scale.is_whole
    assert timeline.in_view.text() == ""


def test_keys_zoom_around_the_playhead_and_show_the_whole_again(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    on_clip.timeline.go_to(4)
    waits(lambda: on_clip.session.frame is not None and on_clip.session.frame.ordinal == 4)
    on_clip.stage.canvas.setFocus()
    key(qtbot, on_clip, Qt.Key.Key_Up, CTRL)
    scale = on_clip.timeline.scale
    assert scale.span == pytest.approx(0.5)
    assert scale.is_in_view(173 / 340, 173 / 340)
    key(qtbot, on_clip, Qt.Key.Key_Down, CTRL | SHIFT)
    assert scale.is_whole


def test_steps_and_jumps_keep_the_playhead_in_view(on_clip: Desk, qtbot: QtBot) -> None:
    timeline = on_clip.timeline
    timeline.scale.show(0.0, 0.3)
    for ordinal in (7, 2, 0, 5):
        timeline.go_to(ordinal)
        place = (0, 40, 73, 140, 173, 240, 273, 340)[ordinal] / 340
        assert timeline.scale.is_in_view(place, place)
        assert timeline.scale.span == pytest.approx(0.3)


def test_the_playhead_stays_in_view_while_the_clip_plays(on_clip: Desk, waits: Wait) -> None:
    timeline, outside = on_clip.timeline, list[int]()
    timeline.scale.show(0.0, 0.3)

    def look() -> None:
        place = (0, 40, 73, 140, 173, 240, 273, 340)[timeline.ordinal] / 340
        outside.extend([] if timeline.scale.is_in_view(place, place) else [timeline.ordinal])

    on_clip.session.frame_changed.connect(look)
    on_clip.playback.toggle()
    waits(lambda: timeline.ordinal == 7)
    assert outside == []
    assert timeline.scale.last == pytest.approx(1.0)
    waits(lambda: not on_clip.playback.is_playing)


def test_a_click_on_a_zoomed_strip_means_the_frame_that_stands_there(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    timeline = on_clip.timeline
    timeline.scale.show(0.5, 0.9)
    x = timeline.scale.x(240 / 340, timeline.slider.width())
    qtbot.mouseClick(timeline.slider, Qt.MouseButton.LeftButton, NONE, QPointF(x, STRIP_TOP + 10).toPoint())
    assert timeline.ordinal == 5
    waits(lambda: on_clip.session.frame is not None and on_clip.session.frame.ordinal == 5)


def test_the_handle_and_the_middle_button_go_along(on_clip: Desk, qtbot: QtBot) -> None:
    timeline = on_clip.timeline
    timeline.scale.show(0.0, 0.5)
    bar = timeline.reach
    start = bar.handle().center().toPoint()
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(bar, QPoint(bar.width(), start.y()))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width(), start.y()))
    assert timeline.scale.last == pytest.approx(1.0)
    slider, middle = timeline.slider, Qt.MouseButton.MiddleButton
    qtbot.mousePress(slider, middle, pos=QPoint(100, STRIP_TOP + 10))
    qtbot.mouseMove(slider, QPoint(200, STRIP_TOP + 10))
    qtbot.mouseRelease(slider, middle, pos=QPoint(200, STRIP_TOP + 10))
    assert timeline.scale.first == pytest.approx(0.5 - 100 / (slider.width() - 16) * 0.5)


def test_a_segment_fills_the_view_and_is_there_when_the_clip_is_opened_again(
    on_clip: Desk, qtbot: QtBot, waits: Wait
) -> None:
    for ordinal, pressed in ((2, Qt.Key.Key_I), (5, Qt.Key.Key_O)):
        on_clip.timeline.go_to(ordinal)
        waits(lambda ordinal=ordinal: on_clip.session.frame is not None and on_clip.session.frame.ordinal == ordinal)
        key(qtbot, on_clip, pressed)
    key(qtbot, on_clip, Qt.Key.Key_Up, CTRL | SHIFT)
    scale = on_clip.timeline.scale
    assert scale.first == pytest.approx(73 / 340 - 0.08 * 167 / 340)
    assert scale.last == pytest.approx(240 / 340 + 0.08 * 167 / 340)
    made = on_clip.segments.of_item()[0].key
    show_item(qtbot, on_clip, "IMG_2.jpg", waits)
    show_item(qtbot, on_clip, "clip.mp4", waits)
    waits(lambda: on_clip.session.frame is not None)
    assert scale.is_whole
    assert on_clip.timeline.slider.segment_area(made).width() > 50
