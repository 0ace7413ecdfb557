"""Seeing better: filters, recipe, reset, turn; by mouse and keys, asserting on what the case holds after."""

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageOps
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import desk_of, draw_box, show_item
from tests.gui.test_stage_journey import ALT, CTRL, SHIFT, Wait, key, regions
from verifier.commands.triage import SetSensitivity
from verifier.domain.records import Derivative, Item, Observation
from verifier.domain.regions import Box
from verifier.forensics.params import Gamma, Invert
from verifier.gui.desk import Desk
from verifier.gui.stage.canvas import MARGINS
from verifier.gui.stage.view import View, fitted
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.saving import SavedAt
from verifier.workspace.workspace import Workspace


@pytest.fixture
def on_photo(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> Desk:
    desk = desk_of(case_window)
    show_item(qtbot, desk, "IMG_2.jpg", waits)
    waits(lambda: desk.stage.canvas.image.width() == 640)
    return desk


@pytest.fixture
def on_clip(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> Desk:
    desk = desk_of(case_window)
    show_item(qtbot, desk, "clip.mp4", waits)
    waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)
    return desk


def color(desk: Desk, x: int = 200, y: int = 300) -> QColor:
    return desk.stage.canvas.image.pixelColor(x, y)


def is_negative_of(one: QColor, other: QColor) -> bool:
    return (one.red(), one.green(), one.blue()) == (255 - other.red(), 255 - other.green(), 255 - other.blue())


def test_a_slider_shows_the_picture_through_a_filter_and_keys_switch_and_reset_it(
    on_photo: Desk, qtbot: QtBot, waits: Wait
) -> None:
    desk, seeing = on_photo, on_photo.session.seeing
    plain = color(desk)
    key(qtbot, desk, Qt.Key.Key_B, SHIFT)
    assert desk.seeing.panel.isVisible()
    slider = desk.seeing.panel.lines["gamma", "gamma"].slider
    assert slider is not None
    slider.setFocus()
    for _ in range(5):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    waits(lambda: seeing.shown == (Gamma(1.5),))
    assert color(desk).green() == pytest.approx(255 * (plain.green() / 255) ** (1 / 1.5), abs=1)
    assert desk.seeing.badge.words == "Shown with: Gamma 1.5"
    assert desk.seeing.badge.isVisible()
    key(qtbot, desk, Qt.Key.Key_W, SHIFT)
    waits(lambda: seeing.shown == ())
    assert color(desk) == plain
    assert "switched off: Gamma 1.5" in desk.seeing.badge.words
    key(qtbot, desk, Qt.Key.Key_W, SHIFT)
    waits(lambda: seeing.shown == (Gamma(1.5),))
    key(qtbot, desk, Qt.Key.Key_0, SHIFT)
    waits(lambda: seeing.shown == ())
    assert color(desk) == plain
    assert not desk.seeing.badge.isVisible()
    assert slider.value() == 9


def test_a_box_to_tick_a_choice_and_a_number_each_move_their_filter(on_photo: Desk, waits: Wait) -> None:
    desk, seeing, plain = on_photo, on_photo.session.seeing, color(on_photo)
    lines = desk.seeing.panel.lines
    box, number = lines["invert", "is_inverted"].box, lines["brightness", "amount"].number
    assert box is not None
    assert number is not None
    box.click()
    waits(lambda: seeing.shown == (Invert(True),))
    assert is_negative_of(color(desk), plain)
    number.setValue(250)
    waits(lambda: len(seeing.shown) == 2)
    assert getattr(seeing.shown[0], "amount", None) == 100
    choice = lines["channel", "shown"].choice
    assert choice is not None
    choice.chosen.emit("red")
    waits(lambda: len(seeing.shown) == 3)
    shown = color(desk)
    assert shown.red() == shown.green() == shown.blue()


def test_each_item_keeps_its_own_look_while_the_case_is_open(on_photo: Desk, qtbot: QtBot, waits: Wait) -> None:
    desk, seeing = on_photo, on_photo.session.seeing
    seeing.set(desk.session.item_key, "invert", "is_inverted", value=True)
    waits(lambda: seeing.shown == (Invert(True),))
    negative = color(desk)
    show_item(qtbot, desk, "IMG_10.jpg", waits)
    waits(lambda: desk.stage.canvas.image.height() == 640)
    assert seeing.shown == ()
    show_item(qtbot, desk, "IMG_2.jpg", waits)
    waits(lambda: seeing.shown == (Invert(True),))
    assert color(desk) == negative


def test_a_frame_through_a_filter_is_the_same_frame_and_stepping_keeps_the_filter(
    on_clip: Desk, qtbot: QtBot, waits: Wait
) -> None:
    desk, seeing = on_clip, on_clip.session.seeing
    before, plain = desk.session.frame, color(desk, 100, 100)
    seeing.set(desk.session.item_key, "invert", "is_inverted", value=True)
    waits(lambda: seeing.shown == (Invert(True),))
    assert desk.session.frame == before
    assert is_negative_of(color(desk, 100, 100), plain)
    key(qtbot, desk, Qt.Key.Key_Right)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 1)
    assert seeing.shown == (Invert(True),)
    key(qtbot, desk, Qt.Key.Key_S)
    waits(lambda: len(desk.session.case.of(Derivative)) == 1)
    key(qtbot, desk, Qt.Key.Key_S, CTRL | SHIFT)
    waits(lambda: len(desk.session.case.of(Derivative)) == 2)
    as_it_is, as_seen = desk.session.case.of(Derivative)
    assert (as_it_is.purpose, as_seen.purpose) == ("frame", "figure")
    assert as_it_is.sha256 != as_seen.sha256
    assert as_it_is.frame == as_seen.frame == desk.session.frame
    assert as_seen.recipe.parameters["filter_1"] == "invert"
    panel = desk.inspector.open_panel("tags")
    waits(lambda: any(one.text().endswith("as seen: Invert") for one in panel.findChildren(QPushButton)))


