"""Long work on threads of its own, each with progress, a name and a way to stop it.

The window lists what runs and cancels it; the command line works in its own thread and needs none of this.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from verifier.domain.errors import VerifierError
from verifier.domain.progress import Progress, Step
from verifier.workspace.logbook import Harmless

log = logging.getLogger(__name__)

T = TypeVar("T")


class Job(Generic[T]):
    """One piece of long work: its title, how far it is, its result to come."""

    def __init__(self, title: str, listener: Callable[[Step], None] | None) -> None:
        self.title = title
        self.result: Future[T] = Future()
        self.progress = Progress(listener)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it has finished stays."""
        self.progress.cancel()


class Jobs:
    """The long work that is under way."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._threads: dict[Job[Any], Thread] = {}

    def start(
        self, title: str, work: Callable[[Progress], T], listener: Callable[[Step], None] | None = None
    ) -> Job[T]:
        """Run ``work`` on a thread of its own; ``listener`` hears its steps on that thread."""
        job: Job[T] = Job(title, listener)
        thread = Thread(target=self._run, args=(job, work), name=f"job {title}", daemon=True)
        with self._lock:
            self._threads[job] = thread
        thread.start()
        return job

    def running(self) -> tuple[Job[Any], ...]:
        """Return the jobs that have not ended, oldest first."""
        with self._lock:
            return tuple(self._threads)

    def close(self) -> None:
        """Cancel everything and wait for it to end."""
        with self._lock:
            waiting = dict(self._threads)
        for job in waiting:
            job.cancel()
        for thread in waiting.values():
            thread.join()

    def _run(self, job: Job[Any], work: Callable[[Progress], Any]) -> None:
        result, error = None, None
        try:
            result = work(job.progress)
        except Exception as raised:  # noqa: BLE001 - the outer edge of a thread: whoever waits for the result is told
            if not isinstance(raised, VerifierError):
                _log_unforeseen(job.title, raised)
            error = raised
        with self._lock:
            self._threads.pop(job, None)
        if error is not None:
            job.result.set_exception(error)
        else:
            job.result.set_result(result)


def _log_unforeseen(title: str, error: Exception) -> None:
    """Log what failed; the words of the error may name a source's file and are for the debug log alone."""
    log.error("%s failed: %s", Harmless(title), Harmless(type(error).__name__))
    log.debug("how it failed", exc_info=error)
