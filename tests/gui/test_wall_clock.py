"""The wall clock of a frame: from the best source, which is named with its zone; nothing is shown that nobody wrote."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.footage import make_clip, pattern
from tests.gui.test_stage_journey import key
from verifier.commands.places_and_times import StateTime
from verifier.commands.statements import AddSegment
from verifier.domain.frames import FrameRef, Instant
from verifier.domain.records import Item, Observation, Record, Segment, TimeClaim
from verifier.domain.regions import WholeFrame
from verifier.gui.desk import Desk
from verifier.gui.timeline.wall_clock import cue_time, file_time
from verifier.gui.window import MainWindow
from verifier.metadata.telemetry.track import Sample
from verifier.workspace.digests import Digest
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
BEGUN = datetime(2026, 3, 14, 9, 16, 30, tzinfo=UTC)
CUE = (
    "{n}\n00:00:00,{ms:03d} --> 00:00:00,{ms:03d}\n2026-03-14 11:16:30.{ms:03d}\n"
    "[latitude: 46.7] [longitude: 32.9000] [rel_alt: {n}.0 abs_alt: 9.0]\n\n"
)


def frame(pts: int) -> FrameRef:
    return FrameRef(pts=pts, time_base=Fraction(1, 1000), ordinal=1, sha256="0" * 64)


def test_the_files_clock_is_counted_on_and_its_zone_is_as_written() -> None:
    def line(recorded_at: str, offset: str) -> str:
        found = file_time(Digest(recorded_at=recorded_at, recorded_offset=offset), frame(42_700), Fraction(2))
        return found.line if found is not None else ""

    assert line("2026-03-14T11:16:30", "") == "2026-03-14 11:17:10 · file’s clock, counted on; zone unknown"
    assert line("2026-03-14T11:16:30", "+02:00").startswith("2026-03-14 11:17:10 +02:00 · file’s clock")
    assert line("2026-03-14T09:16:30", "Z").startswith("2026-03-14 09:17:10 UTC · file’s clock at its creation")
    assert line("2026-03-14", "") == ""
    assert line("14 March", "") == ""
    assert file_time(None, frame(0), Fraction(0)) is None
    assert file_time(Digest(), frame(0), Fraction(0)) is None


def test_what_the_drone_wrote_is_shown_as_it_was_written() -> None:
    local = cue_time(Sample(1.0, clock="2026-03-14T11:16:31.412"), frame(1000))
    assert local is not None
    assert local.line == "2026-03-14 11:16:31.412 · telemetry: the drone’s clock, zone unknown"
    late = cue_time(Sample(1.0, utc=datetime(2026, 3, 14, 9, 16, 31, tzinfo=UTC)), frame(1800))
    assert late is not None
    assert late.line == "2026-03-14 09:16:31 UTC · telemetry, written 0.8 s before"
    assert cue_time(Sample(1.0), frame(1000)) is None
    assert cue_time(None, frame(1000)) is None


def make_dated_clip(path: Path) -> None:
    """Write a clip whose container says when it was made."""
    with av.open(str(path), "w", format="mp4") as container:
        container.metadata["creation_time"] = "2026-03-14T09:16:30Z"
        stream = container.add_stream("mpeg4", rate=2)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(12):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pattern(64, 48, number * 9), format="rgb24")))
        container.mux(stream.encode(None))


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path, waits: Wait) -> Callable[[Callable[[Path], object]], Desk]:
    """Open a case with what a function puts into a folder, at its clip."""

    def open_case(fill: Callable[[Path], object]) -> Desk:
        folder = tmp_path / "in"
        folder.mkdir()
        fill(folder)
        with Workspace.create(tmp_path / "a.case", "A", "A. Analyst") as workspace:
            add_footage(workspace, [folder])
        window.open_case(tmp_path / "a.case", "A. Analyst")
        waits(lambda: not window.is_opening)
        assert window.page is not None
        desk = window.page.desk
        desk.session.show_page("review")
        desk.items.go_to(next(item for item in desk.session.case.of(Item) if item.kind == "video").key)
        waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)
        return desk

    return open_case


def said(desk: Desk) -> str:
    return desk.timeline.wall_time.toolTip() if desk.timeline.wall_time.isVisible() else ""


def go(desk: Desk, ordinal: int, waits: Wait) -> None:
    desk.timeline.go_to(ordinal)
    waits(lambda: desk.session.frame is not None and desk.session.frame.ordinal == ordinal)


def state(desk: Desk, about: Record, earliest: datetime | None, latest: datetime | None) -> None:
    desk.session.do(StateTime(about=about, dates="recorded", earliest=earliest, latest=latest))


def test_a_clip_of_which_nobody_says_anything_has_no_wall_clock(
    opened: Callable[[Callable[[Path], object]], Desk], waits: Wait
) -> None:
    desk = opened(lambda folder: make_clip(folder / "clip.mp4"))
    waits(lambda: desk.digesting.is_idle)
    assert said(desk) == ""


def test_a_stated_time_goes_before_the_containers(
    opened: Callable[[Callable[[Path], object]], Desk], qtbot: QtBot, waits: Wait
) -> None:
    desk = opened(lambda folder: make_dated_clip(folder / "clip.mp4"))
    waits(lambda: said(desk).startswith("2026-03-14 09:16:30 UTC · file’s clock at its creation, counted on"))
    go(desk, 5, waits)
    assert said(desk).startswith("2026-03-14 09:16:32 UTC")
    clip = desk.session.item
    assert clip is not None
    state(desk, clip, BEGUN + timedelta(hours=1), BEGUN + timedelta(hours=1))
    waits(lambda: "stated" in said(desk))
    assert said(desk) == "2026-03-14 10:16:32 UTC · counted from 2026-03-14 10:16:30 UTC, as stated"
    state(desk, clip, BEGUN, BEGUN + timedelta(days=1))
    waits(lambda: "between" in said(desk))
    assert said(desk) == "between 2026-03-14 09:16:30 UTC and 2026-03-15 09:16:30 UTC · as stated"
    desk.session.do(StateTime(about=clip, dates="posted", earliest=BEGUN, latest=BEGUN))
    desk.undo()
    desk.undo()
    desk.undo()
    waits(lambda: "file’s clock" in said(desk))


def test_what_is_stated_of_a_part_holds_for_that_part_alone(
    opened: Callable[[Callable[[Path], object]], Desk], qtbot: QtBot, waits: Wait
) -> None:
    desk = opened(lambda folder: make_dated_clip(folder / "clip.mp4"))
    table, clip = desk.timeline.frames, desk.session.item
    assert table is not None
    assert clip is not None
    desk.session.do(AddSegment(item=clip, first_pts=table.pts[4], last_pts=table.pts[8], time_base=table.time_base))
    state(desk, desk.session.case.of(Segment)[0], BEGUN + timedelta(days=9), BEGUN + timedelta(days=9))
    go(desk, 6, waits)
    assert said(desk) == "2026-03-23 09:16:31 UTC · counted from 2026-03-23 09:16:30 UTC, as stated"
    key(qtbot, desk, Qt.Key.Key_M)
    (marked,) = desk.session.case.of(Observation)
    assert isinstance(marked.when, Instant)
    assert isinstance(marked.region, WholeFrame)
    state(desk, marked, None, BEGUN)
    waits(lambda: said(desk) == "not after 2026-03-14 09:16:30 UTC · as stated")
    go(desk, 10, waits)
    assert said(desk).startswith("2026-03-14 09:16:35 UTC · file’s clock at its creation")
    assert len(desk.session.case.of(TimeClaim)) == 2


def test_the_drones_clock_goes_before_the_containers(
    opened: Callable[[Callable[[Path], object]], Desk], waits: Wait
) -> None:
    def fill(folder: Path) -> None:
        make_dated_clip(folder / "DJI_0001.MP4")
        cues = (CUE.format(n=n, ms=n * 500) for n in range(2))
        (folder / "DJI_0001.SRT").write_text("".join(cues))

    desk = opened(fill)
    waits(lambda: said(desk) == "2026-03-14 11:16:30.000 · telemetry: the drone’s clock, zone unknown")
    go(desk, 1, waits)
    assert said(desk).startswith("2026-03-14 11:16:30.500 · telemetry")
    go(desk, 2, waits)
    assert said(desk).endswith("zone unknown, written 0.5 s before")
