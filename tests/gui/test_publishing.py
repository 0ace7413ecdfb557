"""Save for publication by mouse and keys: cover what is drawn, set a credit, save, and be told where it lies."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from verifier.domain.records import Derivative, Item
from verifier.domain.regions import Box
from verifier.gui import gestures
from verifier.gui.publishing import PublishDialog
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]


def dialog() -> PublishDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, PublishDialog) and one.isVisible())


def test_what_is_drawn_is_covered_and_where_it_went_is_said(
    case_window: MainWindow, qtbot: QtBot, waits: Wait, tmp_path: Path
) -> None:
    assert case_window.page is not None
    desk = case_window.page.desk
    photo = next(one for one in desk.session.case.of(Item) if one.original_name == "IMG_2.jpg")
    desk.session.go_to(photo.key)
    desk.session.show_page("review")
    waits(lambda: not desk.stage.canvas.image.isNull())
    gestures.draw_region(desk.session, Box(100, 80, 60, 40))
    waits(lambda: bool(desk.stage.canvas.marks))
    desk.stage.canvas.setFocus()
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_P, control_shift)
    asked = dialog()
    words = " ".join(one.text() for one in asked.findChildren(QLabel) if one.isVisible())
    assert "Nobody has said yet whether this item is sensitive." in words
    assert "A blur or coarse squares can be undone" in words
    qtbot.mouseClick(asked.cover_all, Qt.MouseButton.LeftButton)
    asked.where.setText(str(tmp_path / "out.png"))
    qtbot.keyClicks(asked.credit, "Photo: river")
    qtbot.mouseClick(asked.go, Qt.MouseButton.LeftButton)
    waits(lambda: "Saved as out.png." in asked.state.text())
    assert asked.show_folder.isVisible()
    pixels = np.asarray(Image.open(tmp_path / "out.png"))
    assert (pixels[80:120, 100:160] == 0).all()
    assert pixels.shape[0] > 480
    waits(lambda: bool(desk.session.case.of(Derivative)))
    asked.reject()
    assert desk.session.undo_label == f"save a figure of {photo.label}"
