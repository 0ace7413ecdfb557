"""The page of machines by mouse and keys: one number, one machine, a trade record, a link, both sheets."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import activate, desk_of
from tests.gui.test_journey import press as press_now
from tests.metadata.made_djmd import clip, frame, header
from tests.workspace.test_machines import SERIAL, drone, photo
from tests.workspace.test_trade import HEADS, ROWS
from verifier.commands.trade import AddTrade, LinkShipment
from verifier.domain.records import Drone, Entity, Link, TradeRecord
from verifier.domain.strengths import CAUTION
from verifier.gui.machines.page import MachinesPage
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


def clip_of(path: Path, latitude_deg: float) -> None:
    """Write a clip whose data track holds the number, as a Mavic 3 writes it."""
    samples = [frame(n + 1, latitude_deg + n * 1e-5, 16.3) for n in range(30)]
    path.write_bytes(clip([header("dvtm_wm265e.proto", SERIAL, "DJI Mavic 3") + samples[0], *samples[1:]]))


@pytest.fixture(params=["photos"])
def page(window: MainWindow, tmp_path: Path, waits: Wait, request: pytest.FixtureRequest) -> MachinesPage:
    folder = tmp_path / "in"
    folder.mkdir()
    if request.param == "clips":
        clip_of(folder / "first.mp4", 48.2)
        clip_of(folder / "second.mp4", 49.7)
    else:
        photo(folder / "first.jpg", 1, drone(SERIAL))
        photo(folder / "second.jpg", 2, drone(SERIAL))
    photo(folder / "third.jpg", 3, body="0")
    photo(folder / "fourth.jpg", 4, body="0")
    with Workspace.create(tmp_path / "m.case", "Hidden Title", "A. Analyst") as workspace:
        add_footage(workspace, [folder])
    window.open_case(tmp_path / "m.case", "A. Analyst")
    waits(lambda: window.page is not None)
    desk = desk_of(window)
    activate(desk, waits)
    desk.session.show_page("machines")
    made = desk.page("machines")
    assert isinstance(made, MachinesPage)
    return made


def words(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible()).replace("\u00a0", " ")


def name_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Answer the system's dialogs for files, which no test can reach."""
    for method in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, method, staticmethod(lambda *_, path=path: (str(path), "")))


def press(qtbot: QtBot, page: QWidget, text: str) -> None:
    """Press a button once it stands there: after an edit the sections are laid out anew."""
    qtbot.waitUntil(lambda: shows(page, text), timeout=20_000)
    press_now(qtbot, page, text)


def field(qtbot: QtBot, page: QWidget, name: str) -> QLineEdit:
    """Return a field once it stands there."""

    def found() -> list[QLineEdit]:
        return [one for one in page.findChildren(QLineEdit) if one.isVisible() and one.accessibleName() == name]

    qtbot.waitUntil(lambda: bool(found()), timeout=20_000)
    return found()[0]


def shows(page: QWidget, text: str) -> bool:
    return any(one.isVisible() and one.text().startswith(text) for one in page.findChildren(QPushButton))


