"""What tests of the window stand on: settings of their own, a theme, a case with footage; windows left open fail."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.footage import make_clip, make_photo
from tests.gui.on_time import LEAST_HEARD, Heard, TimedApplication
from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

PATIENCE_MS = 20_000
OFFSCREEN = r"This plugin does not support (propagateSizeHints|raise|grabbing)"
"""Said by Qt's offscreen platform of every window that has a least size and every list; says nothing about ours."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what the offscreen platform says of itself pass; every other Qt warning fails."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))


@pytest.fixture(autouse=True)
def _workers_are_lent(lent_workers: None) -> None:
    """Most of these tests need workers, and few are about them."""


@pytest.fixture(autouse=True)
def _settings_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERIFIER_CONFIG", str(tmp_path / "settings.json"))
    monkeypatch.setenv("VERIFIER_STATE", str(tmp_path / "state"))


@pytest.fixture(autouse=True)
def _no_window_is_left_open(qapp: QApplication) -> Iterator[None]:
    """Fail on a window that is still shown two seconds after its test, and on a mouse button that is still held.

    While one is held the panels wait: the next test would wait with them.
    """
    yield
    assert not QGuiApplication.mouseButtons(), "a mouse button is still held"
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        qapp.processEvents()
        left = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
        if not left:
            return
    for widget in left:
        widget.close()
    pytest.fail(f"windows left open: {left}")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return TimedApplication


@pytest.fixture(autouse=True)
def _handlers_heard(qapp: QApplication) -> Iterator[Heard]:
    """Count the event handlers of every test; fail where more than one in a hundred kept the person waiting."""
    assert isinstance(qapp, TimedApplication)
    heard = qapp.heard = Heard()
    yield heard
    qapp.heard = None
    is_enough = heard.count > LEAST_HEARD
    assert not is_enough or heard.is_on_time(), f"{len(heard.late)} of {heard.count} handlers were late: {heard.late}"


@pytest.fixture
def on_time(_handlers_heard: Heard) -> Iterator[Heard]:
    """Of a journey so many handlers are heard that the share means something."""
    yield _handlers_heard
    assert _handlers_heard.count > LEAST_HEARD, "too few handlers were heard for a share to mean anything"


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "dark")


def make_footage(folder: Path) -> Path:
    """Fill a folder with two photos, one of them stored on its side, and a clip at a variable rate."""
    folder.mkdir()
    make_photo(folder / "IMG_2.jpg", 640, 480)
    make_photo(folder / "IMG_10.jpg", 640, 480, orientation=6, shift=90)
    make_clip(folder / "clip.mp4", 320, 240)
    return folder


@pytest.fixture
def footage(tmp_path: Path) -> Path:
    return make_footage(tmp_path / "footage")


@pytest.fixture(scope="session")
def made_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case that holds the footage, made once; whoever opens it takes ``case_copy``."""
    home = tmp_path_factory.mktemp("cases")
    with Workspace.create(home / "river.case", "River", "A. Analyst") as workspace:
        add_footage(workspace, [make_footage(home / "footage")])
    return home / "river.case"


@pytest.fixture
def case_copy(made_case: Path, tmp_path: Path) -> Path:
    """Return a case of this test's own that holds the footage."""
    return shutil.copytree(made_case, tmp_path / "river.case")


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Iterator[MainWindow]:
    """Return the window with the welcome page; it is closed, and its case with it, when the test is over."""
    made = MainWindow(theme, Preferences())
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def waits(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    """Wait for a condition."""

    def wait(condition: Callable[[], bool]) -> None:
        qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    return wait


@pytest.fixture
def case_window(window: MainWindow, case_copy: Path, waits: Callable[[Callable[[], bool]], None]) -> MainWindow:
    """Return the window with a case in which the footage is."""
    window.open_case(case_copy, "A. Analyst")
    waits(lambda: window.page is not None)
    return window
