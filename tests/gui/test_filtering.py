"""Filter, find, group and save by mouse and keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import activate, desk_of
from tests.gui.test_triage import answer
from verifier.commands.drone_claims import StateDrone
from verifier.commands.notes import AddNote
from verifier.commands.triage import SetSensitivity, SetTriage
from verifier.domain.records import CatalogRef, Hypothesis, Item
from verifier.gui.desk import Desk
from verifier.gui.items.facets import Filter
from verifier.gui.palette.dialog import Palette
from verifier.gui.panels.metadata import MetadataPanel
from verifier.gui.triage.card import Large
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def names(desk: Desk) -> list[str]:
    """Return what the list shows."""
    model = desk.items.model
    rows = (desk.session.case.require(model.key_at(place)) for place in range(model.rowCount()))
    return [row.original_name for row in rows if isinstance(row, Item)]


def first(desk: Desk) -> Item:
    return desk.session.case.of(Item)[0]


def test_words_in_a_note_find_its_item_while_one_types(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    desk.session.do(AddNote(about=first(desk), text="Видно з мосту"))
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_F, CTRL)
    assert desk.items.search.hasFocus()
    desk.items.search.insert("МОСТУ")  # QTest types no letters beyond Latin-1
    waits(lambda: names(desk) == [first(desk).original_name])
    qtbot.keyClicks(desk.items.search, "x")
    assert names(desk) == []
    desk.items.search.clear()
    assert len(names(desk)) == 3


def test_what_a_file_says_of_its_device_finds_it_and_the_hits_are_counted(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    waits(lambda: desk.digesting.is_idle)
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(desk.items.search, "dji fc3582")
    waits(lambda: sorted(names(desk)) == ["IMG_10.jpg", "IMG_2.jpg"])
    assert desk.items.hits.isVisible()
    assert desk.items.hits.text() == "2 of 3"
    desk.session.show_page("triage")
    page = case_window.page
    assert page is not None
    assert page.place_words() == "2 of 3 items"
    desk.items.search.clear()
    assert not desk.items.hits.isVisible()


def test_chips_narrow_and_ctrl_adds(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    desk.session.show_page("triage")
    desk.items.list.setFocus()
    desk.items.go_to(first(desk).key)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_1)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_2)
    waits(lambda: desk.items.chips.quick["triage", "maybe"].isVisible())
    quick = desk.items.chips.quick
    assert quick["triage", "none"].text() == "Not looked at 1"
    qtbot.mouseClick(quick["triage", "relevant"], LEFT)
    assert names(desk) == [first(desk).original_name]
    qtbot.mouseClick(quick["triage", "maybe"], LEFT)
    assert len(names(desk)) == 1
    assert not quick["triage", "relevant"].isChecked()
    qtbot.mouseClick(desk.items.chips.all, LEFT)
    assert len(names(desk)) == 3


def test_a_filter_is_found_by_typing_kept_by_name_and_there_again(
    case_window: MainWindow, qtbot: QtBot, waits: Wait, tmp_path: Path
) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    ref = desk.session.workspace.catalog.ref("dji-phantom-3")
    desk.session.do(StateDrone(about=first(desk), role="seen", hypotheses=(Hypothesis(ref),)))
    waits(lambda: desk.items.model.count(("there", "drone")) == 1)
    qtbot.mouseClick(desk.items.chips.more, LEFT)
    popup = desk.items.filtering.popup
    assert popup.isVisible()
    waits(lambda: popup.search.hasFocus())
    qtbot.keyClicks(popup.search, "drone phantom 3")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert desk.items.filtering.wanted == Filter((("drone", ref.name),))
    assert names(desk) == [first(desk).original_name]
    qtbot.mouseClick(popup.save, LEFT)
    answer(qtbot, case_window, "Phantoms", waits)
    assert not popup.isVisible()
    desk.items.filtering.use(Filter())
    assert len(names(desk)) == 3
    case_window.close_case()
    case_window.open_case(tmp_path / "river.case", "A. Analyst")
    waits(lambda: case_window.page is not None)
    desk = desk_of(case_window)
    chip = next(chip for chip in desk.items.chips.saved if chip.text() == "Phantoms")
    qtbot.mouseClick(chip, LEFT)
    assert names(desk) == [first(desk).original_name]
    held = desk.items.chips.held[0]
    assert held.accessibleName().startswith("Stop filtering by Drone:")
    qtbot.mouseClick(held, LEFT)
    assert len(names(desk)) == 3


def test_escape_closes_the_filters_and_gives_the_keys_back(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    qtbot.mouseClick(desk.items.chips.more, LEFT)
    popup = desk.items.filtering.popup
    waits(lambda: popup.search.hasFocus())
    qtbot.keyClick(popup.search, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert QApplication.focusWidget() is desk.items.chips.more


def test_rows_stand_under_headings_and_an_edit_moves_them(case_window: MainWindow, waits: Wait) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    menu = desk.items.chips.order.menu()
    next(action for action in menu.actions() if action.text() == "Grouped by device").trigger()
    waits(lambda: any(group.title.startswith("DJI FC3582") for group in desk.items.model.groups()))
    assert [group.count for group in desk.items.model.groups()] == [2, 1]
    next(action for action in menu.actions() if action.text() == "By name").trigger()
    assert names(desk) == ["IMG_2.jpg", "IMG_10.jpg", "clip.mp4"]


def test_the_clip_that_the_grid_is_at_plays_and_stops(case_window: MainWindow, waits: Wait) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    desk.session.show_page("triage")
    clip = next(item for item in desk.session.case.of(Item) if item.kind == "video")
    photo = next(item for item in desk.session.case.of(Item) if item.kind == "photo")
    desk.items.go_to(photo.key)
    desk.items.go_to(clip.key)
    waits(lambda: desk.items.model.playing == clip.key)
    desk.items.go_to(photo.key)
    assert desk.items.model.playing == ""


def test_sensitive_pictures_are_veiled_until_the_large_one_is_clicked(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    desk.session.show_page("triage")
    photo = next(item for item in desk.session.case.of(Item) if item.kind == "photo")
    desk.items.go_to(photo.key)
    index = desk.items.model.index_of(photo.key)
    waits(lambda: not desk.items.model.small_picture(photo.key).isNull())
    bare = desk.items.model.data(index, Qt.ItemDataRole.DecorationRole)
    desk.session.do(SetSensitivity((photo,), ("graphic",)))
    waits(lambda: desk.items.model.data(index, Qt.ItemDataRole.DecorationRole) is not bare)
    large = desk.card.findChild(Large)
    assert large is not None
    qtbot.mouseClick(large, LEFT)
    assert photo.key in desk.session.unveiled
    assert desk.items.model.data(index, Qt.ItemDataRole.DecorationRole) is bare


def test_the_rows_menu_offers_what_can_be_done(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    rows = desk.items.list
    second = rows.visualRect(rows.model().index(1, 0)).center()
    qtbot.mouseClick(rows.viewport(), LEFT, pos=second)
    assert case_window.page is not None
    asked: list[QPoint] = []
    rows.menu_asked.disconnect()
    rows.menu_asked.connect(asked.append)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        QApplication.sendEvent(rows.viewport(), QContextMenuEvent(reason, second, second))
    assert asked == [rows.viewport().mapToGlobal(second)] * 2
    menu = case_window.page.actions_table.menu("Items", desk)
    assert [action.text() for action in menu.actions()][:2] == ["Relevant", "Maybe"]
    next(action for action in menu.actions() if action.text() == "Relevant").trigger()
    assert desk.session.case.of(Item)[1].triage == "relevant"


def test_enter_in_the_search_box_leads_to_what_it_found(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    last = desk.session.case.of(Item)[-1]
    desk.items.go_to(first(desk).key)
    desk.session.do(AddNote(about=last, text="Zwei Türme"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down):
        desk.items.go_to(first(desk).key)
        qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_F, CTRL)
        desk.items.search.insert("zwei")
        waits(lambda: names(desk) == [last.original_name])
        qtbot.keyClick(desk.items.search, key)
        assert desk.items.list.hasFocus()
        assert desk.session.item == last
        desk.items.search.clear()


def test_escape_and_the_chip_all_drop_the_words_typed(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    for leave in (
        lambda: qtbot.keyClick(desk.items.search, Qt.Key.Key_Escape),
        lambda: qtbot.mouseClick(desk.items.chips.all, LEFT),
    ):
        desk.items.search.setFocus()
        qtbot.keyClicks(desk.items.search, "IMG_2")
        waits(lambda: len(names(desk)) == 1)
        assert not desk.items.chips.all.isChecked()
        leave()
        waits(lambda: len(names(desk)) == 3)
        assert desk.items.search.text() == ""
        assert desk.items.chips.all.isChecked()
    desk.items.search.setFocus()
    qtbot.keyClick(desk.items.search, Qt.Key.Key_Escape)
    assert desk.items.list.hasFocus()  # with no words left to drop the keys go to the list


def test_the_item_shown_stays_where_a_search_left_it_out_and_is_given_up(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    shown = desk.session.case.of(Item)[2]
    desk.session.go_to(shown.key)
    desk.items.search.setFocus()
    qtbot.keyClicks(desk.items.search, first(desk).original_name)
    waits(lambda: len(names(desk)) == 1)
    assert desk.session.item_key == shown.key
    for _ in range(2):
        qtbot.keyClick(desk.items.search, Qt.Key.Key_Escape)
    assert desk.session.item_key == shown.key
    assert desk.items.model.key_at(desk.items.place) == shown.key
    assert desk.items.list.hasFocus()


def test_a_panel_asked_for_where_the_page_has_no_room_is_shown_beside_the_picture(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    desk.session.show_page("triage")
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_2, CTRL)
    assert desk.session.page == "review"
    assert any(panel.isVisible() for panel in desk.inspector.findChildren(MetadataPanel))


def test_keys_act_on_the_item_that_is_shown_where_the_filter_leaves_it_out(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    tagged, other = desk.session.case.of(Item)[:2]
    undetermined = CatalogRef("undetermined", None, None, "a drone")
    desk.session.do(StateDrone(about=tagged, role="seen", hypotheses=(Hypothesis(undetermined),)))
    desk.items.filtering.use(Filter((("there", "drone"),)))
    waits(lambda: names(desk) == [tagged.original_name])
    desk.items.go_to(tagged.key)
    assert desk.session.chosen == (tagged,)
    assert not desk.items.outside.isVisible()
    desk.session.go_to(other.key)  # as the palette and the list of problems do
    assert desk.session.item == other
    assert desk.session.chosen == (other,)
    waits(desk.items.outside.isVisible)
    desk.window().page.actions_table.run("withhold")  # type: ignore[attr-defined]
    assert [item.key for item in desk.session.case.of(Item) if item.is_withheld] == [other.key]
    waits(desk.items.outside.isVisible)  # an edit leaves it so
    desk.items.filtering.use(Filter())
    assert not desk.items.outside.isVisible()


@pytest.mark.parametrize("page", ["review", "triage"])
def test_the_palette_leads_to_an_item_that_the_filter_leaves_out_and_the_list_stays_there(
    case_window: MainWindow, qtbot: QtBot, waits: Wait, page: str
) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    desk.session.show_page(page)
    other, *relevant = desk.session.case.of(Item)
    desk.session.do(SetTriage(tuple(relevant), "relevant"))
    desk.items.filtering.use(Filter((("triage", "relevant"),)))
    waits(lambda: len(names(desk)) == len(relevant))
    desk.items.go_to(relevant[-1].key)
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_K, CTRL)
    waits(lambda: bool(case_window.findChildren(Palette)))
    palette = case_window.findChildren(Palette)[-1]
    qtbot.keyClicks(palette.search, other.label)
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    desk.window().activateWindow()
    waits(desk.isActiveWindow)
    desk.items.list.clearFocus()
    desk.items.list.setFocus()
    assert desk.session.item == other
    assert desk.session.chosen == (other,)
    waits(desk.items.outside.isVisible)
    case_window.page.actions_table.run("withhold")  # type: ignore[union-attr]
    waits(lambda: desk.session.case.of(Item)[0].is_withheld)
    assert desk.session.item_key == other.key
