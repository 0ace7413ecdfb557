"""A case of 2,000 photos: until its table can be used after the window stands, and the memory of the window's process.

The window is the real one on the offscreen platform, in a fresh process each round; its workers are not counted.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from tests.bench.figures import Figure
from tests.bench.large_window import PHOTOS

ROUNDS = 5


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


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        case = make_case(Path(name))
        command = [sys.executable, "-m", "tests.bench.large_window", str(case)]
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "VERIFIER_CONFIG": str(Path(name) / "settings.toml"),
        }
        rows = []
        for _ in range(ROUNDS):
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
            rows.append(tuple(float(word) for word in done.stdout.split()))
    names = (("2,000 photos usable", "s"), ("2,000 photos usable, from the start", "s"), ("2,000 photos PSS", "MB"))
    for (figure, unit), values in zip(names, zip(*rows, strict=True), strict=True):
        Figure("verifier", figure, unit, values).print()


if __name__ == "__main__":
    main()
