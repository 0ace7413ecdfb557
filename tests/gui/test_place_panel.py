"""Place · Time by mouse and keys: state, say anew, move on the map; asserting on what was saved."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import activate, desk_of, draw_box, field, press, show_item
from tests.gui.test_weighing import take
from verifier.commands.places_and_times import StatePlace
from verifier.domain.readings import Fact, FilmedBy, IntegerValue, Reading
from verifier.domain.records import Excluded, Imagery, PlaceClaim, TimeClaim
from verifier.gui.controls import Choice
from verifier.gui.desk import Desk
from verifier.gui.folds import FoldHead
from verifier.gui.map.page import MapPage
from verifier.gui.panels.place.offers import PlaceOffers
from verifier.gui.panels.place.panel import PlacePanel
from verifier.gui.panels.place.place_form import PlaceForm
from verifier.gui.panels.place.said import said_place, said_times
from verifier.gui.panels.place.time_form import TimeForm
from verifier.gui.placing import edit_place
from verifier.gui.window import MainWindow
from verifier.workspace.readings import FileReport

Wait = Callable[[Callable[[], bool]], None]
LEFT = Qt.MouseButton.LeftButton
WHERE = "46.7003, 32.9015"


@pytest.fixture
def desk(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> Desk:
    made = desk_of(case_window)
    show_item(qtbot, made, "IMG_2.jpg", waits)
    qtbot.keyClick(made.stage.canvas, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    built(made, waits)
    return made


def built(desk: Desk, waits: Wait) -> PlacePanel:
    """Wait until the panel stands."""
    waits(lambda: (found := desk.inspector.findChild(PlacePanel)) is not None and found.is_built)
    panel = desk.inspector.findChild(PlacePanel)
    assert panel is not None
    return panel


def stated(desk: Desk, waits: Wait) -> PlaceClaim:
    """State a place and wait for its card."""
    assert desk.session.item is not None
    desk.session.do(StatePlace(about=desk.session.item, locates="camera", latitude_deg=46.7, longitude_deg=32.9))
    waits(lambda: any(w.isVisible() for w in desk.inspector.findChildren(FoldHead)))
    built(desk, waits)
    return place(desk)


def place(desk: Desk) -> PlaceClaim:
    return desk.session.case.of(PlaceClaim)[-1]


def unfold(qtbot: QtBot, desk: Desk, words: str, waits: Wait) -> None:
    heads = (w for w in desk.inspector.findChildren(FoldHead) if w.isVisible() and w.accessibleName().startswith(words))
    qtbot.mouseClick(next(heads), LEFT)
    built(desk, waits)


def write(qtbot: QtBot, desk: Desk, name: str, words: str) -> None:
    """Click into a field, type over what stands there, leave it by Tab."""
    found = next(w for w in desk.inspector.findChildren(QWidget) if w.isVisible() and w.accessibleName() == name)
    qtbot.mouseClick(found.viewport() if isinstance(found, QPlainTextEdit) else found, LEFT)
    found.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(found, words)
    qtbot.keyClick(found, Qt.Key.Key_Tab)


def choose(qtbot: QtBot, desk: Desk, name: str, words: str) -> None:
    """Open a list of answers and take one by its key."""
    found = next(
        c for c in desk.inspector.findChildren(Choice) if c.isVisible() and c.accessibleName().startswith(name)
    )
    found.menu().aboutToShow.emit()
    take(qtbot, found.menu(), words)


def tick(qtbot: QtBot, desk: Desk, words: str) -> None:
    boxes = [b for b in desk.inspector.findChildren(QAbstractButton) if b.isVisible() and b.text() == words]
    qtbot.mouseClick(boxes[0], LEFT, pos=QPoint(8, boxes[0].height() // 2))


def test_every_part_of_a_place_is_saved_as_its_field_is_left(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    stated(desk, waits)
    write(qtbot, desk, "Coordinates of this place", "46 42 01 N 32 54 05 E")
    assert (place(desk).latitude_deg, place(desk).longitude_deg) == pytest.approx((46.70028, 32.90139), abs=1e-5)
    assert place(desk).as_typed == "46 42 01 N 32 54 05 E"
    assert desk.session.undo_label == "edit the place of the camera: position"
    write(qtbot, desk, "Radius that holds this place, 95 % sure, meters", "45")
    assert place(desk).radius_m == 45
    choose(qtbot, desk, "Likelihood", "likely")
    choose(qtbot, desk, "Confidence", "moderate")
    write(qtbot, desk, "Reasons for the confidence", "six landmarks")
    assert place(desk).likelihood is not None
    assert place(desk).confidence is not None
    assert (place(desk).likelihood.term, place(desk).confidence.reasons) == ("likely", "six landmarks")  # type: ignore[union-attr]
    unfold(qtbot, desk, "Found by", waits)
    tick(qtbot, desk, "matching of landmarks")
    assert place(desk).methods == ("landmark_match",)


def test_direction_imagery_and_what_was_excluded_are_kept(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    stated(desk, waits)
    unfold(qtbot, desk, "Direction, imagery, excluded", waits)
    write(qtbot, desk, "Heading, degrees", "74")
    write(qtbot, desk, "Error of the heading", "6")
    write(qtbot, desk, "Field of view, degrees", "84")
    write(qtbot, desk, "Imagery used", "Sentinel-2; 28 Feb 2023; open")
    write(qtbot, desk, "Alternatives excluded", "East quay (46.63, 32.72); no jetty")
    held = place(desk)
    assert (held.heading_deg, held.heading_error_deg, held.field_of_view_deg) == (74, 6, 84)
    assert held.imagery == (Imagery("Sentinel-2", "28 Feb 2023", "open", ""),)
    assert held.alternatives_excluded == (Excluded("East quay (46.63, 32.72)", "no jetty"),)
    assert desk.session.undo_label == "edit the place of the camera: alternatives excluded"


def test_words_that_are_no_number_are_explained_and_nothing_is_lost(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    stated(desk, waits)
    write(qtbot, desk, "Radius that holds this place, 95 % sure, meters", "near")
    assert place(desk).radius_m is None
    assert field(desk.inspector, "Radius that holds this place, 95 % sure, meters").text() == "near"
    assert any(w.isVisible() and "Meters" in w.text() for w in words_in(desk))


def words_in(desk: Desk):
    from PySide6.QtWidgets import QLabel

    return desk.inspector.findChildren(QLabel)


def test_that_it_cannot_be_located_is_an_answer(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    press(qtbot, desk.inspector, "Cannot be located")
    assert (place(desk).latitude_deg, place(desk).longitude_deg, place(desk).likelihood) == (None, None, None)
    built(desk, waits)
    assert not any(b.text() == "Move it on the map" for b in desk.inspector.findChildren(QPushButton) if b.isVisible())


def test_the_panel_asks_the_map_for_a_place_and_for_another(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    press(qtbot, desk.inspector, "Pick it on the map")
    page = desk.findChild(MapPage)
    assert page is not None
    waits(lambda: page.map.is_sharp)
    page.map.go_to(46.7, 32.9, 9)
    qtbot.mouseClick(page.map, LEFT, pos=QPoint(420, 380))
    first = place(desk)
    assert first.as_typed == "picked on the map"
    waits(lambda: any(b.isVisible() and b.text().startswith("Move") for b in desk.inspector.findChildren(QPushButton)))
    press(qtbot, desk.inspector, "Move it on the map")
    qtbot.mouseClick(page.map, LEFT, pos=QPoint(320, 300))
    moved = place(desk)
    assert moved.id == first.id
    assert (moved.latitude_deg or 0) > (first.latitude_deg or 0)
    assert (moved.longitude_deg or 0) < (first.longitude_deg or 0)
    assert desk.session.undo_label == "edit the place of the camera: position"


def test_a_time_is_stated_in_words_and_said_anew(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    early, late = field(desk.inspector, "Not before"), field(desk.inspector, "Not after")
    qtbot.keyClicks(early, "3 Mar 2023 12:20")
    button = next(b for b in desk.inspector.findChildren(QPushButton) if b.text() == "State this time")
    assert not button.isEnabled()
    qtbot.keyClicks(field(desk.inspector, "Zone assumed"), "Europe/Kyiv")
    qtbot.keyClicks(late, "3 Mar 2023 13:05")
    qtbot.keyClick(late, Qt.Key.Key_Return)
    (claim,) = desk.session.case.of(TimeClaim)
    assert claim.earliest == datetime(2023, 3, 3, 10, 20, tzinfo=UTC)
    assert claim.latest == datetime(2023, 3, 3, 11, 5, tzinfo=UTC)
    assert (claim.dates, claim.zone_assumption, claim.likelihood) == ("recorded", "Europe/Kyiv", None)
    assert claim.as_found == "3 Mar 2023 12:20 – 3 Mar 2023 13:05"
    waits(lambda: any(w.isVisible() for w in desk.inspector.findChildren(FoldHead)))
    built(desk, waits)
    write(qtbot, desk, "Not after", "3 Mar 2023 09:00 UTC")
    assert desk.session.case.of(TimeClaim) == (claim,)
    write(qtbot, desk, "Not after", "3 Mar 2023 14:00 UTC")
    assert desk.session.case.of(TimeClaim)[0].latest == datetime(2023, 3, 3, 14, 0, tzinfo=UTC)
    assert desk.session.undo_label == "edit the time of what was recorded: latest"
    activate(desk, waits)
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.case.of(TimeClaim) == (claim,)


def report(**facts: Fact) -> FileReport:
    reading = Reading("exif", "GPS", "GPSLatitude", IntegerValue(0), "46.7", "IFD")
    written = Reading("surroundings", "FileSystem", "FileModifyDate", IntegerValue(0), "2023-03-05T08:00:00.5Z", "stat")
    return FileReport((reading,), (written,), dict(facts), FilmedBy((), ""))


def test_the_position_of_the_file_is_offered_with_its_doubt() -> None:
    said = said_place(report(latitude_deg=Fact(46.7, (0,)), longitude_deg=Fact(32.9, (0,))))
    assert said is not None
    assert (said.words, said.where) == ("46.70, 32.90", "GPS GPSLatitude")
    assert said.doubts
    assert said_place(report()) is None


def test_a_place_stated_elsewhere_than_the_file_says_is_named_with_how_far(
    desk: Desk, qtbot: QtBot, waits: Wait
) -> None:
    offers = PlaceOffers(desk.session)
    qtbot.addWidget(offers)
    offers.take(report(latitude_deg=Fact(46.7, (0,)), longitude_deg=Fact(32.9, (0,))))

    def said() -> list[str]:
        return [one.text() for one in offers.findChildren(QLabel) if not one.isHidden() and "km from" in one.text()]

    claim = stated(desk, waits)
    offers.renew()
    assert said() == []
    edit_place(desk.session, claim.key, "position", latitude_deg=46.75, as_typed="46.75, 32.9")
    offers.renew()
    # A twentieth of a degree of latitude: 5.56 km.
    assert said() == ["The place stated lies 5.6 km from the position that the file names."]


def test_times_are_kept_apart_and_none_is_converted() -> None:
    local, utc = Fact("2023-03-03T12:20:00", (0,)), Fact("2023-03-03T10:20:00Z", (0,))
    found = {said.name: said for said in said_times(report(captured_at=local, container_created_at=utc), ())}
    assert (found["Camera's clock"].words, found["Camera's clock"].at) == ("2023-03-03 12:20:00", None)
    assert found["Container, made"].at == datetime(2023, 3, 3, 10, 20, tzinfo=UTC)
    assert found["File last written"].at is None
    zoned = Fact("+02:00", (0,))
    with_zone = next(iter(said_times(report(captured_at=local, captured_at_offset=zoned), ())))
    assert with_zone.at == datetime(2023, 3, 3, 10, 20, tzinfo=UTC)


def test_what_was_typed_beside_a_region_can_be_stated_of_the_whole_item(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    draw_box(qtbot, desk, (40, 40), (120, 120))
    built(desk, waits)
    write(qtbot, desk, "Coordinates", WHERE)
    write(qtbot, desk, "Not before", "3 Mar 2023 10:00 UTC")
    press(qtbot, desk, "State it of the whole item")
    waits(lambda: desk.session.target == desk.session.item_key)
    built(desk, waits)
    assert [f.coordinates.text() for f in desk.inspector.findChildren(PlaceForm) if f.isVisible()] == [WHERE]
    press(qtbot, desk, "State this place")
    assert place(desk).about == desk.session.item_key
    built(desk, waits)
    offered = [made for made in desk.inspector.findChildren(QPushButton) if made.isVisible()]
    assert not [made for made in offered if made.text().startswith("State it")]


def test_what_was_typed_and_not_stated_waits_for_the_one_who_comes_back(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    write(qtbot, desk, "Coordinates", "46.70")
    write(qtbot, desk, "Not before", "3 Mar 2023")
    choose(qtbot, desk, "What stands there", "what is seen")
    qtbot.mouseClick(next(b for b in desk.inspector.findChildren(QCheckBox) if b.isVisible()), LEFT)
    show_item(qtbot, desk, "IMG_10.jpg", waits)
    built(desk, waits)
    assert [field(desk, name).text() for name in ("Coordinates", "Not before")] == ["", ""]
    show_item(qtbot, desk, "IMG_2.jpg", waits)
    built(desk, waits)
    assert [field(desk, name).text() for name in ("Coordinates", "Not before")] == ["46.70", "3 Mar 2023"]
    assert next(b for b in desk.inspector.findChildren(QCheckBox) if b.isVisible()).isChecked()
    assert [f.locates.value for f in desk.inspector.findChildren(PlaceForm) if f.isVisible()] == ["subject"]
    assert desk.session.case.of(PlaceClaim) == ()
    write(qtbot, desk, "Coordinates", WHERE)
    press(qtbot, desk, "State this place")
    waits(lambda: [f.coordinates.text() for f in desk.inspector.findChildren(PlaceForm) if f.isVisible()] == [""])
    assert [claim.locates for claim in desk.session.case.of(PlaceClaim)] == ["subject"]
    built(desk, waits)
    assert [f.earliest.text() for f in desk.inspector.findChildren(TimeForm) if f.isVisible()] == ["3 Mar 2023"]
