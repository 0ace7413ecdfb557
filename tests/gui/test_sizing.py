"""A distance from a line, by mouse and keys: drawn, measured, kept, undone by name, and stale once the line moves."""

from collections.abc import Callable
from math import cos, radians

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.test_tags import Hand, Wait
from tests.gui.test_tags import hand as hand  # the person who looks at a photo
from verifier.domain.records import Observation, SizeCheck
from verifier.gui.sizing.dialog import SizeDialog

SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def dialog(hand: Hand, qtbot: QtBot, waits: Wait) -> Callable[[], SizeDialog]:
    """Return what draws a line and opens the dialog for it."""

    def opened() -> SizeDialog:
        canvas = hand.desk.stage.canvas
        canvas.setFocus()
        qtbot.keyClick(canvas, Qt.Key.Key_U)
        hand.draw((20.0, 20.0), (50.0, 60.0))
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
        waits(lambda: hand.session.selected is not None)
        qtbot.keyClick(canvas, Qt.Key.Key_U, SHIFT)
        waits(lambda: bool(hand.window.findChildren(SizeDialog)))
        return hand.window.findChildren(SizeDialog)[-1]

    return opened


def test_without_a_lens_nothing_follows_and_with_one_a_bound_is_kept(
    hand: Hand, dialog: Callable[[], SizeDialog], qtbot: QtBot, waits: Wait
) -> None:
    shown = dialog()
    assert not shown.keep.isEnabled()
    assert "lens" in shown.answer.text()
    qtbot.keyClicks(shown.what, "motor to motor")
    qtbot.keyClicks(shown.known, "0,35")
    qtbot.keyClicks(shown.source, "data sheet")
    assert not shown.keep.isEnabled(), "a length alone is no distance"
    qtbot.keyClicks(shown.lens_value, "24")
    assert shown.answer.text().startswith("At most ")
    assert shown.keep.isEnabled()
    qtbot.keyClick(shown.keep, Qt.Key.Key_Space)
    [check] = hand.session.case.of(SizeCheck)
    assert check.asks == "distance"
    assert check.line_px == pytest.approx(50.0, abs=1.0)
    assert check.lens.basis == "stated"
    assert check.off_axis_deg is not None
    along = check.line_px * cos(radians(check.off_axis_deg))
    assert check.distance_m == pytest.approx(0.35 * check.lens.focal_px / along)
    hand.back()
    panel = hand.desk.inspector.open_panel("tags")
    waits(lambda: any("At most" in one.text() for one in panel.findChildren(QLabel)))
    waits(lambda: "motor to motor" in hand.words)
    assert hand.session.undo_label is not None
    assert "check a distance" in hand.session.undo_label
    hand.desk.undo()
    assert not hand.session.case.of(SizeCheck)
    hand.desk.redo()
    qtbot.keyClick(hand.desk.stage.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    waits(lambda: hand.session.undo_label is not None)
    assert hand.session.case.of(SizeCheck) == (check,)
    waits(lambda: "The line was moved since" in hand.words)
    hand.desk.undo()
    waits(lambda: "The line was moved since" not in hand.words)


def test_from_a_known_distance_the_size_follows(
    hand: Hand, dialog: Callable[[], SizeDialog], qtbot: QtBot, waits: Wait
) -> None:
    shown = dialog()
    shown.asks._take("size")  # pyright: ignore[reportPrivateUsage]
    shown.across._take(True)  # pyright: ignore[reportPrivateUsage]
    for field, words in (
        (shown.what, "wing span"),
        (shown.known, "40"),
        (shown.known_error, "3"),
        (shown.lens_value, "24"),
    ):
        qtbot.keyClicks(field, words)
    assert shown.answer.text().endswith("m long")
    shown.cut._take(True)  # pyright: ignore[reportPrivateUsage]
    assert not shown.keep.isEnabled(), "a cut picture needs the size of the whole one"
    qtbot.keyClicks(shown.full_width, "4000")
    qtbot.keyClicks(shown.full_height, "3000")
    qtbot.keyClick(shown.keep, Qt.Key.Key_Space)
    [check] = hand.session.case.of(SizeCheck)
    assert (check.asks, check.is_across, check.off_axis_deg) == ("size", True, None)
    assert check.framing.width_px == 4000
    line = hand.session.case.get(check.about)
    assert isinstance(line, Observation)
    qtbot.keyClick(hand.desk.stage.canvas, Qt.Key.Key_Delete)
    waits(lambda: not hand.session.case.of(SizeCheck))
