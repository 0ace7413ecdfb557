"""The page of matches by mouse: look for copies, state that one is a copy, take it back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.footage import make_photo
from tests.gui.test_journey import activate, desk_of, press
from verifier.domain.records import Link
from verifier.gui.compare.page import ComparePage
from verifier.gui.desk import Desk
from verifier.gui.match.page import MatchPage
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


def make_copies(folder: Path) -> list[Path]:
    """Write a photo, the same made smaller without its metadata, and one of something else."""
    photo = make_photo(folder / "a_original.jpg", 640, 480)
    small = folder / "b_small.jpg"
    with Image.open(photo) as picture:
        picture.resize((480, 360)).save(small, quality=60)
    other = folder / "c_other.jpg"
    Image.effect_mandelbrot((640, 480), (-2, -1.2, 0.8, 1.2), 60).convert("RGB").save(other)
    return [photo, small, other]


def opened(window: MainWindow, case: Path, waits: Wait) -> MatchPage:
    window.open_case(case, "A. Analyst")
    waits(lambda: window.page is not None)
    desk = desk_of(window)
    activate(desk, waits)
    desk.session.show_page("match")
    made = desk.page("match")
    assert isinstance(made, MatchPage)
    return made


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, waits: Wait) -> MatchPage:
    with Workspace.create(tmp_path / "copies.case", "Copies", "A. Analyst") as workspace:
        add_footage(workspace, make_copies(tmp_path))
    return opened(window, tmp_path / "copies.case", waits)


def words(page: MatchPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible()).replace("\u00a0", " ")


def test_a_copy_is_found_stated_and_taken_back(page: MatchPage, window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk: Desk = desk_of(window)
    press(qtbot, page, "Look for copies")
    waits(lambda: page.count.text() == "1 group of copies")
    waits(lambda: "2 copies of one thing" in words(page))
    assert "It is smaller: 480 × 360 of 640 × 480." in words(page)
    assert "c_other" not in words(page)
    assert desk.session.case.of(Link) == ()
    press(qtbot, page, "State: a copy of E-0001")
    waits(lambda: "stated to be a copy of E-0001" in words(page))
    (link,) = desk.session.case.of(Link)
    assert (link.kind, link.from_key.split("/")[0]) == ("copy_of", "item")
    assert "of the 256 bits" in link.evidence_for
    waits(
        lambda: all(not one.pixmap().isNull() for one in page.findChildren(QLabel) if "Picture" in one.accessibleName())
    )
    qtbot.keyClick(desk.items.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    waits(lambda: "stated to be a copy" not in words(page))
    assert desk.session.case.of(Link) == ()


def test_a_copy_is_compared_with_its_original_where_it_lies(
    page: MatchPage, window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    desk: Desk = desk_of(window)
    press(qtbot, page, "Look for copies")
    waits(lambda: page.count.text() == "1 group of copies")
    waits(lambda: any(one.text() == "Compare" and one.isVisible() for one in page.findChildren(QPushButton)))
    press(qtbot, page, "Compare")
    assert desk.session.page == "compare"
    compared = desk.page("compare")
    assert isinstance(compared, ComparePage)
    waits(lambda: compared.is_settled)
    names = [side.item.original_name for side in (compared.one, compared.other) if side.item is not None]
    assert names == ["a_original.jpg", "b_small.jpg"]
    assert compared.view.compared is not None
    assert compared.view.compared.covered > 0.97
    assert compared.view.compared.mean < 6


def test_finding_nothing_is_called_no_proof(window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait) -> None:
    with Workspace.create(tmp_path / "apart.case", "Apart", "A. Analyst") as workspace:
        add_footage(workspace, make_copies(tmp_path)[::2])
    page = opened(window, tmp_path / "apart.case", waits)
    assert "nothing is sent anywhere" in words(page)
    press(qtbot, page, "Look for copies")
    waits(lambda: page.count.text() == "No copies")
    waits(lambda: "no proof that footage is new" in words(page))
    waits(lambda: page.look.text() == "Look for copies")


def test_every_one_of_many_copies_gets_its_picture(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait
) -> None:
    with Image.open(make_photo(tmp_path / "first.jpg", 640, 480)) as picture:
        copies = [tmp_path / f"{quality}.jpg" for quality in range(50, 95)]
        for path in copies:
            picture.save(path, quality=int(path.stem))
    with Workspace.create(tmp_path / "many.case", "Many", "A. Analyst") as workspace:
        add_footage(workspace, copies)
    page = opened(window, tmp_path / "many.case", waits)
    press(qtbot, page, "Look for copies")
    waits(lambda: page.count.text() == "1 group of copies")
    shown = [one for one in page.findChildren(QLabel) if "Picture" in one.accessibleName()]
    assert len(shown) == len(copies)
    waits(lambda: all(not one.pixmap().isNull() for one in shown))
