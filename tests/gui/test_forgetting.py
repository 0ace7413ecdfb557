"""Forget a case, keep the case open through an error, show the log: what is left on this computer is hunted through."""

import logging
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from verifier.gui.dialogs.log_view import LogView
from verifier.gui.unforeseen import hook_errors
from verifier.gui.window import MainWindow
from verifier.workspace.logbook import open_logbook

Wait = Callable[[Callable[[], bool]], None]
CANARY = "canary-crossing"


@pytest.fixture(autouse=True)
def _qt_settings_of_its_own(tmp_path: Path) -> Iterator[None]:
    """Keep what Qt's file dialogs remember in a folder of the test."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "qt"))
    yield
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(Path.home() / ".config"))


@pytest.fixture
def canary(window: MainWindow, tmp_path: Path, made_case: Path, waits: Wait) -> Path:
    """Return a case with a name of its own that was opened and worked in, with everything that remembers it."""
    path = tmp_path / "cases" / f"{CANARY}.case"
    shutil.copytree(made_case, path)
    window.open_case(path, "A. Analyst")
    waits(lambda: window.page is not None)
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.setValue("FileDialog/history", [QUrl.fromLocalFile(str(path)).toString(), "file:///elsewhere"])
    kept.setValue("FileDialog/lastVisited", QUrl.fromLocalFile(str(path / "originals")).toString())
    kept.sync()
    return path


def traces(tmp_path: Path, canary: Path) -> list[str]:
    """Return the files outside the case that name it, in words or in their own name."""
    files = [path for path in tmp_path.rglob("*") if path.is_file() and canary not in path.parents]
    return [path.name for path in files if CANARY in path.name or CANARY.encode() in path.read_bytes()]


def press(qtbot: QtBot, parent: QWidget, words: str) -> None:
    found = [b for b in parent.findChildren(QPushButton) if b.isVisible() and b.text() == words]
    assert found, f"no button {words!r}"
    found[0].click()


def test_forgetting_the_open_case_leaves_no_trace(
    window: MainWindow, canary: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    book = open_logbook()
    assert book is not None
    logging.getLogger("verifier.x").info("opened %s", canary)
    assert set(traces(tmp_path, canary)) == {"settings.json", "QtProject.conf"}
    assert window.page is not None
    window.page.actions_table.run("forget")
    box = window.findChild(QMessageBox, "forget")
    assert box is not None
    press(qtbot, box, "Forget it")
    assert window.page is None
    book.close()
    assert traces(tmp_path, canary) == []
    assert (canary / "case.sqlite").exists()
    assert not (canary / "cache" / "desk.json").exists()
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert kept.value("FileDialog/history") in (["file:///elsewhere"], "file:///elsewhere")


def test_a_recent_case_is_forgotten_from_the_first_page(
    window: MainWindow, canary: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.close_case()
    press(qtbot, window, "Forget")
    assert traces(tmp_path, canary) == []
    assert CANARY not in [button.text() for button in window.findChildren(QPushButton) if button.isVisible()]


def test_with_recent_cases_off_none_is_listed_and_file_dialogs_forget(
    window: MainWindow, canary: Path, tmp_path: Path, made_case: Path, waits: Wait
) -> None:
    window.preferences.remember(remember_recent=False, recent_cases=())
    window.close_case()
    window.open_case(canary, "A. Analyst")
    waits(lambda: window.page is not None)
    window.close()
    assert traces(tmp_path, canary) == []


def test_an_error_that_nobody_foresaw_is_told_once_kept_without_values_and_the_case_stays_open(
    window: MainWindow,
    canary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    expected_log: pytest.LogCaptureFixture,
    waits: Wait,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    hook_errors(window.tell_once)
    for _ in range(3):
        try:
            raise KeyError(f"{CANARY} 46.70031")
        except KeyError as error:
            sys.excepthook(KeyError, error, error.__traceback__)
    told = [box for box in window.findChildren(QMessageBox, "told") if box.isVisible()]
    assert len(told) == 1
    assert "still open" in told[0].text()
    assert CANARY not in told[0].text()
    told[0].close()
    assert window.page is not None
    assert window.page.session.can_edit
    reports = list((tmp_path / "state").glob("report-*.txt"))
    assert len(reports) == 3
    assert "KeyError" in reports[0].read_text()
    assert set(traces(tmp_path, canary)) == {"settings.json", "QtProject.conf"}


def test_the_log_and_the_report_are_shown_and_copied(window: MainWindow, canary: Path, qtbot: QtBot) -> None:
    book = open_logbook()
    assert book is not None
    logging.getLogger("verifier.x").info("opened %s", canary)
    assert window.page is not None
    window.page.actions_table.run("log")
    view = window.findChildren(LogView)[-1]
    assert "opened <" in view.text.toPlainText()
    view.close()
    window.page.actions_table.run("report")
    view = window.findChildren(LogView)[-1]
    assert QGuiApplication.clipboard().text() == view.text.toPlainText()
    assert "verifier 0" in QGuiApplication.clipboard().text()
    assert CANARY not in QGuiApplication.clipboard().text()
    view.close()
    book.close()
