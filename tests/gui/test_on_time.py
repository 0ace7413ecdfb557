"""The watch over event handlers counts what it should, so that it can fail."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.on_time import LATE_S, Heard, TimedApplication


def compute_for(seconds: float) -> None:
    """Keep this thread busy for so long of the processor's time."""
    begun = time.thread_time()
    while time.thread_time() - begun < seconds:
        pass


class Slow(QObject):
    def event(self, event: QEvent) -> bool:
        compute_for(LATE_S * 1.5)  # sleep would not count where another process takes the processor meanwhile
        return True


def test_a_slow_handler_is_counted_once_and_named(qapp: QApplication, qtbot: QtBot) -> None:
    assert isinstance(qapp, TimedApplication)
    # A window of the test before may not be gone yet, and takes its time.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    heard = qapp.heard = Heard()
    slow, done = Slow(), []
    QTimer.singleShot(0, lambda: (QApplication.sendEvent(slow, QEvent(QEvent.Type.User)), done.append(1)))
    qtbot.waitUntil(lambda: bool(done))
    QApplication.sendEvent(slow, QEvent(QEvent.Type.User))
    qapp.heard = None
    slow_ones = [late for late in heard.late if late.receiver == "Slow"]
    assert len(slow_ones) == 1
    assert len(heard.late) == 2
    assert heard.count >= 2
    assert not heard.is_on_time()