def test_a_clip_is_played_through_its_filters(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    desk, seeing = on_clip, on_clip.session.seeing
    seeing.set(desk.session.item_key, "invert", "is_inverted", value=True)
    waits(lambda: seeing.shown == (Invert(True),))
    shown: list[object] = []
    desk.session.frame_changed.connect(lambda: shown.append(seeing.shown))
    desk.playback.toggle()
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal >= 3)
    desk.playback.stop()
    waits(lambda: desk.viewer.is_idle)
    assert set(shown) == {(Invert(True),)}


def test_a_region_remembers_the_view_it_was_drawn_on_and_a_killed_case_still_offers_it(
    on_photo: Desk, qtbot: QtBot, waits: Wait, case_window: MainWindow, case_copy: Path
) -> None:
    desk, seeing = on_photo, on_photo.session.seeing
    draw_box(qtbot, desk, (10, 10), (60, 60))
    seeing.set(desk.session.item_key, "gamma", "gamma", 1.8)
    waits(lambda: seeing.shown == (Gamma(1.8),))
    draw_box(qtbot, desk, (100, 100), (200, 200))
    assert [one.drawn_with != () for one in desk.session.case.of(Observation)] == [False, True]
    case_window.close_case()  # with it goes what was only looked at
    waits(lambda: case_window.page is None)
    case_window.open_case(case_copy, "A. Analyst")
    waits(lambda: case_window.page is not None)
    desk = desk_of(case_window)
    show_item(qtbot, desk, "IMG_2.jpg", waits)
    held = desk.session.case.of(Observation)[1]
    (applied,) = held.drawn_with
    assert (applied.function, applied.parameters) == ("verifier.forensics.gamma", {"gamma": 1.8})
    assert applied.version
    assert desk.session.seeing.shown == ()
    desk.session.select(held.key)
    panel = desk.inspector.open_panel("tags")
    waits(lambda: any(one.text() == "Show it like that" for one in panel.findChildren(QPushButton)))
    next(one for one in panel.findChildren(QPushButton) if one.text() == "Show it like that").click()
    waits(lambda: desk.session.seeing.shown == (Gamma(1.8),))


