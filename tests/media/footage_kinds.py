"""Numbered clips of the kinds of footage that reach an investigator, each with what makes it hard to step through.

Each frame carries its number in bars as in ``made_clips``, but dark, colored, small, turned or covered as its kind is;
they are lit or not by the range of the frame itself, and show the number plus one, so that no frame is without both.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
import numpy.typing as npt

from tests.media.made_clips import BARS, TIME_BASE, irregular_times, picture_of

Pixels = npt.NDArray[np.uint8]
"""(height, width, 3) RGB."""
FRAMES = 90
WIDTH, HEIGHT = 160, 96
EVEN = tuple(number * 3000 for number in range(FRAMES))
FINE = {"crf": "18", "g": "30"}
COARSE = {"crf": "36", "g": "250", "preset": "veryfast"}


class Kind(NamedTuple):
    """How a kind looks: coded size, when its frames are shown in 1/90000 s, how it is encoded, where it is cut."""

    times: Sequence[int] = EVEN
    size: tuple[int, int] = (WIDTH, HEIGHT)
    options: dict[str, str] = FINE
    cuts: tuple[int, ...] = ()
    turn_deg: int = 0


KINDS: dict[str, Kind] = {
    "re-encoded": Kind(options=COARSE),
    "vertical": Kind(size=(HEIGHT, WIDTH)),
    "turned": Kind(turn_deg=90),
    "night": Kind(options={"crf": "30", "g": "60"}),
    "thermal": Kind(times=tuple(number * 10_000 for number in range(FRAMES)), size=(80, 64)),
    "watermarked": Kind(times=tuple(irregular_times(FRAMES)), options=COARSE),
    "montage": Kind(times=tuple(irregular_times(FRAMES)), cuts=(30, 60)),
    "screen recording": Kind(
        times=tuple(accumulate(45_000 if number % 10 == 9 else 1_500 for number in range(FRAMES))),
    ),
}


def make_kind(name: str, folder: Path) -> Path:
    """Write a clip of that kind as MP4."""
    kind = KINDS[name]
    frames: Iterable[Pixels] = (draw(name, number) for number in range(FRAMES))
    if name == "re-encoded":
        frames = _decoded(_write(folder / "first.mp4", frames, kind._replace(options=FINE)))
    path = _write(folder / f"{name}.mp4", frames, kind)
    if kind.turn_deg:
        path.write_bytes(_turned(path.read_bytes()))
    return path


def draw(name: str, number: int) -> Pixels:
    """Draw one frame of a kind."""
    width, height = KINDS[name].size
    luma = picture_of(number + 1, width, height)
    noise = np.random.default_rng(number)
    if name == "night":
        dark = luma[:, :, None] * np.array([0.15, 0.17, 0.22]) + noise.normal(6, 4, (height, width, 3))
        return np.clip(dark, 0, 255).astype(np.uint8)
    if name == "thermal":
        heat = luma.astype(float) / 255
        iron = np.stack([np.sqrt(heat), heat**2, np.clip(np.sin(heat * 2 * np.pi), 0, 1)], axis=2)
        return (iron * 255).astype(np.uint8)
    picture = np.repeat(luma[:, :, None], 3, axis=2)
    if name == "watermarked":
        below = picture[height // 2 :]
        below[8:28, 90:150] = (below[8:28, 90:150] // 2 + 100).astype(np.uint8)
        below[34:40, 4:100:3] = 255
    elif name == "montage":
        rough = np.random.default_rng(number // 30).integers(0, 255, (4, 10, 3), dtype=np.uint8)
        picture[height // 3 :] = np.kron(rough, np.ones((16, 16, 1), np.uint8))
    elif name == "screen recording":
        picture[height // 3 :] = 245
        picture[height // 2 :, 20:140] = (30, 60, 90)
        picture[height // 2 + 8 : height // 2 + 12, 30 : 30 + number] = 250
    return picture


def number_seen(pixels: Pixels, turn_deg: int = 0) -> int:
    """Read the number back from a frame as it is shown, ``turn_deg`` clockwise of how it is stored."""
    green = np.rot90(pixels[:, :, 1], turn_deg // 90).astype(float)
    height, width = green.shape
    bar = width // BARS
    rows = slice(height // 6 - 4, height // 6 + 4)
    means = [green[rows, bit * bar + 2 : (bit + 1) * bar - 2].mean() for bit in range(BARS)]
    middle = (min(means) + max(means)) / 2
    return sum(int(mean > middle) << bit for bit, mean in enumerate(means)) - 1


def _write(path: Path, frames: Iterable[Pixels], kind: Kind) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = *kind.size, "yuv420p"
        stream.codec_context.time_base = stream.time_base = TIME_BASE
        stream.options = kind.options
        for pixels, time in zip(frames, kind.times, strict=True):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
            frame.pts, frame.time_base = time, TIME_BASE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _decoded(path: Path) -> Iterator[Pixels]:
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="rgb24")


def _turned(data: bytes) -> bytes:
    """Say in the track header that the picture is to be shown a quarter turn clockwise (ISO 14496-12, 8.3.2)."""
    still = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    turned = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, HEIGHT << 16, 0, 1 << 30)
    at = data.index(still, data.index(b"tkhd"))
    return data[:at] + turned + data[at + len(still) :]
