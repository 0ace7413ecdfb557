"""Fields that save as they are left, and leave alone what is being typed."""

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from verifier.gui.controls import Choice, button, column
from verifier.gui.fields import LineField, TextField
from verifier.gui.tagging.fields import LongField
from verifier.gui.theme import Theme


class Kept:
    """Stands for the case: words that are kept, one edit after the other."""

    def __init__(self, words: str = "old") -> None:
        self.edits = [words]

    def read(self) -> str:
        return self.edits[-1]

    def save(self, words: str) -> str | None:
        if words == "refuse":
            return "It is not kept."
        self.edits.append(words)
        return None


@pytest.fixture
def holder(theme: Theme) -> QWidget:
    return QWidget()


def side_by_side(qtbot: QtBot, holder: QWidget, field: QWidget) -> QLineEdit:
    """Show a field with another to go on to."""
    other = QLineEdit()
    if holder.layout() is not None:
        QWidget().setLayout(holder.layout())
    holder.setLayout(column(field, other))
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    field.setFocus()
    return other


def test_a_line_is_saved_once_as_it_is_left(qtbot: QtBot, holder: QWidget) -> None:
    kept = Kept()
    field = LineField("Name", "Nothing", kept.read, kept.save)
    other = side_by_side(qtbot, holder, field)
    field.selectAll()
    qtbot.keyClicks(field, " new ")
    assert kept.edits == ["old"]
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert kept.edits == ["old", "new"]
    assert field.text() == "new"
    field.setFocus()
    other.setFocus()
    assert kept.edits == ["old", "new"]


def test_words_being_typed_outlast_an_edit_from_elsewhere_and_escape_puts_back(qtbot: QtBot, holder: QWidget) -> None:
    for made in (LineField, TextField):
        kept = Kept()
        field = made("Name", "Nothing", kept.read, kept.save)
        side_by_side(qtbot, holder, field)
        field.selectAll()
        qtbot.keyClicks(field, "half")
        kept.edits.append("from elsewhere")
        field.renew()
        assert shown(field) == "half"
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert shown(field) == "from elsewhere"
        assert kept.edits == ["old", "from elsewhere"]


def test_words_that_are_refused_stay_to_be_mended(qtbot: QtBot, holder: QWidget) -> None:
    kept = Kept()
    field = LineField("Time", "None", kept.read, kept.save)
    other = side_by_side(qtbot, holder, field)
    said: list[str] = []
    field.refused.connect(said.append)
    field.selectAll()
    qtbot.keyClicks(field, "refuse")
    other.setFocus()
    assert (field.text(), said, kept.edits) == ("refuse", ["It is not kept."], ["old"])


def test_enter_keeps_a_line_and_goes_on_and_makes_a_paragraph_in_a_text(qtbot: QtBot, holder: QWidget) -> None:
    kept = Kept("")
    line = TextField("Name", "Nothing", kept.read, kept.save, is_line=True)
    other = side_by_side(qtbot, holder, line)
    qtbot.keyClicks(line, "one")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert other.hasFocus()
    assert kept.edits == ["", "one"]

    kept = Kept("")
    text = TextField("Words", "Nothing", kept.read, kept.save)
    side_by_side(qtbot, holder, text)
    qtbot.keyClicks(text, "one")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "two")
    assert kept.edits == [""]
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert kept.edits == ["", "one\ntwo"]


def test_a_field_is_as_high_as_its_words(qtbot: QtBot, holder: QWidget) -> None:
    kept = Kept("")
    field = TextField("Words", "No", kept.read, kept.save)
    side_by_side(qtbot, holder, field)
    low = field.height()
    qtbot.keyClicks(field, "many words " * 14)
    assert field.height() > 2 * low
    assert (
        field.document().documentLayout().documentSize().height() * field.fontMetrics().lineSpacing() <= field.height()
    )


def shown(field: LineField | TextField) -> str:
    return field.text() if isinstance(field, LineField) else field.toPlainText()