def test_what_was_acknowledged_is_on_disk_when_the_program_dies(
    on_photo: Desk, qtbot: QtBot, waits: Wait, tmp_path: Path, case_copy: Path
) -> None:
    import shutil

    desk, seeing = on_photo, on_photo.session.seeing
    seeing.set(desk.session.item_key, "invert", "is_inverted", value=True)
    waits(lambda: seeing.shown == (Invert(True),))
    draw_box(qtbot, desk, (100, 100), (200, 200))
    waits(lambda: isinstance(desk.session.workspace.save_state, SavedAt))
    dead = shutil.copytree(case_copy, tmp_path / "dead.case")  # as the disk stands now, nothing closed
    with Workspace.open(dead, "B. Colleague", read_only=True) as found:
        (held,) = found.case.of(Observation)
        assert held.drawn_with[0].parameters == {"is_inverted": True}


@pytest.mark.parametrize("name", ["IMG_2.jpg", "IMG_10.jpg"])  # the second is stored on its side
@pytest.mark.parametrize("presses", [1, 2, 3])
def test_a_box_drawn_on_a_turned_view_lands_on_the_stored_grid(
    case_window: MainWindow, qtbot: QtBot, waits: Wait, name: str, presses: int
) -> None:
    desk = desk_of(case_window)
    show_item(qtbot, desk, name, waits)
    waits(lambda: max(desk.stage.canvas.image.width(), desk.stage.canvas.image.height()) == 640)
    draw_box(qtbot, desk, (100, 120), (200, 160))
    for _ in range(presses):
        key(qtbot, desk, Qt.Key.Key_R, ALT)
    assert desk.stage.canvas.view.turn_deg % 360 == 90 * presses
    assert "View turned" in desk.seeing.badge.words
    draw_box(qtbot, desk, (100, 120), (200, 160))
    plain, turned = regions(desk)
    assert isinstance(plain, Box)
    assert isinstance(turned, Box)
    ours = (turned.x, turned.y, turned.width, turned.height)
    assert ours == pytest.approx((plain.x, plain.y, plain.width, plain.height), abs=2.1)
    assert desk.session.case.of(Observation)[1].drawn_with == ()


def test_a_region_is_nudged_the_way_it_is_seen_on_a_turned_view(on_photo: Desk, qtbot: QtBot) -> None:
    desk = on_photo
    draw_box(qtbot, desk, (100, 100), (200, 180))
    before = regions(desk)[0]
    key(qtbot, desk, Qt.Key.Key_R, ALT)  # what was up is now at the right
    for _ in range(3):
        key(qtbot, desk, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: regions(desk)[0] != before)
    after = regions(desk)[0]
    assert isinstance(before, Box)
    assert isinstance(after, Box)
    assert (after.x, after.y) == pytest.approx((before.x, before.y - 3))


def test_a_turned_view_shows_the_picture_turned_and_a_point_stays_under_the_hand(
    on_photo: Desk, qtbot: QtBot, waits: Wait
) -> None:
    canvas = on_photo.stage.canvas
    key(qtbot, on_photo, Qt.Key.Key_R, ALT)
    image = canvas.grab().toImage()
    for x, y in ((120, 90), (400, 200), (600, 460)):
        at = QPoint(*(round(side) for side in canvas.view.to_screen((x + 0.5, y + 0.5))))
        got, wanted = image.pixelColor(at), canvas.image.pixelColor(x, y)
        assert max(abs(got.red() - wanted.red()), abs(got.green() - wanted.green())) <= 12
    spot = canvas.view.to_picture((300.0, 250.0))
    on_photo.session.seeing.turn_to(on_photo.session.item_key, 33.5)
    canvas.zoom_to(2.0)
    view = canvas.view.zoomed(1.3, (300.0, 250.0))
    assert view.to_picture((300, 250)) == pytest.approx(canvas.view.to_picture((300, 250)))
    assert view.turned(10, (300, 250)).to_picture((300, 250)) == pytest.approx(view.to_picture((300, 250)))
    assert spot


