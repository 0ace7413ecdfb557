"""Results come to the window's thread, and only to those who still want them."""

from collections.abc import Callable
from concurrent.futures import Future

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from verifier.gui.relay import Relay

Wait = Callable[[Callable[[], bool]], None]


def test_a_dialog_that_was_closed_is_told_nothing(qapp: QApplication, waits: Wait) -> None:
    relay, told = Relay(), []
    gone, there = QObject(), QObject()
    for asker, ends_well in ((gone, True), (gone, False), (there, True), (there, False)):
        future: Future[str] = Future()
        relay.when_done(future, told.append, lambda error: told.append(str(error)), asker=asker)
        if ends_well:
            future.set_result("well")
        else:
            future.set_exception(ValueError("badly"))
    shiboken6.delete(gone)  # between the answer and the turn of the window's thread in which it is told
    relay.post(lambda: told.append("after"))
    waits(lambda: "after" in told)
    assert told == ["well", "badly", "after"]
