"""A clip is hashed behind a window in use: how long a second of footage takes, and whether the hand feels it.

``python -m tests.bench.clip_hashing``. The window is the real one, drawn offscreen. While the workers hash a 1080p
clip, the next photo is asked for and painted thirty times a second, as by a held key; every event handler is timed.
"""

import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from tests.bench.figures import Figure
from tests.bench.video import make_clip
from tests.bench.windows import OpenWindow
from tests.footage import make_photo
from tests.gui.on_time import Heard
from verifier.workspace.footage import add_footage
from verifier.workspace.hash_cache import load_hashes, whole
from verifier.workspace.workspace import Workspace

FRAMES, RATE = 900, 30
PHOTOS = 12
HELD_KEY_MS = 33


def main() -> None:
    """Import a clip and photos, open the case, hold a key down until the clip is hashed."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        os.environ |= {"VERIFIER_CONFIG": str(folder / "settings.json"), "VERIFIER_STATE": str(folder / "state")}
        (folder / "in").mkdir()
        for number in range(PHOTOS):
            make_photo(folder / f"in/a_{number:02d}.jpg", 2000, 1500, shift=number)
        make_clip(folder / "in/b_clip.mp4", FRAMES)
        with Workspace.create(folder / "case.case", "Hashed", "A. Analyst") as workspace:
            add_footage(workspace, [folder / "in"])
        _watch(folder / "case.case")


def _watch(case: Path) -> None:
    shown = OpenWindow(case)
    desk = shown.desk
    before = len(whole(load_hashes(case)))
    keys = iter((Qt.Key.Key_D, Qt.Key.Key_A) * 100_000)
    timer = QTimer()
    timer.timeout.connect(lambda: QTest.keyClick(desk.stage.canvas, next(keys)))
    timer.start(HELD_KEY_MS)
    shown.app.heard = heard = Heard()
    desk.clip_hashing.begin()
    began = time.perf_counter()
    shown.until(lambda: len(whole(load_hashes(case))) > before)
    took = time.perf_counter() - began
    timer.stop()
    shown.app.heard = None
    Figure("verifier", "hashing, of the footage's time", "s", (took / (FRAMES / RATE),)).print()
    Figure("verifier", "late handlers", "share", (len(heard.late) / max(1, heard.count),)).print()
    Figure("verifier", "handlers heard", "handlers", (float(heard.count),)).print()
    shown.close()


if __name__ == "__main__":
    main()
