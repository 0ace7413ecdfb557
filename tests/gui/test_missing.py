"""An original that was moved is asked for above the stage, found by mouse, and shown; another file is told plainly."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from verifier.domain.records import Item
from verifier.gui.desk import Desk
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.relinking import missing_items
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, footage: Path, waits: Wait) -> Desk:
    """Return the desk of a case whose linked footage was moved away."""
    with Workspace.create(tmp_path / "linked.case", "Linked", "A. Analyst") as workspace:
        add_footage(workspace, [footage], link=True)
        shutil.rmtree(workspace.folder.cache)
    (tmp_path / "away").mkdir()
    shutil.move(footage, tmp_path / "away" / "deep")
    window.open_case(tmp_path / "linked.case", "A. Analyst")
    waits(lambda: window.page is not None)
    assert window.page is not None
    desk = window.page.desk
    item = next(item for item in desk.session.case.of(Item) if item.original_name == "IMG_2.jpg")
    desk.items.go_to(item.key)
    waits(desk.missing.isVisible)
    return desk


def words(desk: Desk) -> str:
    return " ".join(label.text() for label in desk.missing.findChildren(QLabel))


def test_another_file_is_told_plainly_and_changes_nothing(
    desk: Desk, tmp_path: Path, qtbot: QtBot, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not where it was" in words(desk)
    wrong = tmp_path / "away" / "deep" / "IMG_10.jpg"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    qtbot.mouseClick(desk.missing.find_file, LEFT)
    waits(lambda: "another file" in words(desk))
    assert len(missing_items(desk.session.workspace)) == 3
    assert desk.stage.canvas.image.isNull()


def test_a_folder_brings_back_all_of_it_and_the_picture(
    desk: Desk, tmp_path: Path, qtbot: QtBot, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "away"))
    said: list[str] = []
    desk.session.said.connect(lambda sentence, _tone: said.append(sentence))
    qtbot.mouseClick(desk.missing.find_folder, LEFT)
    waits(lambda: not desk.stage.canvas.image.isNull())
    assert not desk.missing.isVisible()
    assert missing_items(desk.session.workspace) == ()
    assert any("2 other items were found" in sentence for sentence in said)


def test_a_folder_without_it_says_so(
    desk: Desk, tmp_path: Path, qtbot: QtBot, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "empty"))
    qtbot.mouseClick(desk.missing.find_folder, LEFT)
    waits(lambda: "no file in this folder" in words(desk))
    assert desk.missing.find_file.isVisible()
