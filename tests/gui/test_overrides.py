"""An error in a method that Qt calls is told at the edge of the window; it does not end the process."""

import os
import subprocess
import sys

import pytest

CHILD = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
import verifier.gui
import shiboken6

class Fails(QWidget):
    def event(self, event):
        if event.type() == QEvent.Type.User:
            {what}
        return super().event(event)

app = QApplication([])
gone = QObject()
shiboken6.delete(gone)
told = []
sys.excepthook = lambda kind, error, trace: told.append(kind.__name__)
widget = Fails()
QTimer.singleShot(0, lambda: app.postEvent(widget, QEvent(QEvent.Type.User)))
QTimer.singleShot(50, app.quit)
app.exec()
print(*told)
"""


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("[][3]", "IndexError"),
        ("1 / 0", "ZeroDivisionError"),
        ("int('x')", "ValueError"),
        ("{}['a']", "KeyError"),
        ("gone.objectName()", "RuntimeError"),
        ("raise LookupError('x')", "LookupError"),
    ],
)
def test_an_error_in_a_method_that_qt_calls_is_told_and_the_window_lives_on(what: str, kind: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD.replace("{what}", what)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, [kind]), done.stderr


def test_a_method_that_qt_does_not_call_is_left_as_it_is() -> None:
    from PySide6.QtCore import QObject, Signal

    class Own(QObject):
        said = Signal()

        def objectName(self) -> str:
            return "own"

        def answer(self) -> int:
            return 42

    made = Own()
    assert (made.objectName(), made.answer()) == ("own", 42)
    assert hasattr(Own.objectName, "__wrapped__") == (sys.version_info < (3, 12))
    assert not hasattr(Own.answer, "__wrapped__")
