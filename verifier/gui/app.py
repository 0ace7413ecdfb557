"""Start the window and keep it standing: fonts, theme, and the outermost hook for errors nobody foresaw."""

import os
import sys

from PySide6.QtWidgets import QApplication

from verifier.gui.look import theme_name
from verifier.gui.opening import Opening
from verifier.gui.preferences import Preferences
from verifier.gui.speaking import speak_in
from verifier.gui.theme import Theme
from verifier.gui.unforeseen import hook_errors
from verifier.gui.window import MainWindow
from verifier.workspace.logbook import open_logbook

HEAD_START_S = 1.0
"""A window that comes up whole beats one that changes under the hand; a longer wait would look like no start."""


def run(opening: Opening | None) -> int:
    """Open the window, on a case that is being read if there is one; return the exit code when it is closed."""
    preferences = Preferences()
    scale_interface(preferences)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("verifier")
    app.setDesktopFileName("verifier")
    window = make_window(app, opening, preferences)
    hook_errors(window.tell_once)
    logbook = open_logbook()
    window.show()
    try:
        return app.exec()
    finally:
        if logbook is not None:
            logbook.close()


def scale_interface(preferences: Preferences) -> None:
    """Set the size of everything, before Qt reads it; what the person set outside for all programs goes first."""
    scale = preferences.settings.interface_scale
    if scale != 1:
        os.environ.setdefault("QT_SCALE_FACTOR", f"{scale:g}")


def make_window(app: QApplication, opening: Opening | None, preferences: Preferences | None = None) -> MainWindow:
    """Make the window, ready to be shown; a case that is read within :data:`HEAD_START_S` is in it already."""
    preferences = preferences or Preferences()
    speak_in(app, preferences.settings.language)
    window = MainWindow(Theme(app, theme_name(preferences)), preferences, opening)
    if opening is not None:
        opening.thread.join(HEAD_START_S)  # the thread, not the future: it ends once the window has been told
        app.processEvents()
    return window
