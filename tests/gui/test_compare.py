"""Two pictures beside each other: by keys and mouse, from the list, from a mark, from a match; veiled ones stay so."""

from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.footage import make_photo
from tests.gui.test_journey import LEFT, desk_of, show_item
from tests.gui.test_stage_journey import ALT, SHIFT, Wait, key
from verifier.commands.triage import SetSensitivity
from verifier.domain.records import Item
from verifier.gui.compare.offering import CompareButton
from verifier.gui.compare.page import BLINKS, ComparePage
from verifier.gui.compare.pair import Pair, Shown
from verifier.gui.desk import Desk
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage


def named(desk: Desk, name: str) -> Item:
    return next(item for item in desk.session.case.of(Item) if item.original_name == name)


def page_of(desk: Desk) -> ComparePage:
    page = desk.page("compare")
    assert isinstance(page, ComparePage)
    return page


@pytest.fixture
def desk(case_window: MainWindow) -> Desk:
    return desk_of(case_window)


def test_two_items_selected_in_the_list_are_compared_in_every_mode_by_keys(
    desk: Desk, qtbot: QtBot, waits: Wait
) -> None:
    one, other = named(desk, "IMG_2.jpg"), named(desk, "IMG_10.jpg")
    desk.session.choose((one.key, other.key))
    key(qtbot, desk, Qt.Key.Key_C, SHIFT)
    assert desk.session.page == "compare"
    page = page_of(desk)
    waits(lambda: page.is_settled)
    assert page.one.item == one
    assert page.other.item == other
    assert page.other.image.height() == 640  # upright
    for pressed, mode in ((Qt.Key.Key_2, "wipe"), (Qt.Key.Key_4, "difference"), (Qt.Key.Key_3, "blink")):
        qtbot.keyClick(page.view, pressed)
        assert page.view.mode == mode
        assert page.modes[mode].isChecked()
    assert page.view.blinking.isActive()
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert not page.view.blinking.isActive()
    qtbot.keyClick(page.view, Qt.Key.Key_2)
    before = page.view.divider
    qtbot.keyClick(page.view, Qt.Key.Key_BracketRight)
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert page.view.divider == pytest.approx(before + 0.04)
    assert one.triage is None  # keys of the page decide nothing about items
    assert desk.session.case.get(one.key) == one


def test_the_wipe_shows_one_picture_on_each_side_of_the_divider_and_the_mouse_drags_it(
    desk: Desk, qtbot: QtBot, waits: Wait, tmp_path: Path
) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    for name, color in (("red.png", (200, 0, 0)), ("blue.png", (0, 0, 200))):
        Image.new("RGB", (400, 300), color).save(folder / name)
    add_footage(desk.session.workspace, [folder])
    waits(lambda: any(item.original_name == "blue.png" for item in desk.session.case.of(Item)))
    desk.session.compare(Pair(Shown(named(desk, "red.png").key), Shown(named(desk, "blue.png").key)))
    page = page_of(desk)
    waits(lambda: page.is_settled)
    page.modes["wipe"].click()
    view, middle = page.view, page.view.height() // 2
    corner = view.view.to_screen((0, 0))
    left = QPoint(round(corner[0]) + 20, middle - 60)
    assert view.grab().toImage().pixelColor(left).red() == 200
    at = QPoint(round(view.width() * view.divider), middle)
    qtbot.mousePress(view, LEFT, pos=at)
    qtbot.mouseMove(view, QPoint(2, middle))
    qtbot.mouseRelease(view, LEFT, pos=QPoint(2, middle))
    assert view.divider < 0.02
    assert view.grab().toImage().pixelColor(left).blue() == 200
    assert page.view.compared is not None
    assert page.view.compared.placement is None
    assert "by size alone" in page.numbers.text()
    assert page.view.compared.mean == pytest.approx((200 + 200) / 3)
    page.modes["difference"].click()
    shown = view.grab().toImage().pixelColor(left)
    assert (shown.red(), shown.green(), shown.blue()) == (255, 0, 255)  # 200, amplified


