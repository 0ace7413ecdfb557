"""Report progress of long work and ask whether to go on; knows no window and no terminal."""

from collections.abc import Callable
from threading import Event

import msgspec

from verifier.domain.errors import Cancelled


class Step(msgspec.Struct, frozen=True):
    """How far a piece of work has come: ``done`` of ``total`` units (total 0: not known yet)."""

    done: int
    total: int
    doing: str = ""


class Progress:
    """Hand steps to a listener and raise :class:`Cancelled` once the person asked to stop.

    ``listener`` is called on the thread that works; a window must pass it on by a queued signal.
    """

    def __init__(self, listener: Callable[[Step], None] | None = None) -> None:
        self._listener = listener
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to end at its next report."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def report(self, done: int, total: int, doing: str = "") -> None:
        """Tell the listener; raise :class:`Cancelled` if asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        if self._listener is not None:
            self._listener(Step(done, total, doing))