def test_enter_presses_the_button_that_has_the_focus_and_no_other(qtbot: QtBot) -> None:
    pressed: list[str] = []
    dialog = QDialog()
    default = QPushButton("Export")
    default.setDefault(True)
    default.clicked.connect(lambda: pressed.append("export"))
    cancel = button("Cancel", lambda: pressed.append("cancel"))
    choice = Choice("Format", [("one", 1), ("two", 2)], 1)
    dialog.setLayout(column(default, cancel, choice))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    qtbot.keyClick(cancel, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert pressed == ["cancel", "cancel"]
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    assert pressed == ["cancel", "cancel"]


@pytest.mark.parametrize("kind", ["text", "long"])
def test_what_an_empty_field_says_has_its_room_whatever_width_it_gets(qtbot: QtBot, holder: QWidget, kind: str) -> None:
    empty = "Nothing named that we do not know yet, and this goes on for a while."
    kept = Kept("")
    field = (
        TextField("Gaps", empty, kept.read, kept.save) if kind == "text" else LongField("Gaps", "", empty, kept.save)
    )
    side_by_side(qtbot, holder, field)
    line = field.fontMetrics().lineSpacing()
    for width in (900, 260, 420, 200):
        holder.resize(width, 400)
        qtbot.waitUntil(lambda width=width: holder.width() == width)
        QApplication.processEvents()
        room = QRect(0, 0, field.viewport().width(), 1_000)
        words = field.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), empty)
        assert field.viewport().height() >= words.height() - line // 2, width


@pytest.mark.parametrize("kind", ["text", "long"])
def test_what_stands_below_stays_where_it_is_while_an_empty_field_is_filled(
    qtbot: QtBot, holder: QWidget, kind: str
) -> None:
    empty = "Nothing named that we do not know yet, and this goes on for a while."
    kept = Kept("")
    field = (
        TextField("Gaps", empty, kept.read, kept.save) if kind == "text" else LongField("Gaps", "", empty, kept.save)
    )
    other = side_by_side(qtbot, holder, field)
    holder.resize(200, 400)
    qtbot.waitUntil(lambda: field.height() > 2 * field.fontMetrics().lineSpacing())
    qtbot.wait(50)  # the layout follows the field in a turn of its own
    before = other.y()
    qtbot.keyClicks(field, "one")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.wait(50)
    assert kept.edits == ["", "one"]
    assert other.y() == before


@pytest.mark.parametrize("kind", ["text", "long"])
def test_what_escape_took_back_is_brought_again_by_undo_in_the_field(qtbot: QtBot, holder: QWidget, kind: str) -> None:
    kept = Kept()
    field = TextField("A", "", kept.read, kept.save) if kind == "text" else LongField("A", "old", "", kept.save)
    side_by_side(qtbot, holder, field)
    field.selectAll()
    qtbot.keyClicks(field, "a long thought")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.toPlainText() == "old"
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == "a long thought"
    assert kept.edits == ["old"]


@pytest.mark.parametrize("kind", ["text", "long", "line"])
def test_undo_in_a_field_brings_back_nothing_of_what_was_kept(qtbot: QtBot, holder: QWidget, kind: str) -> None:
    kept = Kept()
    fields = {
        "text": TextField("A", "", kept.read, kept.save),
        "long": LongField("A", "old", "", kept.save),
        "line": LineField("A", "", kept.read, kept.save),
    }
    field = fields[kind]
    side_by_side(qtbot, holder, field)
    field.selectAll()
    qtbot.keyClicks(field, "new")
    is_text = isinstance(field, TextField | LongField)
    assert field.document().isUndoAvailable() if is_text else field.isUndoAvailable()
    control = Qt.KeyboardModifier.ControlModifier if is_text else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(field, Qt.Key.Key_Return, control)
    assert kept.edits == ["old", "new"]
    assert not (field.document().isUndoAvailable() if is_text else field.isUndoAvailable())


def test_the_arrow_down_opens_a_list_of_answers(qtbot: QtBot, holder: QWidget) -> None:
    made = Choice("Likelihood", [("likely", 1), ("unlikely", 2)])
    side_by_side(qtbot, holder, made)

    def choose() -> None:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(made.menu(), key)

    # First from nothing, then from the answer that holds.
    for answer in (1, 2):
        QTimer.singleShot(50, choose)
        qtbot.keyClick(made, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda answer=answer: made.value == answer)
