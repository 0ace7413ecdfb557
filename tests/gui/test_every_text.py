"""Every text of every view that the gallery shows passes the one function for sentences, and has an answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gallery import Gallery, Until, build_cases
from tests.gui.shown_texts import Data, texts_of
from tests.languages import all_texts
from verifier.catalog.catalog import load_catalog
from verifier.domain.records import Item
from verifier.gui import speech
from verifier.gui.desk import Desk
from verifier.gui.speaking import speak_in
from verifier.gui.window import MainWindow

WRITTEN = (
    "A. Analyst", "B. Colleague", "Drones over the river crossing", "A case with nothing in it yet", "river", "empty",
    "camera on a hanging gimbal", "its gimbal sits in a recess", "image", "jpeg", "invoice.pdf", "c_clip.mp4", "cases",
)  # fmt: skip
"""What the gallery types and names."""
SETTLE_S = 0.02


class Reader(Gallery):
    """Walks through all that the gallery shows and reads it instead of drawing it."""

    def __init__(self, out: Path, cases: Path) -> None:
        super().__init__(out, cases, "dark", "1", speech.PSEUDO)
        self._data = Data(load_catalog(), (*WRITTEN, *cases.parts, *out.parts))
        self.bare: dict[str, str] = {}
        self.views: list[str] = []

    def desk(self, window: MainWindow, name: str) -> Desk:
        made = super().desk(window, name)
        names = [item.original_name for item in made.session.case.of(Item)]
        self._data.allow(names)
        return made

    def wait(self, until: Until, settle_s: float = SETTLE_S) -> None:
        super().wait(until, min(settle_s, SETTLE_S))

    def save(self, name: str, widget: QWidget) -> None:
        self.wait(lambda: True)
        self.views.append(name)
        for place, text in texts_of(widget):
            words = self._data.bare_words(text)
            if words:
                self.bare.setdefault(text, f"{name}, {place}: {sorted(words)}")


@pytest.fixture(scope="module")
def asked() -> set[str]:
    """Return the English texts that were asked for during the walk."""
    return set()


@pytest.fixture(scope="module")
def reader(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, asked: set[str], request: pytest.FixtureRequest
) -> Iterator[Reader]:
    home = tmp_path_factory.mktemp("walk")
    patch = pytest.MonkeyPatch()
    patch.setenv("VERIFIER_CONFIG", str(home / "settings.json"))
    patch.setenv("VERIFIER_STATE", str(home / "state"))
    plain = speech.Speech.text

    def text(own: speech.Speech, english: str) -> str:
        asked.add(english)
        return plain(own, english)

    patch.setattr(speech.Speech, "text", text)
    build_cases(home, None)
    made = Reader(home / "out", home)
    made.render()
    yield made
    patch.undo()
    speak_in(qapp, speech.ENGLISH)


def test_every_text_of_every_view_passed_the_one_function(reader: Reader) -> None:
    assert reader.bare == {}
    assert len(reader.views) > 20


def test_every_text_that_was_asked_for_is_known_to_the_translators(reader: Reader, asked: set[str]) -> None:
    assert sorted(asked - set(all_texts())) == []
