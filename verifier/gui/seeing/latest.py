"""One request under way at a time; of those that come meanwhile only the last one is made."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from verifier.gui.relay import Relay

T = TypeVar("T")
Ask = Callable[[], "Future[Any]"]


class Latest:
    """Never queues up: a slider that is dragged asks a hundred times, and a handful of pictures are made."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._is_busy = False
        self._next: Callable[[], None] | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._is_busy

    def ask(
        self,
        make: "Callable[[], Future[T]]",
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Make a request now, or once the one under way has ended, unless another has been asked for by then."""
        if self._is_busy:
            self._next = lambda: self.ask(make, done, failed)
            return
        self._is_busy = True

        def landed(result: T) -> None:
            self._is_busy = False
            done(result)
            self._go_on()

        def missed(error: BaseException) -> None:
            self._is_busy = False
            failed(error)
            self._go_on()

        self._relay.when_done(make(), landed, missed)

    def forget(self) -> None:
        """Drop what waits; what is under way ends and is heard."""
        self._next = None

    def _go_on(self) -> None:
        following, self._next = self._next, None
        if following is not None:
            following()
