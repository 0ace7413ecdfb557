"""A clip plays with its sound: picture and sound at one moment, the frame shown exact, and nothing that can hang."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.sounding_clips import is_lit, make_sounding_clip, picture_times
from verifier.commands.statements import AddSegment
from verifier.commands.triage import SetSensitivity
from verifier.domain.frames import Instant
from verifier.domain.records import Item, Observation
from verifier.gui.desk import Desk
from verifier.gui.playback import output
from verifier.gui.playback.output import SoundOutput
from verifier.gui.window import MainWindow
from verifier.media.sound_messages import FRAME_BYTES, RATE
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture(autouse=True)
def _nobody_hears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Play to a device that takes samples in time and is heard by nobody: it is the same on every machine."""
    import miniaudio

    monkeypatch.setattr(output, "BACKENDS", [miniaudio.Backend.NULL])


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return make_sounding_clip(tmp_path / "in" / "clip.mp4", is_variable=True)


@pytest.fixture
def desk(window: MainWindow, clip: Path, tmp_path: Path, waits: Wait) -> Desk:
    with Workspace.create(tmp_path / "a.case", "A", "A. Analyst") as workspace:
        add_footage(workspace, [clip.parent])
    window.open_case(tmp_path / "a.case", "A. Analyst")
    waits(lambda: window.page is not None)
    assert window.page is not None
    shown = window.page.desk
    item = next(iter(shown.session.case.of(Item)))
    shown.session.go_to(item.key)
    shown.session.show_page("review")
    waits(lambda: shown.session.frame is not None)
    shown.stage.canvas.setFocus()
    return shown


def framehash(path: Path) -> list[str]:
    """Return FFmpeg's hash of every frame, in the order they are shown."""
    command = ["ffmpeg", "-v", "error", "-noautorotate", "-i", str(path), "-map", "0:V:0", "-fps_mode", "passthrough"]
    told = subprocess.run([*command, "-f", "framehash", "-hash", "sha256", "-"], capture_output=True, text=True)
    return [line.rsplit(",", 1)[1].strip() for line in told.stdout.splitlines() if line and line[0] != "#"]


