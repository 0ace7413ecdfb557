"""A series is saved from the clip on the stage by mouse and keys, counted before, stopped with nothing kept."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.footage import TIMES_MS
from tests.gui.test_journey import LEFT, desk_of, show_item
from tests.gui.test_stage_journey import CTRL, SHIFT, key
from verifier.commands.triage import SetSensitivity
from verifier.domain.records import Derivative, Item
from verifier.gui.desk import Desk
from verifier.gui.dialogs.saved_picture import SavedPictureDialog
from verifier.gui.dialogs.series import SeriesDialog
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def on_clip(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> Desk:
    desk = desk_of(case_window)
    show_item(qtbot, desk, "clip.mp4", waits)
    waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)
    return desk


def dialogs() -> list[SeriesDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, SeriesDialog) and one.isVisible()]


def ask(qtbot: QtBot, desk: Desk) -> SeriesDialog:
    desk.stage.canvas.setFocus()
    key(qtbot, desk, Qt.Key.Key_E, CTRL | SHIFT)
    return dialogs()[0]


def type_step(qtbot: QtBot, asked: SeriesDialog, words: str) -> None:
    asked.step.selectAll()
    qtbot.keyClicks(asked.step, words)


def saved(desk: Desk) -> tuple[Derivative, ...]:
    return desk.session.case.of(Derivative)


def test_a_series_is_counted_saved_listed_and_undone_as_one(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    asked = ask(qtbot, on_clip)
    assert asked.count.text() == "That makes 1 frame, 00:00.000."
    type_step(qtbot, asked, "0.1")
    assert asked.count.text() == "That makes 4 frames, 00:00.000 to 00:00.273."
    qtbot.keyClick(asked.step, Qt.Key.Key_Return)
    waits(lambda: len(saved(on_clip)) == 4)
    assert [one.frame.ordinal for one in saved(on_clip) if one.frame] == [0, 2, 4, 6]
    waits(lambda: not dialogs())
    on_clip.inspector.open_panel("tags")
    waits(lambda: any("frame #6 at 00:00.273" in b.text() for b in on_clip.inspector.findChildren(QPushButton)))
    on_clip.undo()
    assert saved(on_clip) == ()


def test_a_step_that_makes_no_sense_is_answered_in_place(on_clip: Desk, qtbot: QtBot) -> None:
    asked = ask(qtbot, on_clip)
    type_step(qtbot, asked, "0")
    assert "number of seconds above 0" in asked.count.text()
    assert not asked.go.isEnabled()
    type_step(qtbot, asked, "0,05")
    assert asked.go.isEnabled()
    asked.reject()


def test_a_segment_that_is_chosen_is_the_part_that_is_taken(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    for ordinal, pressed in ((2, Qt.Key.Key_I), (5, Qt.Key.Key_O)):
        on_clip.timeline.go_to(ordinal)
        waits(lambda ordinal=ordinal: on_clip.session.frame is not None and on_clip.session.frame.ordinal == ordinal)
        key(qtbot, on_clip, pressed)
    asked = ask(qtbot, on_clip)
    assert asked.part.isChecked()
    assert asked.part.text() == "The segment “Segment 1”, 00:00.073 to 00:00.240"
    type_step(qtbot, asked, "0.001")
    assert asked.ordinals() == (2, 3, 4, 5)
    asked.at_marks.setChecked(True)
    assert asked.ordinals() == (2, 5)
    asked.all.setChecked(True)
    type_step(qtbot, asked, "0.001")
    assert asked.ordinals() == tuple(range(len(TIMES_MS)))
    asked.reject()


def test_cuts_are_looked_for_when_nobody_has(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    asked = ask(qtbot, on_clip)
    qtbot.mouseClick(asked.at_cuts, LEFT)
    assert "looked for first" in asked.count.text()
    qtbot.mouseClick(asked.go, LEFT)
    waits(lambda: len(saved(on_clip)) == 1)
    waits(lambda: not dialogs())


def test_a_contact_sheet_of_a_veiled_clip_is_asked_for_twice(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    clip = on_clip.session.item
    assert isinstance(clip, Item)
    on_clip.session.do(SetSensitivity((clip,), ("graphic",)))
    asked = ask(qtbot, on_clip)
    qtbot.mouseClick(asked.sheet, LEFT)
    assert not asked.go.isEnabled()
    qtbot.mouseClick(asked.unveiled, LEFT, pos=asked.unveiled.rect().center() - asked.unveiled.rect().center() / 1.1)
    assert asked.go.isEnabled()
    qtbot.mouseClick(asked.go, LEFT)
    waits(lambda: len(saved(on_clip)) == 1)
    assert saved(on_clip)[0].purpose == "figure"
    waits(lambda: not dialogs())
    on_clip.inspector.open_panel("tags")
    waits(lambda: any(b.text() == "contact sheet of 1 frame" for b in on_clip.inspector.findChildren(QPushButton)))
    links = on_clip.inspector.findChildren(QPushButton)
    qtbot.mouseClick(next(b for b in links if b.text() == "contact sheet of 1 frame"), LEFT)
    (looked_at,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, SavedPictureDialog)]
    assert looked_at.show_it.isVisible()
    assert looked_at.sheet.image is None
    qtbot.mouseClick(looked_at.show_it, LEFT)
    waits(lambda: looked_at.sheet.image is not None)
    image = looked_at.sheet.image
    assert image is not None
    assert (image.width(), image.height()) == (saved(on_clip)[0].width, saved(on_clip)[0].height)
    looked_at.accept()


def test_stopping_keeps_nothing_and_the_choice_stays(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    asked = ask(qtbot, on_clip)
    type_step(qtbot, asked, "0.01")
    qtbot.mouseClick(asked.go, LEFT)
    qtbot.mouseClick(asked.leave, LEFT)
    waits(lambda: "nothing was saved" in asked.state.text())
    assert saved(on_clip) == ()
    assert asked.isVisible()
    assert asked.go.isEnabled()
    asked.reject()


def test_of_a_long_series_the_newest_are_listed_and_the_others_come(on_clip: Desk, qtbot: QtBot, waits: Wait) -> None:
    for _ in range(2):
        asked = ask(qtbot, on_clip)
        type_step(qtbot, asked, "0.01")
        qtbot.mouseClick(asked.go, LEFT)
        waits(lambda: not dialogs())
    on_clip.inspector.open_panel("tags")

    def rows() -> list[str]:
        return [b.text() for b in on_clip.inspector.findChildren(QPushButton) if b.text().startswith("frame #")]

    waits(lambda: len(rows()) == 12)
    more = next(b for b in on_clip.inspector.findChildren(QPushButton) if b.text() == "4 more, saved earlier")
    more.click()
    assert len(rows()) == 16
    assert more.isHidden()
