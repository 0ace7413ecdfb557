"""The window speaks the language that is set, Qt's own words too, from the side where its lines begin."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenuBar

from verifier.gui.app import make_window
from verifier.gui.opening import open_beside
from verifier.gui.speaking import speak_in
from verifier.gui.speech import tr
from verifier.workspace.settings import Settings, save_settings


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    speak_in(qapp, "en")


def settle(language: str) -> None:
    assert save_settings(msgspec.structs.replace(Settings(), language=language))


def test_the_window_is_made_in_the_language_that_is_set(
    qapp: QApplication, case_copy: Path, waits: Callable[[Callable[[], bool]], None]
) -> None:
    settle("uk")
    window = make_window(qapp, open_beside(case_copy, "A"))
    try:
        waits(lambda: window.page is not None)
        assert window.page is not None
        menus = window.page.findChildren(QMenuBar)[0].actions()
        assert [menu.text() for menu in menus][:2] == ["Справа", "Правка"]
        assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    finally:
        window.close()
        window.deleteLater()


def test_words_of_qt_itself_are_in_that_language_too(qapp: QApplication) -> None:
    speak_in(qapp, "uk")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Скасувати"


def test_arabic_is_laid_out_from_the_right(qapp: QApplication) -> None:
    speak_in(qapp, "ar")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert tr("Undo") != "Undo"


def test_a_language_that_is_not_shipped_is_english(qapp: QApplication) -> None:
    speak_in(qapp, "xx")
    assert tr("Undo") == "Undo"
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
