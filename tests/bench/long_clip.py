"""A clip of one hour: how long its index takes, what it needs, and whether a frame near its end is the right one.

``python -m tests.bench.long_clip``. The hour is one numbered half minute written 120 times over with its times moved
on, each beginning with a key frame, so that frame N shows the number N modulo those of the half minute. The index is
made in a process of its own, whose memory is measured before and after.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import av

from tests.bench.figures import Figure
from tests.media.made_clips import make_clip, number_in
from verifier.media.sniff import sniff_file
from verifier.media.video import open_clip

RATE, TICKS, PART, TIMES = 30, 3000, 900, 120
"""The part that is repeated lasts half a minute, since its bars count no further than 1,023."""
CONTAINERS = ("mp4", "mkv", "ts")
ROUNDS = 3
LOOKS = (0, 7, 53_999, 54_000, 107_500, 107_999)


def make_hour(folder: Path, container: str) -> Path:
    """Write the part once, and copy its packets until an hour is full."""
    part = make_clip(folder / "part.mp4", [number * TICKS for number in range(PART)], "libx264", {"g": "250"})
    hour = folder / f"hour.{container}"
    with av.open(str(part)) as read, av.open(str(hour), "w") as out:
        source = read.streams.video[0]
        stream = out.add_stream_from_template(source)
        packets = [packet for packet in read.demux(source) if packet.size]
        length = round(PART / RATE / source.time_base)
        times = [(packet.pts, packet.dts, packet.is_keyframe, bytes(packet)) for packet in packets]
        for turn in range(TIMES):
            for pts, dts, is_key, data in times:
                packet = av.Packet(data)
                packet.pts, packet.dts = pts + turn * length, dts + turn * length
                packet.time_base, packet.is_keyframe, packet.stream = source.time_base, is_key, stream
                out.mux(packet)
    return hour


def memory_mb() -> float:
    """Return the resident set of this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def index(path: Path) -> None:
    """Open the clip once, in this process, and print what that took."""
    sniffed = sniff_file(path)
    before, began = memory_mb(), time.perf_counter()
    with open_clip(path, sniffed) as clip:
        took, after = time.perf_counter() - began, memory_mb()
        wrong = sum(number_in(clip.frame(one).pixels[:, :, 1]) != one % PART for one in LOOKS)
        print(took, after - before, wrong, len(clip.table))  # noqa: T201 - read by the process that asked


def main() -> None:
    """Measure every container."""
    slowest, largest = 0.0, 0.0
    with tempfile.TemporaryDirectory() as name:
        for container in CONTAINERS:
            path = make_hour(Path(name), container)
            words = [sys.executable, "-m", "tests.bench.long_clip", str(path)]
            told = [
                [float(one) for one in subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()]
                for _ in range(ROUNDS)
            ]
            took, grown, wrong, count = zip(*told, strict=True)
            Figure("verifier", f"one hour, {container}: index", "s", took).print()
            Figure("verifier", f"one hour, {container}: memory", "MB", grown).print()
            off = [bad + (found != PART * TIMES) for bad, found in zip(wrong, count, strict=True)]
            Figure("verifier", f"one hour, {container}: wrong frames", "frames", tuple(off)).print()
            slowest, largest = max(slowest, median(took)), max(largest, median(grown))
            path.unlink()
    Figure("verifier", "one hour: index, the slowest container", "s", (slowest,)).print()
    Figure("verifier", "one hour: memory, the largest", "MB", (largest,)).print()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        index(Path(sys.argv[1]))
    else:
        main()