def test_a_frame_marked_a_is_compared_with_another_and_both_step_together_by_time(
    desk: Desk, qtbot: QtBot, waits: Wait
) -> None:
    show_item(qtbot, desk, "clip.mp4", waits)
    waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)
    key(qtbot, desk, Qt.Key.Key_A, ALT)
    for _ in range(2):
        key(qtbot, desk, Qt.Key.Key_Right)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 2)
    key(qtbot, desk, Qt.Key.Key_C, ALT)
    page = page_of(desk)
    waits(lambda: page.is_settled)
    assert page.one.frame is not None
    assert page.other.frame is not None
    assert (page.one.frame.ordinal, page.other.frame.ordinal) == (0, 2)
    page.take_offset()
    table = page.one.table
    assert table is not None
    assert page.offset_s == round((table.time_s(2) - table.time_s(0)) * 1000) / Fraction(1000)
    for _ in range(3):
        qtbot.keyClick(page.view, Qt.Key.Key_Right)
    waits(lambda: page.is_settled)
    assert page.one.frame.ordinal == 3
    expected = table.shown_at(table.time_s(3) + page.offset_s)
    assert page.other.frame.ordinal == expected
    assert page.other.frame.pts == table.pts[expected or 0]
    assert f"PTS {page.one.frame.pts}" in page.one.words()
    qtbot.keyClick(page.view, Qt.Key.Key_Left)
    waits(lambda: page.is_settled and page.one.frame is not None and page.one.frame.ordinal == 2)


def test_what_is_sensitive_stays_veiled_until_each_is_clicked(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    one, other = named(desk, "IMG_2.jpg"), named(desk, "IMG_10.jpg")
    desk.session.do(SetSensitivity((one, other), ("graphic",)))
    waits(lambda: named(desk, "IMG_2.jpg").sensitivity == ("graphic",))
    desk.session.compare(Pair(Shown(one.key), Shown(other.key)))
    page = page_of(desk)
    waits(lambda: page.is_settled)
    for mode in ("side", "wipe", "difference"):
        page.modes[mode].click()
        veiled = page.view.grab().toImage()
        assert page.one.is_veiled
        colors = [veiled.pixelColor(x, y) for x in range(5, 400, 9) for y in range(60, 300, 9)]
        spread = max(max(c.red(), c.green(), c.blue()) - min(c.red(), c.green(), c.blue()) for c in colors)
        assert spread <= 12  # grey, whatever the mode: no picture, no difference
    qtbot.mouseClick(page.view, LEFT, pos=QPoint(20, 20))
    assert not page.one.is_veiled
    assert page.other.is_veiled
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert not page.other.is_veiled


def test_it_never_flashes_more_than_three_times_a_second() -> None:
    assert max(BLINKS) / 2 <= 3


def test_readings_of_two_items_are_filtered_searched_and_copied(desk: Desk, waits: Wait, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    make_photo(folder / "far.jpg", 320, 240)
    add_footage(desk.session.workspace, [folder])
    waits(lambda: any(item.original_name == "far.jpg" for item in desk.session.case.of(Item)))
    desk.session.compare(Pair(Shown(named(desk, "IMG_10.jpg").key), Shown(named(desk, "far.jpg").key)))
    page = page_of(desk)
    page.modes["readings"].click()
    waits(lambda: bool(page.readings.model.rows))
    rows = page.readings.model.rows
    assert all(not row.is_same for row in rows)
    assert any(row.name == "Orientation" for row in rows)
    page.readings.everything.click()
    assert len(page.readings.model.rows) > len(rows)
    page.readings.search.setText("orient")
    assert {row.name for row in page.readings.model.rows} <= {"Orientation"}
    page.readings.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[2].endswith("IMG_10.jpg")
    assert any(line.split("\t")[1:3] == ["Orientation", "6"] or "Orientation" in line for line in lines[1:])


def test_the_panel_of_metadata_offers_the_readings_of_what_was_marked(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    show_item(qtbot, desk, "IMG_2.jpg", waits)
    panel = desk.inspector.open_panel("metadata")
    (offer,) = panel.findChildren(CompareButton)
    offer.fill()
    assert [action.isEnabled() for action in offer.menu().actions()] == [False]
    key(qtbot, desk, Qt.Key.Key_A, ALT)
    show_item(qtbot, desk, "IMG_10.jpg", waits)
    offer.fill()
    (action,) = offer.menu().actions()
    assert "IMG_2.jpg" in action.text()
    action.trigger()
    page = page_of(desk)
    assert page.modes["readings"].isChecked()
    waits(lambda: bool(page.readings.model.rows))
    assert page.readings.model.heads[2].endswith("IMG_10.jpg")
