"""The real window on a case, drawn offscreen, with every event handler timed."""

import time
from collections.abc import Callable
from pathlib import Path

from tests.gui.on_time import TimedApplication
from verifier.gui.desk import Desk
from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme
from verifier.gui.window import MainWindow

LONGEST_S = 120


class OpenWindow:
    """A window on a case, at the page Review, with a picture on its stage."""

    def __init__(self, case: Path) -> None:
        self.app = TimedApplication([])
        self.window = MainWindow(Theme(self.app, "dark"), Preferences())
        self.window.resize(1280, 800)
        self.window.show()
        self.window.open_case(case, "A. Analyst")
        self.until(lambda: self.window.page is not None)
        assert self.window.page is not None
        self.desk: Desk = self.window.page.desk
        self.desk.session.show_page("review")
        self.until(lambda: not self.desk.stage.canvas.image.isNull())

    def until(self, is_so: Callable[[], bool]) -> None:
        """Let the window go on until something is so; raise ``TimeoutError`` where it never is."""
        deadline = time.monotonic() + LONGEST_S
        while not is_so():
            if time.monotonic() > deadline:
                raise TimeoutError
            self.app.processEvents()
            time.sleep(0.001)

    def close(self) -> None:
        self.window.close()
