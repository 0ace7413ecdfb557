"""Bring results of other threads to the window's own."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Relay(QObject):
    """Carries calls over; once closed it carries nothing, so that a late result finds no dead window."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_open = True
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], object]) -> None:
        """Run ``call`` on the window's thread, soon; may be called from any thread."""
        if self._is_open:
            self._posted.emit(call)

    def when_done(
        self,
        future: "Future[T]",
        on_result: Callable[[T], object],
        on_error: Callable[[BaseException], object],
        *,
        asker: QObject | None = None,
    ) -> None:
        """Hand the result of a future to the window's thread.

        ``asker``: the dialog that the result is for; one that was closed meanwhile is told nothing.
        """

        def tell(call: Callable[[], object]) -> None:
            if asker is None or shiboken6.isValid(asker):
                call()

        def landed(done: "Future[T]") -> None:
            if done.cancelled():
                return
            error = done.exception()
            if error is None:
                result = done.result()
                self.post(lambda: tell(lambda: on_result(result)))
            elif not isinstance(error, CancelledError):
                self.post(lambda: tell(lambda: on_error(error)))

        future.add_done_callback(landed)

    def close(self) -> None:
        """Carry nothing any more."""
        self._is_open = False

    def _run(self, call: Any) -> None:
        if self._is_open:
            call()