def test_a_turned_view_fits_its_stage_and_comes_back_from_any_angle() -> None:
    for turn in (0.0, 90.0, 180.0, -90.0, 33.0, -121.5):
        view = fitted((640, 480), (500, 400), (60, 48), turn)
        corners = [view.to_screen(corner) for corner in ((0, 0), (640, 0), (640, 480), (0, 480))]
        assert min(x for x, _ in corners) >= 23.9
        assert max(x for x, _ in corners) <= 476.1
        assert min(y for _, y in corners) >= 59.9
        assert max(y for _, y in corners) <= 352.1
        for point in ((0, 0), (17.5, 300.25)):
            assert view.to_picture(view.to_screen(point)) == pytest.approx(point)
    assert View(1, 0, 0, 90).to_screen((10, 0)) == (0, 10)


def test_a_slider_that_is_dragged_never_queues_up(on_photo: Desk, waits: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    from verifier.gui import viewer
    from verifier.workspace.seeing import see

    asked: list[object] = []
    monkeypatch.setattr(viewer.seeing, "see", lambda *a, **k: asked.append(a[-1]) or see(*a, **k))
    seeing, item_key = on_photo.session.seeing, on_photo.session.item_key
    for step in range(1, 41):
        seeing.set(item_key, "brightness", "amount", step)
    waits(lambda: getattr(seeing.shown[0] if seeing.shown else None, "amount", 0) == 40)
    assert len(asked) == 2  # the first, and the last of those that came while it was under way


@pytest.mark.parametrize(("name", "turned"), [("IMG_2.jpg", False), ("IMG_10.jpg", True)])
def test_the_loupe_tells_the_files_own_values_and_both_places(
    case_window: MainWindow, qtbot: QtBot, waits: Wait, footage: Path, name: str, turned: bool
) -> None:
    desk = desk_of(case_window)
    show_item(qtbot, desk, name, waits)
    desk.session.seeing.set(desk.session.item_key, "invert", "is_inverted", value=True)
    waits(lambda: desk.session.seeing.shown == (Invert(True),))
    key(qtbot, desk, Qt.Key.Key_Q)
    loupe = desk.seeing.loupe
    assert loupe.isVisible()
    loupe.go_to((100.7, 60.2))
    qtbot.keyClick(loupe, Qt.Key.Key_Right)
    waits(lambda: loupe.patch is not None and (loupe.patch.x, loupe.patch.y) == (101, 60))
    with Image.open(footage / name) as opened:
        wanted = ImageOps.exif_transpose(opened).convert("RGB").getpixel((101, 60))
    assert loupe.patch is not None
    assert isinstance(wanted, tuple)
    assert loupe.patch.color() == pytest.approx(wanted, abs=3)  # two decoders of JPEG differ by as much
    values, shown, stored = loupe.words
    assert values.startswith(f"R {loupe.patch.color()[0]}")
    assert shown == "shown at x 101  y 60"
    # Orientation 6: turned clockwise to be upright, so that stored x is displayed y, stored y counts from the right.
    assert stored == ("stored at x 60  y 378" if turned else "stored at x 101  y 60")
    qtbot.keyClick(loupe, Qt.Key.Key_Escape)
    assert not loupe.isVisible()
    assert desk.stage.canvas.hasFocus()


def test_values_under_the_pointer_are_never_those_of_a_filter(on_photo: Desk, waits: Wait) -> None:
    desk = on_photo
    desk.stage.canvas.pointed.emit((10.0, 10.0))
    hints = [one for one in desk.stage.findChildren(QLabel) if one.text().startswith(desk.stage.zoom_words())]
    assert any("rgb" in one.text() for one in hints)
    desk.session.seeing.set(desk.session.item_key, "invert", "is_inverted", value=True)
    waits(lambda: desk.session.seeing.shown == (Invert(True),))
    desk.stage.canvas.pointed.emit((11.0, 10.0))
    assert any("x 11" in one.text() for one in hints)
    assert not any("rgb" in one.text() for one in hints)


def test_the_loupe_shows_nothing_of_what_is_veiled(on_photo: Desk, qtbot: QtBot, waits: Wait) -> None:
    desk = on_photo
    item = desk.session.item
    assert item is not None
    desk.session.do(SetSensitivity((item,), ("graphic",)))
    waits(lambda: desk.stage.canvas.is_veiled)
    key(qtbot, desk, Qt.Key.Key_Q)
    desk.seeing.loupe.go_to((10, 10))
    assert desk.seeing.loupe.is_idle  # nothing was asked for
    assert desk.seeing.loupe.patch is None


def test_a_clip_is_steadied_on_a_frame_and_a_region_still_lands_on_its_own_pixels(
    case_window: MainWindow, qtbot: QtBot, waits: Wait, tmp_path: Path
) -> None:
    folder = tmp_path / "shaken"
    folder.mkdir()
    make_shaken(folder / "shaken.mp4")
    desk = desk_of(case_window)
    add_footage(desk.session.workspace, [folder])
    waits(lambda: desk.items.model.rowCount() == 4)
    assert any(item.original_name == "shaken.mp4" for item in desk.session.case.of(Item))
    show_item(qtbot, desk, "shaken.mp4", waits)
    waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)
    canvas, seeing = desk.stage.canvas, desk.session.seeing
    key(qtbot, desk, Qt.Key.Key_F, SHIFT)
    waits(lambda: seeing.shown_on == 0)
    for number, (dx, dy) in enumerate(SHAKES[1:], 1):
        key(qtbot, desk, Qt.Key.Key_Right)
        waits(lambda number=number: desk.session.frame is not None and desk.session.frame.ordinal == number)
        waits(lambda: desk.viewer.is_idle)
        assert seeing.motion is not None
        assert (seeing.motion.x, seeing.motion.y) == pytest.approx((-dx, -dy), abs=1.0)
        # What was at (150, 110) has moved by the shake, and is seen where a frame that lies still shows it.
        before = fitted(canvas.picture_size, (canvas.width(), canvas.height()), MARGINS).to_screen((150, 110))
        assert canvas.view.to_screen((150 + dx, 110 + dy)) == pytest.approx(before, abs=2.0 * canvas.view.zoom)
    assert "Steadied on frame #0" in desk.seeing.badge.words
    draw_box(qtbot, desk, (100, 100), (140, 150))
    region = regions(desk)[-1]
    assert isinstance(region, Box)
    assert (region.x, region.y, region.width, region.height) == pytest.approx((100, 100, 40, 50), abs=2)
    (applied,) = desk.session.case.of(Observation)[-1].drawn_with
    assert applied.function == "verifier.forensics.steady"
    assert applied.parameters["reference"] == 0
    key(qtbot, desk, Qt.Key.Key_0, SHIFT)
    waits(lambda: seeing.shown_on is None and seeing.motion is None)
    assert canvas.view.turn_deg == 0


SHAKES = ((0, 0), (9, -6), (-12, 4))


def make_shaken(path: Path) -> None:
    """Write a clip whose picture is shifted by known pixels in every frame."""
    random = np.random.default_rng(5)
    scene = np.full((300, 400, 3), 110, np.uint8)
    for _ in range(300):
        x, y, w, h = random.integers(0, (390, 290, 30, 26))
        scene[y : y + h + 4, x : x + w + 4] = random.integers(0, 255, 3)
    with av.open(path, "w") as out:
        stream = out.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.options = {"crf": "12"}
        for dx, dy in SHAKES:
            part = np.ascontiguousarray(scene[30 - dy : 270 - dy, 40 - dx : 360 - dx])
            out.mux(stream.encode(av.VideoFrame.from_ndarray(part, format="rgb24")))
        out.mux(stream.encode(None))
