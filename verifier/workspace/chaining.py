"""Futures that follow from futures, without a thread that waits."""

import weakref
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, TypeVar

S = TypeVar("S")
T = TypeVar("T")


def then(first: Future[S], make: Callable[[S], T]) -> Future[T]:
    """Return a future of what ``make`` makes of the first one's result; ``make`` must be quick.

    Cancelling it cancels what is under way. An error of either is the error of the whole.
    """
    return then_ask(first, lambda result: done(make(result)))


def then_ask(first: Future[S], ask: Callable[[S], Future[T]]) -> Future[T]:
    """Return a future of what comes of asking again with the first one's result; cancelling it cancels what runs.

    The whole and its parts hold each other in one direction only: a result may be megabytes of pixels, and in a circle
    it would stay until the collector of circles comes by, which then holds up the window to give all of them back.
    """
    whole: Future[T] = Future()
    under_way: list[weakref.ref[Future[Any]]] = [weakref.ref(first)]

    def answered(second: Future[T]) -> None:
        _settle(whole, second, whole.set_result)

    def go_on(result: S) -> None:
        second = ask(result)
        under_way[0] = weakref.ref(second)
        if whole.cancelled():
            second.cancel()
        second.add_done_callback(answered)

    first.add_done_callback(lambda ended: _settle(whole, ended, go_on))
    whole.add_done_callback(lambda ended: _cancel(under_way[0]()) if ended.cancelled() else None)
    return whole


def done(value: T) -> Future[T]:
    """Return a future that has ended."""
    ended: Future[T] = Future()
    ended.set_result(value)
    return ended


def _settle(whole: Future[T], part: Future[S], go_on: Callable[[S], object]) -> None:
    """Pass on how ``part`` ended: its error to ``whole``, its result to ``go_on``."""
    if whole.cancelled():
        return
    try:
        go_on(part.result())
    except CancelledError:
        whole.cancel()
    except Exception as error:  # noqa: BLE001 - whatever it was, whoever waits for the whole is told
        if not whole.cancelled():
            whole.set_exception(error)


def _cancel(part: Future[Any] | None) -> None:
    if part is not None:
        part.cancel()
