"""What a drone wrote of its clip: under the timeline, at the frame shown, as a path on the map; both ways linked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.footage import make_clip
from tests.media.made_clips import make_clip as make_numbered
from verifier.domain.records import Item
from verifier.gui.desk import Desk
from verifier.gui.items.facets import Filter
from verifier.gui.items.order import Order
from verifier.gui.map.page import MapPage
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
CUE = (
    "{n}\n00:00:00,{ms:03d} --> 00:00:00,{ms:03d}\n"
    "[latitude: {lat:.4f}] [longitude: 32.9000] [rel_alt: {n}.0 abs_alt: 9.0]\n\n"
)


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Wait) -> Desk:
    """Return the desk of a case with one clip and its subtitles, one cue for each of its first frames."""
    folder = tmp_path / "in"
    folder.mkdir()
    make_clip(folder / "DJI_0001.MP4")
    cues = (CUE.format(n=n, ms=n * 40, lat=46.7 + n / 10_000) for n in range(8))
    (folder / "DJI_0001.SRT").write_text("".join(cues))
    return open_clip(window, folder, tmp_path / "a.case", waits)


def open_clip(window: MainWindow, folder: Path, case: Path, waits: Wait) -> Desk:
    """Make a case of a folder, open it, and go to its clip."""
    with Workspace.create(case, "A", "A. Analyst") as workspace:
        add_footage(workspace, [folder])
    window.open_case(case, "A. Analyst")
    waits(lambda: not window.is_opening)
    assert window.page is not None
    made = window.page.desk
    made.session.show_page("review")
    clip = next(item for item in made.session.case.of(Item) if item.kind == "video")
    made.items.go_to(clip.key)
    waits(lambda: made.timeline.track.isVisible() and made.session.frame is not None)
    return made


def test_the_values_of_the_frame_shown_follow_it(desk: Desk, waits: Wait) -> None:
    assert "height above take-off" in desk.timeline.track.name.text()
    first = desk.timeline.track.values.toolTip()
    assert first.startswith("46.7000")
    desk.timeline.go_to(5)
    waits(lambda: desk.timeline.track.values.toolTip() != first)
    sample = desk.session.telemetry.sample
    assert sample is not None
    assert desk.session.frame is not None
    assert sample.t_s <= float(desk.session.frame.time_s) + 1e-4


def test_subtitles_beside_a_clip_count_from_its_first_frame_whatever_time_that_has(
    window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    make_numbered(folder / "DJI_0002.MP4", [900_000 + n * 3600 for n in range(8)])
    cues = (CUE.format(n=n, ms=n * 40, lat=46.7 + n / 10_000) for n in range(8))
    (folder / "DJI_0002.SRT").write_text("".join(cues))
    shown = open_clip(window, folder, tmp_path / "b.case", waits)
    telemetry = shown.session.telemetry
    waits(lambda: shown.timeline.track.values.toolTip().startswith("46.7000"))
    shown.timeline.go_to(5)
    waits(lambda: shown.timeline.track.values.toolTip().startswith("46.7005"))
    assert telemetry.sample is not None
    assert telemetry.sample.relative_altitude_m == 5


def test_a_click_on_the_graph_goes_to_the_frame(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    graph = desk.timeline.track.graph
    qtbot.mouseClick(graph, Qt.MouseButton.LeftButton, pos=QPoint(graph.width() - 9, 10))
    frames = desk.timeline.frames
    assert frames is not None
    waits(lambda: desk.timeline.ordinal == len(frames) - 1)


def test_the_path_stands_on_the_map_and_a_click_on_it_goes_to_its_frame(desk: Desk, qtbot: QtBot, waits: Wait) -> None:
    desk.session.show_page("map")
    page = desk.page("map")
    assert isinstance(page, MapPage)
    waits(page.map.isVisible)
    waits(lambda: len(page.map.path.points) == 8)
    assert page.map.path.here is not None
    page.map.go_to(46.7004, 32.9, 17)
    x, y = page.map.view.to_screen(page.map.path.points[4])
    begin = desk.timeline.ordinal
    qtbot.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    waits(lambda: desk.timeline.ordinal != begin)
    sample = desk.session.telemetry.track.samples[4] if desk.session.telemetry.track else None
    frames = desk.timeline.frames
    assert sample is not None
    assert frames is not None
    assert abs(float(frames.time_s(desk.timeline.ordinal)) - sample.t_s) < 0.1


def test_positions_along_a_path_are_told_of_where_a_position_would_stand(
    desk: Desk, window: MainWindow, waits: Wait
) -> None:
    clip, track = (next(i for i in desk.session.case.of(Item) if i.original_name.endswith(end)) for end in ("4", "SRT"))

    def words() -> str:
        return " | ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())

    desk.inspector.open_panel("place")
    waits(lambda: f"The file names no position; see its telemetry, {track.label}." in words())
    desk.session.go_to(track.key)
    waits(lambda: "Not one position but a path: 8 positions in its telemetry" in words())
    desk.session.show_page("triage")
    waits(lambda: "a path of 8 positions" in words())
    desk.session.go_to(clip.key)
    waits(lambda: f"in its telemetry, {track.label}" in words())


def test_an_item_without_a_track_shows_none(desk: Desk, waits: Wait) -> None:
    beside = next(item for item in desk.session.case.of(Item) if item.kind != "video")
    desk.items.go_to(beside.key)
    waits(lambda: desk.session.telemetry.track is None)
    assert desk.session.telemetry.sample is None


def test_what_subtitles_beside_a_clip_do_not_fit_stands_in_the_list(
    window: MainWindow, tmp_path: Path, waits: Wait
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    make_clip(folder / "DJI_0003.MP4")
    cues = (CUE.format(n=n, ms=0, lat=46.7).replace("00:00:00,", f"00:00:{n * 3:02d},") for n in range(8))
    (folder / "DJI_0003.SRT").write_text("".join(cues))
    desk = open_clip(window, folder, tmp_path / "c.case", waits)
    rows = desk.items.model.rows
    clip = next(item for item in desk.session.case.of(Item) if item.kind == "video")
    waits(lambda: "The telemetry runs for 24.0 s" in rows.row(clip.key).third)
    assert clip.key in rows.shown(Filter(picks=(("there", "findings"),)), Order()).keys
