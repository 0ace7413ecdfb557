"""Looking for earlier appearances: faces covered, a yes that names the engine, what came of it; by mouse and keys."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.footage import make_clip, make_photo
from tests.gui.test_journey import activate, desk_of, press
from verifier.domain.frames import Instant
from verifier.domain.records import PriorSearch
from verifier.domain.regions import Box
from verifier.gui.desk import Desk
from verifier.gui.prior import dialog as dialogs
from verifier.gui.prior.dialog import PriorSearchDialog
from verifier.gui.prior.result import ResultDialog
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.prior_search import ENGINES, pictures_folder
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def opened_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what would have been opened in the browser or the file manager."""
    pages: list[str] = []

    def note(url: QUrl) -> bool:
        pages.append(url.toString())
        return True

    monkeypatch.setattr(dialogs, "open_address", note)
    return pages


def case_with(path: Path, footage: Path, window: MainWindow, waits: Wait) -> Desk:
    with Workspace.create(path, "Earlier", "A. Analyst") as workspace:
        add_footage(workspace, [footage])
    window.open_case(path, "A. Analyst")
    waits(lambda: window.page is not None)
    desk = desk_of(window)
    activate(desk, waits)
    waits(lambda: not desk.stage.canvas.image.isNull())
    return desk


def asked(window: MainWindow, desk: Desk, qtbot: QtBot, waits: Wait) -> PriorSearchDialog:
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
    waits(lambda: any(one.isVisible() for one in window.findChildren(PriorSearchDialog)))
    return next(one for one in window.findChildren(PriorSearchDialog) if one.isVisible())


def test_a_photo_is_covered_cut_and_asked_about_and_the_result_written_down(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait, opened_pages: list[str]
) -> None:
    desk = case_with(tmp_path / "a.case", make_photo(tmp_path / "SECRET_name.jpg", 640, 480), window, waits)
    form = asked(window, desk, qtbot, waits)
    assert not form.yes.isEnabled()
    picture = form.picture
    middle = picture.rect().center()
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(picture, middle + QPoint(60, 50))
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 50))
    press(qtbot, form, "Cut to an area")
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    qtbot.keyClick(picture, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, form, "Prepare the picture")
    waits(form.yes.isEnabled)
    assert form.yes.text() == "Yes, ask Google Lens"
    assert opened_pages == []
    assert desk.session.case.of(PriorSearch) == ()
    (file,) = pictures_folder(desk.session.workspace).glob("*.png")
    assert "SECRET" not in file.name
    with Image.open(file) as made:
        assert not made.getexif()
        assert set(made.info) <= {"dpi"}
        pixels = np.asarray(made.convert("RGB"))
    assert pixels.shape == (384, 506, 3)
    qtbot.mouseClick(form.yes, Qt.MouseButton.LeftButton)
    waits(lambda: len(desk.session.case.of(PriorSearch)) == 1)
    (search,) = desk.session.case.of(PriorSearch)
    assert opened_pages == [QUrl.fromLocalFile(str(file.parent)).toString(), ENGINES[0].page]
    assert (search.engine, search.outcome) == ("Google Lens", None)
    assert search.picture_sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert isinstance(search.crop, Box)
    assert (search.crop.x, search.crop.width) == pytest.approx((640 * 0.11, 640 * 0.79))
    (mask,) = search.masks
    assert isinstance(mask, Box)
    inside = pixels[
        round(mask.y - search.crop.y) + 2 : round(mask.y + mask.height - search.crop.y) - 2,
        round(mask.x - search.crop.x) + 2 : round(mask.x + mask.width - search.crop.x) - 2,
    ]
    assert inside.size > 1000
    assert (inside == 128).all()
    qtbot.keyClicks(form.form.address, "https://t.example/old/7")
    qtbot.keyClicks(form.form.dated, "2022-03-02 10:15 +02:00")
    press(qtbot, form, "Write it down")
    waits(lambda: desk.session.case.of(PriorSearch)[0].outcome == "found")
    (search,) = desk.session.case.of(PriorSearch)
    assert search.result_url == "https://t.example/old/7"
    assert search.result_at is not None
    assert search.result_at.isoformat() == "2022-03-02T08:15:00+00:00"
    desk.session.undo()
    desk.session.undo()
    waits(lambda: desk.session.case.of(PriorSearch) == ())


def test_nothing_is_opened_or_written_without_a_yes(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait, opened_pages: list[str]
) -> None:
    desk = case_with(tmp_path / "b.case", make_photo(tmp_path / "b.jpg", 320, 240), window, waits)
    form = asked(window, desk, qtbot, waits)
    press(qtbot, form, "Prepare the picture")
    waits(form.yes.isEnabled)
    press(qtbot, form, "Cover an area")
    assert not form.yes.isEnabled()  # what was prepared is no longer what is seen
    press(qtbot, form, "Cancel")
    assert opened_pages == []
    assert desk.session.case.of(PriorSearch) == ()


def test_a_frame_is_named_and_nothing_found_is_called_no_proof(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait, opened_pages: list[str]
) -> None:
    desk = case_with(tmp_path / "c.case", make_clip(tmp_path / "c.mp4"), window, waits)
    waits(lambda: desk.session.frame is not None)
    form = asked(window, desk, qtbot, waits)
    form.engines.show_value(None)
    form.engines.chosen.emit(None)
    press(qtbot, form, "Prepare the picture")
    waits(form.show_folder.isVisible)
    assert not form.yes.isEnabled()
    qtbot.keyClicks(form.other, "The archive of a friend")
    assert form.yes.text() == "Yes, ask The archive of a friend"
    qtbot.mouseClick(form.yes, Qt.MouseButton.LeftButton)
    waits(lambda: len(desk.session.case.of(PriorSearch)) == 1)
    (search,) = desk.session.case.of(PriorSearch)
    assert isinstance(search.when, Instant)
    assert desk.session.frame == search.when.frame
    assert len(opened_pages) == 1
    assert opened_pages[0].startswith("file:")
    press(qtbot, form, "Later")
    desk.inspector.open_panel("source")
    waits(lambda: "result not written down yet" in words(desk))
    press(qtbot, desk, "Write down the result…")
    waits(lambda: any(one.isVisible() for one in window.findChildren(ResultDialog)))
    result = next(one for one in window.findChildren(ResultDialog) if one.isVisible())
    result.form.none_found.setFocus()
    qtbot.keyClick(result.form.none_found, Qt.Key.Key_Space)
    press(qtbot, result, "Write it down")
    waits(lambda: desk.session.case.of(PriorSearch)[0].outcome == "none_found")
    waits(lambda: "does not prove" in words(desk))


def words(desk: Desk) -> str:
    return "\n".join(one.text() for one in desk.inspector.findChildren(QLabel) if one.isVisible()).replace(
        "\u00a0", " "
    )
