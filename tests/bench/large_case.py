"""A case of 2,000 photos: until its table can be used after the window stands, and the memory of the window's process.

The window is the real one on the offscreen platform, in a fresh process each round; its workers are not counted.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication

from tests.bench.figures import Figure
from tests.bench.startup import pss_mb
from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme
from verifier.gui.window import MainWindow

PHOTOS = 2_000
ROUNDS = 5
QUIET_S = 3.0


def make_case(folder: Path) -> Path:
    """Import so many small photos, all different, through the command line."""
    photos, case = folder / "photos", folder / "large.case"
    photos.mkdir()
    chance = np.random.default_rng(7)
    for number in range(PHOTOS):
        block = chance.integers(0, 255, (12, 16, 3), np.uint8)
        Image.fromarray(block).resize((640, 480)).save(photos / f"IMG_{number}.jpg", quality=80)
    for words in (["new", str(case), "--title", "large", "--as", "bench"], ["add", str(case), str(photos)]):
        subprocess.run([sys.executable, "-m", "verifier", *words], check=True, stderr=subprocess.DEVNULL)
    return case


def is_usable(window: MainWindow) -> bool:
    """Tell whether a list in the window holds all photos."""
    views = window.findChildren(QAbstractItemView)
    models: list[QAbstractItemModel] = [view.model() for view in views if view.isVisible() and view.model()]
    return any(model.rowCount() == PHOTOS for model in models)


def one(case: Path) -> None:
    """Be the fresh process: print seconds from the standing window to the usable table, and PSS in MB when quiet."""
    app = QApplication([])
    preferences = Preferences()
    window = MainWindow(Theme(app, "dark"), preferences)
    window.show()
    app.processEvents()
    began = time.perf_counter()
    window.open_case(case)
    while not is_usable(window):
        app.processEvents()
    window.repaint()
    app.processEvents()
    taken = time.perf_counter() - began
    until = time.monotonic() + QUIET_S
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)
    print(taken, pss_mb(os.getpid()), flush=True)  # noqa: T201 - read by main
    window.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        case = make_case(Path(name))
        command = [sys.executable, "-m", "tests.bench.large_case", str(case)]
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "VERIFIER_CONFIG": str(Path(name) / "settings.toml"),
        }
        rows = []
        for _ in range(ROUNDS):
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
            rows.append(tuple(float(word) for word in done.stdout.split()))
    Figure("verifier", "2,000 photos usable", "s", tuple(taken for taken, _ in rows)).print()
    Figure("verifier", "2,000 photos PSS", "MB", tuple(memory for _, memory in rows)).print()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(Path(sys.argv[1]))
    else:
        main()
