"""The sheet of keys, the screen that changes them, the settings: by mouse and keys, asserting on what was kept."""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from verifier.gui.actions.registry import ACTIONS
from verifier.gui.controls import Choice
from verifier.gui.dialogs.keys import KeysDialog
from verifier.gui.dialogs.settings import SettingsDialog
from verifier.gui.dialogs.sheet import KeySheet
from verifier.gui.look import theme_name
from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme
from verifier.gui.window import MainWindow
from verifier.workspace.settings import load_settings

Wait = Callable[[Callable[[], bool]], None]
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def words_of(widget: QWidget) -> list[str]:
    """Return what is seen, once Qt has shown what was just put there."""
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def press(qtbot: QtBot, parent: QWidget, words: str) -> None:
    QApplication.processEvents()
    found = [b for b in parent.findChildren(QPushButton) if b.isVisible() and b.text().startswith(words)]
    assert found, f"no button {words!r}"
    qtbot.mouseClick(found[0], LEFT)


def test_the_sheet_has_every_action_and_finds_by_words_and_by_keys(qtbot: QtBot, theme: Theme) -> None:
    sheet = KeySheet(Preferences().keymap())
    sheet.show()
    words = words_of(sheet)
    assert [action.text for action in ACTIONS if action.text not in words] == []
    qtbot.keyClicks(sheet.search, "undo")
    assert "Undo" in words_of(sheet)
    assert "Export…" not in words_of(sheet)
    sheet.search.clear()
    qtbot.keyClicks(sheet.search, "ctrl+e")
    assert [words for words in words_of(sheet) if words.startswith("Export")] == ["Export…"]
    sheet.search.clear()
    qtbot.keyClicks(sheet.search, "zzz")
    assert any("answers" in words for words in words_of(sheet))
    sheet.close()


def keys_dialog(qtbot: QtBot) -> tuple[KeysDialog, Preferences]:
    preferences = Preferences()
    dialog = KeysDialog(preferences)
    dialog.show()
    return dialog, preferences


def test_keys_are_changed_a_conflict_is_named_and_all_can_be_put_back(qtbot: QtBot, theme: Theme) -> None:
    dialog, preferences = keys_dialog(qtbot)
    dialog.choose("box")
    qtbot.mouseClick(dialog.field, LEFT)
    qtbot.keyClick(dialog.field, Qt.Key.Key_J, CTRL)
    assert load_settings().settings.keys == {"box": ("R", "Ctrl+J")}
    qtbot.mouseClick(dialog.field, LEFT)
    qtbot.keyClick(dialog.field, Qt.Key.Key_E, CTRL)
    assert "Ctrl+E is “Export” now." in words_of(dialog)
    assert load_settings().settings.keys == {"box": ("R", "Ctrl+J")}
    press(qtbot, dialog, "Give it")
    assert preferences.keymap().names("Ctrl+E") == ("box",)
    assert preferences.keymap().chords("export") == ()
    press(qtbot, dialog, "Take off")
    assert preferences.keymap().chords("box") == ("Ctrl+J", "Ctrl+E")
    press(qtbot, dialog, "As in the preset")
    assert preferences.keymap().chords("box") == ("R",)
    press(qtbot, dialog, "All as in the preset")
    assert load_settings().settings.keys == {}
    assert preferences.keymap().chords("export") == ("Ctrl+E",)
    dialog.close()


def test_keys_that_work_every_control_are_refused(qtbot: QtBot, theme: Theme) -> None:
    dialog, _ = keys_dialog(qtbot)
    dialog.choose("box")
    qtbot.mouseClick(dialog.field, LEFT)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Tab)
    assert any("cannot be given" in words for words in words_of(dialog))
    assert load_settings().settings.keys == {}
    qtbot.mouseClick(dialog.field, LEFT)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.field.isChecked()
    dialog.close()


def test_a_changed_key_works_at_once(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    assert case_window.page is not None
    case_window.preferences.remember(keys_preset="cvat")
    desk = case_window.page.desk
    case_window.activateWindow()
    waits(case_window.isActiveWindow)
    desk.items.list.setCurrentIndex(desk.items.model.index(1))
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_D)
    assert desk.items.place == 0
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_F)
    assert desk.items.place == 1
    assert case_window.page.actions_table["next"].shortcut().toString() == "F"


def take(choice: Choice, place: int) -> None:
    """Open a list of answers, which fills it, and take one."""
    choice.menu().aboutToShow.emit()
    choice.menu().actions()[place].trigger()


def test_settings_are_kept_as_they_are_left(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    preferences = Preferences()
    preferences.remember(recent_cases=("/somewhere/a.case",))
    dialog = SettingsDialog(preferences, lambda: None)
    dialog.show()
    qtbot.keyClicks(dialog.name, "  B.  Colleague ")
    take(dialog.look, 1)
    take(dialog.scale, 4)
    take(dialog.preset, 1)
    qtbot.mouseClick(dialog.calm, LEFT, pos=dialog.calm.rect().center() - dialog.calm.rect().center() / 2)
    dialog.recent.click()
    qtbot.keyClicks(dialog.catalog, str(tmp_path / "nowhere"))
    press(qtbot, dialog, "Close")
    kept = json.loads((tmp_path / "settings.json").read_text())
    assert kept["name"] == "B. Colleague"
    assert (kept["theme"], kept["interface_scale"], kept["keys_preset"]) == ("light", 1.25, "labelme")
    assert (kept["remember_recent"], kept["recent_cases"]) == (False, [])
    assert kept["extra_catalog"] == str(tmp_path / "nowhere")


def test_settings_say_what_could_not_be_used(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"interface_scale": 90, "extra_catalog": "/nowhere/at/all"}')
    dialog = SettingsDialog(Preferences(), lambda: None)
    dialog.show()
    shown = "\n".join(words_of(dialog))
    assert "“interface_scale” cannot be used" in shown
    assert "no such folder" in shown
    dialog.close()


def test_the_look_follows_the_setting_and_the_system(window: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    assert theme.name == "dark"
    window.preferences.remember_theme("light")
    assert theme.name == "light"
    window.preferences.remember(theme="system")
    assert theme.name == theme_name(window.preferences)
    window.preferences.remember_theme("light")
    window.preferences.hear_system()
    assert theme.name == "light"
    window.preferences.remember_theme("dark")
    assert theme.name == "dark"
