"""The page of the map by mouse and keys: a click states a place, a drag its radius, a mark leads to its item."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.test_journey import activate, desk_of, press
from verifier.commands.places_and_times import StatePlace
from verifier.commands.triage import SetTriage
from verifier.domain.records import Item, PlaceClaim
from verifier.geo.geodesic import course
from verifier.gui.desk import Desk
from verifier.gui.items.facets import Filter
from verifier.gui.map.page import MapPage
from verifier.gui.panels.place.place_form import PlaceForm
from verifier.gui.window import MainWindow
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> MapPage:
    """Turn to the map by its button on the rail."""
    desk = desk_of(case_window)
    activate(desk, waits)
    rail = next(b for b in desk.findChildren(QToolButton) if b.accessibleName() == "Map")
    qtbot.mouseClick(rail, LEFT)
    found = desk.findChild(MapPage)
    assert found is not None
    waits(lambda: found.map.is_sharp)
    return found


def claims(page: MapPage) -> tuple[PlaceClaim, ...]:
    return page.map.window().page.desk.session.case.of(PlaceClaim)  # type: ignore[attr-defined]


def session(page: MapPage):
    return desk_of(page.window()).session  # type: ignore[arg-type]


def see(page: MapPage, waits: Wait, zoom: float = 9) -> None:
    page.map.go_to(46.7, 32.9, zoom)
    waits(lambda: page.map.is_sharp)


def wheel(page: MapPage, at: QPoint, turns: int) -> None:
    event = QWheelEvent(
        QPointF(at), page.map.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, 120 * turns), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.map, event)


def test_a_click_on_the_map_states_a_place_that_is_saved_and_undone_by_name(
    page: MapPage, qtbot: QtBot, waits: Wait, tmp_path
) -> None:
    see(page, waits)
    press(qtbot, page, "Camera stood here")
    at = QPoint(500, 400)
    meant = page.map.view.to_degrees((500.0, 400.0))
    qtbot.mouseClick(page.map, LEFT, pos=at)
    (claim,) = claims(page)
    assert claim.latitude_deg is not None
    assert claim.longitude_deg is not None
    away = course(meant, (claim.latitude_deg, claim.longitude_deg))
    assert away is not None
    assert away.distance_m < page.map.view.meters_per_px()
    assert (claim.locates, claim.radius_m, claim.likelihood, claim.methods) == ("camera", None, None, ())
    assert claim.about == session(page).item_key
    assert session(page).undo_label == "place the camera of E-0001"
    qtbot.keyClick(page.map, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert claims(page) == ()
    page.window().page.actions_table.refresh()  # type: ignore[attr-defined]
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.map, Qt.Key.Key_Z, redo)
    assert claims(page) == (claim,)
    page.window().close_case()  # type: ignore[attr-defined]
    with Workspace.open(tmp_path / "river.case") as reopened:
        assert reopened.case.of(PlaceClaim) == (claim,)


def test_a_drag_draws_the_radius_in_meters(page: MapPage, qtbot: QtBot, waits: Wait) -> None:
    see(page, waits)
    press(qtbot, page, "This is seen here")
    qtbot.mousePress(page.map, LEFT, pos=QPoint(400, 400))
    qtbot.mouseMove(page.map, QPoint(480, 460))
    qtbot.mouseRelease(page.map, LEFT, pos=QPoint(480, 460))
    (claim,) = claims(page)
    # A hundred pixels: 40,075,017 m of the equator over 256 * 2**9 pixels, times the cosine of the latitude.
    assert claim.radius_m == pytest.approx(100 * 40_075_017 / 256 / 2**9 * 0.687, rel=0.03)
    assert claim.locates == "subject"


def test_a_place_typed_out_of_sight_is_shown_before_and_after_it_is_stated(
    page: MapPage, qtbot: QtBot, waits: Wait
) -> None:
    see(page, waits)
    own = session(page)
    desk_of(page.window()).inspector.open_panel("place")  # type: ignore[arg-type]
    waits(lambda: bool(page.window().findChildren(PlaceForm)))
    typed = page.window().findChildren(PlaceForm)[-1].coordinates
    typed.setText("48.4647, 35.0462")
    assert page.map.sees_place(48.4647, 35.0462)
    see(page, waits)
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    assert len(claims(page)) == 1
    waits(lambda: page.map.sees_place(48.4647, 35.0462))
    waits(lambda: page.map._draft is None)  # the ring of what is not stated yet
    assert own.item is not None


def test_a_radius_and_a_method_said_before_picking_are_stated_with_the_place(
    page: MapPage, qtbot: QtBot, waits: Wait
) -> None:
    see(page, waits)
    desk_of(page.window()).inspector.open_panel("place")  # type: ignore[arg-type]
    waits(lambda: bool(page.window().findChildren(PlaceForm)))
    form = page.window().findChildren(PlaceForm)[-1]
    form.radius.setText("150")
    (box,) = (box for name, box in form._methods if name == "landmark_match")
    box.setChecked(True)
    press(qtbot, form, "Pick it on the map")
    qtbot.mouseClick(page.map, LEFT, pos=QPoint(500, 400))
    (claim,) = claims(page)
    assert (claim.radius_m, claim.methods) == (150, ("landmark_match",))


def test_escape_ends_picking_and_nothing_is_stated(page: MapPage, qtbot: QtBot, waits: Wait) -> None:
    see(page, waits)
    press(qtbot, page, "Camera stood here")
    qtbot.keyClick(page.map, Qt.Key.Key_Escape)
    qtbot.mouseClick(page.map, LEFT, pos=QPoint(500, 400))
    assert claims(page) == ()


def test_a_place_is_stated_by_keys_alone(page: MapPage, qtbot: QtBot, waits: Wait) -> None:
    see(page, waits)
    page.camera.setFocus()
    qtbot.keyClick(page.camera, Qt.Key.Key_Space)
    qtbot.keyClick(page.map, Qt.Key.Key_Right)
    qtbot.keyClick(page.map, Qt.Key.Key_Plus)
    qtbot.keyClick(page.map, Qt.Key.Key_Return)
    (claim,) = claims(page)
    assert (claim.latitude_deg, claim.longitude_deg) == pytest.approx(page.map.view.center, abs=0.01)


def test_a_mark_that_is_clicked_leads_to_its_item(page: MapPage, qtbot: QtBot, waits: Wait) -> None:
    see(page, waits)
    press(qtbot, page, "Camera stood here")
    qtbot.mouseClick(page.map, LEFT, pos=QPoint(500, 400))
    placed = session(page).item_key
    other = next(item.key for item in session(page).case.of(Item) if item.key != placed)
    waits(lambda: len(page.map.marks) == 1)
    session(page).go_to(other)
    spot = page.map.view.to_screen(page.map.marks[0].world)
    qtbot.mouseClick(page.map, LEFT, pos=QPointF(*spot).toPoint())
    assert session(page).item_key == placed


def test_a_double_click_on_marks_shown_as_one_parts_them_and_loses_none(
    page: MapPage, qtbot: QtBot, waits: Wait
) -> None:
    own = session(page)
    for item, at in zip(own.case.of(Item)[:2], ((46.7, 32.9), (46.702, 32.903)), strict=True):
        own.do(StatePlace(about=item, locates="camera", latitude_deg=at[0], longitude_deg=at[1]))
    see(page, waits)
    waits(lambda: len(page.map.marks) == 2)
    (cluster,) = page.map.clusters
    spot = QPointF(*page.map.view.to_screen(cluster.world)).toPoint()
    qtbot.mouseClick(page.map, LEFT, pos=spot)
    qtbot.mouseDClick(page.map, LEFT, pos=spot)
    qtbot.mouseRelease(page.map, LEFT, pos=spot)
    assert len(page.map.clusters) == 2
    assert all(page.map.sees(mark) for mark in page.map.marks)


def test_the_filter_of_the_list_holds_on_the_map_which_says_how_much_it_leaves_out(page: MapPage, waits: Wait) -> None:
    own, desk = session(page), desk_of(page.window())  # type: ignore[arg-type]
    first, second = own.case.of(Item)[:2]
    for item, at in ((first, (46.7, 32.9)), (second, (47.7, 33.9))):
        own.do(StatePlace(about=item, locates="camera", latitude_deg=at[0], longitude_deg=at[1]))
    own.do(SetTriage((second,), "relevant"))
    own.go_to(second.key)
    waits(lambda: len(page.map.marks) == 2)
    desk.items.filtering.use(Filter((("triage", "relevant"),)))
    assert [mark.item_key for mark in page.map.marks] == [second.key]
    assert page.left_out.text() == "The filter leaves out 1 item with a place"
    assert page.left_out.isVisible()
    own.do(SetTriage((first,), "relevant"))
    waits(lambda: len(page.map.marks) == 2)
    assert page.left_out.isHidden()
    own.do(SetTriage((first, second), "maybe"))
    waits(lambda: [mark.item_key for mark in page.map.marks] == [second.key])  # the item shown always stays
    desk.items.filtering.use(Filter())
    assert len(page.map.marks) == 2


def test_a_drag_moves_the_map_and_the_wheel_zooms_at_the_pointer(page: MapPage, qtbot: QtBot, waits: Wait) -> None:
    see(page, waits)
    before = page.map.view.to_degrees((300.0, 300.0))
    qtbot.mousePress(page.map, LEFT, pos=QPoint(300, 300))
    qtbot.mouseMove(page.map, QPoint(380, 340))
    qtbot.mouseRelease(page.map, LEFT, pos=QPoint(380, 340))
    assert page.map.view.place_to_screen(*before) == pytest.approx((380, 340), abs=1)
    under = page.map.view.to_degrees((420.0, 350.0))
    wheel(page, QPoint(420, 350), 2)
    assert page.map.view.zoom == 10
    assert page.map.view.place_to_screen(*under) == pytest.approx((420, 350), abs=1)
    assert claims(page) == ()


def test_a_name_that_is_typed_leads_there(page: MapPage, qtbot: QtBot, waits: Wait) -> None:
    waits(lambda: session(page).atlas.gazetteer is not None)
    qtbot.keyClicks(page.finder.field, "nova kakhov")
    qtbot.keyClick(page.finder.field, Qt.Key.Key_Return)
    assert page.map.view.center == pytest.approx((46.75, 33.37), abs=0.1)
    qtbot.keyClicks(page.finder.field, "36T VS 92470 71990")
    qtbot.keyClick(page.finder.field, Qt.Key.Key_Return)
    assert page.map.view.center == pytest.approx((46.70, 32.90), abs=0.02)


def test_coordinates_that_are_none_are_explained(page: MapPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.finder.field, "146.7, 32.9")
    qtbot.keyClick(page.finder.field, Qt.Key.Key_Return)
    assert page.finder.trouble


def test_the_arrow_keys_move_the_map_and_not_the_frames_of_a_clip(page: MapPage, qtbot: QtBot, waits: Wait) -> None:
    clip = next(item for item in session(page).case.of(Item) if item.kind == "video")
    desk: Desk = desk_of(page.window())  # type: ignore[arg-type]
    session(page).go_to(clip.key)
    waits(lambda: session(page).frame is not None)
    see(page, waits)
    page.map.setFocus()
    west = page.map.view.center[1]
    qtbot.keyClick(page.map, Qt.Key.Key_Right)
    assert page.map.view.center[1] > west
    assert desk.session.frame is not None
    assert desk.session.frame.ordinal == 0
