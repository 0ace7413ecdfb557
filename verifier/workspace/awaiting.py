"""Wait for a worker and go on asking whether to go on: what waits is stopped, or a case is closed, meanwhile."""

from concurrent.futures import Future
from typing import TypeVar

from verifier.domain.errors import Cancelled
from verifier.domain.progress import Progress

T = TypeVar("T")
_ASK_EVERY_S = 0.1


def awaited(future: Future[T], progress: Progress) -> T:
    """Return what a future yields, or raise what it raises; :class:`Cancelled` where ``progress`` is, and drop it."""
    while not progress.is_cancelled:
        try:
            return future.result(_ASK_EVERY_S)
        except TimeoutError:
            continue
    future.cancel()
    raise Cancelled
