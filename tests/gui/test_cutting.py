"""From cut to cut by keys: looked for once, shown as ticks, remembered in the cache and never in a record."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.media.test_cuts import moved, scene, write
from verifier.domain.records import Item
from verifier.gui.desk import Desk
from verifier.gui.window import MainWindow
from verifier.workspace.cuts import known_cuts
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, waits: Wait) -> Desk:
    (tmp_path / "in").mkdir()
    write(
        tmp_path / "in" / "a.mp4", [one for seed, n in ((0, 20), (1, 15), (2, 25)) for one in moved(scene(seed), n, 0)]
    )
    with Workspace.create(tmp_path / "a.case", "A", "A. Analyst") as workspace:
        add_footage(workspace, [tmp_path / "in"])
    window.open_case(tmp_path / "a.case", "A. Analyst")
    waits(lambda: window.page is not None)
    assert window.page is not None
    shown = window.page.desk
    shown.session.go_to(next(iter(shown.session.case.of(Item))).key)
    shown.session.show_page("review")
    waits(lambda: shown.session.frame is not None)
    shown.stage.canvas.setFocus()
    return shown


def test_alt_page_goes_from_cut_to_cut_and_each_is_an_exact_frame(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    said: list[str] = []
    desk.session.said.connect(lambda words, _tone: said.append(words))
    lines = len(list(desk.session.case.records()))
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 20)
    assert "2 cuts found." in said
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 35)
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert said[-1] == "There is no further cut."
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 20)
    assert len(list(desk.session.case.records())) == lines
    item = desk.session.item
    assert item is not None
    assert known_cuts(desk.session.workspace, item, 60) == (20, 35)
    assert known_cuts(desk.session.workspace, item, 61) is None
