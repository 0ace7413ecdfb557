"""Every text of every view that the gallery shows passes the one function for sentences, and has an answer."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gallery import PATIENCE_S, POSTS_COLUMNS, POSTS_TABLE, Gallery, Until, build_cases
from tests.gui.shown_texts import Data, texts_of
from tests.languages import all_texts
from verifier.catalog.catalog import load_catalog
from verifier.domain import codec
from verifier.domain.records import ReadingSignature
from verifier.gui import speech
from verifier.gui.desk import Desk
from verifier.gui.naming import LONGEST_QUOTED
from verifier.gui.speaking import speak_in
from verifier.gui.window import MainWindow
from verifier.workspace.prior_search import ENGINES

WRITTEN = (
    "A. Analyst", "B. Colleague", "Drones over the river crossing", "A case with nothing in it yet", "river", "empty",
    "camera on a hanging gimbal", "its gimbal sits in a recess", "image", "jpeg", "invoice.pdf", "c_clip.mp4", "cases",
    "uk", "OK8T", "other_team", "unplugged", "nowhere", "team",
    "3 Mar 2023 12:41", "Telegram", "footage", "no such words", "bundle-dark-100-pseudo",
    "bagit-dark-100-pseudo", "yolo-dark-100-pseudo", "River crossing, north bank",
    "FileInodeChangeDate", "file system, st_ctime", "ResolutionUnit", "APP0 at 6+14",
    *(engine.name for engine in ENGINES), "png",
    "What a detector proposes", "quadcopter", "fixed wing", "bird", "airplane", "helicopter", "zeppelin",
    *POSTS_COLUMNS, *POSTS_TABLE.replace("\n", ",").split(","), "posts-dark-100-pseudo", "posts", "csv",
)  # fmt: skip
"""What the gallery types and names."""
SETTLE_S = 0.02


FREE_TEXT = frozenset(
    {"title", "name", "text", "seen", "reasons", "note", "value", "user_group", "excluded_because", "original_name",
     "file_name", "caption", "summary", "finding", "words", "translation", "url", "platform", "account_name",
     "posted_at_as_shown", "modifications", "payload", "because", "assumptions", "gaps", "for_", "against", "what",
     "where", "label", "rights", "result_date_as_shown", "result_url", "engine",
     "acquired_from", "acquired_how", "source", "as_typed", "strength", "evidence_for",
     "evidence_against", "translator", "imagery", "alternatives", "answer"}
)  # fmt: skip
"""Fields of records in which people write what they like."""


def written_in(values: Iterable[object]) -> Iterator[str]:
    """Yield what people wrote in records."""
    for value in values:
        fields = value if isinstance(value, dict) else msgspec.json.decode(codec.encode(value))
        if isinstance(fields, dict):
            for name, inner in fields.items():
                if isinstance(inner, str) and name in FREE_TEXT:
                    yield from (*inner.splitlines(), " ".join(inner.split())[:LONGEST_QUOTED])
                elif isinstance(inner, list):
                    yield from written_in([one for one in inner if isinstance(one, dict)])
                    yield from (one for one in inner if isinstance(one, str) and name in FREE_TEXT)


class Reader(Gallery):
    """Walks through all that the gallery shows and reads it instead of drawing it."""

    def __init__(self, out: Path, cases: Path) -> None:
        super().__init__(out, cases, "dark", "1", speech.PSEUDO)
        self._data = Data(load_catalog(), (*WRITTEN, *cases.parts, *out.parts))
        self._desk: Desk | None = None
        self.bare: dict[str, str] = {}
        self.views: list[str] = []

    def desk(self, window: MainWindow, name: str) -> Desk:
        self._desk = super().desk(window, name)
        return self._desk

    def wait(self, until: Until, settle_s: float = SETTLE_S, patience_s: float = PATIENCE_S) -> None:
        super().wait(until, min(settle_s, SETTLE_S), patience_s if patience_s == PATIENCE_S else SETTLE_S)

    def save(self, name: str, widget: QWidget) -> None:
        self.wait(lambda: True)
        self.views.append(name)
        if self._desk is not None:
            case = self._desk.session.case
            self._data.quote(written_in(case.records().values()))
            self._data.quote(one.fingerprint for one in case.of(ReadingSignature))
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
