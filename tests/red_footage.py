"""Footage with one red box in it, for detectors of tests: a photo, on its side if need be; a clip in which it moves."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image

TIMES_MS = (0, 40, 73, 140, 173, 240, 273, 340)
"""PTS of the clip's frames in milliseconds: the rate varies."""
CLIP_SIZE = (320, 240)


def red_scene(width: int, height: int, box: tuple[int, int, int, int]) -> np.ndarray:
    """Draw a red box (left, top, right, bottom) on grey-blue: (height, width, 3) uint8, RGB."""
    pixels = np.full((height, width, 3), (20, 60, 90), np.uint8)
    left, top, right, bottom = box
    pixels[top:bottom, left:right] = (255, 0, 0)
    return pixels


def clip_box(ordinal: int) -> tuple[int, int, int, int]:
    """Return where the box stands on a frame of the clip: sixteen pixels further on each."""
    return 32 + 16 * ordinal, 64, 96 + 16 * ordinal, 112


def make_red_photo(path: Path, size: tuple[int, int], box: tuple[int, int, int, int], orientation: int = 1) -> Path:
    """Write a lossless WebP whose stored grid has the box."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(red_scene(*size, box)).save(path, "WEBP", lossless=True, exif=exif)
    return path


def make_red_clip(path: Path) -> Path:
    """Write an MP4 of eight frames at a rate that varies."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.width, stream.height, stream.pix_fmt = *CLIP_SIZE, "yuv420p"
        stream.bit_rate = 4_000_000
        stream.codec_context.time_base = stream.time_base = Fraction(1, 1000)
        for number, time_ms in enumerate(TIMES_MS):
            frame = av.VideoFrame.from_ndarray(red_scene(*CLIP_SIZE, clip_box(number)), format="rgb24")
            frame.pts, frame.time_base = time_ms, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
