"""Photos to a window-sized picture: ours, Qt, cv2's reduced read; time and peak memory of the first picture.

The photos are made here: smooth gradients with fine noise, so that a 12-megapixel JPEG weighs what a camera's does.
"""

import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtGui import QImageReader

from tests.bench.figures import Figure, interleave, processor_s
from verifier.media.cv import cv2
from verifier.media.sniff import sniff
from verifier.media.stills import decode_still

WINDOW_SIDE = 1600
ROUNDS = 7
FIRST_ROUNDS = 5


def make_photo(path: Path, width: int, height: int) -> None:
    """Write a JPEG of that size: seeded noise over gradients, quality 90, 4:2:0."""
    chance = np.random.default_rng(7)
    tile = chance.normal(0, 9, (512, 512, 3)).astype(np.float32)
    picture = np.empty((height, width, 3), np.uint8)
    across = np.linspace(40, 200, width, dtype=np.float32)[None, :, None]
    for top in range(0, height, 512):
        rows = min(512, height - top)
        noise = np.tile(tile, (1, width // 512 + 1, 1))[:rows, :width]
        picture[top : top + rows] = np.clip(across + noise + 40 * np.sin(top / 900), 0, 255)
    Image.fromarray(picture).save(path, quality=90, subsampling="4:2:0")


def ours(path: Path) -> None:
    """Decode as the window does."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    decode_still(path, sniff(head, path.stat().st_size), WINDOW_SIDE)


def qt_full(path: Path) -> None:
    """Read the whole picture with Qt, its size limit lifted."""
    QImageReader.setAllocationLimit(0)
    QImageReader(str(path)).read()


def cv2_eighth(path: Path) -> None:
    """Read the picture with cv2 at an eighth of its size."""
    cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_REDUCED_COLOR_8)


CONTENDERS = {"verifier": ours, "QImageReader full": qt_full, "cv2 1/8": cv2_eighth}


def first_picture(name: str, path: Path) -> tuple[float, float]:
    """Decode once in a fresh process; return (seconds of the first call, peak resident MB above the imports)."""
    command = [sys.executable, "-m", "tests.bench.stills", name, str(path)]
    words = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    return float(words[0]), float(words[1])


def one(name: str, path: Path) -> None:
    """Be the fresh process: print seconds and the peak in MB."""
    began = time.perf_counter()
    CONTENDERS[name](path)
    taken = time.perf_counter() - began
    # ru_maxrss outlives exec and would tell of the parent; the high-water mark of proc(5) is this process's own.
    status = Path("/proc/self/status").read_text()
    peak = int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1]) / 1024
    print(taken, peak)  # noqa: T201 - read by first_picture


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        photo, large = Path(folder) / "12mp.jpg", Path(folder) / "108mp.jpg"
        make_photo(photo, 4000, 3000)
        make_photo(large, 12000, 9000)
        work = {name: partial(decode, photo) for name, decode in CONTENDERS.items()}
        interleave(work, ROUNDS, "12 MP processor", processor_s)
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in CONTENDERS}
        for _ in range(FIRST_ROUNDS):
            for name, rounds in taken.items():
                rounds.append(first_picture(name, large))
    for name, rounds in taken.items():
        Figure(name, "108 MP first picture", "s", tuple(seconds for seconds, _ in rounds)).print()
        Figure(name, "108 MP peak memory", "MB", tuple(peak for _, peak in rounds)).print()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