@pytest.mark.usefixtures("on_time")
@pytest.mark.parametrize("page", ["photos", "clips"], indirect=True)
def test_from_one_number_to_both_sheets(
    page: MachinesPage, window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(window)
    case = desk.session.case
    press(qtbot, page, "Look for machines")
    waits(lambda: "1 proposal" in page.machines.count.text())
    waits(lambda: "A serial number can be cloned" in words(page))
    assert "A placeholder shows nothing" in words(page)
    assert not case.of(Drone)
    press(qtbot, page, "State: one machine")
    waits(lambda: "stated: machine D-01" in words(page))
    (machine,) = case.of(Drone)
    assert [marking.value for marking in machine.markings] == [SERIAL]
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    waits(lambda: "1 proposal" in page.machines.count.text() and not case.of(Drone))
    press(qtbot, page, "State: one machine")
    waits(lambda: "stated: machine" in words(page))
    (machine,) = case.of(Drone)

    press(qtbot, page.tabs, "Trade records")
    press(qtbot, page, "Enter a record")
    press(qtbot, page, "Enter it")
    assert "a record needs a party" in words(page.trade.form)
    for name, text in (("Seller", "示例有限公司"), ("Serial numbers", SERIAL), ("HS code", "8806.22"),
                       ("Value", "1 249,90"), ("Currency", "USD"), ("Document", "E-0099")):  # fmt: skip
        at = field(qtbot, page.trade.form, name)
        at.setFocus()
        at.insert(text) if not text.isascii() else qtbot.keyClicks(at, text)
    press(qtbot, page, "Enter it")
    assert "no item of that label" in words(page.trade.form)
    field(qtbot, page.trade.form, "Document").clear()
    press(qtbot, page, "Enter it")
    waits(lambda: "T-0001" in words(page))
    (record,) = case.of(TradeRecord)
    assert (record.value, record.value_as_written, record.serials) == ("1249.90", "1 249,90", (SERIAL,))
    qtbot.keyClicks(field(qtbot, page.trade, "HS code"), "8807")
    waits(lambda: page.trade.count.text() == "0 of 1 trade records")
    field(qtbot, page.trade, "HS code").clear()
    waits(lambda: page.trade.count.text() == "1 trade record")

    press(qtbot, page.tabs, "Machines")
    waits(lambda: "Proposed: same serial" in words(page))
    assert not [link for link in case.of(Link) if link.kind == "shipped"]
    press(qtbot, page, "State: same serial")
    waits(lambda: any(link.kind == "shipped" for link in case.of(Link)))
    link = next(link for link in case.of(Link) if link.kind == "shipped")
    assert (link.from_key, link.to_key, link.strength) == (machine.key, record.key, "same serial")

    waits(lambda: "Proposed: same serial" not in words(page) and shows(page, "Internal sheet"))
    for kind, words_on in (("trace", "Trace request"), ("internal", "Internal sheet")):
        out = tmp_path / f"{kind}.html"
        name_file(monkeypatch, out)
        press(qtbot, page, words_on)
        waits(out.exists)
    name_file(monkeypatch, tmp_path / "own.html")
    press(qtbot, page, "Ask its maker something else")
    asked = next(
        one for one in window.findChildren(QPlainTextEdit) if one.accessibleName() == "What do you ask its maker?"
    )
    qtbot.keyClicks(asked, "Was it repaired")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    waits((tmp_path / "own.html").exists)
    assert "Was it repaired" in (tmp_path / "own.html").read_text(encoding="utf-8")
    trace, internal = ((tmp_path / f"{kind}.html").read_text(encoding="utf-8") for kind in ("trace", "internal"))
    assert SERIAL in trace
    for text in ("Hidden Title", "first.", "示例有限公司", "E-0001", "A. Analyst"):
        assert text not in trace
        assert text in internal


def test_a_table_is_mapped_counted_and_taken(
    page: MachinesPage, window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = desk_of(window).session.case
    table = tmp_path / "customs.csv"
    table.write_text("\r\n".join((HEADS, *ROWS)), encoding="utf-8")
    press(qtbot, page.tabs, "Open a table")
    name_file(monkeypatch, table)
    press(qtbot, page, "Choose a file")
    waits(lambda: page.table.looked is not None)
    assert not case.of(TradeRecord)
    qtbot.keyClicks(field(qtbot, page.table, "HS code"), "8806")
    press(qtbot, page, "Count what fits")
    waits(lambda: "2 of 3 rows fit" in words(page))
    qtbot.keyClicks(field(qtbot, page.table, "HS code"), "2")
    assert not next(
        b for b in page.table.findChildren(QWidget) if getattr(b, "text", str)() == "Take 2 rows"
    ).isEnabled()
    qtbot.keyClick(field(qtbot, page.table, "HS code"), Qt.Key.Key_Backspace)
    press(qtbot, page, "Count what fits")
    waits(lambda: page.table.scanned is not None and not page.table.is_busy)
    waits(lambda: "2 of 3 rows fit" in words(page))
    press(qtbot, page, "Take 2 rows")
    waits(lambda: len(case.of(TradeRecord)) == 2)
    waits(lambda: page.trade.count.text() == "2 trade records")
    press(qtbot, page, "Who is the shipper?")
    chooser = window.findChild(QWidget, "picker")
    assert chooser is not None
    qtbot.keyClicks(field(qtbot, chooser, "Who is “示例有限公司”?"), "Example LLC")
    qtbot.keyClick(field(qtbot, chooser, "Who is “示例有限公司”?"), Qt.Key.Key_Return)
    waits(lambda: "P-01" in "".join(b.text() for b in page.trade.findChildren(QWidget) if hasattr(b, "text")))
    (entity,) = case.of(Entity)
    assert case.of(TradeRecord)[0].parties[0].entity == entity.id
    waits(lambda: any(one.accessibleName() == "Registry number of P-01" for one in page.trade.findChildren(QLineEdit)))
    number = field(qtbot, page.trade, "Registry number of P-01")
    number.setFocus()
    qtbot.keyClicks(number, "00-123")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    waits(lambda: case.of(Entity)[0].registry_number == "00-123")
    press(qtbot, page, "Add a person, company or unit")
    asked = next(one for one in window.findChildren(QLineEdit) if one.accessibleName() == "Person, company or unit")
    qtbot.keyClicks(asked, "Unit 7")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    waits(lambda: [one.names for one in case.of(Entity)] == [("Example LLC",), ("Unit 7",)])


def test_a_model_alone_is_never_shown_without_its_caution(
    page: MachinesPage, window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    session = desk_of(window).session
    press(qtbot, page, "Look for machines")
    waits(lambda: "1 proposal" in page.machines.count.text())
    press(qtbot, page, "State: one machine")
    waits(lambda: bool(session.case.of(Drone)))
    session.do(AddTrade((TradeRecord(id="", label="", goods="DJI Mavic 3, white"),)))
    waits(lambda: CAUTION in words(page.machines))
    (machine,), (record,) = session.case.of(Drone), session.case.of(TradeRecord)
    session.do(LinkShipment(drone=machine, record=record, strength="same model only"))
    waits(lambda: "Proposed" not in words(page.machines) and CAUTION in words(page.machines))
    press(qtbot, page.tabs, "Trade records")
    waits(lambda: CAUTION in words(page.trade))
    press(qtbot, page, "Edit…")
    assert field(qtbot, page.trade.form, "Goods").text() == "DJI Mavic 3, white"
    qtbot.keyClicks(field(qtbot, page.trade.form, "Value"), "99.50")
    press(qtbot, page, "Enter it")
    waits(lambda: session.case.of(TradeRecord)[0].value == "99.50")
    press(qtbot, page.tabs, "Machines")
    waits(lambda: shows(page, "Unlink"))
    (last,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == "Unlink T-0001" and b.isVisible()]
    qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    waits(lambda: not [link for link in session.case.of(Link) if link.kind == "shipped"])
    waits(lambda: "Proposed" in words(page.machines) and CAUTION in words(page.machines))
