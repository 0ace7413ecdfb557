"""Where time and ids come from: the one place of the program that asks a clock or the system's randomness."""

import os
import time
from datetime import UTC, datetime
from threading import Lock

from verifier.domain.ids import uuid7

_COUNTER_BITS = 12


def now() -> datetime:
    """Return the time in UTC, to the microsecond."""
    return datetime.now(UTC)


class Ids:
    """Make UUIDv7 that rise in the order in which they are made, also within one millisecond.

    A counter of 12 bits stands behind the milliseconds (RFC 9562, 6.2, method 1), so that records sorted by id are
    sorted by when they were made.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._last_ms = 0
        self._counter = 0

    def __call__(self) -> str:
        """Make the next id."""
        with self._lock:
            self._step(time.time_ns() // 1_000_000)
            counter = self._counter.to_bytes(2, "big")
            return uuid7(self._last_ms, counter + os.urandom(8))

    def _step(self, clock_ms: int) -> None:
        self._counter += 1
        if clock_ms > self._last_ms:
            self._last_ms, self._counter = clock_ms, 0
        elif self._counter >> _COUNTER_BITS:
            self._last_ms, self._counter = self._last_ms + 1, 0
