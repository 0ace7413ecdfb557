"""Waiting for a worker ends with its answer, or as soon as somebody asks to stop."""

from concurrent.futures import Future
from threading import Timer

import pytest

from verifier.domain.errors import Cancelled, UnreadableFile
from verifier.domain.progress import Progress
from verifier.workspace.awaiting import awaited


def test_what_the_worker_yields_is_returned_or_raised():
    good, bad = Future[int](), Future[int]()
    good.set_result(7)
    bad.set_exception(UnreadableFile("It cannot be read."))
    assert awaited(good, Progress()) == 7
    with pytest.raises(UnreadableFile):
        awaited(bad, Progress())


def test_whoever_waits_is_let_go_when_asked_to_stop_though_no_answer_came():
    future, progress = Future[int](), Progress()
    asking = Timer(0.05, progress.cancel)
    asking.start()
    with pytest.raises(Cancelled):
        awaited(future, progress)
    asking.join()
    assert future.cancelled()
