"""Plays the clip on the stage: asks for frames ahead of time, shows each when it is due, and keeps the sound with it.

Every frame that is shown comes with its identity, from the buffer that its pixels were made of, as when stepping: a
tag or mark set while a clip plays is about the very frame that stood there. While sound is heard its clock leads, so
that picture and sound come from the same PTS; else a steady clock does. What is not decoded in time is left out and
counted, never shown late.
"""

import time
from concurrent.futures import Future
from fractions import Fraction

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from verifier.domain.errors import UnsupportedFile, VerifierError
from verifier.domain.records import Item
from verifier.gui.playback.output import NoSoundOutput, SoundOutput
from verifier.gui.playback.pacing import due, following, next_speed, shuttled, speed_words
from verifier.gui.segments import Segments
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.timeline.panel import TimelinePanel
from verifier.gui.veil import is_veiled
from verifier.gui.viewer import Viewer
from verifier.media.clip_messages import FrameReply
from verifier.media.frame_table import FrameTable
from verifier.media.sound_messages import SoundReply
from verifier.workspace.sounds import sound

TICK_MS = 6
AHEAD = 6
"""Frames asked for ahead of the one shown: what a window-sized picture takes, times this, stays below 100 MB."""
SOUND_S = Fraction(1, 2)
SOUND_AHEAD_S = 1.5
STARTING_FRAMES = 3
STARTING_SOUND_S = 0.2
"""So many frames, and so much sound, are at hand before a clip begins to play."""
START_WAIT_S = 1.0
"""Sound that has not come after so long is not waited for."""


