"""Watch busy workers: time and memory have bounds, whoever passes one is killed and alone pays for it."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal

import msgspec

from verifier.media.worker_process import WorkerProcess

Verdict = Literal["time", "memory"]
_LOOK_EVERY_S = 0.05


class Bounds(msgspec.Struct, frozen=True):
    """What one request may take; ``memory_bytes`` is the worker's own memory, shared pixels not counted."""

    time_s: float = 10.0
    memory_bytes: int = 1 << 30


class Watch:
    """One worker at one request."""

    def __init__(self, process: WorkerProcess, bounds: Bounds) -> None:
        self._process = process
        self._bounds = bounds
        self._deadline = time.monotonic() + bounds.time_s
        self.verdict: Verdict | None = None

    def look(self) -> None:
        """Kill the worker where it has passed a bound."""
        if time.monotonic() > self._deadline:
            self.verdict = "time"
        elif self._process.resident_bytes() > self._bounds.memory_bytes:
            self.verdict = "memory"
        if self.verdict is not None:
            self._process.kill()


class Watchdog:
    """One thread that looks at every busy worker, and sleeps while none is."""

    def __init__(self) -> None:
        self._watches: set[Watch] = set()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    @contextmanager
    def watching(self, process: WorkerProcess, bounds: Bounds) -> Generator[Watch, None, None]:
        """Watch a worker while the block runs; its verdict says whether it was killed, and why."""
        watch = Watch(process, bounds)
        with self._changed:
            self._watches.add(watch)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="worker-watchdog", daemon=True)
                self._thread.start()
            self._changed.notify()
        try:
            yield watch
        finally:
            with self._changed:
                self._watches.discard(watch)

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        with self._changed:
            while not self._is_closed:
                for watch in self._watches:
                    if watch.verdict is None:
                        watch.look()
                self._changed.wait(_LOOK_EVERY_S if self._watches else None)
