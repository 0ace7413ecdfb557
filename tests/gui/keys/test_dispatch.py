"""Keys in the window: what a field keeps, what a held key repeats, what works with no case open."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from verifier.gui.desk import Desk
from verifier.gui.dialogs.new_case import NewCaseDialog
from verifier.gui.dialogs.sheet import KeySheet
from verifier.gui.picker.dialog import DronePicker
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]


def desk_of(window: MainWindow, waits: Wait) -> Desk:
    assert window.page is not None
    desk = window.page.desk
    window.activateWindow()
    waits(window.isActiveWindow)
    waits(lambda: not desk.stage.canvas.image.isNull())
    return desk


def test_letters_typed_in_a_field_call_nothing(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window, waits)
    desk.items.search.setFocus()
    qtbot.keyClicks(desk.items.search, "trd?")
    assert desk.items.search.text() == "trd?"
    assert case_window.findChild(DronePicker) is None
    qtbot.keyClick(desk.items.search, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert desk.inspector._tabs.buttons[1].isChecked()
    qtbot.keyClick(desk.items.search, Qt.Key.Key_F1)
    sheet = case_window.findChild(KeySheet)
    assert sheet is not None
    sheet.close()


def test_undo_in_a_field_takes_back_words_and_no_edit(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window, waits)
    label = desk.session.undo_label
    desk.items.search.setFocus()
    qtbot.keyClicks(desk.items.search, "abc")
    qtbot.keyClick(desk.items.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.items.search.text() == ""
    assert desk.session.undo_label == label


def test_the_list_gives_letters_to_actions_and_keeps_up_and_down(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window, waits)
    desk.items.list.setFocus()
    waits(desk.items.list.hasFocus)
    place = desk.items.place
    qtbot.keyClick(desk.items.list, Qt.Key.Key_D)
    assert desk.items.place == place + 1
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Up)
    assert desk.items.place == place


def held(key: Qt.Key, text: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)


def test_a_held_key_steps_on_but_opens_nothing_again(case_window: MainWindow, waits: Wait) -> None:
    desk = desk_of(case_window, waits)
    desk.items.list.setCurrentIndex(desk.items.model.index(0))
    QApplication.sendEvent(desk.stage.canvas, held(Qt.Key.Key_D, "d"))
    QApplication.sendEvent(desk.stage.canvas, held(Qt.Key.Key_D, "d"))
    assert desk.items.place == 2
    QApplication.sendEvent(desk.stage.canvas, held(Qt.Key.Key_T, "t"))
    assert case_window.findChild(DronePicker) is None


def test_keys_of_the_window_work_with_no_case_open(window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    window.activateWindow()
    waits(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(NewCaseDialog)
    assert dialog is not None
    dialog.reject()
    qtbot.keyClick(window, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    shown = sheet.findChild(QLineEdit)
    assert shown is not None
    sheet.close()
