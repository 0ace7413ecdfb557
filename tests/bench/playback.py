"""A 1080p clip of 30 frames a second plays with its sound in the real window: how many frames were never shown.

``python -m tests.bench.playback``. The window is drawn offscreen, and the sound goes to a device that takes samples in
time and is heard by nobody. The clock is the one that people see by: a frame that is not at hand when the next is due
counts as dropped.
"""

import os
import tempfile
import time
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import av
import miniaudio
import numpy as np

from tests.bench.figures import Figure
from tests.bench.video import make_clip
from tests.bench.windows import OpenWindow
from tests.gui.on_time import Heard
from verifier.gui.playback import output
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

FRAMES, RATE = 450, 30
SOUND_RATE = 48_000
ROUNDS = 3
SETTLING_S = 2
"""The strip, the cuts and the waves of a clip just opened are made first."""


def main() -> None:
    """Import the clip, open the case, play it from its first frame to its last."""
    output.BACKENDS = [miniaudio.Backend.NULL]
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        os.environ |= {"VERIFIER_CONFIG": str(folder / "settings.json"), "VERIFIER_STATE": str(folder / "state")}
        (folder / "in").mkdir()
        make_clip(folder / "silent.mp4", FRAMES)
        with_sound(folder / "silent.mp4", folder / "in/clip.mp4")
        with Workspace.create(folder / "case.case", "Played", "A. Analyst") as workspace:
            add_footage(workspace, [folder / "in"])
        _play(folder / "case.case")


def with_sound(silent: Path, target: Path) -> None:
    """Copy a clip packet by packet and lay a tone beside it."""
    with av.open(str(silent)) as read, av.open(str(target), "w") as out:
        picture = out.add_stream_from_template(read.streams.video[0])
        sound = out.add_stream("aac", rate=SOUND_RATE, layout="stereo")
        packets = [*_tone(sound)]
        for packet in read.demux(video=0):
            if packet.size:
                packet.stream = picture
                packets.append(packet)
        for packet in sorted(packets, key=lambda one: one.dts * one.time_base):
            out.mux(packet)


def _tone(stream: "av.AudioStream") -> list["av.Packet"]:
    times = np.arange(SOUND_RATE * FRAMES // RATE) / SOUND_RATE
    wave = np.repeat((np.sin(times * 2 * np.pi * 440) * 8000).astype(np.int16)[None, :], 2, axis=0).T.reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(wave), format="s16", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, 0, Fraction(1, SOUND_RATE)
    return [*stream.encode(frame), *stream.encode(None)]


def _play(case: Path) -> None:
    shown = OpenWindow(case)
    desk = shown.desk
    shown.until(lambda: desk.timeline.frames is not None)
    settled = time.monotonic() + SETTLING_S
    shown.until(lambda: time.monotonic() > settled)
    shown.app.heard = heard = Heard()
    dropped, painted = [], []
    for _ in range(ROUNDS):
        desk.timeline.go_to(0)
        shown.until(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 0)
        desk.playback.toggle()
        assert desk.playback.is_playing
        shown.until(lambda: not desk.playback.is_playing)
        dropped.append(float(desk.playback.dropped))
        painted.append(float(desk.playback.shown))
    shown.app.heard = None
    Figure("verifier", "frames never shown", "frames", tuple(dropped)).print()
    Figure("verifier", f"frames shown of {FRAMES}", "frames", tuple(painted)).print()
    Figure("verifier", "late handlers", "share", (len(heard.late) / max(1, heard.count),)).print()
    shown.close()


if __name__ == "__main__":
    main()
