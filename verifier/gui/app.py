"""Start the window and keep it standing: fonts, theme, and the outermost hook for errors nobody foresaw."""

import logging
import os
import sys
from types import TracebackType

from PySide6.QtWidgets import QApplication

from verifier.domain.errors import VerifierError
from verifier.gui.look import theme_name
from verifier.gui.opening import Opening
from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme
from verifier.gui.window import MainWindow

log = logging.getLogger(__name__)

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
    hook_errors(window)
    window.show()
    return app.exec()


def scale_interface(preferences: Preferences) -> None:
    """Set the size of everything, before Qt reads it; what the person set outside for all programs goes first."""
    scale = preferences.settings.interface_scale
    if scale != 1:
        os.environ.setdefault("QT_SCALE_FACTOR", f"{scale:g}")


def make_window(app: QApplication, opening: Opening | None, preferences: Preferences | None = None) -> MainWindow:
    """Make the window, ready to be shown; a case that is read within :data:`HEAD_START_S` is in it already."""
    preferences = preferences or Preferences()
    window = MainWindow(Theme(app, theme_name(preferences)), preferences, opening)
    if opening is not None:
        opening.thread.join(HEAD_START_S)  # the thread, not the future: it ends once the window has been told
        app.processEvents()
    return window


def hook_errors(window: MainWindow) -> None:
    """Show one sentence for an error that nobody foresaw, and keep the case open; edits made so far are saved."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(1)
            return
        # The words of an error may hold a file's name or coordinates.
        log.error("unforeseen error: %s", kind.__name__)
        log.debug("where it came from", exc_info=(kind, error, trace))
        sentence = error.sentence if isinstance(error, VerifierError) else "Something went wrong that was not foreseen."
        window.tell(f"{sentence} The case is still open and what you did before is saved.")

    sys.excepthook = caught
