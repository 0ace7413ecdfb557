"""A picture is looked for in places that a person chooses and that are remembered: cases, lists of known footage."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import activate, desk_of
from tests.gui.test_match import words
from tests.media.test_overlap import photo
from verifier.gui.desk import Desk
from verifier.gui.forgetting import forget
from verifier.gui.match.asking import FindDialog
from verifier.gui.match.page import MatchPage
from verifier.gui.preferences import Preferences
from verifier.gui.window import MainWindow
from verifier.workspace.copies import known_list
from verifier.workspace.footage import add_footage
from verifier.workspace.known_footage import write_list
from verifier.workspace.settings import load_settings
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
F, ALT_SHIFT = Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def filled(folder: Path) -> tuple[Path, Path, Path, Path]:
    """Make this case, another one, a list of what a third team knows, and a picture that the last two have."""
    whole = photo(5, 800, 600)
    whole.save(folder / "whole.png")
    photo(8, 640, 480).save(folder / "here.png")
    whole.resize((500, 375)).save(folder / "asked.jpg", quality=70)
    for title, name in (("Here", "here.png"), ("The other case", "whole.png")):
        with Workspace.create(folder / f"{title}.case", title, "A. Analyst") as workspace:
            add_footage(workspace, [folder / name], jobs=1)
            if title != "Here":
                write_list(known_list(workspace, "Team North"), folder / "north.json")
    return folder / "Here.case", folder / "The other case.case", folder / "north.json", folder / "asked.jpg"


def opened(window: MainWindow, case: Path, waits: Wait) -> Desk:
    window.open_case(case, "A. Analyst")
    waits(lambda: window.page is not None)
    desk = desk_of(window)
    activate(desk, waits)
    waits(lambda: not desk.clip_hashing.is_running)
    return desk


def asked(qtbot: QtBot, window: MainWindow, desk: Desk, waits: Wait) -> FindDialog:
    """Press the key that asks for a picture."""
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, F, ALT_SHIFT)
    waits(lambda: any(one.isVisible() for one in window.findChildren(FindDialog)))
    return next(one for one in window.findChildren(FindDialog) if one.isVisible())


def searched(qtbot: QtBot, dialog: FindDialog, desk: Desk, picture: Path, waits: Wait) -> str:
    qtbot.keyClicks(dialog.picture, str(picture))
    qtbot.keyClick(dialog.picture, Qt.Key.Key_Return)
    page = desk.page("match")
    assert isinstance(page, MatchPage)
    waits(lambda: not page.finder.is_running and f"Where {picture.name} is from" in words(page))
    return words(page)


def test_other_cases_and_lists_are_chosen_named_and_remembered(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait
) -> None:
    case, other, known, picture = filled(tmp_path)
    desk = opened(window, case, waits)
    dialog = asked(qtbot, window, desk, waits)
    dialog.add_case(other)
    dialog.add_list(known)
    said = searched(qtbot, dialog, desk, picture, waits)
    assert "Looked in: this case, The other case, Team North" in said
    page = desk.page("match")
    assert isinstance(page, MatchPage)
    assert "Known footage: Team North" in said
    assert "The other case: E-0001  whole.png" in said
    assert not [one for one in page.findChildren(QPushButton) if one.text() == "Go to it" and one.isVisible()]
    kept = load_settings().settings
    assert (kept.searched_cases, kept.searched_lists) == ((str(other),), (str(known),))
    again = asked(qtbot, window, desk, waits)
    assert {path for path, box in again.boxes.items() if box.isChecked()} == {str(other), str(known)}
    again.boxes[str(other)].setChecked(False)
    again.boxes[str(known)].setChecked(False)
    assert "Nothing that was looked at holds it" in searched(qtbot, again, desk, picture, waits)


def test_what_cannot_be_opened_is_said_and_stops_nothing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait
) -> None:
    case, _, known, picture = filled(tmp_path)
    (tmp_path / "broken.case").mkdir()
    (tmp_path / "no-list.json").write_text("[]")
    desk = opened(window, case, waits)
    dialog = asked(qtbot, window, desk, waits)
    dialog.add_case(tmp_path / "broken.case")
    dialog.add_list(tmp_path / "no-list.json")
    dialog.add_list(known)
    said = searched(qtbot, dialog, desk, picture, waits)
    assert "broken.case: " in said
    assert "no-list.json: The file is not a list of known footage" in said
    assert "Known footage: Team North" in said


def test_a_case_that_is_forgotten_is_searched_no_more(tmp_path: Path) -> None:
    preferences = Preferences()
    preferences.remember(searched_cases=(str(tmp_path / "a.case"), str(tmp_path / "b.case")))
    forget(preferences, tmp_path / "a.case")
    assert load_settings().settings.searched_cases == (str(tmp_path / "b.case"),)


def test_no_case_is_remembered_where_recent_ones_are_not_listed(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait
) -> None:
    case, other, known, _ = filled(tmp_path)
    window.preferences.remember(remember_recent=False)
    desk = opened(window, case, waits)
    dialog = asked(qtbot, window, desk, waits)
    dialog.add_case(other)
    dialog.add_list(known)
    assert dialog.places.cases == (other,)
    kept = load_settings().settings
    assert (kept.searched_cases, kept.searched_lists) == ((), (str(known),))
    dialog.reject()
