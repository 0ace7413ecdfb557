"""What stands on the stage while the sharp picture is still being decoded."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage

from verifier.domain.records import Item, Observation
from verifier.domain.regions import Box
from verifier.gui import gestures
from verifier.gui.desk import Desk
from verifier.gui.timeline.strip import Strip
from verifier.gui.viewer import Viewer
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]
SMALL_PX = 8


def small_green(_key: str) -> QImage:
    image = QImage(SMALL_PX, SMALL_PX * 3 // 4, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF00)
    return image


def item_of(desk: Desk, kind: str) -> Item:
    return next(item for item in desk.session.case.of(Item) if item.kind == kind)


def viewer_with_small_pictures(window: MainWindow) -> tuple[Desk, Viewer]:
    assert window.page is not None
    desk = window.page.desk
    desk.session.item_changed.disconnect(desk.viewer.show_item)
    return desk, Viewer(desk.session, desk.stage, desk.timeline, Strip(desk.session), small_green)


def test_a_photo_is_shown_at_once_by_its_small_picture_and_then_sharp(case_window: MainWindow, waits: Wait) -> None:
    desk, viewer = viewer_with_small_pictures(case_window)
    photo = item_of(desk, "photo")
    desk.session.go_to(photo.key)
    viewer.show_item()
    assert desk.stage.canvas.image.width() == SMALL_PX
    assert desk.stage.canvas.picture_size == (photo.technical.displayed_width, photo.technical.displayed_height)
    waits(lambda: desk.stage.canvas.image.width() == photo.technical.displayed_width)


def test_steps_on_a_clip_that_was_left_and_shown_again_are_kept(case_window: MainWindow, waits: Wait) -> None:
    assert case_window.page is not None
    desk = case_window.page.desk
    clip, photo = item_of(desk, "video"), item_of(desk, "photo")
    for item in (photo, clip, photo, clip):
        desk.session.go_to(item.key)
    desk.timeline.step(1)
    desk.timeline.step(1)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 2 and desk.viewer.is_idle)


@pytest.mark.usefixtures("own_workers")  # which take a moment to begin
def test_a_small_picture_never_stands_for_an_exact_frame_and_says_so(case_window: MainWindow, waits: Wait) -> None:
    desk, viewer = viewer_with_small_pictures(case_window)
    desk.session.go_to(item_of(desk, "video").key)
    viewer.show_item()
    assert desk.stage.canvas.image.width() == SMALL_PX
    assert "Not the exact frame" in desk.stage.cautioned
    assert desk.session.frame is None
    gestures.draw_region(desk.session, Box(1, 1, 9, 9))
    assert desk.session.case.of(Observation) == ()
    waits(lambda: desk.session.frame is not None)
    assert desk.stage.canvas.image.width() > SMALL_PX
    assert desk.stage.cautioned == ""
