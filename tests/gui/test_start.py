"""The window as ``verifier`` and ``verifier CASE`` start it, in a process of its own."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from verifier.domain.errors import CommandRefused
from verifier.gui.app import make_window
from verifier.gui.opening import open_beside
from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme
from verifier.gui.unforeseen import hook_errors
from verifier.gui.window import MainWindow

CHILD = """
import sys
import threading
from PySide6.QtWidgets import QApplication
from verifier.__main__ import open_window
from verifier.gui.window import MainWindow

def look(*_):
    app = QApplication.instance()
    window = next(widget for widget in app.topLevelWidgets() if isinstance(widget, MainWindow))
    app.processEvents()
    while len(sys.argv) > 1 and window.page is None:
        app.processEvents()
    print(window.page.desk.session.case.info.title if window.page else "welcome", flush=True)
    window.close()
    return 0

QApplication.exec = look
from pathlib import Path
sys.exit(open_window(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
"""


@pytest.mark.parametrize(("has_case", "shown"), [(True, "River"), (False, "welcome")])
def test_the_window_stands_with_the_case_that_was_named(case_copy: Path, has_case: bool, shown: str) -> None:
    words = [str(case_copy)] if has_case else []
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, shown), done.stderr


def test_a_case_that_is_read_at_once_is_in_the_window_before_it_is_shown(case_copy: Path, qapp: QApplication) -> None:
    window = make_window(qapp, open_beside(case_copy, "A"))
    try:
        assert window.page is not None
        assert not window.isVisible()
    finally:
        window.close()
        window.deleteLater()


def test_an_error_that_nobody_foresaw_is_a_sentence_and_its_words_stay_out_of_the_log(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, expected_log: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    hook_errors(told.append)
    sys.excepthook(KeyError, KeyError("witness.jpg"), None)
    sys.excepthook(CommandRefused, CommandRefused("The claim is gone."), None)
    assert "not foreseen" in told[0]
    assert told[1].startswith("The claim is gone.")
    assert expected_log.messages == ["unforeseen error: KeyError", "unforeseen error: CommandRefused"]
    assert "witness" not in expected_log.text + " ".join(told)


def test_the_first_page_loads_nothing_that_only_an_open_case_needs() -> None:
    """A table of actions that loads what its actions need made the window a third slower to come up."""
    late = ("verifier.gui.desk", "verifier.gui.viewer", "verifier.gui.bulk", "verifier.gui.items.facets",
            "verifier.gui.dialogs.series", "verifier.metadata.facts", "verifier.catalog.catalog",
            "numpy", "cv2", "av")  # fmt: skip
    words = f"import sys, verifier.gui.app; print([name for name in {late!r} if name in sys.modules])"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"


def test_the_window_is_no_larger_than_the_screen_that_it_comes_up_on(qapp: QApplication, theme: Theme) -> None:
    window = MainWindow(theme, Preferences())
    room = window.screen().availableSize()
    least = window.minimumSize()
    assert room.width() < 1440, "the screen of these tests would hold the largest window"
    assert window.width() == max(least.width(), room.width())
    assert window.height() <= max(least.height(), room.height() - 30)
    window.deleteLater()
