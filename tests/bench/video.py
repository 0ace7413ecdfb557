"""Steps and jumps in a 1080p clip with a key frame every 250 frames: ours, OpenCV's, plain PyAV's, torchcodec's.

``python -m tests.bench.video``. Every contender gets the same frames, decodes them to RGB, and is held to the number in
the pixels: a wrong frame is counted and printed as a figure of its own. Ours also hashes each frame. Between two steps
everybody has the time that a held key leaves; ours decodes ahead in it, and it does not count.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from fractions import Fraction
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import av
import numpy as np

from tests.bench.figures import Figure, not_measured, wall_s
from verifier.media.cv import cv2
from verifier.media.media_types import describe
from verifier.media.video import Clip, open_clip

WIDTH, HEIGHT, FRAMES, GROUP, BARS = 1920, 1080, 1800, 250, 11
STEPS, JUMPS = 40, 24
LOOK_S = 1 / 30
"""A held key asks so often; the first frame is looked at ten times as long."""
AIM_S = 3
"""So long one looks at a clip before one begins to drag."""
Read = Callable[[int], np.ndarray]
Look = Callable[[float], object]
Contender = Callable[[Path], AbstractContextManager[tuple[Read, Look]]]


def make_clip(path: Path, frames: int = FRAMES) -> None:
    """Write a clip as cameras do: 2 Mbit/s, 30 frames a second, 3 B frames, one slice a picture.

    A ground that moves slowly and a patch before it that moves quickly, both smooth as footage is; each frame's number
    stands in bars on top.
    """
    ground, patch = _texture(1, WIDTH + FRAMES // 2, HEIGHT + 64), _texture(2, 640 + FRAMES, 480)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = WIDTH, HEIGHT, "yuv420p", GROUP
        stream.bit_rate = 2_000_000
        # PyAV encodes in slices by default, which a decoder can share out among threads; cameras write one.
        options = {"preset": "fast", "bf": "3", "sc_threshold": "0", "keyint_min": str(GROUP)}
        stream.options = {**options, "x264-params": "sliced-threads=0:slices=1"}
        for number in range(frames):
            down, right = number % 64, number // 2
            planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
            planes[:HEIGHT] = ground[down : down + HEIGHT, right : right + WIDTH]
            planes[300:780, 640:1280] = patch[:, number : number + 640]
            for bit in range(BARS):
                planes[:64, bit * 64 : (bit + 1) * 64] = 235 if number >> bit & 1 else 16
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _texture(seed: int, width: int, height: int) -> np.ndarray:
    """Return (height, width) uint8 of noise at four scales, coarse ones strongest."""
    source = np.random.default_rng(seed)
    summed = np.zeros((height, width), np.float32)
    for coarse, weight in ((128, 90), (32, 50), (8, 25), (2, 8)):
        noise = source.uniform(-1, 1, (height // coarse + 2, width // coarse + 2)).astype(np.float32)
        summed += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC) * weight
    return np.clip(summed + 128, 0, 255).astype(np.uint8)


def number_in(pixels: np.ndarray) -> int:
    """Read a frame's number back from (height, width, 3) uint8."""
    return sum(int(pixels[32, bit * 64 + 32, 1] > 128) << bit for bit in range(BARS))


@contextmanager
def ours(path: Path) -> Iterator[tuple[Read, Look]]:
    """Read exact frames with their identity."""
    with open_clip(path, describe("video/mp4")) as clip:
        yield lambda ordinal: clip.frame(ordinal).pixels, partial(look_at, clip)


def look_at(clip: Clip, for_s: float) -> None:
    """Let time go by as a worker does to which nobody speaks."""
    end, wait = time.perf_counter() + for_s, clip.fill()
    while wait is not None and time.perf_counter() + wait < end:
        time.sleep(wait)
        wait = clip.fill()
    time.sleep(max(0.0, end - time.perf_counter()))


@contextmanager
def opencv(path: Path) -> Iterator[tuple[Read, Look]]:
    """Set the position, read; read on where the next frame is asked for, as its users do."""
    capture = cv2.VideoCapture(str(path))
    last = [-2]

    def read(ordinal: int) -> np.ndarray:
        if ordinal != last[0] + 1:
            capture.set(cv2.CAP_PROP_POS_FRAMES, ordinal)
        last[0] = ordinal
        return capture.read()[1]

    yield read, time.sleep
    capture.release()


@contextmanager
def plain_pyav(path: Path) -> Iterator[tuple[Read, Look]]:
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

        yield read, time.sleep


@contextmanager
def torchcodec(path: Path) -> Iterator[tuple[Read, Look]]:
    """Ask for a frame by its number; the index is made exactly, as its users do who want exact frames."""
    from torchcodec.decoders import VideoDecoder

    decoder = VideoDecoder(str(path), dimension_order="NHWC", seek_mode="exact")
    yield lambda ordinal: decoder[ordinal].numpy(), time.sleep


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
    if find_spec("torchcodec") is None:
        not_measured("torchcodec", "it is not installed")
    else:
        contenders["torchcodec"] = torchcodec
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        make_clip(path)
        for name, contender in contenders.items():
            Figure(name, "open", "s", tuple(wall_s(partial(_open_once, contender, path)) for _ in range(3))).print()
            wrong = sum(_walk(name, contender, path, way, ordinals) for way, ordinals in ways().items())
            Figure(name, "wrong frames", "frames", (float(wrong),)).print()
        _first_look(path)


def _open_once(contender: Contender, path: Path) -> None:
    with contender(path):
        pass


def _walk(name: str, contender: Contender, path: Path, way: str, ordinals: list[int]) -> int:
    taken: list[float] = []
    wrong = 0
    with contender(path) as (read, look):
        read(ordinals[0])
        is_stepping = way.startswith("step")
        look(10 * LOOK_S if is_stepping else 0)
        for ordinal in ordinals[1:]:
            begin = time.perf_counter()
            pixels = read(ordinal)
            taken.append(time.perf_counter() - begin)
            wrong += number_in(pixels) != ordinal
            if is_stepping:
                look(LOOK_S)
    Figure(name, way, "s", tuple(taken)).print()
    Figure(name, f"{way}, 95 %", "s", (float(np.percentile(taken, 95)),)).print()
    return wrong


def _first_look(path: Path) -> None:
    """Measure the key frame that is shown first while somebody drags along the timeline.

    Once in a clip that was only just opened, and once in one that was looked at for as long as it takes to aim.
    """
    with open_clip(path, describe("video/mp4"), cache_bytes=1) as clip:
        taken = tuple(wall_s(partial(clip.key_frame, ordinal)) for ordinal in ways()["random seek"])
    Figure("verifier", "first look at a jump, just opened", "s", taken).print()
    Figure("verifier", "first look at a jump, just opened, 95 %", "s", (float(np.percentile(taken, 95)),)).print()
    with open_clip(path, describe("video/mp4")) as clip:
        clip.frame(0)
        look_at(clip, AIM_S)
        taken = tuple(wall_s(partial(clip.key_frame, ordinal)) for ordinal in ways()["random seek"])
    Figure("verifier", "first look at a jump", "s", taken).print()
    Figure("verifier", "first look at a jump, 95 %", "s", (float(np.percentile(taken, 95)),)).print()


if __name__ == "__main__":
    main()
