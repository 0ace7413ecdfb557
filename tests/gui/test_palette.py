"""The palette: what it finds, in which order, how fast, and that keys alone suffice."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from verifier.gui.map.page import MapPage
from verifier.gui.palette.base import Answer, gather
from verifier.gui.palette.dialog import Palette
from verifier.gui.palette.list import ANSWER_ROLE
from verifier.gui.palette.ranking import BEGINS, HOLDS, LETTERS, SAME, WORDS_BEGIN, best, fold
from verifier.gui.picker.dialog import DronePicker
from verifier.gui.picker.list import PICK_ROLE
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]
BOUND_S = 0.030


def test_answers_come_in_steps_that_can_be_foretold() -> None:
    texts = [fold(text) for text in ("Undo box", "Box", "Box tool", "Toolbox", "Bring out x-rays", "Outline")]
    assert best("box", texts, 10) == [(SAME, 1), (BEGINS, 2), (WORDS_BEGIN, 0), (HOLDS, 3), (LETTERS, 4)]
    assert best("BOX t", texts, 10) == [(BEGINS, 2), (HOLDS, 3)]
    assert best("tool box", texts, 10) == [(WORDS_BEGIN, 2), (HOLDS, 3)]
    clips = [fold(text) for text in ("E-0015 copy of V_DRONE_100.mp4", "E-0033 V_DRONE_001.mp4")]
    assert best("V_DRONE_001", clips, 10) == [(WORDS_BEGIN, 1), (WORDS_BEGIN, 0)]
    assert best("  ", texts, 10) == []
    assert best("kiïv", [fold("Kyiv 2"), fold("KIÏV.jpg")], 10) == [(BEGINS, 1)]
    assert best("міст", [fold("Міст через Дніпро")], 10) == [(BEGINS, 0)]


def test_ten_thousand_items_are_searched_within_thirty_milliseconds() -> None:
    folded = [fold(f"E-{n:04d} DJI_{20240101 + n}_{n % 97:04d}_D.JPG") for n in range(10_000)]
    for words in ("dji", "e 0042", "zz", "dji 2024 0042", "d0", "eg"):
        took = []
        for _ in range(5):
            begun = time.perf_counter()
            best(words, folded, 60)
            took.append(time.perf_counter() - begun)
        assert min(took) < BOUND_S, words


def answers_of(palette: Palette) -> list[Answer]:
    model = palette.answers.model()
    return [model.index(place, 0).data(ANSWER_ROLE) for place in range(model.rowCount())]


def open_palette(window: MainWindow, qtbot: QtBot, waits: Wait) -> Palette:
    assert window.page is not None
    window.activateWindow()
    waits(window.isActiveWindow)
    window.page.desk.stage.canvas.setFocus()
    qtbot.keyClick(window.page.desk.stage.canvas, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return window.findChildren(Palette)[-1]


def test_an_action_is_found_by_what_others_call_it_and_a_drone_says_what_it_leads_to(
    case_window: MainWindow, qtbot: QtBot, waits: Wait
) -> None:
    palette = open_palette(case_window, qtbot, waits)
    for words, title in (("theme", "Light or dark"), ("shortcuts", "All keys"), ("preferences", "Settings")):
        palette.search.setText(words)
        assert answers_of(palette)[0].title == title
    palette.search.setText("shahed")
    drone = next(one for one in answers_of(palette) if one.kind == "Drone")
    assert "look at it, tag E-0001 with it" in drone.detail
    palette.reject()


def test_keys_alone_find_an_action_an_item_and_a_drone(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    assert case_window.page is not None
    desk = case_window.page.desk
    palette = open_palette(case_window, qtbot, waits)
    qtbot.keyClicks(palette.search, "metad")
    first = answers_of(palette)[0]
    assert (first.kind, first.title, first.keys) == ("Action", "Metadata", "Ctrl+2")
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert desk.inspector._tabs.buttons[1].isChecked()

    palette = open_palette(case_window, qtbot, waits)
    qtbot.keyClicks(palette.search, "img 10")
    assert (answers_of(palette)[0].kind, answers_of(palette)[0].title) == ("Item", "IMG_10.jpg")
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert desk.session.item is not None
    assert desk.session.item.original_name == "IMG_10.jpg"

    palette = open_palette(case_window, qtbot, waits)
    qtbot.keyClicks(palette.search, "mavic 3")
    places = [place for place, answer in enumerate(answers_of(palette)) if answer.kind == "Drone"]
    assert places
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    picker = case_window.findChild(DronePicker)
    assert picker is not None
    assert "Mavic 3" in picker.search.text()
    picker.reject()

    palette = open_palette(case_window, qtbot, waits)
    qtbot.keyClicks(palette.search, "mavic 3")
    wanted = next(n for n, one in enumerate(answers_of(palette)) if (one.kind, one.title) == ("Drone", "DJI Mavic 3"))
    for _ in range(wanted):
        qtbot.keyClick(palette.search, Qt.Key.Key_Down)
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    picker = case_window.findChildren(DronePicker)[-1]
    assert picker.answers.currentIndex().data(PICK_ROLE).name == "DJI Mavic 3"
    picker.reject()


def test_a_place_is_found_and_shown_on_the_map(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    assert case_window.page is not None
    desk = case_window.page.desk
    palette = open_palette(case_window, qtbot, waits)
    waits(lambda: desk.session.atlas.gazetteer is not None)
    qtbot.keyClicks(palette.search, "kherson")
    first = answers_of(palette)[0]
    assert (first.kind, first.title) == ("Place", "Kherson")
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert desk.session.page == "map"
    page = desk.page("map")
    assert isinstance(page, MapPage)
    waits(lambda: abs(page.map.view.center[0] - 46.63) < 0.1)


def test_what_cannot_be_used_now_says_so_and_stays_open(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    palette = open_palette(case_window, qtbot, waits)
    qtbot.keyClicks(palette.search, "remove region")
    first = answers_of(palette)[0]
    assert not first.usable
    assert "cannot be used now" in first.detail
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.keyClicks(palette.search, " qqqq")
    assert answers_of(palette) == []
    palette.reject()


def test_equals_stand_in_the_order_of_the_sources() -> None:
    class Fixed:
        def __init__(self, *answers: Answer) -> None:
            self._answers = list(answers)

        def find(self, query: str, limit: int) -> list[Answer]:
            return self._answers

    a, b, c = (Answer(kind, kind, "", lambda: None, step) for kind, step in (("a", 1), ("b", 1), ("c", 0)))
    grey = Answer("g", "g", "", lambda: None, 1, usable=False)
    assert gather((Fixed(grey, a), Fixed(b, c)), "x", 9) == [c, a, b, grey]


def test_a_few_letters_find_drones_before_towns(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    assert case_window.page is not None
    desk = case_window.page.desk
    palette = open_palette(case_window, qtbot, waits)
    waits(lambda: desk.session.atlas.gazetteer is not None)
    qtbot.keyClicks(palette.search, "phan")
    kinds = [one.kind for one in answers_of(palette)]
    assert kinds.index("Drone") < kinds.index("Place")
    palette.reject()
