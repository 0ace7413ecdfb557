"""The list and the grid of items: what the person is at stays in sight when the room for it changes."""

import pytest
from PySide6.QtCore import QRect, QStringListModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from verifier.gui.items.arrangement import Group
from verifier.gui.items.view import ItemView
from verifier.gui.theme import Theme

ROWS = 200
LEFT = Qt.MouseButton.LeftButton


def test_the_row_one_is_at_is_in_sight_once_the_grid_has_its_width(qapp: QApplication, qtbot: QtBot) -> None:
    view = ItemView(Theme(qapp), lambda: (Group("", ROWS),))
    qtbot.addWidget(view)
    view.setModel(QStringListModel([str(number) for number in range(ROWS)]))
    view.resize(300, 600)
    view.show()
    qtbot.waitExposed(view)
    for row in (0, 8, 120, ROWS - 1):
        view.setCurrentIndex(view.model().index(row, 0))
        view.show_as("grid")
        view.resize(1000, 600)
        assert row in view.visible_rows()
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
        view.show_as("list")
        view.resize(300, 600)
        assert row in view.visible_rows()


class Blank:
    """Draws nothing: these tests are about which rows, not how they look."""

    def paint(self, *_: object) -> None:
        return

    def chip_area(self, *_: object) -> QRect:
        return QRect()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("shape", ["grid", "list"])
def test_extending_a_selection_takes_what_stands_between_and_nothing_beside(
    qapp: QApplication, qtbot: QtBot, shape: str, direction: Qt.LayoutDirection
) -> None:
    view = ItemView(Theme(qapp), lambda: (Group("", ROWS),))
    qtbot.addWidget(view)
    view.cell_painters = {"grid": Blank(), "list": Blank()}
    view.setLayoutDirection(direction)
    view.setModel(QStringListModel([str(number) for number in range(ROWS)]))
    view.resize(900, 600)
    view.show_as(shape)
    view.show()
    qtbot.waitExposed(view)
    begin = 2  # in a row of four the next but one stands in another row
    on = Qt.Key.Key_Down if shape == "list" else Qt.Key.Key_Right
    on = Qt.Key.Key_Left if on == Qt.Key.Key_Right and direction == Qt.LayoutDirection.RightToLeft else on
    view.setCurrentIndex(view.model().index(begin, 0))
    for last in range(begin + 1, begin + 30):
        qtbot.keyClick(view, on, Qt.KeyboardModifier.ShiftModifier)
        assert sorted(index.row() for index in view.selectedIndexes()) == list(range(begin, last + 1))
    back = {Qt.Key.Key_Down: Qt.Key.Key_Up, Qt.Key.Key_Right: Qt.Key.Key_Left, Qt.Key.Key_Left: Qt.Key.Key_Right}[on]
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(6, 0)).center())
    for first in range(5, -1, -1):
        qtbot.keyClick(view, back, Qt.KeyboardModifier.ShiftModifier)
        assert sorted(index.row() for index in view.selectedIndexes()) == list(range(first, 7))
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(6, 0)).center())
    spot = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, spot)
    assert sorted(index.row() for index in view.selectedIndexes()) == list(range(1, 7))
