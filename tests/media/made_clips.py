"""Clips made for the tests: every frame carries its number in its pixels, as a row of black and white bars."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

WIDTH, HEIGHT, BARS = 160, 96, 10
TIME_BASE = Fraction(1, 90000)


def irregular_times(count: int, first: int = 0) -> list[int]:
    """PTS of a clip of variable rate: distances of 1/60 to 1/10 s in a pattern that does not repeat quickly."""
    steps = (3000, 1500, 4500, 3003, 9000, 3000, 6006)
    times = [first]
    while len(times) < count:
        times.append(times[-1] + steps[len(times) % len(steps)])
    return times


def picture_of(number: int, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """Luma of a frame: (height, width) uint8; bars on top, a moving texture below."""
    rows, columns = np.mgrid[0:height, 0:width]
    luma = (96 + 60 * np.sin((columns + 3 * number) / 9) * np.cos((rows - 2 * number) / 7)).astype(np.uint8)
    bar = width // BARS
    for bit in range(BARS):
        luma[: height // 3, bit * bar : (bit + 1) * bar] = 235 if number >> bit & 1 else 16
    return luma


def number_in(luma: np.ndarray) -> int:
    """Read the number back from luma or one channel of RGB, (height, width)."""
    height, width = luma.shape
    bar = width // BARS
    row = luma[height // 6]
    return sum(int(row[bit * bar + bar // 2] > 128) << bit for bit in range(BARS))


def make_clip(
    path: Path,
    times: Sequence[int],
    codec: str = "libx264",
    options: dict[str, str] | None = None,
    container_options: dict[str, str] | None = None,
    rate: int = 30,
) -> Path:
    """Write a clip of numbered frames at the given PTS (in 1/90000 s); the format follows the suffix."""
    with av.open(str(path), "w", options=container_options or {}) as container:
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p" if codec == "mjpeg" else "yuv420p"
        if path.suffix != ".avi" and codec != "mpeg2video":
            stream.codec_context.time_base = stream.time_base = TIME_BASE
        stream.options = options or {}
        for number, time in enumerate(times):
            frame = av.VideoFrame.from_ndarray(_planes(picture_of(number)), format="yuv420p")
            if codec == "mjpeg":
                frame = frame.reformat(format="yuvj420p")
            frame.pts, frame.time_base = time, TIME_BASE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _planes(luma: np.ndarray) -> np.ndarray:
    return np.concatenate([luma, np.full((HEIGHT // 2, WIDTH), 128, np.uint8)])
