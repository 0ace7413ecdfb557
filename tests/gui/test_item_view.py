"""The list and the grid of items: what the person is at stays in sight when the room for it changes."""

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from verifier.gui.items.arrangement import Group
from verifier.gui.items.view import ItemView
from verifier.gui.theme import Theme

ROWS = 200


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
