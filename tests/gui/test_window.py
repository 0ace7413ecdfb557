"""The window as a whole: names for every control, both themes, panels that show what is in the case."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from verifier.domain.records import DroneClaim, Item, Note, Observation, PlaceClaim
from verifier.domain.regions import Box
from verifier.domain.scales import Likelihood
from verifier.gui import gestures
from verifier.gui.actions.registry import ACTIONS
from verifier.gui.desk import Desk
from verifier.gui.dialogs.export import ExportDialog
from verifier.gui.dialogs.new_case import NewCaseDialog, file_name
from verifier.gui.keys.keymap import Keymap
from verifier.gui.keys.presets import OURS
from verifier.gui.panels.metadata import MetadataPanel
from verifier.gui.panels.registry import PANELS
from verifier.gui.preferences import Preferences
from verifier.gui.tagging import edits, machine_edits
from verifier.gui.theme import Theme
from verifier.gui.tools.registry import TOOLS
from verifier.gui.window import MainWindow
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


def desk_of(window: MainWindow) -> Desk:
    assert window.page is not None
    return window.page.desk


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def nameless(widget: QWidget) -> list[QWidget]:
    """Return the visible controls that a screen reader could not name."""
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView)
    controls = [found for kind in kinds for found in widget.findChildren(kind) if found.isVisible()]
    own = [found for found in controls if not type(found).__module__.startswith("PySide6") or found.focusPolicy()]
    return [
        found
        for found in own
        if not found.accessibleName() and not getattr(found, "text", lambda: "")() and found.parent() is not None
        and not isinstance(found.parent(), QLineEdit)
    ]  # fmt: skip


def test_shortcuts_and_names_are_used_once() -> None:
    assert Keymap(ACTIONS, OURS, {}).conflicts() == ()
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
    tools = {tool.name: tool.shortcut for tool in TOOLS}
    assert tools.items() <= {a.name: a.shortcuts[0] for a in ACTIONS if a.menu == "Tools"}.items()
    assert {panel.name for panel in PANELS} < {action.name for action in ACTIONS}


def test_every_control_has_a_name(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    for panel in PANELS:
        made = desk.inspector.open_panel(panel.name)
        waits(made.isVisible)
        assert nameless(case_window) == []


def test_the_welcome_page_lists_recent_cases_and_says_what_settings_cannot_be_used(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    (tmp_path / "old.case").mkdir()
    settings = tmp_path / "settings.json"
    settings.write_text(f'{{"recent_cases": ["{tmp_path}/old.case", "{tmp_path}/gone.case"], "theme": "pink"}}')
    window = MainWindow(theme, Preferences())
    window.show()
    buttons = [b.text() for b in window.findChildren(QAbstractButton)]
    assert "old" in buttons
    assert "gone" not in buttons
    assert "“theme”" in words_of(window)
    window.close()
    window.deleteLater()


def test_what_is_no_case_is_refused_with_a_sentence(window: MainWindow, tmp_path: Path, waits: Wait) -> None:
    window.open_case(tmp_path)
    assert "Opening" in words_of(window)
    waits(lambda: not window.is_opening)
    shown = [w for w in window.findChildren(QWidget) if w.isVisible() and w.isWindow() and w is not window]
    assert shown
    assert window.page is None
    assert "New case…" in [b.text() for b in window.findChildren(QAbstractButton)]
    for box in shown:
        box.close()


def test_the_open_case_stays_where_another_cannot_be_opened(
    case_window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    page = case_window.page
    case_window.open_case(tmp_path / "nowhere.case")
    waits(lambda: not case_window.is_opening)
    assert case_window.page is page
    assert desk_of(case_window).isVisible()
    assert desk_of(case_window).session.can_edit
    for box in case_window.findChildren(QMessageBox):
        box.close()


def test_a_window_closed_while_a_case_is_being_read_lets_go_of_it(
    window: MainWindow, tmp_path: Path, made_case: Path
) -> None:
    shutil.copytree(made_case, tmp_path / "river.case")
    window.open_case(tmp_path / "river.case", "A. Analyst")
    window.close()
    assert window.page is None
    with Workspace.open(tmp_path / "river.case", "B. Colleague") as workspace:
        assert not workspace.is_read_only


def test_a_new_case_needs_a_title_and_a_free_name(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    dialog = NewCaseDialog("A. Analyst", tmp_path)
    qtbot.addWidget(dialog)
    assert not dialog.make.isEnabled()
    dialog.title_field.insert("Дрони над переправою / 3")
    assert dialog.make.isEnabled()
    assert dialog.folder == tmp_path / "Дрони-над-переправою-3.case"
    dialog.folder.mkdir()
    dialog.title_field.insert("")
    dialog.place_field.textChanged.emit("")
    assert not dialog.make.isEnabled()
    assert file_name("../../etc") == "etc"
    assert "not encrypted" in "".join(label.text() for label in dialog.findChildren(QLabel))


def test_metadata_shows_every_reading_and_finds_by_words(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    photo = next(item for item in desk.session.case.of(Item) if item.kind == "photo")
    desk.items.go_to(photo.key)
    panel = desk.inspector.open_panel("metadata")
    assert isinstance(panel, MetadataPanel)
    model = panel.model
    waits(lambda: bool(model.rows))
    everything = len(model.rows)
    assert "May have been filmed by" in [row.group.title for row in model.rows]
    panel.search.setText("FC3582")
    found = [row.line for row in model.rows if row.line is not None]
    assert found
    assert len(found) < everything
    assert all("FC3582" in line.text for line in found)


def test_a_claim_is_weighed_in_the_panel_and_undone_by_name(case_window: MainWindow, qtbot: QtBot) -> None:
    desk = desk_of(case_window)
    session, case = desk.session, desk.session.case
    catalog = session.workspace.catalog
    photo = next(item for item in case.of(Item) if item.kind == "photo")
    desk.items.go_to(photo.key)
    gestures.draw_region(session, Box(10, 10, 50, 50))
    seen = case.of(Observation)[0]
    assert session.selected == seen
    gestures.claim_drone(session, session.target, "seen", catalog.ref("dji-phantom-4"))
    claim = case.of(DroneClaim)[0]
    edits.add_hypothesis(session, claim, catalog.ref("dji-phantom-3"))
    edits.move(session, claim, catalog.ref("dji-phantom-3"), -1)
    edits.set_likelihood(session, claim, catalog.ref("dji-phantom-3"), Likelihood("icd203", "likely"))
    edits.set_confidence(session, claim, "moderate")
    held = case.of(DroneClaim)[0]
    assert [one.entry.entry_id for one in held.hypotheses] == ["dji-phantom-3", "dji-phantom-4"]
    assert [one.likelihood and one.likelihood.term for one in held.hypotheses] == ["likely", None]
    assert held.confidence is not None
    assert held.confidence.level == "moderate"
    machine_edits.add_note(session, seen.key, "  ")
    assert case.of(Note) == ()
    gestures.remove(session, seen.key)
    assert case.of(DroneClaim) == ()
    session.undo()
    assert case.of(DroneClaim) == (held,)
    assert session.undo_label is not None
    assert session.undo_label == "say how good the basis of a tag is"


def test_the_key_after_a_place_was_stated_takes_nothing_back(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk = desk_of(case_window)
    waits(lambda: desk.session.item is not None)
    panel = desk.inspector.open_panel("place")

    def fields() -> list[QLineEdit]:
        return [found for found in panel.findChildren(QLineEdit) if found.accessibleName() == "Coordinates"]

    waits(lambda: bool(fields()))  # a panel is filled a section at a time
    (line,) = fields()
    case_window.activateWindow()
    line.setFocus()
    waits(line.hasFocus)
    qtbot.keyClicks(line, "48.4647, 35.0462")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    waits(lambda: "Place of the camera" in words_of(panel))
    focused = case_window.focusWidget()
    assert focused is not None
    assert not isinstance(focused, QAbstractButton)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert len(desk.session.case.of(PlaceClaim)) == 1


def test_the_export_screen_follows_who_it_is_for(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    desk.export()
    dialog = case_window.findChild(ExportDialog)
    assert dialog is not None
    waits(dialog.go.isEnabled)
    qtbot.waitUntil(lambda: "Original file names" in words_of(dialog))
    archive = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Your own archive")
    qtbot.mouseClick(archive, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "your own archive gets everything" in words_of(dialog))
    dialog.where.setText(str(case_window.page.session.workspace.folder.path))  # pyright: ignore[reportOptionalMemberAccess]
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_both_themes_are_shown_and_remembered(case_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    case_window.switch_theme()
    assert '"light"' in (tmp_path / "settings.json").read_text()
    case_window.switch_theme()
    assert '"dark"' in (tmp_path / "settings.json").read_text()


def test_the_beginning_of_a_case_cannot_be_undone(window: MainWindow, tmp_path: Path, waits: Wait) -> None:
    window.make_case(tmp_path / "new.case", "New", "A. Analyst")
    waits(lambda: window.page is not None)
    assert window.page is not None
    assert not window.page.actions_table["undo"].isEnabled()


@pytest.mark.parametrize("name", ["tags", "metadata", "source", "place"])
def test_panels_say_what_to_do_in_an_empty_case(window: MainWindow, tmp_path: Path, name: str, waits: Wait) -> None:
    window.make_case(tmp_path / "new.case", "New", "A. Analyst")
    waits(lambda: window.page is not None)
    panel = desk_of(window).inspector.open_panel(name)
    waits(lambda: "Choose an item" in words_of(panel))
