"""Cuts are found where a clip was joined, and not where a light flashes, a camera pans or a shot only goes on."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from verifier.media.cuts import find_cuts
from verifier.media.sniff import sniff_file
from verifier.media.video import open_clip

WIDTH, HEIGHT, RATE = 320, 240, 25


def scene(seed: int, width: int = WIDTH) -> np.ndarray:
    """Return a picture of blocks of its own brightness, wider than the frame where the camera is to pan over it."""
    source = np.random.default_rng(seed)
    coarse = source.integers(0, 256, (HEIGHT // 24, width // 24 + 1))
    return np.kron(coarse, np.ones((24, 24)))[:HEIGHT, :width].astype(np.uint8)


def write(path: Path, frames: list[np.ndarray]) -> Path:
    noise = np.random.default_rng(1)
    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=RATE, options={"crf": "23", "g": "40"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number, gray in enumerate(frames):
            grainy = np.clip(gray.astype(int) + noise.integers(-6, 7, gray.shape), 0, 255).astype(np.uint8)
            frame = av.VideoFrame.from_ndarray(np.repeat(grainy[:, :, None], 3, axis=2), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def cuts_of(path: Path) -> tuple[int, ...]:
    with open_clip(path, sniff_file(path)) as clip:
        return find_cuts(clip, 0, len(clip.table))


def moved(picture: np.ndarray, count: int, step: int) -> list[np.ndarray]:
    return [picture[:, step * n : step * n + WIDTH] for n in range(count)]


def test_every_cut_of_a_montage_is_found_on_its_very_frame(tmp_path: Path) -> None:
    lengths = (30, 12, 45, 8, 26)
    frames = [one for seed, count in enumerate(lengths) for one in moved(scene(seed, 600), count, 2)]
    expected = tuple(int(place) for place in np.cumsum(lengths)[:-1])
    assert cuts_of(write(tmp_path / "a.mp4", frames)) == expected


@pytest.mark.parametrize("long", [1, 2, 3])
def test_a_flash_is_no_cut(tmp_path: Path, long: int) -> None:
    frames = [scene(3) for _ in range(60)]
    for number in range(30, 30 + long):
        frames[number] = np.full((HEIGHT, WIDTH), 250, np.uint8)
    assert cuts_of(write(tmp_path / "a.mp4", frames)) == ()


@pytest.mark.parametrize("step", [6, 24])
def test_a_pan_slow_or_fast_is_no_cut(tmp_path: Path, step: int) -> None:
    frames = moved(scene(4, WIDTH + step * 60), 60, step)
    assert cuts_of(write(tmp_path / "a.mp4", frames)) == ()


def test_a_shot_that_grows_darker_is_no_cut(tmp_path: Path) -> None:
    frames = [(scene(5) * (1 - number / 80)).astype(np.uint8) for number in range(60)]
    assert cuts_of(write(tmp_path / "a.mp4", frames)) == ()


def test_looked_at_in_stretches_the_answer_is_the_same(tmp_path: Path) -> None:
    lengths = (30, 12, 45)
    frames = [one for seed, count in enumerate(lengths) for one in moved(scene(seed, 600), count, 2)]
    path = write(tmp_path / "a.mp4", frames)
    with open_clip(path, sniff_file(path)) as clip:
        parts = tuple(cut for first in range(0, len(frames), 15) for cut in find_cuts(clip, first, 15))
    assert parts == (30, 42)
