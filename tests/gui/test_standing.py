"""Closing and reopening a case goes on where the person stood; nothing of it is kept outside the case."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from verifier.domain.records import Item
from verifier.gui.columns import Widths
from verifier.gui.controls import Section
from verifier.gui.desk import Desk
from verifier.gui.items.facets import Filter
from verifier.gui.items.order import Order
from verifier.gui.standing import Stand, load_stand, save_stand
from verifier.gui.triage.card import TriageCard
from verifier.gui.window import MainWindow
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


def desk_of(window: MainWindow) -> Desk:
    assert window.page is not None
    return window.page.desk


def go(desk: Desk, name: str, waits: Wait) -> None:
    item = next(item for item in desk.session.case.of(Item) if item.original_name == name)
    desk.items.go_to(item.key)
    waits(lambda: not desk.stage.canvas.image.isNull())


def reopen(window: MainWindow, path: Path, waits: Wait) -> Desk:
    window.close_case()
    window.open_case(path, "A. Analyst")
    waits(lambda: window.page is not None)
    return desk_of(window)


def test_item_zoom_filter_and_panel_come_back(
    case_window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window)
    go(desk, "IMG_10.jpg", waits)
    qtbot.keyClicks(desk.items.search, "img")
    desk.items.filtering.use(Filter((("kind", "photo"),), "img"))
    desk.items.filtering.arrange(Order("device", "name"))
    desk.inspector.open_panel("metadata")
    drag_handle(qtbot, desk, 1, 40)
    widths = desk.columns.sizes()
    assert widths[0] == desk.columns.wanted.items == pytest.approx(Widths().items + 40, abs=3)
    desk.stage.canvas.look_at((120.0, 200.0), 3.0)
    desk = reopen(case_window, tmp_path / "river.case", waits)
    assert desk.session.item is not None
    assert desk.session.item.original_name == "IMG_10.jpg"
    assert desk.items.search.text() == "img"
    assert desk.items.filtering.wanted == Filter((("kind", "photo"),), "img")
    assert desk.items.model.order == Order("device", "name")
    assert desk.inspector.current == "metadata"
    waits(lambda: desk.stage.canvas.view.zoom == 3.0)
    assert desk.stage.canvas.center == pytest.approx((120.0, 200.0), abs=2)
    assert desk.columns.sizes() == widths
    assert "desk" not in (tmp_path / "settings.json").read_text()


def test_a_narrow_window_leaves_the_sides_as_wide_as_they_were_wanted(
    case_window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait
) -> None:
    desk, wide = desk_of(case_window), case_window.width()
    before = desk.columns.sizes()
    case_window.resize(case_window.minimumWidth(), case_window.height())
    waits(lambda: desk.columns.sizes()[0] < before[0])
    desk.session.show_page("triage")
    desk.session.show_page("review")
    desk = reopen(case_window, tmp_path / "river.case", waits)
    case_window.resize(wide, case_window.height())
    waits(lambda: desk.columns.sizes() == before)
    drag_handle(qtbot, desk, 2, -30)
    desk.session.show_page("triage")
    drag_handle(qtbot, desk, 3, -20)
    desk.session.show_page("review")
    assert desk.columns.sizes()[2] == pytest.approx(before[2] + 30, abs=3)
    desk.session.show_page("triage")
    assert desk.columns.sizes()[3] == pytest.approx(Widths().card + 20, abs=3)


def drag_handle(qtbot: QtBot, desk: Desk, number: int, by: int) -> None:
    """Drag what parts two columns; right is more."""
    qtbot.wait(20)  # a handle is put in its place by an event of its own
    handle = desk.columns.handle(number)
    begin, left = handle.rect().center(), Qt.MouseButton.LeftButton
    qtbot.mousePress(handle, left, pos=begin)
    qtbot.mouseMove(handle, begin + QPoint(by, 0))
    qtbot.mouseRelease(handle, left, pos=begin)


def test_the_frame_of_a_clip_comes_back(case_window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    go(desk, "clip.mp4", waits)
    desk.stage.canvas.setFocus()
    for _ in range(3):
        qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_Right)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 3)
    shown = desk.session.frame
    again = reopen(case_window, tmp_path / "river.case", waits)
    waits(lambda: again.session.frame is not None)
    assert again.session.frame == shown
    assert again.stage.canvas.is_fitted


def test_a_clip_that_is_come_back_to_goes_on_where_it_was_left(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window)
    go(desk, "clip.mp4", waits)
    waits(lambda: desk.session.frame is not None)
    desk.go_to_frame(desk.session.item_key, 3)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 3)
    clip = desk.session.item_key
    go(desk, "IMG_10.jpg", waits)
    desk.items.go_to(clip)
    waits(lambda: desk.session.frame is not None)
    assert desk.session.frame is not None
    assert desk.session.frame.ordinal == 3


def test_the_card_of_triage_shows_the_item_that_comes_back(
    case_window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    desk = desk_of(case_window)
    go(desk, "IMG_10.jpg", waits)
    desk.session.show_page("triage")
    desk = reopen(case_window, tmp_path / "river.case", waits)
    item = desk.session.item
    assert item is not None
    card = desk.findChildren(TriageCard)[0]
    waits(lambda: card.isVisible() and bool(card.findChildren(Section)))
    assert item.label in [one.text() for one in card.findChildren(QLabel)]


@pytest.mark.parametrize(("page", "keeper"), [("triage", "ItemView"), ("review", "Canvas"), ("map", "MapWidget")])
def test_the_keys_are_given_to_the_page_that_comes_back(
    case_window: MainWindow, tmp_path: Path, waits: Wait, page: str, keeper: str
) -> None:
    desk_of(case_window).session.show_page(page)
    desk = reopen(case_window, tmp_path / "river.case", waits)
    desk.window().activateWindow()
    waits(desk.isActiveWindow)
    assert desk.session.page == page
    assert type(desk.window().focusWidget()).__name__ == keeper


def test_a_fitted_picture_stays_fitted_and_other_items_are_not_zoomed(
    case_window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    desk = desk_of(case_window)
    go(desk, "IMG_10.jpg", waits)
    desk.stage.canvas.look_at((120.0, 200.0), 3.0)
    desk = reopen(case_window, tmp_path / "river.case", waits)
    go(desk, "IMG_2.jpg", waits)
    waits(lambda: desk.stage.canvas.picture_size == (640, 480))
    assert desk.stage.canvas.is_fitted


def test_nonsense_is_the_beginning(tmp_path: Path) -> None:
    path = tmp_path / "desk.json"
    assert load_stand(path) == Stand()
    for words in ("", "[]", '{"zoom": -1}', '{"ordinal": -4}', '{"zoom": 1e999}', '{"widths": {"items": 0}}'):
        path.write_text(words)
        assert load_stand(path) == Stand()
    stand = Stand(
        "item/1",
        7,
        (1.5, 2.5),
        2.0,
        "words",
        (("drone", "Phantom 3"),),
        "day",
        "name",
        "place",
        "triage",
        Widths(1, 2, 3),
    )
    save_stand(path, stand)
    assert load_stand(path) == stand
    save_stand(tmp_path / "gone" / "desk.json", stand)


def test_a_case_opened_for_reading_alone_is_not_written_to(window: MainWindow, case_copy: Path, waits: Wait) -> None:
    with Workspace.open(case_copy, "B. Colleague"):
        window.open_case(case_copy, "A. Analyst")
        waits(lambda: window.page is not None)
        window.close_case()
    assert not (case_copy / "cache" / "desk.json").exists()
