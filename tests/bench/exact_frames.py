"""Which frame comes when one is asked for, over clips of every container, codec and kind: ours, OpenCV's, PyAV's.

``python -m tests.bench.exact_frames``. Each clip carries its frame numbers in its pixels. Every contender is asked for
the same frames in the same order; a frame that is another, or does not come, is wrong. OpenCV is asked by position;
PyAV seeks to the time that number and mean rate give, as players do which keep no index.
"""

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # what open groups make it say fills pages

import av
import numpy as np

from tests.bench.figures import Figure
from tests.media.footage_kinds import FRAMES, KINDS, make_kind, number_seen
from tests.media.made_clips import CLIPS, make_one, number_in
from verifier.media.cv import cv2
from verifier.media.sniff import sniff_file
from verifier.media.video import open_clip

ASKED = 30
Read = Callable[[int], np.ndarray | None]


@contextmanager
def ours(path: Path) -> Iterator[Read]:
    """Ask for a frame by its number."""
    with open_clip(path, sniff_file(path), cache_bytes=1) as clip:
        yield lambda ordinal: clip.frame(ordinal).pixels


@contextmanager
def opencv(path: Path) -> Iterator[Read]:
    """Set the position, read; the picture comes turned as it is shown."""
    capture = cv2.VideoCapture(str(path))

    def read(ordinal: int) -> np.ndarray | None:
        capture.set(cv2.CAP_PROP_POS_FRAMES, ordinal)
        return capture.read()[1]

    yield read
    capture.release()


@contextmanager
def plain_pyav(path: Path) -> Iterator[Read]:
    """Seek before the time that number and mean rate give, and decode up to it; the picture comes as it is stored."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        start, rate, base = stream.start_time or 0, stream.average_rate or 30, stream.time_base

        def read(ordinal: int) -> np.ndarray | None:
            target = start + int(ordinal / rate / base)
            container.seek(target, stream=stream)
            half = int(1 / (2 * rate) / base)
            found = (one for one in container.decode(stream) if one.pts is not None and one.pts >= target - half)
            frame = next(found, None)
            return None if frame is None else frame.to_ndarray(format="rgb24")

        yield read


CONTENDERS: dict[str, Callable[[Path], AbstractContextManager[Read]]] = {
    "verifier": ours,
    "opencv": opencv,
    "PyAV by time and mean rate": plain_pyav,
}


def main() -> None:
    """Ask every contender for frames of every clip and print how many were wrong."""
    wrong = dict.fromkeys(CONTENDERS, 0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for clip, (_, times, _, _) in CLIPS.items():
            path = make_one(clip, folder)
            for who in CONTENDERS:
                wrong[who] += _count(who, path, len(times), lambda pixels: number_in(pixels[:, :, 1]))
        for kind in KINDS:
            path = make_kind(kind, folder)
            for who in CONTENDERS:
                turned = 0 if who.startswith("PyAV") else KINDS[kind].turn_deg
                wrong[who] += _count(who, path, FRAMES, lambda pixels, turned=turned: number_seen(pixels, turned))
    Figure("all", "frames asked for", "frames", (float(ASKED * (len(CLIPS) + len(KINDS))),)).print()
    for who, count in wrong.items():
        Figure(who, "wrong frames", "frames", (float(count),)).print()


def _count(who: str, path: Path, frames: int, number: Callable[[np.ndarray], int]) -> int:
    order = random.Random(11).sample(range(frames), ASKED)
    try:
        with CONTENDERS[who](path) as read:
            return sum(_is_wrong(read, ordinal, number) for ordinal in order)
    except (av.FFmpegError, cv2.error):
        return ASKED


def _is_wrong(read: Read, ordinal: int, number: Callable[[np.ndarray], int]) -> bool:
    try:
        pixels = read(ordinal)
    except (av.FFmpegError, cv2.error):
        return True
    return pixels is None or number(pixels) != ordinal


if __name__ == "__main__":
    main()
