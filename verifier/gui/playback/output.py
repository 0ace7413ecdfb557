"""The computer's sound output, fed with samples from the worker; it tells which moment is being heard.

The miniaudio library is loaded when something is first played. Its callback runs on a thread of its own and only moves
bytes.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Generator
from fractions import Fraction
from typing import Any

from verifier.media.sound_messages import CHANNELS, FRAME_BYTES, RATE

log = logging.getLogger(__name__)

PERIOD_MS = 20
PERIODS = 3
"""What the device holds: a sample is heard about this many periods after it was handed over."""
FAR_S, LED_SHARE = 0.1, 0.03
"""A clock further off than this is set at once; else it is led by this share of the difference at every look."""
BACKENDS: list[Any] = []
"""Ways to the device, tried in order; empty: all but the one that plays to nobody. For tests."""


class NoSoundOutput(Exception):
    """This computer offers no device to play on."""


class SoundOutput:
    """One device; ``begin`` sets the moment of the next sample, ``feed`` queues samples, ``close`` lets it go."""

    def __init__(self) -> None:
        """Open the device; raise :class:`NoSoundOutput` where there is none."""
        self._lock = threading.Lock()
        self._queue: deque[memoryview] = deque()
        self._queued = self._given = 0
        self._begin = Fraction(0)
        self._given_at = self._even_at = self._even_s = 0.0
        self._is_going = self.is_muted = False
        try:
            # What the library asks of the system may be missing in more ways than it has errors for.
            self._device = _open_device()
        except Exception as error:
            log.debug("no sound output", exc_info=True)
            raise NoSoundOutput from error
        generator = self._samples()
        next(generator)
        self._device.start(generator)

    def begin(self, at_s: Fraction) -> None:
        """Drop what is queued; the next sample fed is that of a container time. Nothing is heard before ``go``."""
        with self._lock:
            self._queue.clear()
            self._queued = self._given = 0
            self._begin, self._is_going = at_s, False

    def feed(self, data: bytes) -> None:
        """Queue samples."""
        with self._lock:
            self._queue.append(memoryview(data))
            self._queued += len(data) // FRAME_BYTES

    def go(self) -> None:
        """Begin to be heard."""
        with self._lock:
            self._is_going = True
            self._given_at = self._even_at = time.monotonic()
            self._even_s = 0.0

    @property
    def queued_s(self) -> float:
        """How many seconds are queued and not handed over yet."""
        return self._queued / RATE

    def position_s(self) -> Fraction:
        """Return the container time that is heard now.

        Between two calls of the device the time goes on by itself, no further than what was handed over. Devices call
        in bursts: the time goes evenly and is led after what they took, so that no picture is passed over for it.
        """
        now = time.monotonic()
        with self._lock:
            given, since = self._given, now - self._given_at
        held = PERIOD_MS * PERIODS * RATE // 1000
        heard = max(given - held + min(since * RATE, held), 0) / RATE
        even = self._even_s + (now - self._even_at)
        off = heard - even
        self._even_s = heard if abs(off) > FAR_S else max(self._even_s, even + off * LED_SHARE)
        self._even_at = now
        return self._begin + Fraction(self._even_s)

    def close(self) -> None:
        """Let the device go."""
        self._device.close()

    def _samples(self) -> Generator[bytes, int, None]:
        """Answer the device: so many samples of the queue, silence where there are none."""
        count = yield b""
        while True:
            count = yield self._take(count)

    def _take(self, count: int) -> bytes:
        parts: list[bytes | memoryview] = []
        wanted = count * FRAME_BYTES
        with self._lock:
            if not self._is_going:
                return b"\0" * wanted
            left = wanted
            while left and self._queue:
                part = self._queue.popleft()
                if len(part) > left:
                    self._queue.appendleft(part[left:])
                    part = part[:left]
                parts.append(part)
                left -= len(part)
            self._given += (wanted - left) // FRAME_BYTES
            self._queued -= (wanted - left) // FRAME_BYTES
            self._given_at = time.monotonic()
        if self.is_muted:
            return b"\0" * wanted
        return b"".join(parts).ljust(wanted, b"\0")


def _open_device() -> Any:
    import miniaudio

    ways = BACKENDS or [way for way in miniaudio.Backend if way.name != "NULL"]
    return miniaudio.PlaybackDevice(
        miniaudio.SampleFormat.SIGNED16, CHANNELS, RATE, PERIOD_MS, callback_periods=PERIODS, backends=ways
    )
