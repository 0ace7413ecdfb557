"""A journey with one clip that ends when its process is killed; ``test_footage_journey`` starts it, kills it and looks.

Not collected by name: alone it would wait for ever.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import LEFT, desk_of, drop, press
from tests.gui.test_reading import Reader
from tests.media.test_following import SIDE, overlap, target_box
from verifier.domain.frames import Instant, Track
from verifier.domain.records import Derivative, Item, Keyframe, MarkReading, Observation
from verifier.domain.regions import Box
from verifier.gui.controls import Choice
from verifier.gui.dialogs.export import ExportDialog
from verifier.gui.dialogs.new_case import NewCaseDialog
from verifier.gui.picker.dialog import DronePicker
from verifier.gui.playback import output
from verifier.gui.reading.dialog import ReadingDialog
from verifier.gui.standing import load_stand, stand_path
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
HOME = "VERIFIER_JOURNEY_HOME"
FIRST, SECOND = "1581F45T7", "1581F4ST7"
REASONS = "one angle, good light"
ASIDE = "two lenses side by side, not one above the other"
EXPORTS = {"cvat": "Tracks as CVAT for video", "coco": "Regions as COCO"}


class Investigator(Reader):
    """A person with one clip."""

    def key(self, pressed: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.desk.stage.canvas.setFocus()
        self.qtbot.keyClick(self.desk.stage.canvas, pressed, modifiers)

    @property
    def ordinal(self) -> int:
        frame = self.session.frame
        return frame.ordinal if frame is not None else -1

    def settle(self) -> None:
        self.waits(lambda: self.desk.viewer.is_idle)

    def answer(self, words: str) -> None:
        """Type into the picker once it is open, and take its first answer."""
        self.waits(lambda: any(one.isVisible() for one in self.window.findChildren(DronePicker)))
        self.pick(words)
        self.waits(lambda: not any(one.isVisible() for one in self.window.findChildren(DronePicker)))

    def take(self, choice: Choice, words: str) -> None:
        """Open a list of a dialog by key and take the answer that begins so."""
        choice.setFocus()
        self.qtbot.keyClick(choice, Qt.Key.Key_Space)
        self.waits(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.setActiveAction(next(action for action in menu.actions() if action.text().startswith(words)))
        self.qtbot.keyClick(menu, Qt.Key.Key_Return)

    def cues(self) -> list[str]:
        """Return the features that are asked for, in the order in which they stand."""
        self.control("Confidence")
        states = [w for w in self.desk.inspector.findChildren(QPushButton) if w.property("role") == "state"]
        standing = sorted((w for w in states if w.isVisible()), key=lambda w: w.mapTo(self.desk, QPoint(0, 0)).y())
        return [box.accessibleName().rpartition(":")[0] for box in standing]

    def export(self, title: str, out: Path) -> None:
        self.key(Qt.Key.Key_E, CTRL)
        dialog = self.dialog(ExportDialog)
        assert isinstance(dialog, ExportDialog)
        self.waits(dialog.go.isEnabled)
        form = next(one for one in dialog.findChildren(Choice) if one.accessibleName().startswith("Format"))
        self.take(form, title)
        dialog.activateWindow()
        self.waits(lambda: dialog.go.isEnabled() and dialog.isActiveWindow())
        dialog.where.setFocus()
        dialog.where.selectAll()
        self.qtbot.keyClicks(dialog.where, str(out))
        self.waits(dialog.go.isEnabled)
        self.qtbot.mouseClick(dialog.go, LEFT)
        self.waits(lambda: dialog.written is not None)
        press(self.qtbot, dialog, "Close")
        self.back()


@pytest.fixture(autouse=True)
def _nobody_hears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import miniaudio

    monkeypatch.setattr(output, "BACKENDS", [miniaudio.Backend.NULL])


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the clip lies and the case goes; the settings stay there too, so that they outlive the process."""
    found = Path(os.environ[HOME])
    monkeypatch.setenv("VERIFIER_CONFIG", str(found / "settings.json"))
    return found


def begin(window: MainWindow, home: Path, qtbot: QtBot, waits: Wait) -> Investigator:
    press(qtbot, window, "New case")
    dialog = window.findChild(NewCaseDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.title_field, "River")
    dialog.place_field.selectAll()
    qtbot.keyClicks(dialog.place_field, str(home))
    qtbot.keyClicks(dialog.name_field, "A. Analyst")
    press(qtbot, dialog, "Make the case")
    waits(lambda: window.page is not None)
    desk = desk_of(window)
    drop(window, [home / "clip.mp4"])
    waits(lambda: bool(desk.session.case.of(Item)) and not desk.footage.is_busy)
    made = Investigator(window, qtbot, waits)
    made.back()
    waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)
    return made


