"""A first reading is nowhere to be seen until a second reader has read it, and everywhere afterwards.

The same walk is taken twice: while the reading waits it must find the planted word nowhere, later in every place.
"""

import json
import logging
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.test_reading import Reader
from tests.workspace.test_signing_key import key_file
from verifier.bundle.options import AUDIENCE_WORDS, Options
from verifier.bundle.registry import FORMATS
from verifier.cli import app
from verifier.commands.machines import NewMachine
from verifier.commands.mark_readings import ReadAgain
from verifier.domain.progress import Progress
from verifier.domain.records import Drone, Item, MarkReading, Observation, ReadingSignature
from verifier.gui.naming import name_record, records_on
from verifier.gui.pages.registry import PAGES
from verifier.gui.palette.dialog import Palette
from verifier.gui.panels.registry import PANELS
from verifier.gui.reading.dialog import ReadingDialog
from verifier.gui.window import MainWindow
from verifier.workspace.exporting import export, find_format, plan_export

Wait = Callable[[Callable[[], bool]], None]
PLANTED = "ZQ8841XKVW"
OTHER = "ZQ8841XKVV"
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.EditRole,
)
HEARD = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
    QAccessible.Text.Accelerator,
)


class Walk:
    """Looks into every place where a word of the case could stand."""

    def __init__(
        self, reader: Reader, folder: Path, caplog: pytest.LogCaptureFixture, printed: pytest.CaptureFixture[str]
    ) -> None:
        self.reader, self.folder, self.caplog, self.printed = reader, folder, caplog, printed
        self.session, self.desk = reader.session, reader.desk

    def found(self) -> set[str]:
        """Return the names of the places where the planted word stands."""
        places: dict[str, Callable[[], Iterator[str]]] = {
            "panels of the inspector": self._panels,
            "pages of the window": self._pages,
            "the search of the list": self._list_search,
            "the palette": self._palette,
            "the index of the case": self._index,
            "names of undo and redo, and of all that was done": self._labels,
            "names where a record is chosen": self._names,
            "the command line": self._command_line,
            "the screen of an export": self._plans,
            "bundles and reports for others": self._exports,
            "the report of the archive": self._archive_report,
            "files beside the case's own": self._files_beside,
            "the log": lambda: iter(record.getMessage() for record in self.caplog.records),
        }
        stood = self.session.item_key, self.session.target
        texts: dict[str, list[str]] = {}
        for name, look in places.items():
            texts[name] = list(look())  # a list: every walk is taken to its end
            self.desk.items.go_to(stood[0])
            self.session.go_to(stood[0])
            self.session.select(stood[1])
        return {name for name, found in texts.items() if any(PLANTED.casefold() in text.casefold() for text in found)}

    def _tree(self) -> Iterator[str]:
        QApplication.processEvents()
        for top in QApplication.topLevelWidgets():
            for widget in [top, *top.findChildren(QWidget)]:
                yield from texts_of(widget)
            yield from (text for one in top.findChildren(QAction) for text in action_texts(one))

    def _panels(self) -> Iterator[str]:
        for panel in PANELS:
            shown = self.desk.inspector.open_panel(panel.name)
            QApplication.processEvents()
            self.reader.waits(lambda shown=shown: getattr(shown, "is_settled", True))
            yield from self._tree()
        self.desk.inspector.open_panel("tags")

    def _pages(self) -> Iterator[str]:
        for page in PAGES:
            self.session.show_page(page.name)
            yield from self._tree()
        self.session.show_page("review")

    def _list_search(self) -> Iterator[str]:
        self.desk.items.search.setText(PLANTED)
        QApplication.processEvents()
        rows = self.desk.items.model.shown_count
        self.desk.items.search.setText("")
        QApplication.processEvents()
        yield PLANTED if rows else ""

    def _palette(self) -> Iterator[str]:
        self.desk.find_anything()
        palette = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Palette))
        field = palette.findChild(QLineEdit)
        assert field is not None
        field.setText(PLANTED[:4])
        QApplication.processEvents()
        yield from (
            text for widget in palette.findChildren(QWidget) if widget is not field for text in texts_of(widget)
        )
        palette.reject()
        self.reader.back()

    def _index(self) -> Iterator[str]:
        workspace = self.session.workspace
        workspace.flush()
        yield from workspace.storage.search(PLANTED) and (PLANTED,)
        yield from (text for _, text in workspace.storage.texts())
        file = sqlite3.connect(f"file:{workspace.folder.database}?mode=ro", uri=True)
        for table in ("texts", "search"):
            yield from (str(row) for row in file.execute(f"SELECT * FROM {table}"))
        file.close()

    def _labels(self) -> Iterator[str]:
        workspace = self.session.workspace
        yield from (workspace.undo_label or "", workspace.redo_label or "")
        labels = [json.loads(line).get("label") for line in workspace.storage.lines()]
        values = workspace.storage.values(label for label in labels if label)
        yield from (value.data.decode() for value in values.values())

    def _names(self) -> Iterator[str]:
        case = self.session.case
        yield from (text for record in case.records().values() for text in name_record(case, record))
        for item in case.of(Item):
            yield from (text for record in records_on(case, item) for text in name_record(case, record))

    def _command_line(self) -> Iterator[str]:
        case = str(self.session.workspace.folder.path)
        for words in (
            ["list", case],
            ["list", case, "--json"],
            ["machines", case, "--json"],
            ["export", case, "--format", "bagit", "-o", str(self.folder / "none"), "--for", "colleague", "--dry-run"],
        ):
            self.printed.readouterr()
            assert app.run(words) == 0
            yield "".join(self.printed.readouterr())

    def _plans(self) -> Iterator[str]:
        for audience in AUDIENCE_WORDS:
            yield repr(plan_export(self.session.workspace, Options(audience=audience)))

    def _exports(self) -> Iterator[str]:
        for form in FORMATS:
            out = self.folder / f"{len(list(self.folder.iterdir()))}{form.suffix}"
            export(self.session.workspace, form, Options(audience="colleague", originals="hashes"), out, Progress())
            yield from contents_of(out)

    def _archive_report(self) -> Iterator[str]:
        out = self.folder / f"{len(list(self.folder.iterdir()))}"
        options = Options(audience="archive", originals="hashes")
        export(self.session.workspace, find_format("bagit"), options, out, Progress())
        yield re.sub(r"[][]", "", (out / "data/report.html").read_text())  # around the letters that differ

    def _files_beside(self) -> Iterator[str]:
        folder = self.session.workspace.folder
        # What was typed into the search above is kept with where one stood, every other second; it is cleared by now.
        self.desk.standing.leave()
        for path in folder.path.rglob("*"):
            if path.is_file() and not path.name.startswith(folder.database.name):
                yield path.name + path.read_bytes().decode("latin-1")


