"""A document's words stand where a picture would: read, turned by buttons, veiled, and out of the way of a photo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.footage import make_paper, make_photo
from verifier.commands.triage import SetSensitivity
from verifier.domain.records import Item
from verifier.gui.desk import Desk
from verifier.gui.paper import PaperView
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, waits: Wait) -> Desk:
    folder = tmp_path / "papers"
    folder.mkdir()
    make_photo(folder / "a.jpg")
    make_paper(folder / "b.pdf", "Invoice No. 12")
    make_paper(folder / "c.pdf")
    (folder / "d.txt").write_text("".join(f"row {number}\n" for number in range(9000)))
    with Workspace.create(tmp_path / "papers.case", "Papers", "A. Analyst") as workspace:
        add_footage(workspace, [folder])
    window.open_case(tmp_path / "papers.case", "A. Analyst")
    waits(lambda: window.page is not None)
    assert window.page is not None
    return window.page.desk


def go_to(desk: Desk, name: str) -> Item:
    item = next(one for one in desk.session.case.of(Item) if one.original_name == name)
    desk.session.go_to(item.key)
    desk.session.show_page("review")
    return item


def view(desk: Desk) -> PaperView:
    return desk.reading.view


def said(desk: Desk) -> str:
    return " | ".join(one.text() for one in view(desk).findChildren(QLabel) if one.isVisible())


def said_on_stage(desk: Desk) -> str:
    return " | ".join(one.text() for one in desk.stage.findChildren(QLabel) if one.isVisible())


def test_a_pdf_s_words_are_shown_and_a_photo_takes_their_place(desk: Desk, waits: Wait) -> None:
    go_to(desk, "b.pdf")
    assert desk.stage.canvas.isVisible()
    assert "not drawn" not in said_on_stage(desk)
    waits(lambda: "Invoice No. 12" in view(desk).text.toPlainText())
    assert view(desk).isVisible()
    assert "page 1 of 1" in said(desk)
    go_to(desk, "a.jpg")
    waits(lambda: not desk.stage.canvas.image.isNull())
    assert desk.stage.isVisible()
    assert not view(desk).isVisible()


def test_a_page_without_words_is_said_to_be_one(desk: Desk, waits: Wait) -> None:
    go_to(desk, "c.pdf")
    waits(lambda: "no words" in said(desk))


def test_a_long_text_is_turned_part_by_part(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    go_to(desk, "d.txt")
    waits(lambda: view(desk).text.toPlainText().startswith("row 0\n"))
    assert "part 1 of" in said(desk)
    first = view(desk).text.toPlainText()
    on = next(b for b in view(desk).findChildren(QPushButton) if b.text() == "Next")
    qtbot.mouseClick(on, Qt.MouseButton.LeftButton)
    second = view(desk).text.toPlainText()
    assert second.splitlines()[0] == f"row {len(first.splitlines())}"


def test_letters_typed_over_the_words_are_keys_of_the_window(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    item = go_to(desk, "b.pdf")
    waits(lambda: view(desk).isVisible())
    desk.stage.canvas.setFocus()
    assert view(desk).text.hasFocus()
    qtbot.keyClick(view(desk).text, Qt.Key.Key_1)
    waits(lambda: desk.session.case.require(item.key).triage is not None)  # type: ignore[union-attr]


def test_a_sensitive_document_is_veiled_until_asked_for(desk: Desk, waits: Wait) -> None:
    item = go_to(desk, "b.pdf")
    waits(lambda: view(desk).isVisible())
    desk.session.workspace.execute(SetSensitivity((item,), ("graphic",)))
    waits(lambda: not view(desk).isVisible())
    desk.viewer.unveil()
    waits(lambda: view(desk).isVisible())
    assert "Invoice" in view(desk).text.toPlainText()
