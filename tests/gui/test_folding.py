"""Copies folded in the list: pure rows first, then by key and mouse in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.footage import make_photo
from tests.gui.test_journey import activate, desk_of
from verifier.case.copy_groups import connected, stated_groups
from verifier.commands.places_and_times import StatePlace
from verifier.commands.statements import AddLink
from verifier.domain.records import Item
from verifier.gui.desk import Desk
from verifier.gui.items.arrangement import Group
from verifier.gui.items.facets import Filter
from verifier.gui.items.folding import folded
from verifier.gui.items.model import FOLD_ROLE
from verifier.gui.items.order import Shown
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
GROUP = ("b", "a", "d")
GROUPS = dict.fromkeys(GROUP, GROUP)


def test_a_group_stands_as_one_row_where_its_first_row_stood() -> None:
    made = folded(Shown(list("abcde"), (Group("", 5),)), GROUPS, ())
    assert made.shown.keys == ["b", "c", "e"]
    assert made.shown.groups == (Group("", 3),)
    assert made.count == 5
    assert made.folds["d"].lead == "b"
    assert not made.folds["d"].is_open


def test_an_open_group_lists_all_its_rows_under_the_first() -> None:
    made = folded(Shown(list("abcde"), (Group("", 5),)), GROUPS, {"b"})
    assert made.shown.keys == ["b", "a", "d", "c", "e"]


def test_what_a_filter_leaves_is_folded_and_one_row_left_alone_is_none() -> None:
    made = folded(Shown(["a", "c", "d"], (Group("", 3),)), GROUPS, ())
    assert made.shown.keys == ["a", "c"]
    assert made.folds["a"].name == "b"
    assert folded(Shown(["c", "d"], (Group("", 2),)), GROUPS, ()).folds == {}


def test_each_heading_folds_its_own_and_keeps_its_title() -> None:
    made = folded(Shown(list("abdce"), (Group("x · 2", 2), Group("y · 3", 3))), GROUPS, ())
    assert made.shown.keys == ["b", "d", "c", "e"]
    assert made.shown.groups == (Group("x · 2", 1), Group("y · 3", 3))


def test_links_join_whatever_their_order() -> None:
    assert set(connected([("a", "b"), ("c", "d"), ("d", "a")])) == {frozenset("abcd")}
    assert connected([]) == ()


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, waits: Wait) -> Desk:
    """Return a case of five photos, of which the second and fifth are copies of the third."""
    paths = [make_photo(tmp_path / f"{name}.jpg", 64 + 8 * number, 48) for number, name in enumerate("abcde")]
    with Workspace.create(tmp_path / "fold.case", "Fold", "A. Analyst") as workspace:
        add_footage(workspace, paths)
        items = workspace.case.of(Item)
        for copy in (items[1], items[4]):
            workspace.execute(AddLink(source=copy, target=items[2], kind="copy_of", evidence_for="seen"))
        assert stated_groups(workspace.case)[items[4].key] == (items[2].key, items[1].key, items[4].key)
    window.open_case(tmp_path / "fold.case", "A. Analyst")
    waits(lambda: window.page is not None)
    made = desk_of(window)
    activate(made, waits)
    return made


def labels(desk: Desk) -> list[str]:
    model = desk.items.model
    shown = model.keys()
    return [model.rows.row(key).label for key in shown]


def test_copies_fold_and_open_by_key(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    assert labels(desk) == ["E-0001", "E-0003", "E-0004"]
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Down)
    assert desk.session.item is not None
    assert desk.session.item.label == "E-0003"
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Y)
    waits(lambda: labels(desk) == ["E-0001", "E-0003", "E-0002", "E-0005", "E-0004"])
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Down)
    assert desk.session.item is not None
    assert desk.session.item.label == "E-0002"
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Y)
    assert labels(desk) == ["E-0001", "E-0003", "E-0004"]
    assert desk.session.item is not None
    assert desk.session.item.label == "E-0003"


def test_the_mark_is_pressed_by_mouse_and_keeps_what_is_shown(desk: Desk, qtbot: QtBot) -> None:
    view, model = desk.items.list, desk.items.model
    desk.items.go_to(model.key_at(0))
    lead = model.index(1)
    chip = view.cell_painters["list"].chip_area(view.visualRect(lead), lead, view.layoutDirection())
    assert not chip.isEmpty()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=chip.center())
    assert labels(desk) == ["E-0001", "E-0003", "E-0002", "E-0005", "E-0004"]
    assert desk.session.item is not None
    assert desk.session.item.label == "E-0001"
    assert model.index(0).data(FOLD_ROLE) is None
    assert "3 copies of one thing, listed below" in str(model.index(1).data())


def test_all_copies_are_selected_in_one_press_and_filters_count_items(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Down)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    assert [item.label for item in desk.session.chosen] == ["E-0003", "E-0002", "E-0005"]
    qtbot.keyClick(desk.items.list, Qt.Key.Key_1)
    waits(lambda: sum(item.triage == "relevant" for item in desk.session.case.of(Item)) == 3)
    waits(lambda: desk.items.model.count(("triage", "relevant")) == 3)
    desk.items.filtering.use(Filter((("triage", "relevant"),)))
    assert desk.items.model.shown_count == 3
    assert desk.items.hits.text() == "3 of 5"


def test_going_to_a_copy_that_is_folded_opens_the_fold(desk: Desk) -> None:
    copy = next(item for item in desk.session.case.of(Item) if item.label == "E-0005")
    desk.session.go_to(copy.key)
    assert desk.items.model.key_at(desk.items.place) == copy.key


def test_copies_placed_apart_are_worth_a_look_at_both_until_it_is_taken_back(desk: Desk, waits: Wait) -> None:
    pick = ("there", "findings")
    before = desk.items.model.count(pick)
    items = {item.label: item for item in desk.session.case.of(Item)}
    for label, latitude in (("E-0002", 46.7), ("E-0005", 48.4)):
        desk.session.do(
            StatePlace(about=items[label], locates="camera", latitude_deg=latitude, longitude_deg=32.9, radius_m=200)
        )
    waits(lambda: desk.items.model.count(pick) == before + 2)
    row = desk.items.model.rows.row(items["E-0002"].key)
    assert any("km apart" in badge.words for badge in row.badges)
    desk.session.undo()
    waits(lambda: desk.items.model.count(pick) == before)
