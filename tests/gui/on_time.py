"""An application that times every event handler, so that a journey can say how many were late.

The outermost handler is what is timed: whatever it calls happens while the person waits for it. Where another process
took the processor away meanwhile, only the time that the handler itself computed is held against it.
"""

import sys
import time

import msgspec
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

LATE_S = 0.050
MOST_LATE = 0.01
"""A share of all handlers, not a limit for any one: the machine that tests may be busy with other things."""
LEAST_HEARD = 500


if sys.platform == "linux":
    import resource

    def _times_put_off() -> int:
        """Return how often this thread lost the processor to others."""
        return resource.getrusage(resource.RUSAGE_THREAD).ru_nivcsw

else:

    def _times_put_off() -> int:
        return 0


class Late(msgspec.Struct, frozen=True):
    """One handler that took too long."""

    receiver: str
    event: str
    took_ms: int


class Heard:
    """What was heard while a journey went on."""

    def __init__(self) -> None:
        self.count = 0
        self.late: list[Late] = []

    def is_on_time(self) -> bool:
        return len(self.late) <= MOST_LATE * self.count


class TimedApplication(QApplication):
    """``heard``: where handlers are counted, ``None`` while nobody asks."""

    heard: Heard | None = None
    _depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        heard = self.heard
        if heard is None or self._depth:
            return super().notify(receiver, event)
        kind = event.type()
        self._depth += 1
        put_off, computed, begun = _times_put_off(), time.thread_time(), time.perf_counter()
        try:
            return super().notify(receiver, event)
        finally:
            took, computed = time.perf_counter() - begun, time.thread_time() - computed
            self._depth -= 1
            heard.count += 1
            if took > LATE_S and (computed > LATE_S or _times_put_off() == put_off):
                heard.late.append(Late(type(receiver).__name__, str(kind), round(took * 1000)))
