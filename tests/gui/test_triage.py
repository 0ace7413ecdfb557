"""Triage by keys: decide and move on, tag many at once, repeat, note, group; each one edit and one undo."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.footage import make_photo
from tests.gui.test_journey import activate, desk_of, drop
from verifier.commands.places_and_times import StateTime
from verifier.commands.statements import AddIncident
from verifier.domain.records import CatalogRef, DroneClaim, Incident, Item, Note, Tag
from verifier.domain.regions import Box
from verifier.gui.bulk import tag_drone
from verifier.gui.chooser import Chooser
from verifier.gui.chrome import Footer
from verifier.gui.desk import Desk
from verifier.gui.dialogs.ask_words import AskWords
from verifier.gui.dialogs.log_view import LogView
from verifier.gui.gestures import draw_region
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


def choose(qtbot: QtBot, window: MainWindow, words: str, waits: Wait) -> None:
    """Type into the list that is open, and take its first answer."""
    waits(lambda: any(one.isVisible() for one in window.findChildren(Chooser)))
    search = next(one for one in window.findChildren(Chooser) if one.isVisible()).search
    qtbot.keyClicks(search, words)
    qtbot.keyClick(search, Qt.Key.Key_Return)


def answer(qtbot: QtBot, window: MainWindow, words: str, waits: Wait) -> None:
    """Type into the question that is open, and keep it."""
    waits(lambda: any(one.isVisible() for one in window.findChildren(AskWords)))
    dialog = next(one for one in window.findChildren(AskWords) if one.isVisible())
    assert isinstance(dialog.field, QWidget)
    qtbot.keyClicks(dialog.field, words)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    waits(lambda: not any(one.isVisible() for one in window.findChildren(AskWords)))


@pytest.mark.usefixtures("on_time")
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
    choose(qtbot, case_window, "Strike on the bridge", waits)
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

    said: list[str] = []
    desk.session.said.connect(lambda sentence, _tone: said.append(sentence))
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Period)
    assert desk.session.case.of(DroneClaim) == claims, "an item gets no second tag that says the same"
    assert said == [f"Tagged so already: {claims[0].hypotheses[0].entry.name}"]
    qtbot.keyClick(desk.items.list, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Period)
    assert len(desk.session.case.of(DroneClaim)) == len(items(desk)), "of several only those that lack it"


def test_a_full_stop_tags_the_region_that_is_selected(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = triage(case_window, waits)
    first, second = [item for item in items(desk) if item.kind == "photo"][:2]
    desk.items.go_to(first.key)
    session = desk.session
    tag_drone(session, CatalogRef(entry_id=None, entry_sha256=None, level="undetermined", name="a drone"), "seen")
    session.show_page("review")
    desk.items.go_to(second.key)
    waits(lambda: not desk.stage.canvas.image.isNull())
    draw_region(session, Box(20, 20, 40, 30))
    region = session.selected
    assert region is not None
    activate(desk, waits)
    desk.stage.canvas.setFocus()
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_Period)
    assert [claim.about for claim in session.case.of(DroneClaim)] == [first.key, region.key]
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_Period)
    assert len(session.case.of(DroneClaim)) == 2, "tagged so already"
    assert session.undo_words == f"{second.label} · tag a region as a drone"
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_Z, CTRL)
    assert session.told[-1].sentence == f"Taken back: {second.label} · tag a region as a drone"


def test_where_nothing_is_left_to_undo_the_key_says_so(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = triage(case_window, waits)
    for _ in range(5):
        qtbot.keyClick(desk.items.list, Qt.Key.Key_Z, CTRL)
    assert desk.session.told[-1].sentence == "There is nothing to undo."


def test_what_is_selected_is_withheld_and_let_out_again(case_window: MainWindow, waits: Wait) -> None:
    desk = triage(case_window, waits)
    desk.items.go_to(items(desk)[0].key)
    assert case_window.page is not None
    for action, expected in (("withhold", True), ("withhold", True), ("let_out", False)):
        case_window.page.actions_table.run(action)
        assert items(desk)[0].is_withheld is expected, "once more lets nothing out"


def test_the_same_answer_once_more_moves_on(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = triage(case_window, waits)
    first, second, _ = items(desk)
    desk.items.go_to(first.key)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_1)
    desk.items.go_to(first.key)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_1)
    assert desk.session.chosen[0].id == second.id
    qtbot.keyClick(desk.items.list, Qt.Key.Key_3)
    assert [item.triage for item in items(desk)] == ["relevant", "not_relevant", None]


def test_a_key_too_many_does_not_change_the_last_row(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = triage(case_window, waits)
    said: list[str] = []
    desk.session.said.connect(lambda sentence, _: said.append(sentence))
    first, last = (desk.items.model.key_at(row) for row in (0, desk.items.model.rowCount() - 1))

    def state() -> str | None:
        record = desk.session.case.get(last)
        assert isinstance(record, Item)
        return record.triage

    desk.items.go_to(last)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_1)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_3)
    assert state() == "relevant"
    assert said[-1].endswith(" was the last row and is decided; press once more to change it.")
    qtbot.keyClick(desk.items.list, Qt.Key.Key_3)
    assert state() == "not_relevant"
    desk.items.go_to(first)
    desk.items.go_to(last)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_2)
    assert state() == "maybe", "whoever came back to it means it"


def test_what_the_line_at_the_foot_has_said_can_be_read_again(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = triage(case_window, waits)
    desk.session.say("first of all")
    desk.session.say("then this")
    foot = case_window.findChild(Footer)
    assert foot is not None
    waits(lambda: foot.said.text() == "then this")  # laid out
    qtbot.mouseClick(foot.said, Qt.MouseButton.LeftButton)
    waits(lambda: bool(case_window.findChildren(LogView)))
    (view,) = case_window.findChildren(LogView)
    lines = view.text.toPlainText().splitlines()
    assert [line.split("  ", 1)[1] for line in lines[-2:]] == ["first of all", "then this"]
    view.accept()


def test_going_to_a_row_with_ctrl_held_selects_that_row_alone(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = triage(case_window, waits)
    first, _, last = items(desk)
    desk.items.go_to(first.key)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_1)
    qtbot.keyPress(desk.items.list, Qt.Key.Key_Z, CTRL)
    desk.items.go_to(last.key)
    qtbot.keyRelease(desk.items.list, Qt.Key.Key_Z, CTRL)
    assert desk.session.chosen == (last,)


def test_the_card_says_what_is_stated_of_times_and_incidents_and_in_notes(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = triage(case_window, waits)
    item = items(desk)[0]
    desk.items.go_to(item.key)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Slash)
    answer(qtbot, case_window, "low over the river", waits)
    at = datetime(2026, 3, 4, tzinfo=UTC)
    desk.session.do(StateTime(about=item, dates="recorded", earliest=at, latest=at))
    desk.session.do(AddIncident(title="Second strike", items=(item,)))
    wanted = {"Note: low over the river", "Time: 4 Mar 2026", "I-01 Second strike"}
    waits(lambda: wanted <= {one.text().replace("\u00a0", " ") for one in desk.card.findChildren(QLabel)})


def test_a_key_never_decides_on_what_is_out_of_sight(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = triage(case_window, waits)
    first, second, third = items(desk)
    desk.items.go_to(third.key)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_1)
    assert items(desk)[2].triage == "relevant"
    assert desk.session.chosen[0].id == third.id, "at the end of the list the selection stays"
    desk.items.search.setText(first.original_name)
    waits(lambda: list(desk.items.model.keys()) == [first.key])
    assert [item.id for item in desk.session.chosen] == [first.id]
    qtbot.keyClick(desk.items.list, Qt.Key.Key_3)
    assert [item.triage for item in items(desk)] == ["not_relevant", None, "relevant"]
    assert second.triage is None
    desk.items.search.clear()


CLIPS, MIXED, SECONDS, PRESSES = 200, 20, 30, 6


def many_clips(folder: Path, one: Path) -> Path:
    """Make a folder of photos, papers and clips; these differ by a free box at their end (ISO/IEC 14496-12, 8.1.2)."""
    folder.mkdir()
    data = one.read_bytes()
    for number in range(MIXED):
        make_photo(folder / f"photo_{number}.jpg", 320 + number, 240)
        (folder / f"note_{number}.txt").write_text(f"note {number}")
    for number in range(CLIPS - 2 * MIXED):
        (folder / f"clip_{number}.mp4").write_bytes(data + b"\0\0\0\x0cfree" + number.to_bytes(4, "big"))
    return folder


def test_a_tag_is_on_the_disk_within_half_a_minute_and_six_presses_of_dropping_two_hundred_clips(
    window: MainWindow, footage: Path, tmp_path: Path, qtbot: QtBot, waits: Wait
) -> None:
    clips = many_clips(tmp_path / "clips", footage / "clip.mp4")
    window.make_case(tmp_path / "many.case", "Many", "A. Analyst")
    waits(lambda: window.page is not None)
    desk = desk_of(window)
    activate(desk, waits)
    began = time.monotonic()
    drop(window, [clips])
    waits(lambda: desk.session.item is not None)
    presses = 0
    for widget, key in ((desk.stage.canvas, Qt.Key.Key_T), (None, Qt.Key.Key_Return)):
        picker = window.findChild(DronePicker)
        target = widget or (picker.search if picker is not None else None)
        assert target is not None
        qtbot.keyClick(target, key)
        presses += 1
    assert desk.session.case.of(DroneClaim)
    desk.session.workspace.flush()
    took = time.monotonic() - began
    was_busy = desk.footage.is_busy
    with closing(sqlite3.connect(f"file:{tmp_path}/many.case/case.sqlite?mode=ro", uri=True)) as disk:
        (written,) = disk.execute("SELECT count(*) FROM texts WHERE key LIKE 'drone_claim/%'").fetchone()
    assert (written, was_busy) == (1, True)
    assert took <= SECONDS
    assert presses <= PRESSES
    desk.footage.cancel()
    waits(lambda: not desk.footage.is_busy)
