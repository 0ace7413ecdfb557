"""Futures that follow from futures: what comes of them, who is told of an end, and what is let go."""

import gc
import weakref
from concurrent.futures import Future

import pytest

from verifier.domain.errors import DecodeFailed
from verifier.workspace.chaining import done, then, then_ask


class Pixels:
    """Something large that a future brings."""


def _brought() -> weakref.ref[Pixels]:
    """Let futures bring pixels, and forget all of them."""
    first: Future[int] = Future()
    second: Future[Pixels] = Future()
    whole = then(then_ask(first, lambda _: second), lambda pixels: pixels)
    first.set_result(1)
    second.set_result(Pixels())
    return weakref.ref(whole.result())


def test_a_result_is_let_go_with_its_futures_and_not_only_when_circles_are_collected() -> None:
    gc.disable()
    try:
        assert _brought()() is None
    finally:
        gc.enable()


def test_cancelling_the_whole_cancels_what_is_under_way() -> None:
    first: Future[int] = Future()
    assert then(first, str).cancel()
    assert first.cancelled()
    second: Future[int] = Future()
    assert then_ask(done(1), lambda _: second).cancel()
    assert second.cancelled()


def test_what_is_cancelled_while_it_asks_again_cancels_that_too() -> None:
    first: Future[int] = Future()
    second: Future[int] = Future()

    def ask(_: int) -> Future[int]:
        whole.cancel()
        return second

    whole = then_ask(first, ask)
    first.set_result(1)
    assert whole.cancelled()
    assert second.cancelled()


def test_an_error_of_either_is_the_error_of_the_whole() -> None:
    first: Future[int] = Future()
    failed: Future[int] = Future()
    after_first, after_second = then(first, str), then_ask(done(1), lambda _: failed)
    first.set_exception(DecodeFailed("one"))
    failed.set_exception(DecodeFailed("two"))
    with pytest.raises(DecodeFailed, match="one"):
        after_first.result()
    with pytest.raises(DecodeFailed, match="two"):
        after_second.result()
    with pytest.raises(ZeroDivisionError):
        then(done(0), lambda value: 1 // value).result()


def test_a_part_that_is_cancelled_cancels_the_whole() -> None:
    first: Future[int] = Future()
    whole = then(first, str)
    first.cancel()
    assert whole.cancelled()
