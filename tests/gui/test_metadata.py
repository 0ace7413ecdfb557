"""Metadata in the window: nothing is left out, contradictions are sentences, and all of it is worked by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests import examples
from tests.gui.on_time import Heard, TimedApplication
from tests.metadata.made import by, jpeg, read_bytes, text, tiff
from verifier.domain.readings import (
    BytesValue,
    FilmedBy,
    IntegerValue,
    ListValue,
    RationalValue,
    ReaderRun,
    Reading,
    TextValue,
    Value,
)
from verifier.domain.records import Item
from verifier.gui.dialogs.bytes_view import BytesView
from verifier.gui.panels.agreeing import readers_differ
from verifier.gui.panels.fact_words import FACT_WORDS, contradictions, fact_text
from verifier.gui.panels.metadata import MetadataPanel
from verifier.gui.panels.readings_model import ReadingsModel
from verifier.gui.panels.sheet import FACTS, FILE, Line, Sheet, sheet_of
from verifier.gui.window import MainWindow
from verifier.metadata.facts import facts
from verifier.metadata.second_opinion import is_installed
from verifier.metadata.trust import TRUST
from verifier.workspace.footage import add_footage
from verifier.workspace.readings import FileReport
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" {more}/></rdf:RDF></x:xmpmeta>"""
TOLD_APART = 'tiff:Make="Somebody else"'
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def reading(reader: str, value: Value, where: str = "APP1 0x0110 at 40+8") -> Reading:
    return Reading(reader, "IFD0", "Model", value, "", where)


def sheet(readings: tuple[Reading, ...]) -> Sheet:
    report = FileReport(readings, (), facts(readings), FilmedBy((), ()), runs=(ReaderRun("exif", "1"),))
    return sheet_of(examples.ITEM, report)


def lines_of(made: Sheet, group: str) -> list[Line]:
    return [line for found in made.groups if found.name == group for line in found.lines]


def test_every_fact_has_words() -> None:
    assert {rule.fact for rule in TRUST} == set(FACT_WORDS)
    assert fact_text("exposure_time_s", 0.003125) == "1/320 s"
    assert fact_text("latitude_deg", 47.3541840001) == "47.354184°"
    assert fact_text("captured_at", "2019-10-03T09:10:11") == "2019-10-03 09:10:11"
    assert fact_text("altitude_m", 0.0) == "0 m"


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (RationalValue(10, 600), RationalValue(1, 60), False),
        (BytesValue("AgMAAA==", 4), ListValue(tuple(map(IntegerValue, (2, 3, 0, 0)))), False),
        (TextValue("ION230"), TextValue("ION230 \0"), False),
        (TextValue("ION230"), TextValue("ION230\0F"), True),
        (IntegerValue(0), IntegerValue(1), True),
        (RationalValue(1, 0), RationalValue(2, 0), True),
    ],
)
def test_readers_differ_by_what_was_stored_and_not_by_how_it_is_written(one: Value, other: Value, differ: bool) -> None:
    assert readers_differ((reading("exif", one), reading("pillow", other))) is differ


def test_a_reader_that_keeps_one_of_two_doubles_does_not_differ() -> None:
    both = (reading("exif", TextValue("a")), reading("exif", TextValue("b")), reading("pillow", TextValue("b")))
    assert not readers_differ(both)
    assert readers_differ((*both, reading("exifread", TextValue("c"))))


def test_no_reading_is_left_out_and_what_readers_found_alike_is_one_line(tmp_path: Path) -> None:
    rows = [(0x0112, 3, 1, b"\0\0"), text(0x0131, "a"), text(0x0131, "b"), (0xBEEF, 4, 1, b"\0\0\0\0")]
    result = read_bytes(tmp_path, jpeg(tiff([text(0x010F, "DJI"), *rows]), XMP.format(more=TOLD_APART).encode()))
    readings = result.document.readings
    made = sheet(readings)
    listed = [line for group in made.groups if group.name.startswith("readings") for line in group.lines]
    assert sorted(place for line in listed for place in line.rests_on) == list(range(len(readings)))
    (make,) = [line for line in listed if line.name == "Make" and line.text == "DJI"]
    assert make.reader == "exif, exifread, pillow"
    assert make.where == by(result, "exif", "IFD0", "Make")[0].where
    assert [line.text for line in listed if line.name == "0xbeef" and "exif," in f"{line.reader},"] == ["0"]
    assert {line.text for line in listed if line.name == "Software"} == {"a", "b"}
    assert [line.text for line in lines_of(made, FILE)][-1] == examples.ITEM.fingerprints.md5


