"""Workers that stand through a whole run of tests and are lent to each.

Starting one takes 0.8 s of the processor, and a window starts up to three; most tests are not about that. One that is
asks for ``own_workers``; one that puts tasks of its own into its workers gets its own.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from typing import Any, Self
from weakref import WeakSet

from verifier.domain.errors import Cancelled
from verifier.media.messages import DecodeStill, PictureReply
from verifier.media.pool import Bounds, LaneName, Pool
from verifier.workspace.workspace import TASK_MODULES

WHERE_POOLS_ARE_MADE = ("verifier.media.pool", "verifier.workspace.footage", "verifier.workspace.inspecting")
SIZE = 2
_FOREVER_S = 3600.0
_BOUNDS = Bounds()


class LentPool:
    """What stands in for a pool: closing it drops and awaits what it was asked, and leaves the workers to the next."""

    def __init__(self, standing: Pool) -> None:
        self._standing = standing
        self._asked: WeakSet[Future[Any]] = WeakSet()
        self._is_closed = False

    def submit(
        self, request: object, reply_type: type[Any], *, lane: LaneName = "batch", bounds: Bounds = _BOUNDS
    ) -> Future[Any]:
        if self._is_closed:
            raise Cancelled
        future = self._standing.submit(request, reply_type, lane=lane, bounds=bounds)
        self._asked.add(future)
        return future

    def close(self) -> None:
        self._is_closed = True
        asked = list(self._asked)
        for future in asked:
            future.cancel()
        wait(asked)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def standing_workers() -> Iterator[Pool]:
    """Yield a pool of which every worker runs already, so that none is taken for one that a test left behind."""
    with Pool(TASK_MODULES, SIZE, idle_s=_FOREVER_S) as pool:
        nothing = DecodeStill(b"/nowhere", 1, "bgrx")
        lanes: tuple[LaneName, ...] = ("stage", *(["batch"] * SIZE))
        wait([pool.submit(nothing, PictureReply, lane=lane) for lane in lanes])
        yield pool


def lender(standing: Pool) -> Callable[..., Pool | LentPool]:
    """Return what makes a pool: a lent one, unless its tasks are not those of the program."""

    def make(task_modules: tuple[str, ...], size: int = SIZE, **more: Any) -> Pool | LentPool:
        return LentPool(standing) if task_modules == TASK_MODULES else Pool(task_modules, size, **more)

    return make