class Playback(QObject):
    """``changed``: it began, ended, or goes at another speed. ``dropped`` counts frames left out since it began."""

    changed = Signal()

    def __init__(self, session: Session, viewer: Viewer, timeline: TimelinePanel, segments: Segments) -> None:
        super().__init__(viewer)
        self._session, self._viewer, self._timeline, self._segments = session, viewer, timeline, segments
        self.speed: Fraction | None = None
        self.set_speed = Fraction(1)
        self.loops = self.is_muted = False
        self.no_sound = ""
        self.dropped = self.shown = 0
        self._run = 0
        self._is_begun = False
        self._began_at = self._asked_at = 0.0
        self._began_s = Fraction(0)
        self._last_asked: int | None = None
        self._waiting: dict[int, Future[FrameReply]] = {}
        self._ready: dict[int, FrameReply] = {}
        self._output: SoundOutput | None = None
        self._sounds = False
        self._sound_at = Fraction(0)
        self._is_sound_asked = self._is_sound_over = False
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        session.item_changed.connect(self._item_changed)
        session.marking_changed.connect(self._mute)
        session.changed.connect(self._mute)
        timeline.sought.connect(self._interrupted)
        timeline.scrubbed.connect(self._interrupted)

    @property
    def is_playing(self) -> bool:
        return self.speed is not None

    def toggle(self) -> None:
        """Play as recorded or at the speed that was set, or stop."""
        if self.is_playing:
            self.stop()
        else:
            self._play(self.set_speed)

    def shuttle(self, direction: int) -> None:
        """Play on (1) or back (-1); again: faster."""
        self._play(shuttled(self.speed, direction))

    def change_speed(self, by: int) -> None:
        """Set the next faster (1) or slower (-1) speed, whether it plays or not."""
        self.set_speed = abs(next_speed(self.speed or self.set_speed, by))
        if self.speed is not None:
            self._play(self.set_speed * (1 if self.speed > 0 else -1))
        self.changed.emit()

    def switch_loop(self) -> None:
        """Go round in the chosen segment, or the whole clip; or not."""
        self.loops = not self.loops
        self.changed.emit()

    def switch_mute(self) -> None:
        """Be silent, or not."""
        self.is_muted = not self.is_muted
        self._mute()
        self.changed.emit()

    def stop(self) -> None:
        """Stop at the frame that is shown."""
        if self.speed is None:
            return
        self.speed = None
        self._let_go()
        self._timer.stop()
        self.changed.emit()

    def close(self) -> None:
        """Stop, and let the sound device go."""
        self.stop()
        if self._output is not None:
            self._output.close()
            self._output = None

    def sound_words(self) -> str:
        """Say why nothing is heard, "" where something is."""
        item = self._session.item
        if item is not None and item.technical.has_audio is False:
            return tr("This clip has no sound")
        if self.no_sound:
            return self.no_sound
        if item is not None and is_veiled(self._session, item):
            return tr("Silent until the picture is uncovered")
        if (self.speed or self.set_speed) != 1:
            return tr("Sound is played at 1× only")
        return ""

    @property
    def speed_words(self) -> str:
        """The speed it goes at, or would go at."""
        return speed_words(self.speed if self.speed is not None else self.set_speed)

    def _play(self, speed: Fraction) -> None:
        frames, item = self._timeline.frames, self._session.item
        if frames is None or not len(frames) or item is None or item.kind != "video":
            return
        first, last = self._range(frames)
        here = self._timeline.ordinal
        is_at_end = here >= last if speed > 0 else here <= first
        if is_at_end or (self.loops and not first <= here <= last):
            here = first if speed > 0 else last
        self._let_go()
        self.speed, self.dropped, self.shown = speed, 0, 0
        self._begin(item, frames, here)
        self._timer.start()
        self.changed.emit()

    def _begin(self, item: Item, frames: FrameTable, ordinal: int) -> None:
        """Ask for what comes first, with the clock still standing."""
        self._run += 1
        self._is_begun = False
        self._asked_at = time.monotonic()
        self._began_s = frames.time_s(ordinal)
        self._last_asked = None
        self._ask(item, ordinal)
        self._begin_sound(item)

    def _range(self, frames: FrameTable) -> tuple[int, int]:
        """Return the first and last frame that are played: of the chosen segment while it goes round, else all."""
        segment = self._segments.chosen if self.loops else None
        if segment is None:
            return 0, len(frames) - 1
        first, last = (due(frames, pts * segment.time_base) for pts in (segment.first_pts, segment.last_pts))
        return first, last

    def _let_go(self) -> None:
        """Cancel what is asked for; answers that come all the same are not looked at."""
        self._run += 1
        for future in self._waiting.values():
            future.cancel()
        self._waiting.clear()
        self._ready.clear()
        self._sounds = False
        if self._output is not None:
            self._output.begin(Fraction(0))

    def _tick(self) -> None:
        frames, item = self._timeline.frames, self._session.item
        if self.speed is None or frames is None or item is None:
            self.stop()
            return
        if not self._is_begun and not self._starts():
            self._ask_more(item, frames)
            return
        now_s = self._now_s()
        first, last = self._range(frames)
        ends_s = frames.end_s if last == len(frames) - 1 else frames.time_s(last + 1)
        if now_s >= ends_s or now_s < frames.time_s(first):
            self._reach_end(item, frames, first, last)
            return
        self._show_due(due(frames, now_s))
        self._ask_more(item, frames)
        self._ask_sound(item)

    def _starts(self) -> bool:
        """Start the clock once the first picture, and the beginning of the sound, are there."""
        is_late = time.monotonic() - self._asked_at > START_WAIT_S
        output = self._output if self._sounds else None
        has_sound = output is None or self._is_sound_over or output.queued_s >= STARTING_SOUND_S or is_late
        has_pictures = len(self._ready) >= STARTING_FRAMES or (self._ready and not self._waiting)
        if not has_pictures or not has_sound:
            return False
        self._is_begun, self._began_at = True, time.monotonic()
        if output is not None and output.queued_s > 0:
            output.go()
        else:
            self._sounds = False
        return True

    def _now_s(self) -> Fraction:
        """Return the container time that is to be seen now."""
        passed = Fraction(time.monotonic() - self._began_at) * (self.speed or 0)
        if self._sounds and self._output is not None:
            if not self._is_sound_over or self._output.queued_s > 0:
                return self._output.position_s()
            # The sound ends before the picture: the steady clock goes on from here.
            self._began_s, self._began_at = self._output.position_s(), time.monotonic()
            self._sounds, passed = False, Fraction(0)
        return self._began_s + passed

    def _show_due(self, target: int) -> None:
        """Show the frame that is due, or the nearest before it that is decoded; let go of those gone by."""
        forward = (self.speed or 0) > 0
        passed = sorted((one for one in self._ready if (one <= target if forward else one >= target)), reverse=forward)
        if not passed:
            return
        reply, here = self._ready[passed[0]], self._timeline.ordinal
        for one in passed:
            del self._ready[one]
        if abs(self.speed or 0) <= 1 and self.shown:
            self.dropped += max(abs(reply.frame.ordinal - here) - 1, 0)
        self.shown += 1
        self._viewer.show_played(reply)

    def _ask_more(self, item: Item, frames: FrameTable) -> None:
        while self.speed is not None and len(self._waiting) + len(self._ready) < AHEAD:
            wanted = self._next_wanted(frames)
            if wanted is None:
                return
            self._ask(item, wanted)

    def _next_wanted(self, frames: FrameTable) -> int | None:
        """Return the frame after the last one asked for; where time has gone past it, the one that is due next."""
        speed, last_asked = self.speed or Fraction(1), self._last_asked
        if last_asked is None:
            return None
        wanted = following(frames, last_asked, speed)
        if wanted is not None and self._is_begun:
            now = due(frames, self._now_s())
            is_past = wanted < now if speed > 0 else wanted > now
            wanted = following(frames, now, speed) if is_past else wanted
        first, last = self._range(frames)
        return wanted if wanted is not None and first <= wanted <= last else None

    def _ask(self, item: Item, ordinal: int) -> None:
        run, self._last_asked = self._run, ordinal
        future = self._viewer.frame_to_play(item, ordinal)
        self._waiting[ordinal] = future
        self._session.relay.when_done(
            future, lambda reply: self._landed(run, ordinal, reply), lambda error: self._failed(run, error)
        )

    def _landed(self, run: int, ordinal: int, reply: FrameReply) -> None:
        if run == self._run:
            self._waiting.pop(ordinal, None)
            self._ready[ordinal] = reply

    def _failed(self, run: int, error: BaseException) -> None:
        if run != self._run:
            return
        self.stop()
        is_known = isinstance(error, VerifierError)
        self._session.say(tr_made(error.sentence) if is_known else tr("The clip cannot be played on here."), "warn")

    def _reach_end(self, item: Item, frames: FrameTable, first: int, last: int) -> None:
        """Go round, or stop once the last frame has been shown."""
        forward = (self.speed or 0) > 0
        if self.loops:
            self._let_go()
            self._begin(item, frames, first if forward else last)
            return
        end = last if forward else first
        if end in self._ready:
            self._viewer.show_played(self._ready[end])
            self.shown += 1
        elif end in self._waiting:
            return
        shows_end = self._timeline.ordinal == end
        self.stop()
        if not shows_end:
            self._timeline.go_to(end)

    def _begin_sound(self, item: Item) -> None:
        self._is_sound_asked = self._is_sound_over = False
        self._sounds = self.speed == 1 and item.technical.has_audio is not False and not self.no_sound
        if not self._sounds:
            return
        if self._output is None:
            try:
                self._output = SoundOutput()
            except NoSoundOutput:
                self.no_sound = tr("This computer offers no device to play sound on")
                self._sounds = False
                self._session.say(self.no_sound + ".")
                return
        self._sound_at = self._began_s
        self._output.begin(self._began_s)
        self._mute()
        self._ask_sound(item)

    def _ask_sound(self, item: Item) -> None:
        output = self._output
        if not self._sounds or output is None or self._is_sound_asked or self._is_sound_over:
            return
        if output.queued_s > SOUND_AHEAD_S:
            return
        run, self._is_sound_asked = self._run, True
        self._session.relay.when_done(
            sound(self._session.workspace, item, self._sound_at, SOUND_S),
            lambda reply: self._heard(run, reply),
            lambda error: self._not_heard(run, error),
        )

    def _heard(self, run: int, reply: SoundReply) -> None:
        if run != self._run or self._output is None:
            return
        self._is_sound_asked = False
        self._is_sound_over = reply.is_over
        self._sound_at += SOUND_S
        self._output.feed(reply.data)

    def _not_heard(self, run: int, error: BaseException) -> None:
        """Play on in silence, and say why once: a sound that cannot be read is no reason not to look."""
        if run != self._run:
            return
        self._began_s, self._began_at = self._now_s(), time.monotonic()
        self._sounds = False
        if not isinstance(error, UnsupportedFile):
            words = tr_made(error.sentence) if isinstance(error, VerifierError) else tr("The sound cannot be read.")
            self._session.say(words, "warn")
        self.changed.emit()

    def _mute(self, *_: object) -> None:
        item = self._session.item
        if self._output is not None:
            self._output.is_muted = self.is_muted or item is None or is_veiled(self._session, item)
            self.changed.emit()

    def _item_changed(self) -> None:
        self.stop()
        self.changed.emit()

    def _interrupted(self, *_: object) -> None:
        self.stop()