def test_a_contradiction_says_both_values_and_where_each_stood(tmp_path: Path) -> None:
    block = tiff([text(0x010F, "DJI"), text(0x0110, "FC3582")])
    readings = read_bytes(tmp_path, jpeg(block, XMP.format(more=TOLD_APART).encode())).document.readings
    (found,) = contradictions(facts(readings), readings)
    assert found.sentence.startswith("Maker: “DJI” in IFD0 Make (APP1 0x010f at ")
    assert "but “Somebody else” in XMP-tiff Make (APP1 at " in found.sentence
    (line,) = [line for line in lines_of(sheet(readings), FACTS) if line.fact == "make"]
    assert line.remark == "but also Somebody else"
    assert {readings[place].group for place in line.rests_on} == {"IFD0", "XMP-tiff"}


def test_a_lens_by_its_lengths_and_the_program_that_began_a_file_contradict_nothing() -> None:
    told = (("ExifIFD", "LensModel", "EF70-200mm"), ("ExifIFD", "LensInfo", "70 200 undef undef"),
            ("IFD0", "Software", "Photoshop 24"), ("XMP-xmp", "CreatorTool", "Lightroom 6"))  # fmt: skip
    readings = tuple(Reading("exif", group, name, TextValue(text), text, "here") for group, name, text in told)
    found = facts(readings)
    assert found["lens"].others
    assert contradictions(found, readings) == ()


def test_readers_that_disagree_about_one_place_are_named(tmp_path: Path) -> None:
    readings = read_bytes(tmp_path, jpeg(tiff([text(0x0110, "ION230\0F")]))).document.readings
    (found,) = contradictions(facts(readings), readings)
    assert "the reader exif finds “ION230·F”, but the reader exifread finds “ION230”." in found.sentence


def test_words_find_lines_by_name_value_group_and_reader_and_unfold_them(tmp_path: Path, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    model = ReadingsModel(parent)
    block = tiff([text(0x010F, "DJI"), text(0x0110, "FC3582")])
    model.show_sheet(sheet(read_bytes(tmp_path, jpeg(block)).document.readings))
    everything = len(model.rows)
    model.fold_all(is_open=False)
    assert all(row.line is None for row in model.rows)
    for words, name in (("fc3582 exifread", "Model"), ("ifd0 0x010f", "Make"), ("0x0110 model", "Model")):
        model.find(words)
        assert {row.line.name for row in model.rows if row.line is not None} == {name}
    model.find("nothing holds this")
    assert model.rows == []
    assert model.found == 0
    model.find("")
    model.fold_all(is_open=True)
    assert len(model.rows) == everything


def panel_with(window: MainWindow, tmp_path: Path, waits: Wait, more: str) -> MetadataPanel:
    """Open a case with one photo whose XMP holds ``more``, and its metadata."""
    exif = Image.Exif()
    exif.update({0x010F: "DJI", 0x0110: "FC3582"})
    path = tmp_path / "told.jpg"
    Image.new("RGB", (64, 48)).save(path, "JPEG", exif=exif, xmp=XMP.format(more=more).encode())
    with Workspace.create(tmp_path / "told.case", "Told", "A. Analyst") as workspace:
        add_footage(workspace, [path])
    window.open_case(tmp_path / "told.case", "A. Analyst")
    waits(lambda: window.page is not None)
    assert window.page is not None
    desk = window.page.desk
    waits(lambda: desk.session.item is not None)
    panel = desk.inspector.open_panel("metadata")
    assert isinstance(panel, MetadataPanel)
    waits(lambda: bool(panel.model.rows))
    return panel


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    qtbot.keyClick(at, key, modifiers)


def current(panel: MetadataPanel) -> str:
    row = panel.lines.row
    assert row is not None
    return row.line.name if row.line is not None else row.group.title


def test_a_contradiction_is_found_followed_and_copied_by_keys(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, waits: Wait
) -> None:
    panel = panel_with(window, tmp_path, waits, TOLD_APART)
    waits(lambda: any("Somebody else" in one.text() for one in panel.notices.findChildren(QLabel)))
    window.setFocus()
    press(qtbot, Qt.Key.Key_M, CONTROL | SHIFT)
    assert panel.search.hasFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Home)
    assert current(panel) == "What the file says"
    press(qtbot, Qt.Key.Key_Left)
    assert "Maker" not in [row.line.name for row in panel.model.rows if row.line is not None]
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Down)
    assert current(panel) == "Maker"
    press(qtbot, Qt.Key.Key_Return)
    listed = [row.line for row in panel.model.rows if row.line is not None and not row.line.fact]
    assert [line.text for line in listed] == ["DJI", "Somebody else"]
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Somebody else"
    press(qtbot, Qt.Key.Key_C, CONTROL | SHIFT)
    group, name, value, stored, where, reader = QGuiApplication.clipboard().text().split("\t")
    assert (group, name, value, stored, reader) == ("XMP-tiff", "Make", "Somebody else", "Somebody else", "xmp")
    assert where.endswith("tiff:Make")
    press(qtbot, Qt.Key.Key_Escape)
    assert current(panel) == "Maker"
    assert panel.lines.hasFocus()
    menu = panel.lines.menu()
    assert menu is not None
    assert "Show its readings" in [action.text() for action in menu.actions()]
    menu.deleteLater()


