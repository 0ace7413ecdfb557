"""The headings of the inspector: all fit in English, and what does not fit stands in a list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from verifier.gui.columns import SIDE_PX
from verifier.gui.controls import column
from verifier.gui.panels.registry import PANELS
from verifier.gui.speech import Speech
from verifier.gui.tabs import Tabs
from verifier.gui.theme import Theme

TITLES = [panel.title for panel in PANELS]


@pytest.fixture
def longer() -> list[str]:
    return [Speech("pseudo").text(title) for title in TITLES]


@pytest.fixture
def holder(theme: Theme) -> QWidget:
    return QWidget()


def shown(qtbot: QtBot, holder: QWidget, titles: list[str], width: int) -> Tabs:
    made = Tabs(titles)
    made.buttons[0].setChecked(True)
    holder.setLayout(column(made))
    qtbot.addWidget(holder)
    holder.resize(width, made.height())
    holder.show()
    qtbot.waitUntil(lambda: made.width() == width and (made.more.isHidden() or made.more.width() < width))
    return made


def test_every_heading_fits_at_the_usual_width(qtbot: QtBot, holder: QWidget) -> None:
    tabs = shown(qtbot, holder, TITLES, SIDE_PX)
    assert all(heading.isVisible() for heading in tabs.buttons)
    assert not tabs.more.isVisible()
    assert tabs.buttons[-1].geometry().right() < SIDE_PX


@pytest.mark.parametrize("width", [300, SIDE_PX])
def test_longer_headings_move_into_the_list_and_none_is_cut_off(
    qtbot: QtBot, holder: QWidget, longer: list[str], width: int
) -> None:
    tabs = shown(qtbot, holder, longer, width)
    seen = [heading for heading in tabs.buttons if heading.isVisible()]
    assert tabs.more.isVisible()
    assert all(heading.width() >= heading.minimumWidth() for heading in (*seen, tabs.more))
    assert tabs.more.geometry().right() < width
    listed = [action.text() for action in tabs.more.menu().actions()]
    assert [heading.text() for heading in seen] + listed == longer


def test_a_heading_from_the_list_is_opened_and_then_seen(qtbot: QtBot, holder: QWidget, longer: list[str]) -> None:
    tabs = shown(qtbot, holder, longer, 300)
    menu = tabs.more.menu()
    with qtbot.waitSignal(tabs.buttons[-1].clicked):
        menu.setActiveAction(menu.actions()[-1])
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert tabs.buttons[-1].isChecked()
    assert tabs.buttons[-1].isVisible()
