"""The drone picker answers while one types and never guesses how likely it is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import activate, desk_of, draw_box, show_item
from verifier.catalog.catalog import load_catalog
from verifier.domain.records import CatalogRef
from verifier.gui.picker.dialog import DronePicker
from verifier.gui.picker.fair import LEAST_PX, Fair, fairer
from verifier.gui.picker.words import PickRow, detail_of, ref_of, rows_for, undetermined_row
from verifier.gui.stage.marks import outline
from verifier.gui.theme import Theme
from verifier.gui.window import MainWindow

CATALOG = load_catalog()


def test_with_nothing_typed_undetermined_stands_first_then_what_was_used_then_the_kinds() -> None:
    rows = rows_for(CATALOG, "", ["dji-mavic-3", "no-such-drone", "dji-mavic-3"])
    assert rows[0] == undetermined_row()
    assert [row.entry_id for row in rows if row.group][:1] == ["dji-mavic-3"]
    assert sum(row.entry_id == "dji-mavic-3" for row in rows) == 1
    assert any(row.entry_id == "quadcopter" for row in rows)


def test_undetermined_is_offered_whatever_is_typed() -> None:
    assert rows_for(CATALOG, "mavic", [])[-1].entry_id is None
    assert [row.entry_id for row in rows_for(CATALOG, "no such thing at all", [])] == [None]


def test_a_row_becomes_the_entry_as_it_stands_in_the_catalog() -> None:
    assert ref_of(CATALOG, undetermined_row()).level == "undetermined"
    assert ref_of(CATALOG, PickRow("dji-mavic-3", "", "", "")) == CATALOG.ref("dji-mavic-3")


def test_every_cue_and_difference_names_its_source() -> None:
    for entry in CATALOG.entries:
        detail = detail_of(CATALOG, PickRow(entry.id, entry.name, "", ""))
        assert detail.title == entry.name
        assert all(point.source for point in (*detail.cues, *detail.look_alikes))


def test_typing_and_enter_pick(qtbot: QtBot, theme: Theme) -> None:
    picked: list[tuple[CatalogRef, str]] = []
    picker = DronePicker(CATALOG, theme, "About E-0001", (), lambda ref, role: picked.append((ref, role)))
    picker.show()
    picker.search.insert("шахед-136")  # QTest types Latin letters alone
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picked == [(CATALOG.ref("shahed-136"), "seen")]
    assert not picker.isVisible()


def test_a_click_on_filmed_by_leaves_the_arrows_and_enter_with_the_list(qtbot: QtBot, theme: Theme) -> None:
    picked: list[tuple[str | None, str]] = []
    picker = DronePicker(CATALOG, theme, "About E-0001", (), lambda ref, role: picked.append((ref.entry_id, role)))
    picker.show()
    picker.activateWindow()
    qtbot.waitUntil(picker.search.hasFocus)
    qtbot.keyClicks(picker.search, "mavic 3")
    second = rows_for(CATALOG, "mavic 3", ())[1]
    chip = next(one for one in picker.findChildren(QPushButton) if one.accessibleName() == "Filmed by")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert picker.search.hasFocus()
    qtbot.keyClick(picker.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(picker.focusWidget(), Qt.Key.Key_Return)
    assert picked == [(second.entry_id, "filmed_by")]


def test_arrows_move_through_the_answers_while_the_field_keeps_the_keys(qtbot: QtBot, theme: Theme) -> None:
    picked: list[CatalogRef] = []
    picker = DronePicker(CATALOG, theme, "About E-0001", (), lambda ref, _role: picked.append(ref))
    picker.show()
    qtbot.keyClicks(picker.search, "mavic 3")
    second = rows_for(CATALOG, "mavic 3", ())[1]
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert [ref.entry_id for ref in picked] == [second.entry_id]


def test_a_model_that_no_source_describes_is_recorded_as_its_family_unless_shift_is_held(
    qtbot: QtBot, theme: Theme
) -> None:
    for is_shifted, expected in ((False, "autel-evo-series"), (True, "autel-evo")):
        picked: list[CatalogRef] = []
        picker = DronePicker(CATALOG, theme, "About E-0001", (), lambda ref, _role, to=picked: to.append(ref))
        picker.show()
        qtbot.keyClicks(picker.search, "autel evo")
        picker._go("autel-evo")  # pyright: ignore[reportPrivateUsage]
        held = Qt.KeyboardModifier.ShiftModifier if is_shifted else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(picker.search, Qt.Key.Key_Return, held)
        assert [ref.entry_id for ref in picked] == [expected]


def test_the_fair_answer_falls_to_the_kind_where_the_region_is_small_and_never_for_what_filmed() -> None:
    assert fairer(CATALOG, "dji-mavic-3", "seen", None) is None
    assert fairer(CATALOG, "dji-mavic-3", "seen", LEAST_PX) is None
    small = fairer(CATALOG, "dji-mavic-3", "seen", LEAST_PX - 1)
    assert small is not None
    assert CATALOG.entry(small.entry_id).level == "class"
    assert str(LEAST_PX - 1) in small.reason
    assert fairer(CATALOG, "dji-mavic-3", "filmed_by", 3) is None
    assert fairer(CATALOG, "autel-evo", "filmed_by", None) is None
    assert fairer(CATALOG, small.entry_id, "seen", 3) is None
    assert fairer(CATALOG, None, "seen", 3) is None


def test_a_fair_answer_of_the_family_is_offered_for_exactly_the_models_without_a_visual_cue() -> None:
    for entry in CATALOG.entries:
        fair = fairer(CATALOG, entry.id, "seen", None)
        has_cue = any(cue.basis == "visual" for cue in CATALOG.cues(entry.id))
        is_bare = entry.level in ("model", "variant") and not has_cue and bool(CATALOG.ancestors(entry.id))
        assert (fair is not None) == is_bare
        assert fair is None or fair.entry_id == CATALOG.ancestors(entry.id)[0].id


def test_one_more_answer_to_what_filmed_begins_with_what_filmed(qtbot: QtBot, theme: Theme) -> None:
    picked: list[tuple[CatalogRef, str]] = []
    picker = DronePicker(
        CATALOG, theme, "One more answer", (), lambda ref, role: picked.append((ref, role)), role="filmed_by"
    )
    picker.show()
    picker._go("autel-evo")  # pyright: ignore[reportPrivateUsage]
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picked == [(CATALOG.ref("autel-evo"), "filmed_by")]


def test_the_foot_says_what_enter_takes_where_it_is_not_the_answer_marked(qtbot: QtBot, theme: Theme) -> None:
    picked: list[str | None] = []
    lower: list[Fair] = []
    picker = DronePicker(
        CATALOG, theme, "About region 1", (), lambda ref, _role: picked.append(ref.entry_id), None, LEAST_PX - 8
    )
    picker.settled_lower.connect(lower.append)
    picker.show()

    def foot() -> str:
        return " ".join(one.text() for one in picker.findChildren(QLabel) if one.isVisible())

    assert "takes it" in foot()
    qtbot.keyClicks(picker.search, "mavic 3")
    qtbot.waitUntil(lambda: "Shift+Enter" in foot())
    fair = fairer(CATALOG, rows_for(CATALOG, "mavic 3", ())[0].entry_id, "seen", LEAST_PX - 8)
    assert fair is not None
    assert f"takes {fair.name}" in foot()
    assert "takes it" not in foot()
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picked == [fair.entry_id]
    assert lower == [fair]


@pytest.mark.parametrize("corner", [(540, 10), (10, 10), (540, 420), (10, 420)])
def test_it_stands_where_the_region_is_not(
    case_window: MainWindow, qtbot: QtBot, waits: Callable[[Callable[[], bool]], None], corner: tuple[int, int]
) -> None:
    case_window.resize(1920, 1080)
    desk, (left, top) = desk_of(case_window), corner
    show_item(qtbot, desk, "IMG_2.jpg", waits)
    draw_box(qtbot, desk, (left, top), (left + 80, top + 50))
    desk.ask_drone()
    picker = case_window.findChild(DronePicker)
    assert picker is not None
    canvas, ends = desk.stage.canvas, ((left, top), (left + 80, top + 50))
    seen = [canvas.mapToGlobal(QPointF(*canvas.view.to_screen(end)).toPoint()) for end in ends]
    where = picker.frameGeometry()
    picker.reject()
    assert not any(where.contains(point) for point in seen)
    assert case_window.frameGeometry().contains(where)


@pytest.mark.parametrize("size", [(1440, 900), (1100, 720)])
def test_the_picker_covers_nothing_of_what_is_being_named_and_the_picture_goes_back(
    case_window: MainWindow, qtbot: QtBot, waits: Callable[[Callable[[], bool]], None], size: tuple[int, int]
) -> None:
    case_window.resize(*size)
    desk = desk_of(case_window)
    activate(desk, waits)
    show_item(qtbot, desk, "IMG_2.jpg", waits)
    canvas = desk.stage.canvas
    width, height = canvas.picture_size
    draw_box(qtbot, desk, (width * 0.42, height * 0.42), (width * 0.58, height * 0.58))
    view = canvas.view
    qtbot.keyClick(canvas, Qt.Key.Key_T)
    picker = case_window.findChildren(DronePicker)[-1]
    (mark,) = canvas.marks
    inner = outline(mark, canvas.picture_size).boundingRect()
    ends = [canvas.view.to_screen((point.x(), point.y())) for point in (inner.topLeft(), inner.bottomRight())]
    region = QRect(*(canvas.mapToGlobal(QPointF(*end)).toPoint() for end in ends))
    assert not region.intersects(QRect(picker.pos(), picker.size()))
    assert QRect(canvas.mapToGlobal(QPoint(0, 0)), canvas.size()).contains(region)
    picker.reject()
    assert canvas.is_fitted
    assert canvas.view == view
