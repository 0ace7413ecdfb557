"""Triage by keys: decide and move on, tag many at once, repeat, note, group; each one edit and one undo."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import activate, desk_of
from verifier.domain.records import DroneClaim, Incident, Item, Note, Tag
from verifier.gui.desk import Desk
from verifier.gui.dialogs.ask_words import AskWords
from verifier.gui.picker.dialog import DronePicker
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def triage(case_window: MainWindow, waits: Wait) -> Desk:
    desk = desk_of(case_window)
    activate(desk, waits)
    desk.session.show_page("triage")
    waits(desk.card.isVisible)
    desk.items.list.setFocus()
    return desk


def items(desk: Desk) -> tuple[Item, ...]:
    return desk.session.case.of(Item)


def answer(qtbot: QtBot, window: MainWindow, words: str, waits: Wait) -> None:
    """Type into the question that is open, and keep it."""
    waits(lambda: any(one.isVisible() for one in window.findChildren(AskWords)))
    dialog = next(one for one in window.findChildren(AskWords) if one.isVisible())
    assert isinstance(dialog.field, QWidget)
    qtbot.keyClicks(dialog.field, words)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    waits(lambda: not any(one.isVisible() for one in window.findChildren(AskWords)))


def test_a_number_decides_and_moves_on(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = triage(case_window, waits)
    desk.items.go_to(items(desk)[0].key)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_1)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_3)
    assert [item.triage for item in items(desk)] == ["relevant", "not_relevant", None]
    waits(lambda: desk.session.item == items(desk)[2])
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Z, CTRL)
    assert [item.triage for item in items(desk)] == ["relevant", None, None]


def test_everything_selected_is_tagged_noted_and_grouped_in_one_gesture_each(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = triage(case_window, waits)
    case = desk.session.case
    qtbot.keyClick(desk.items.list, Qt.Key.Key_A, CTRL)
    assert len(desk.session.chosen) == 3
    qtbot.keyClick(desk.items.list, Qt.Key.Key_T)
    picker = case_window.findChild(DronePicker)
    assert picker is not None
    qtbot.keyClicks(picker.search, "mavic 3")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert {claim.about for claim in case.of(DroneClaim)} == {item.key for item in items(desk)}
    assert all(claim.hypotheses[0].likelihood is None and claim.confidence is None for claim in case.of(DroneClaim))
    assert len(desk.session.chosen) == 3
    activate(desk, waits)
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Slash)
    answer(qtbot, case_window, "seen from the bridge", waits)
    assert [note.text for note in case.of(Note)] == ["seen from the bridge"] * 3
    activate(desk, waits)
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_I, SHIFT)
    answer(qtbot, case_window, "Strike on the bridge", waits)
    assert [len(one.items) for one in case.of(Incident)] == [3]
    activate(desk, waits)
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_T, SHIFT)
    answer(qtbot, case_window, "bridge", waits)
    assert len(case.of(Tag)) == 3
    activate(desk, waits)
    desk.items.list.setFocus()
    for gone in (Tag, Incident, Note, DroneClaim):
        assert case.of(gone)
        qtbot.keyClick(desk.items.list, Qt.Key.Key_Z, CTRL)
        assert case.of(gone) == ()


def test_a_full_stop_tags_like_the_last_one(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = triage(case_window, waits)
    desk.items.go_to(items(desk)[0].key)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_T)
    picker = case_window.findChild(DronePicker)
    assert picker is not None
    qtbot.keyClicks(picker.search, "drone nobody knows")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    activate(desk, waits)
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Right)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Period)
    claims = desk.session.case.of(DroneClaim)
    assert [claim.about for claim in claims] == [items(desk)[0].key, items(desk)[1].key]
    assert {claim.hypotheses[0].entry.level for claim in claims} == {"undetermined"}
