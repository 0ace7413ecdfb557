"""Clips with sound: a white frame and a click come at the same moment, so that picture and sound can be compared."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

CLICKS_S = (Fraction(1, 2), Fraction(3, 2), Fraction(5, 2))
"""Container times at which a frame turns white and the sound jumps from silence to full."""
CLICK_S = Fraction(1, 10)
LENGTH_S = 3


def make_sounding_clip(
    path: Path,
    *,
    codecs: tuple[str, str] = ("libx264", "aac"),
    rate: int = 44_100,
    container: str = "mp4",
    gop: int = 12,
    is_variable: bool = False,
    begins_s: int = 0,
) -> Path:
    """Write a clip of three seconds at 25 frames a second, or at one that varies; ``begins_s``: its first PTS."""
    with av.open(str(path), "w", format=container) as out:
        picture = out.add_stream(codecs[0], rate=25, options={"g": str(gop)} if "264" in codecs[0] else {})
        picture.width, picture.height, picture.pix_fmt = 64, 48, "yuv420p"
        picture.codec_context.time_base = picture.time_base = Fraction(1, 1000)
        sound = out.add_stream(codecs[1], rate=rate, layout="stereo")
        packets = [*_pictures(picture, is_variable, begins_s), *_sounds(sound, rate, begins_s)]
        for packet in sorted(packets, key=lambda one: one.dts * one.time_base):
            out.mux(packet)
    return path


def picture_times(*, is_variable: bool) -> list[Fraction]:
    """Return when the frames are shown: each click has a frame of its own."""
    regular = [Fraction(number, 25) for number in range(LENGTH_S * 25)]
    if not is_variable:
        return regular
    return sorted({time for number, time in enumerate(regular) if number % 3 != 1} | set(CLICKS_S))


def is_lit(time_s: Fraction) -> bool:
    """Tell whether picture and sound are on at a time since the beginning."""
    return any(click <= time_s < click + CLICK_S for click in CLICKS_S)


def _pictures(stream: "av.VideoStream", is_variable: bool, begins_s: int) -> list["av.Packet"]:
    packets = []
    for time in picture_times(is_variable=is_variable):
        shade = 235 if is_lit(time) else 16
        frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), shade, np.uint8), format="rgb24")
        frame.pts, frame.time_base = round((time + begins_s) * 1000), Fraction(1, 1000)
        packets += stream.encode(frame)
    return [*packets, *stream.encode(None)]


def _sounds(stream: "av.AudioStream", rate: int, begins_s: int) -> list["av.Packet"]:
    times = np.arange(LENGTH_S * rate)
    level = np.zeros(LENGTH_S * rate, np.float32)
    for click in CLICKS_S:
        first, last = round(click * rate), round((click + CLICK_S) * rate)
        level[first:last] = 0.8 * np.sign(np.sin(2 * np.pi * 1000 * times[first:last] / rate))
    packets, size = [], 1024
    for first in range(0, len(level), size):
        part = level[first : first + size]
        frame = av.AudioFrame.from_ndarray(np.stack([part, part]), format="fltp", layout="stereo")
        frame.sample_rate, frame.time_base = rate, Fraction(1, rate)
        frame.pts = first + begins_s * rate
        packets += stream.encode(frame)
    return [*packets, *stream.encode(None)]
