"""What a picture says, read by one person and blind by another, by mouse and keys only."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_tags import Hand
from verifier.domain.records import Item, MarkReading, Observation
from verifier.gui.reading.dialog import ReadingDialog
from verifier.gui.reading.sign_as import SignAsDialog
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]
FIRST, SECOND = "ZQ8841X", "ZQ8B41X"


class Reader(Hand):
    """A person who reads, and hands the keyboard to another."""

    def dialog(self, kind: type[QDialog]) -> QDialog:
        self.waits(lambda: any(one.isVisible() for one in self._dialogs(kind)))
        return next(one for one in self._dialogs(kind) if one.isVisible())

    def _dialogs(self, kind: type[QDialog]) -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]

    def type_reading(self, words: str) -> None:
        dialog = self.dialog(ReadingDialog)
        assert isinstance(dialog, ReadingDialog)
        self.waits(lambda: not dialog.crop.image.isNull())
        self.qtbot.keyClicks(dialog.words, words)
        self.qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
        self.back()

    def sign_as(self, name: str) -> None:
        dialog = self.dialog(SignAsDialog)
        assert isinstance(dialog, SignAsDialog)
        self.qtbot.keyClicks(dialog.name, name)
        self.qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
        self.back()

    @property
    def readings(self) -> tuple[MarkReading, ...]:
        return self.session.case.of(MarkReading)


@pytest.fixture
def reader(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> Reader:
    """Return a person who looks at a photo on which a box is drawn and selected."""
    made = Reader(case_window, qtbot, waits)
    made.back()
    photo = next(item for item in made.session.case.of(Item) if item.original_name == "IMG_2.jpg")
    made.desk.items.go_to(photo.key)
    waits(lambda: not made.desk.stage.canvas.image.isNull())
    qtbot.keyClick(made.desk.stage.canvas, Qt.Key.Key_R)
    made.draw((100, 100), (300, 300))
    return made


def test_two_people_at_one_desk_read_blind_and_see_both_when_both_are_in(reader: Reader) -> None:
    reader.qtbot.keyClick(reader.desk.stage.canvas, Qt.Key.Key_W)
    dialog = reader.dialog(ReadingDialog)
    assert isinstance(dialog, ReadingDialog)
    dialog.mark.chosen.emit("serial")
    dialog.mark.show_value("serial")
    assert dialog.wants_second.isChecked()
    reader.type_reading(FIRST)
    [first] = reader.readings
    assert (first.value, first.mark, first.is_hidden) == (FIRST, "serial", True)
    reader.waits(lambda: "Hidden until a second reader has read it." in reader.words)
    assert FIRST not in reader.words

    reader.press("Read it a second time")
    dialog = reader.dialog(ReadingDialog)
    assert isinstance(dialog, ReadingDialog)
    assert not dialog.words.isEnabled()
    assert "A second reader is somebody else" in dialog.trouble.text()
    sign = next(one for one in dialog.findChildren(QPushButton) if one.text().startswith("Sign as"))
    reader.qtbot.mouseClick(sign, Qt.MouseButton.LeftButton)
    reader.sign_as("B. Reader")
    assert dialog.words.isEnabled()
    assert dialog.trouble.text() == ""
    reader.type_reading(SECOND)
    _, second = reader.readings
    assert second.is_blind is True
    assert second.read_by != first.read_by
    assert second.machine == first.machine != ""
    reader.waits(lambda: "The two readings differ." in reader.words)
    assert "Both were read on the same machine." in reader.words
    assert "do not count as independent" in reader.words
    assert ">B</u></b>" in reader.words

    assert reader.window.page is not None
    reader.qtbot.keyClick(reader.desk.stage.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reader.waits(lambda: len(reader.readings) == 1 and reader.readings[0].is_hidden)
    reader.waits(lambda: FIRST not in reader.words)


def test_without_a_region_the_next_one_drawn_is_read(reader: Reader) -> None:
    reader.session.select("")
    reader.qtbot.keyClick(reader.desk.stage.canvas, Qt.Key.Key_W)
    reader.draw((320, 320), (380, 380))
    reader.type_reading("on the wing")
    [made] = reader.readings
    drawn = reader.session.case.of(Observation)[-1]
    assert made.about == drawn.key
    assert not made.is_hidden
    reader.waits(lambda: "on the wing" in reader.words)


def test_its_own_reader_shows_corrects_and_opens_it_and_nobody_else_can(reader: Reader) -> None:
    reader.press("Read a marking")
    dialog = reader.dialog(ReadingDialog)
    assert isinstance(dialog, ReadingDialog)
    dialog.wants_second.setChecked(True)
    reader.type_reading(FIRST)
    reader.press("Show what I read")
    assert reader.seen(FIRST)
    reader.press(FIRST)
    assert not reader.seen(FIRST)
    reader.press("Correct")
    dialog = reader.dialog(ReadingDialog)
    assert isinstance(dialog, ReadingDialog)
    assert dialog.words.toPlainText() == FIRST
    reader.session.sign_as("B. Reader")
    assert dialog.words.toPlainText() == ""
    assert not dialog.keep.isEnabled()
    reader.session.sign_as("A. Analyst")
    dialog.reject()
    reader.back()
    reader.session.sign_as("B. Reader")
    reader.control("Read it a second time")
    for name in ("Show what I read", "Correct", "No second reader wanted"):
        assert not reader.seen(name)
    reader.session.sign_as("A. Analyst")
    reader.press("No second reader wanted")
    reader.waits(lambda: FIRST in reader.words)


def test_the_status_bar_and_the_settings_change_who_signs(reader: Reader) -> None:
    assert reader.window.page is not None
    footer = reader.window.page._footer
    reader.qtbot.mouseClick(footer.person, Qt.MouseButton.LeftButton)
    reader.sign_as("B. Reader")
    assert footer.person.text() == "Working as B. Reader"
    assert reader.session.workspace.person.name == "B. Reader"
    reader.window.preferences.remember_name("C. Third")
    assert footer.person.text() == "Working as C. Third"