def test_what_is_looked_for_stands_alone_until_it_is_left(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, waits: Wait
) -> None:
    panel = panel_with(window, tmp_path, waits, TOLD_APART)
    waits(panel.notices.isVisible)
    panel.search.setFocus()
    qtbot.keyClicks(panel.search, "somebody")
    assert not panel.notices.isVisible()
    assert {row.line.text for row in panel.model.rows if row.line is not None} == {"DJI", "Somebody else"}
    qtbot.keyClicks(panel.search, " zebra")
    assert "No line holds “somebody zebra”." in [one.text() for one in panel.findChildren(QLabel) if one.isVisible()]
    press(qtbot, Qt.Key.Key_Escape)
    assert panel.search.text() == ""
    assert panel.notices.isVisible()


def test_three_thousand_readings_keep_no_handler_late(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, tmp_path: Path, waits: Wait
) -> None:
    assert isinstance(qapp, TimedApplication)
    many = " ".join(f't:p{number}="{number}"' for number in range(3000))
    panel = panel_with(window, tmp_path, waits, f'xmlns:t="http://example.org/t/" {many}')
    assert len(panel.model.rows) > 3000
    heard = qapp.heard = Heard()
    panel.search.setFocus()
    qtbot.keyClicks(panel.search, "p299")
    waits(lambda: panel.model.found >= 11)
    panel.search.clear()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_End)
    qapp.heard = None
    assert [late for late in heard.late if late.receiver not in ("MainWindow", "QWidgetWindow")] == []


@pytest.mark.skipif(not is_installed(), reason="exiftool is not installed")
def test_another_program_is_asked_with_one_click(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    assert case_window.page is not None
    desk = case_window.page.desk
    desk.session.show_page("review")
    photo = next(item for item in desk.session.case.of(Item) if item.kind == "photo")
    desk.items.go_to(photo.key)
    panel = desk.inspector.open_panel("metadata")
    assert isinstance(panel, MetadataPanel)
    waits(lambda: bool(panel.model.rows))
    ask = next(one for one in panel.findChildren(QPushButton) if one.text() == "Ask ExifTool")
    waits(ask.isVisible)
    qtbot.mouseClick(ask, Qt.MouseButton.LeftButton)
    waits(lambda: any(group.name == "second" for group in panel._sheet.groups))
    group = next(group for group in panel._sheet.groups if group.name == "second")
    assert group.title.startswith("ExifTool ")
    assert [line.text for line in group.lines] == ["as here"], "both read this photo alike"


def test_the_bytes_of_a_line_are_those_of_the_file(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    assert case_window.page is not None
    desk = case_window.page.desk
    desk.session.show_page("review")
    photo = next(item for item in desk.session.case.of(Item) if item.kind == "photo")
    desk.items.go_to(photo.key)
    panel = desk.inspector.open_panel("metadata")
    assert isinstance(panel, MetadataPanel)
    waits(lambda: bool(panel.model.rows))
    make = next(
        at
        for at, row in enumerate(panel.model.rows)
        if row.line and row.line.name == "Make" and "APP1" in row.line.where
    )
    panel.lines.go_to_row(make)
    waits(panel._detail.look.isVisible)
    qtbot.mouseClick(panel._detail.look, Qt.MouseButton.LeftButton)
    waits(lambda: any(view.isVisible() for view in case_window.findChildren(BytesView)))
    view = next(view for view in case_window.findChildren(BytesView) if view.isVisible())
    marked = [one.cursor.selectedText() for one in view.text.extraSelections()]
    assert "44 4a 49" in marked[0], "DJI in hexadecimal"
    assert marked[1].startswith("DJI")
    view.close()
