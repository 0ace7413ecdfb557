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


X264 = {"g": "30", "keyint_min": "30", "bf": "3", "sc_threshold": "0", "preset": "ultrafast", "b_strategy": "0"}
REGULAR = [number * 3000 for number in range(120)]
X265 = {"preset": "ultrafast", "x265-params": "keyint=30:bframes=3:log-level=none"}
VP8 = {"g": "40", "deadline": "realtime", "cpu-used": "8", "b": "300k"}
VP9 = {"g": "20", "cpu-used": "8", "deadline": "realtime", "b": "300k"}
OPEN = X264 | {"x264-params": "open-gop=1"}
CLIPS: dict[str, tuple[str, list[int], str, dict[str, str]]] = {
    "variable rate": ("a.mp4", irregular_times(120), "libx264", X264),
    "variable rate in Matroska": ("a.mkv", irregular_times(120), "libx264", X264),
    "first PTS not zero": ("a.mp4", irregular_times(120, first=900_000), "libx264", X264),
    "transport stream": ("a.ts", irregular_times(120), "libx264", X264),
    "one group of pictures": ("a.mp4", irregular_times(120), "libx264", X264 | {"g": "500", "keyint_min": "500"}),
    "open groups of pictures": ("a.mp4", REGULAR, "libx264", OPEN),
    "open groups in a transport stream": ("a.ts", REGULAR, "libx264", OPEN),
    "gradual refresh": ("a.mp4", REGULAR, "libx264", X264 | {"bf": "0", "intra-refresh": "1"}),
    "fragments": ("fragments.mp4", irregular_times(120), "libx264", X264),
    "HEVC, open groups": ("a.mp4", REGULAR, "libx265", X265),
    "VP8": ("a.webm", REGULAR, "libvpx", VP8),
    "VP9": ("a.webm", irregular_times(60), "libvpx-vp9", VP9),
    "MPEG-2 program stream": ("a.mpg", REGULAR, "mpeg2video", {"g": "12", "bf": "2", "qscale": "3"}),
    "AVI, MPEG-4 with B frames": ("a.avi", REGULAR, "mpeg4", {"g": "30", "bf": "2", "qscale": "3"}),
    "AVI, Motion JPEG": ("a.avi", REGULAR[:40], "mjpeg", {}),
}


def make_one(name: str, folder: Path) -> Path:
    """Write one of the clips above."""
    file_name, times, codec, options = CLIPS[name]
    container = {"movflags": "frag_keyframe+empty_moov"} if "fragments" in file_name else {}
    return make_clip(folder / f"{name.replace(' ', '_')}-{file_name}", times, codec, options, container)
