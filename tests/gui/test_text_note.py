"""Words at a spot: one click, one line, one edit."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.test_tags import Hand, Wait
from tests.gui.test_tags import hand as hand  # the person who looks at a photo
from verifier.domain.records import Observation
from verifier.domain.regions import Point
from verifier.gui.dialogs.ask_words import AskWords


def asked(hand: Hand, qtbot: QtBot, waits: Wait) -> AskWords:
    canvas = hand.desk.stage.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    spot = QPointF(*canvas.view.to_screen((40.0, 30.0))).toPoint()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot)
    waits(lambda: any(one.isVisible() for one in hand.window.findChildren(AskWords)))
    return next(one for one in hand.window.findChildren(AskWords) if one.isVisible())


def test_words_and_spot_are_one_edit(hand: Hand, qtbot: QtBot, waits: Wait) -> None:
    dialog = asked(hand, qtbot, waits)
    assert not hand.session.case.of(Observation), "nothing is marked before there are words"
    assert isinstance(dialog.field, QLineEdit)
    qtbot.keyClicks(dialog.field, "tail number")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    [made] = hand.session.case.of(Observation)
    assert isinstance(made.region, Point)
    assert made.seen == "tail number"
    assert hand.session.selected == made
    hand.desk.undo()
    assert not hand.session.case.of(Observation)


def test_without_words_nothing_is_marked(hand: Hand, qtbot: QtBot, waits: Wait) -> None:
    dialog = asked(hand, qtbot, waits)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    waits(lambda: not dialog.isVisible())
    assert not hand.session.case.of(Observation)
