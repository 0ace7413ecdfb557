"""Steps and jumps in a 1080p clip with a key frame every 250 frames: ours, OpenCV's and plain PyAV's.

``python -m tests.bench.video``. Every contender gets the same frames, decodes them to RGB, and is held to the number in
the pixels: a wrong frame is counted and printed as a figure of its own. Ours also hashes each frame.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path

import av
import numpy as np

from tests.bench.figures import Figure, wall_s
from verifier.media.cv import cv2
from verifier.media.media_types import describe
from verifier.media.video import open_clip

WIDTH, HEIGHT, FRAMES, GROUP, BARS = 1920, 1080, 750, 250, 10
STEPS, JUMPS = 12, 12
Read = Callable[[int], np.ndarray]


def make_clip(path: Path) -> None:
    """Write a clip of a moving texture, 30 frames a second, 3 B frames, each frame's number in bars on top."""
    texture = np.random.default_rng(1).integers(0, 255, (HEIGHT // 8 + 64, WIDTH // 8 + 64), dtype=np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = WIDTH, HEIGHT, "yuv420p", GROUP
        stream.options = {"preset": "veryfast", "bf": "3", "sc_threshold": "0", "keyint_min": str(GROUP)}
        for number in range(FRAMES):
            down, right = number % 64, number * 2 % 64
            cut = texture[down : down + HEIGHT // 8, right : right + WIDTH // 8]
            planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
            planes[:HEIGHT] = np.kron(cut, np.ones((8, 8), np.uint8))
            for bit in range(BARS):
                planes[:64, bit * 64 : (bit + 1) * 64] = 235 if number >> bit & 1 else 16
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def number_in(pixels: np.ndarray) -> int:
    """Read a frame's number back from (height, width, 3) uint8."""
    return sum(int(pixels[32, bit * 64 + 32, 1] > 128) << bit for bit in range(BARS))


@contextmanager
def ours(path: Path) -> Iterator[Read]:
    """Read exact frames with their identity."""
    with open_clip(path, describe("video/mp4")) as clip:
        yield lambda ordinal: clip.frame(ordinal).pixels


@contextmanager
def opencv(path: Path) -> Iterator[Read]:
    """Set the position, read; read on where the next frame is asked for, as its users do."""
    capture = cv2.VideoCapture(str(path))
    last = [-2]

    def read(ordinal: int) -> np.ndarray:
        if ordinal != last[0] + 1:
            capture.set(cv2.CAP_PROP_POS_FRAMES, ordinal)
        last[0] = ordinal
        return capture.read()[1]

    yield read
    capture.release()


@contextmanager
def plain_pyav(path: Path) -> Iterator[Read]:
    """Seek to the key frame and decode until the time is reached; go on decoding for the next frame."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        ticks = int(1 / (30 * stream.time_base))
        frames: list[Iterator[av.VideoFrame]] = []
        last = [-2]

        def read(ordinal: int) -> np.ndarray:
            if ordinal != last[0] + 1:
                container.seek(ordinal * ticks, stream=stream)
                frames[:] = [container.decode(stream)]
            last[0] = ordinal
            return next(frame for frame in frames[0] if frame.pts == ordinal * ticks).to_ndarray(format="rgb24")

        yield read


def ways() -> dict[str, list[int]]:
    """Name the walks through the clip: a start that is not counted, then what is."""
    jumps = random.Random(3).sample(range(FRAMES), JUMPS + 1)
    return {
        "step forward": list(range(400, 400 + STEPS + 1)),
        "step back": list(range(480, 480 - STEPS - 1, -1)),
        "random seek": [0, *(b for a, b in pairwise(jumps) if a != b)],
    }


def main() -> None:
    """Measure every contender on every walk."""
    contenders = {"verifier": ours, "opencv": opencv, "plain PyAV": plain_pyav}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        make_clip(path)
        for name, contender in contenders.items():
            Figure(name, "open", "s", tuple(wall_s(partial(_open_once, contender, path)) for _ in range(3))).print()
            wrong = sum(_walk(name, contender, path, way, ordinals) for way, ordinals in ways().items())
            Figure(name, "wrong frames", "frames", (float(wrong),)).print()
        _first_look(path)


def _open_once(contender: Callable[..., object], path: Path) -> None:
    with contender(path):
        pass


def _walk(name: str, contender: Callable[..., object], path: Path, way: str, ordinals: list[int]) -> int:
    taken: list[float] = []
    wrong = 0
    with contender(path) as read:
        read(ordinals[0])
        for ordinal in ordinals[1:]:
            begin = time.perf_counter()
            pixels = read(ordinal)
            taken.append(time.perf_counter() - begin)
            wrong += number_in(pixels) != ordinal
    Figure(name, way, "s", tuple(taken)).print()
    Figure(name, f"{way}, 95 %", "s", (float(np.percentile(taken, 95)),)).print()
    return wrong


def _first_look(path: Path) -> None:
    """Measure the key frame that is shown first while somebody drags along the timeline."""
    with open_clip(path, describe("video/mp4"), cache_bytes=1) as clip:
        taken = tuple(wall_s(partial(clip.key_frame, ordinal)) for ordinal in ways()["random seek"])
    Figure("verifier", "first look at a jump", "s", taken).print()
    Figure("verifier", "first look at a jump, 95 %", "s", (float(np.percentile(taken, 95)),)).print()


if __name__ == "__main__":
    main()