def texts_of(widget: QWidget) -> Iterator[str]:
    """Yield whatever a widget shows, tells by hovering, or says to who cannot see it; whether it is shown or not."""
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle(), widget.objectName())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    names = [bytes(name.data()).decode() for name in widget.dynamicPropertyNames()]
    yield from (str(widget.property(name)) for name in names if not name.startswith("_"))
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield from (widget.text(), widget.placeholderText())
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield from (widget.toPlainText(), widget.placeholderText())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        yield from rows_of(model)
    heard = QAccessible.queryAccessibleInterface(widget)
    if heard is not None:
        yield from (heard.text(what) for what in HEARD)


def rows_of(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(), 200)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            yield from (str(model.index(row, column).data(role) or "") for role in ROLES)


def action_texts(action: QAction) -> Iterator[str]:
    yield from (action.text(), action.toolTip(), action.statusTip(), action.whatsThis(), action.iconText())


def contents_of(path: Path) -> Iterator[str]:
    for file in [path] if path.is_file() else path.rglob("*"):
        if file.is_file():
            yield str(file) + file.read_bytes().decode("latin-1")


@pytest.fixture
def reader(case_window: MainWindow, qtbot: QtBot, waits: Wait, tmp_path: Path) -> Reader:
    """Return a person who has read and signed a region of a photo, with a machine, and asked for a second reader."""
    made = Reader(case_window, qtbot, waits)
    made.back()
    photo = next(item for item in made.session.case.of(Item) if item.original_name == "IMG_2.jpg")
    made.desk.items.go_to(photo.key)
    waits(lambda: not made.desk.stage.canvas.image.isNull())
    qtbot.keyClick(made.desk.stage.canvas, Qt.Key.Key_R)
    made.draw((100, 100), (300, 300))
    seen = made.session.case.of(Observation)[0]
    made.session.do(NewMachine(about=seen))
    qtbot.keyClick(made.desk.stage.canvas, Qt.Key.Key_W)
    dialog = made.dialog(ReadingDialog)
    assert isinstance(dialog, ReadingDialog)
    dialog.mark.show_value("serial")
    dialog.wants_second.setChecked(True)
    dialog.key.path.setText(str(key_file(tmp_path / "key")))
    dialog.key.wanted.setChecked(True)
    made.type_reading(PLANTED)
    # Qt deletes a closed dialog a little later; it held what its own reader typed.
    waits(lambda: not [one for one in QApplication.topLevelWidgets() if isinstance(one, ReadingDialog)])
    return made


def test_a_first_reading_stands_nowhere_and_everywhere_once_both_are_in(
    reader: Reader, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "out").mkdir()
    walk = Walk(reader, tmp_path / "out", caplog, capfd)
    [first] = reader.readings
    assert first.is_hidden
    assert [one.reading for one in reader.session.case.of(ReadingSignature)] == [first.id]
    assert walk.found() == set()
    reader.session.sign_as("B. Reader")
    assert walk.found() == set()

    reader.press("Read it a second time")
    dialog = reader.dialog(ReadingDialog)
    assert not any(PLANTED in text for widget in dialog.findChildren(QWidget) for text in texts_of(widget))
    assert not any(PLANTED in text for text in walk._tree())
    dialog.reject()
    reader.back()

    reader.session.undo()  # takes back the reading itself: its name stands for what would be done again
    assert walk.found() == set()
    reader.session.redo()
    assert walk.found() == set()

    reader.session.do(ReadAgain(first=first, value=OTHER))
    assert walk.found() == {
        "panels of the inspector",
        "pages of the window",
        "the search of the list",
        "the index of the case",
        "names where a record is chosen",
        "bundles and reports for others",
        "the report of the archive",
    }


def test_what_was_read_on_a_card_comes_from_the_reading_and_is_typed_once(reader: Reader) -> None:
    [first] = reader.readings
    reader.waits(lambda: "Serial number read once, waits for a second reader" in reader.words)
    assert not reader.seen("Take over as serial")
    reader.session.sign_as("B. Reader")
    reader.session.do(ReadAgain(first=first, value=PLANTED))
    reader.press("Take over as serial of D-01")
    reader.waits(lambda: not reader.seen("Take over as serial"))
    [marking] = reader.session.case.of(Drone)[0].markings
    assert (marking.value, marking.reading, marking.is_serial) == (PLANTED, first.id, True)
    reader.waits(lambda: reader.words.count("Both read the same.") == 2)
    reader.press("Take off the card")
    assert reader.session.case.of(Drone)[0].markings == ()
    assert len(reader.session.case.of(MarkReading)) == 2
