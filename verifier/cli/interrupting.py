"""Turn Ctrl-C during long work into a request to stop, so that what is finished is kept."""

import signal
from collections.abc import Generator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

from verifier.domain.progress import Progress


@contextmanager
def interruptible(progress: Progress) -> Generator[None]:
    """Cancel ``progress`` at the first Ctrl-C (or SIGTERM); the second ends the program as usual."""
    if current_thread() is not main_thread():
        yield  # only the main thread may set handlers
        return

    def stop(number: int, frame: FrameType | None) -> None:
        progress.cancel()
        signal.signal(number, signal.default_int_handler)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
