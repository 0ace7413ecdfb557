"""Be the window's process on a case of 2,000 photos: ``python -m tests.bench.large_window CASE``.

Starts as ``verifier CASE`` does. Prints the seconds from standing window to usable table, from the start of this
module to it, and PSS in MB once all is quiet. Read by ``large_case``. Imports nothing that the program would not.
"""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.gui.opening import open_beside

if TYPE_CHECKING:
    from verifier.gui.window import MainWindow

PHOTOS = 2_000
QUIET_S = 3.0


def is_usable(window: "MainWindow") -> bool:
    """Tell whether a list in the window holds all photos."""
    from PySide6.QtWidgets import QAbstractItemView

    models = [view.model() for view in window.findChildren(QAbstractItemView) if view.isVisible()]
    return any(model.rowCount() == PHOTOS for model in models)


def main() -> None:
    started = time.perf_counter()
    opening = open_beside(Path(sys.argv[1]), "")
    from PySide6.QtWidgets import QApplication

    from verifier.gui.app import make_window

    app = QApplication([])
    window = make_window(app, opening)
    window.show()
    window.repaint()
    app.processEvents()
    began = time.perf_counter()
    while not is_usable(window):
        app.processEvents()
        time.sleep(0.0005)
    window.repaint()
    app.processEvents()
    taken, whole = time.perf_counter() - began, time.perf_counter() - started
    until = time.monotonic() + QUIET_S
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)
    from tests.bench.startup import pss_mb

    print(taken, whole, pss_mb(os.getpid()), flush=True)  # noqa: T201 - read by large_case
    window.close()


if __name__ == "__main__":
    main()