def brightness(image: QImage) -> int:
    return image.pixelColor(image.width() // 2, image.height() // 2).lightness()


def press(
    desk: Desk, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(desk.stage.canvas, key, modifier)


def test_space_plays_and_stops_at_an_exact_frame(desk: Desk, clip: Path, qtbot: QtBot, waits: Wait) -> None:
    press(desk, qtbot, Qt.Key.Key_Space)
    assert desk.playback.is_playing
    waits(lambda: desk.timeline.ordinal > 8)
    press(desk, qtbot, Qt.Key.Key_Space)
    assert not desk.playback.is_playing
    frame = desk.session.frame
    assert frame is not None
    assert frame.ordinal == desk.timeline.ordinal
    assert frame.sha256 == framehash(clip)[frame.ordinal]
    qtbot.wait(150)
    assert desk.session.frame == frame  # nothing that was asked for lands late


def test_a_mark_set_while_it_plays_is_of_the_frame_that_stood_there(
    desk: Desk, clip: Path, qtbot: QtBot, waits: Wait
) -> None:
    press(desk, qtbot, Qt.Key.Key_L)
    waits(lambda: desk.timeline.ordinal > 8)
    stood = desk.session.frame
    press(desk, qtbot, Qt.Key.Key_M)
    desk.playback.stop()
    marked = next(iter(desk.session.case.of(Observation)))
    assert marked.when == Instant(stood) if stood is not None else False
    assert stood is not None
    assert stood.sha256 == framehash(clip)[stood.ordinal]


def test_picture_and_sound_come_from_the_same_moment(
    desk: Desk, qtbot: QtBot, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[float, Fraction, bool]] = []
    shown: list[tuple[float, Fraction, bool]] = []
    take = SoundOutput._take
    base = desk.timeline.frames.time_s(0)  # type: ignore[union-attr]

    def taken(self: SoundOutput, count: int) -> bytes:
        given = self._given
        data = take(self, count)
        if self._given > given:
            at = self._begin + Fraction(given, RATE)
            loud = np.abs(np.frombuffer(data, np.int16).astype(int)).max() > 8000
            heard.append((time.monotonic(), at, bool(loud)))
        return data

    monkeypatch.setattr(SoundOutput, "_take", taken)
    show = desk.viewer.show_played

    def played(reply: object) -> None:
        show(reply)  # type: ignore[arg-type]
        frame = desk.session.frame
        assert frame is not None
        shown.append((time.monotonic(), frame.time_s, brightness(desk.stage.canvas.image) > 128))

    monkeypatch.setattr(desk.viewer, "show_played", played)
    desk.playback.toggle()
    waits(lambda: not desk.playback.is_playing)
    assert all(lit == is_lit(at - base) for _, at, lit in shown)
    assert len(shown) > 30
    latency = output.PERIOD_MS * output.PERIODS / 1000
    for when, at, loud in heard:
        # What is handed over now is heard a little later; the picture of that moment stands there then.
        if loud:
            assert is_lit(at - base) or is_lit(at + Fraction(output.PERIOD_MS, 1000) - base)
        on_screen = [time_s for shown_at, time_s, _ in shown if shown_at <= when + latency]
        if on_screen and on_screen[-1] < max(picture_times(is_variable=True)) + base - Fraction(1, 10):
            assert abs(float(at - on_screen[-1])) < 0.12 + latency
    assert desk.playback.dropped <= len(shown)


def test_it_ends_at_the_last_frame_and_begins_anew(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    table = desk.timeline.frames
    assert table is not None
    desk.timeline.go_to(len(table) - 5)
    waits(lambda: desk.viewer.is_idle)
    desk.playback.toggle()
    waits(lambda: not desk.playback.is_playing)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == len(table) - 1)
    desk.playback.toggle()
    waits(lambda: 0 < desk.timeline.ordinal < 10)
    desk.playback.stop()


def test_j_k_l_and_the_brackets_set_direction_and_speed(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    press(desk, qtbot, Qt.Key.Key_L)
    press(desk, qtbot, Qt.Key.Key_L)
    assert desk.playback.speed == 2
    assert "2×" in desk.timeline.transport.speed.text()
    waits(lambda: desk.timeline.ordinal > 20)
    press(desk, qtbot, Qt.Key.Key_J)
    assert desk.playback.speed == -1
    there = desk.timeline.ordinal
    waits(lambda: desk.timeline.ordinal < there - 5)
    press(desk, qtbot, Qt.Key.Key_K)
    assert not desk.playback.is_playing
    press(desk, qtbot, Qt.Key.Key_BracketLeft)
    press(desk, qtbot, Qt.Key.Key_BracketLeft)
    assert desk.playback.set_speed == Fraction(1, 4)
    there = desk.timeline.ordinal
    began = time.monotonic()
    press(desk, qtbot, Qt.Key.Key_Space)
    waits(lambda: desk.timeline.ordinal >= there + 3)
    assert time.monotonic() - began > 0.25  # three frames of this clip last 0.1 s and more at full speed
    desk.playback.stop()


def test_a_chosen_segment_goes_round(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    table, item = desk.timeline.frames, desk.session.item
    assert table is not None
    assert item is not None
    first, last = 10, 15
    segment = AddSegment(item=item, first_pts=table.pts[first], last_pts=table.pts[last], time_base=table.time_base)
    desk.session.do(segment)
    desk.segments.choose_at(table.pts[first])
    press(desk, qtbot, Qt.Key.Key_Backslash)
    seen: list[int] = []
    desk.session.frame_changed.connect(lambda: seen.append(desk.timeline.ordinal))
    press(desk, qtbot, Qt.Key.Key_Space)
    waits(lambda: seen.count(first) >= 2 and last in seen)
    desk.playback.stop()
    assert set(seen) <= set(range(first, last + 1))


def test_stepping_while_it_plays_stops_it_there(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    press(desk, qtbot, Qt.Key.Key_Space)
    waits(lambda: desk.timeline.ordinal > 5)
    press(desk, qtbot, Qt.Key.Key_Left)
    assert not desk.playback.is_playing
    wanted = desk.timeline.ordinal
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == wanted)


def test_without_a_device_it_plays_in_silence_and_says_so_once(
    desk: Desk, qtbot: QtBot, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> object:
        raise OSError("no device")

    monkeypatch.setattr(output, "_open_device", refuse)
    said: list[str] = []
    desk.session.said.connect(lambda words, _tone: said.append(words))
    press(desk, qtbot, Qt.Key.Key_Space)
    waits(lambda: desk.timeline.ordinal > 5)
    desk.playback.stop()
    press(desk, qtbot, Qt.Key.Key_Space)
    waits(lambda: desk.timeline.ordinal > 15)
    desk.playback.stop()
    assert [words for words in said if "device" in words] == ["This computer offers no device to play sound on."]
    assert "no device" in desk.timeline.transport.sound.toolTip()


def test_a_veiled_clip_is_silent(desk: Desk, qtbot: QtBot, waits: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    item = desk.session.item
    assert item is not None
    desk.session.do(SetSensitivity((item,), ("graphic",)))
    loud: list[bool] = []
    take = SoundOutput._take

    def taken(self: SoundOutput, count: int) -> bytes:
        data = take(self, count)
        loud.append(any(data))
        assert len(data) == count * FRAME_BYTES
        return data

    monkeypatch.setattr(SoundOutput, "_take", taken)
    desk.playback.toggle()
    waits(lambda: desk.timeline.ordinal > 25)
    desk.playback.stop()
    assert loud
    assert not any(loud)


def test_the_window_survives_the_death_of_the_decoder(
    own_workers: Callable[[], set[int]], desk: Desk, qtbot: QtBot, waits: Wait
) -> None:
    press(desk, qtbot, Qt.Key.Key_Space)
    waits(lambda: desk.timeline.ordinal > 5)
    said: list[str] = []
    desk.session.said.connect(lambda words, _tone: said.append(words))

    def has_stopped() -> bool:
        """Kill until one dies at work: a decoder that dies between two frames is replaced, and nobody notices."""
        for pid in own_workers() if desk.playback.is_playing else ():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return not desk.playback.is_playing

    waits(has_stopped)
    assert any("crashed" in words for words in said)
    there = desk.timeline.ordinal
    assert there > 5
    press(desk, qtbot, Qt.Key.Key_Space)
    waits(lambda: desk.timeline.ordinal > there)
    desk.playback.stop()