def play_step_mark(one: Investigator) -> None:
    """Play a little, go back frame by frame to the eighth, and mark it."""
    one.key(Qt.Key.Key_Space)
    one.waits(lambda: one.ordinal >= 10)
    one.key(Qt.Key.Key_Space)
    one.settle()
    while one.ordinal > 8:
        before = one.ordinal
        one.key(Qt.Key.Key_Left)
        one.settle()
        assert one.ordinal == before - 1
    one.key(Qt.Key.Key_M)
    [mark] = one.session.case.of(Observation)
    assert isinstance(mark.when, Instant)
    assert mark.when.frame.ordinal == 8


def box_and_track(one: Investigator) -> None:
    """Draw a box around what moves, have it followed to the clip's end, and accept that."""
    one.key(Qt.Key.Key_R)
    box = target_box(one.ordinal, grows=False)
    one.draw((box.x, box.y), (box.x + SIDE, box.y + SIDE))
    one.waits(lambda: len(one.session.case.of(Observation)) == 2)
    one.key(Qt.Key.Key_N, SHIFT)
    one.waits(lambda: one.desk.following.proposal is not None)
    one.qtbot.mouseClick(one.desk.following.accept_all, LEFT)
    _, seen = one.session.case.of(Observation)
    assert isinstance(seen.when, Track)
    assert len(one.session.case.of(Keyframe)) > 2
    one.key(Qt.Key.Key_PageDown)
    one.settle()
    assert one.ordinal > 20
    shown = one.desk.stage.canvas.marks[0].region
    assert isinstance(shown, Box)
    assert overlap(shown, target_box(one.ordinal, grows=False)) > 0.8


def claim(one: Investigator) -> None:
    """Say which of three it is and how likely each, two features, and one that it may be taken for but is not."""
    one.key(Qt.Key.Key_T)
    one.answer("mavic 3 classic")
    for words in ("mavic 3 pro", "air 2s"):
        one.press("Add another answer")
        one.answer(words)
        one.waits(lambda: one.window.isActiveWindow())
    assert len(one.claim.hypotheses) == 3
    for made, word in zip(one.claim.hypotheses, ("likely", "unlikely", "very unlikely"), strict=True):
        one.choose(f"Likelihood of {made.entry.name}", word)
    one.choose("Confidence", "moderate")
    one.write("Reasons for the confidence", REASONS)
    first, second = one.cues()[:2]
    for cue, presses in ((first, 1), (second, 2)):
        for _ in range(presses):
            before = one.claim.features
            one.control(cue).setFocus()
            one.qtbot.keyClick(one.control(cue), Qt.Key.Key_Space)
            one.waits(lambda before=before: one.claim.features != before)
    assert [feature.state for feature in one.claim.features] == ["seen", "absent"]
    one.press("Set aside…")
    field = one.control("Why is it not this one?")
    one.waits(field.hasFocus)
    one.qtbot.keyClicks(field, ASIDE)
    one.qtbot.keyClick(field, Qt.Key.Key_Return)
    one.waits(lambda: len(one.claim.look_alikes) == 1)


def read_twice(one: Investigator) -> None:
    """Read the serial number on it; then somebody else does, without having seen the first reading."""
    one.key(Qt.Key.Key_W)
    dialog = one.dialog(ReadingDialog)
    assert isinstance(dialog, ReadingDialog)
    one.take(dialog.mark, "Serial number")
    assert dialog.wants_second.isChecked()
    one.type_reading(FIRST)
    one.press("Read it a second time")
    dialog = one.dialog(ReadingDialog)
    press(one.qtbot, dialog, "Sign as")
    one.sign_as("B. Reader")
    one.type_reading(SECOND)
    one.waits(lambda: len(one.readings) == 2 and not any(made.is_hidden for made in one.readings))


@pytest.mark.usefixtures("on_time")
def test_a_clip_until_the_lights_go_out(window: MainWindow, home: Path, qtbot: QtBot, waits: Wait) -> None:
    one = begin(window, home, qtbot, waits)
    play_step_mark(one)
    box_and_track(one)
    claim(one)
    read_twice(one)
    one.key(Qt.Key.Key_S)
    waits(lambda: len(one.session.case.of(Derivative)) == 1)
    for name, title in EXPORTS.items():
        one.export(title, home / name)
    assert window.page is not None
    waits(lambda: window.page is not None and window.page.saved_words().startswith("Saved "))
    assert [made.value for made in one.session.case.of(MarkReading)] == [FIRST, SECOND]
    kept = stand_path(one.session.workspace.folder)
    waits(lambda: load_stand(kept).ordinal == one.ordinal)
    (home / "saved").touch()
    signal.pause()
