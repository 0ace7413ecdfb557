"""The export screen: which items go, and warnings that lead to what they speak of."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_window import Wait, desk_of, words_of
from verifier.commands.notes import AddNote
from verifier.commands.statements import AddIncident
from verifier.domain.records import Item
from verifier.gui.dialogs.export import ExportDialog
from verifier.gui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def opened(window: MainWindow, waits: Wait) -> ExportDialog:
    desk_of(window).export()
    dialog = next(d for d in window.findChildren(ExportDialog) if d.isVisible())
    waits(dialog.go.isEnabled)
    return dialog


def link(dialog: ExportDialog, words: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == words and b.property("role") == "link")


def test_a_warning_leads_to_what_it_speaks_of(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    dialog = opened(case_window, waits)
    waits(lambda: "whether their source is open or closed" in words_of(dialog))
    last = desk.session.case.of(Item)[-1]
    colleague = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "A colleague")
    qtbot.mouseClick(colleague, LEFT)
    outside = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "A reader outside")
    qtbot.mouseClick(outside, LEFT)
    waits(dialog.go.isEnabled)
    waits(lambda: any(b.text() == last.label for b in dialog.findChildren(QPushButton)))
    qtbot.mouseClick(link(dialog, last.label), LEFT)
    waits(lambda: desk.session.item_key == last.key)
    assert desk.inspector.current == "source"
    waits(lambda: not any(one.isVisible() for one in case_window.findChildren(ExportDialog)))


@pytest.mark.parametrize(("where", "panel"), [("{label} a note", "tags"), ("I-01 the incident", "links")])
def test_a_name_that_stays_leads_to_the_words_it_stands_in(
    case_window: MainWindow, qtbot: QtBot, waits: Wait, where: str, panel: str
) -> None:
    desk = desk_of(case_window)
    item = desk.session.case.of(Item)[-1]
    desk.session.do(AddNote(about=item, text=f"first seen as {item.original_name}", audience="export"))
    desk.session.do(AddIncident(title="t", what=f"in {item.original_name}", items=(item,)))
    dialog = opened(case_window, waits)
    waits(lambda: "Names that stay, in words that go out" in words_of(dialog))
    title = f"“{item.original_name}” stands in: {where.format(label=item.label)}"
    # The screen is filled piece by piece: the heading comes before what stands under it.
    waits(lambda: f"first seen as {item.original_name}" in words_of(dialog))
    waits(lambda: title in [b.text() for b in dialog.findChildren(QPushButton) if b.isVisible()])
    qtbot.mouseClick(link(dialog, title), LEFT)
    waits(lambda: desk.session.item_key == item.key)
    assert desk.inspector.current == panel


def test_items_not_asked_for_are_left_out_and_the_choice_is_kept(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    dialog = opened(case_window, waits)
    only = next(b for b in dialog.findChildren(QAbstractButton) if b.accessibleName().startswith("Which items"))
    only.chosen.emit("relevant")  # type: ignore[attr-defined]
    waits(lambda: "Only items stated to be relevant were asked for." in words_of(dialog))
    archive = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Your own archive")
    qtbot.mouseClick(archive, LEFT)
    waits(lambda: "your own archive gets everything" in words_of(dialog))
    assert not only.isEnabled()
    assert only.text().strip().startswith("all ")
    assert msgspec.to_builtins(dialog.options.settled())["audience"] == "archive"
    dialog.reject()
    again = opened(case_window, waits)
    assert again.options.only == "relevant"
    assert again.options.audience == "outside", "whom one only looked at is not whom the next export is for"
    chip = next(b for b in again.findChildren(QAbstractButton) if b.text() == "A reader outside")
    assert chip.isChecked()
    assert again.focusWidget() is chip
    again.reject()
