"""What the window says stays as long as it holds: an import until it is put away, a sentence until the next item."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import activate, desk_of, draw_box, drop, press, tag
from verifier.domain.records import Item, Problem
from verifier.gui import chrome, sourcing
from verifier.gui.picker.dialog import DronePicker
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]


def footer_words(window: MainWindow) -> str:
    (footer,) = window.findChildren(chrome.Footer)
    return footer.said.toolTip()  # all of it, where the line has less room


def test_what_an_import_brought_stays_until_its_problems_are_looked_at(
    case_window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    assert not desk.items.outcome.isVisible()
    broken = [tmp_path / f"broken-{number}.jpg" for number in (1, 2)]
    for number, path in enumerate(broken):
        path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes([number]) * 40)
    drop(case_window, broken)
    waits(lambda: desk.items.outcome.isVisible())
    assert desk.items.outcome.words.text() == "Added: 2 items, 2 with problems."
    press(qtbot, desk.items.outcome, "See the list of problems")
    assert desk.session.page == "problems"
    assert not desk.items.outcome.isVisible()
    problems = desk.session.case.of(Problem)
    shown = [one.text() for one in case_window.findChildren(QLabel) if one.isVisible()]
    many = f"{len(problems)} problems"
    assert (many if len(problems) == len(broken) else f"{many} with 2 files") in shown


def test_a_sentence_is_left_behind_with_the_item_it_was_about(
    case_window: MainWindow, qtbot: QtBot, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    first, second = desk.session.case.of(Item)[:2]
    desk.session.go_to(first.key)
    desk.session.say("Nobody has said when this was.")
    desk.session.go_to(second.key)
    assert footer_words(case_window) == "Nobody has said when this was."  # said this moment: it is still being read
    monkeypatch.setattr(chrome, "FRESH_MS", 0)
    qtbot.wait(5)
    desk.session.go_to(first.key)
    assert footer_words(case_window) == ""


def test_a_region_just_drawn_says_how_the_last_drone_is_tagged_again(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    photo = next(item for item in desk.session.case.of(Item) if item.kind == "photo")
    clip = next(item for item in desk.session.case.of(Item) if item.kind == "video")
    desk.session.go_to(photo.key)
    waits(lambda: desk.viewer.is_idle and not desk.stage.canvas.image.isNull())
    draw_box(qtbot, desk, (40, 40), (120, 120))
    assert footer_words(case_window) == "Region marked. T says which drone it is."
    tag(qtbot, case_window, "mavic 3")
    name = desk.session.last_tag.entry.name if desk.session.last_tag is not None else ""
    draw_box(qtbot, desk, (140, 140), (220, 220))
    assert footer_words(case_window) == f"Region marked. T tags it; full stop: {name} again."
    desk.session.go_to(clip.key)
    waits(lambda: desk.viewer.is_idle and desk.session.frame is not None)
    draw_box(qtbot, desk, (20, 20), (60, 60))
    assert footer_words(case_window) == f"Region marked. T tags it; T, ↓, Enter: {name} again."
    region = desk.session.selected
    assert region is not None
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_T)
    picker = case_window.findChildren(DronePicker)[-1]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(picker.search, key)
    (claim,) = (one for one in desk.session.case.referring(region.key) if getattr(one, "about", "") == region.key)
    assert claim.hypotheses[0].entry.name == name  # type: ignore[attr-defined]


def test_what_undo_would_take_back_names_its_item_after_reopening_too(
    case_window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    desk = desk_of(case_window)
    item = desk.session.case.of(Item)[1]
    key = sourcing.add_posting(desk.session, item.key)
    sourcing.edit_posting(desk.session, key, "kind of source", is_closed_source=False)
    said = desk.session.undo_words
    assert said == f"{item.label} · edit a posting: kind of source"
    case_window.close_case()
    case_window.open_case(tmp_path / "river.case", "A. Analyst")
    waits(lambda: case_window.page is not None)
    assert desk_of(case_window).session.undo_words == said
    desk_of(case_window).session.undo()
    desk_of(case_window).session.undo()
    assert desk_of(case_window).session.undo_words == "add 3 files"  # of several items, and read no further
