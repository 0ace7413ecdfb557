"""Clocks of cameras are read in a zone that is said, for all that is selected; a clock with a zone is left alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import activate, desk_of
from tests.gui.test_triage import answer
from verifier.domain.records import TimeClaim
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def photo(path: Path, clock: str, offset: str = "") -> Path:
    """Write a photo with the time of recording, and its zone where one is named."""
    exif = Image.Exif()
    inner = exif.get_ifd(0x8769)
    inner[0x9003] = clock
    if offset:
        inner[0x9011] = offset
    Image.effect_noise((64, 48), 40).convert("RGB").save(path, "JPEG", exif=exif)
    return path


@pytest.fixture
def clocks(tmp_path: Path, window: MainWindow, waits: Wait) -> MainWindow:
    """Return a window on two photos without a zone, one with, and one without a clock."""
    folder = tmp_path / "clocks"
    folder.mkdir()
    photo(folder / "winter.jpg", "2023:03:03 12:20:00")
    photo(folder / "summer.jpg", "2023:07:03 12:20:00")
    photo(folder / "zoned.jpg", "2023:03:03 12:20:00", "+05:00")
    Image.new("RGB", (8, 8)).save(folder / "none.png")
    with Workspace.create(tmp_path / "clocks.case", "Clocks", "A. Analyst") as workspace:
        add_footage(workspace, [folder])
    window.open_case(tmp_path / "clocks.case", "A. Analyst")
    waits(lambda: window.page is not None)
    waits(lambda: desk_of(window).digesting.is_idle)
    return window


def test_one_zone_dates_everything_selected_in_one_edit(clocks: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(clocks)
    activate(desk, waits)
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Z, SHIFT)
    answer(qtbot, clocks, "Europe/Kyiv", waits)
    stated = desk.session.case.of(TimeClaim)
    # Kyiv kept UTC+2 in March and UTC+3 in July 2023 (IANA time zone database).
    assert sorted(claim.earliest for claim in stated if claim.earliest) == [
        datetime(2023, 3, 3, 10, 20, tzinfo=UTC),
        datetime(2023, 7, 3, 9, 20, tzinfo=UTC),
    ]
    assert {(claim.zone_assumption, claim.methods, claim.likelihood) for claim in stated} == {
        ("Europe/Kyiv", ("file_time",), None)
    }
    activate(desk, waits)
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Z, CTRL)
    assert desk.session.case.of(TimeClaim) == ()


def test_a_zone_that_is_none_states_nothing(clocks: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(clocks)
    activate(desk, waits)
    desk.items.list.setFocus()
    qtbot.keyClick(desk.items.list, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Z, SHIFT)
    answer(qtbot, clocks, "Atlantis", waits)
    assert desk.session.case.of(TimeClaim) == ()
