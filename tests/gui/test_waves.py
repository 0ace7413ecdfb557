"""A clip with sound shows where it is loud; one without shows no band at all."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.footage import make_clip
from tests.sounding_clips import CLICKS_S, LENGTH_S, make_sounding_clip
from verifier.domain.records import Item
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.waves import COLUMNS
from verifier.workspace.workspace import Workspace


def test_the_band_is_loud_where_the_clip_is(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, waits: Callable[[Callable[[], bool]], None]
) -> None:
    (tmp_path / "in").mkdir()
    make_sounding_clip(tmp_path / "in" / "a.mp4")
    make_clip(tmp_path / "in" / "b.mp4", 160, 120)
    with Workspace.create(tmp_path / "a.case", "A", "A. Analyst") as workspace:
        add_footage(workspace, [tmp_path / "in"])
    window.open_case(tmp_path / "a.case", "A. Analyst")
    waits(lambda: window.page is not None)
    assert window.page is not None
    desk = window.page.desk
    loud, silent = sorted(desk.session.case.of(Item), key=lambda one: one.original_name)
    desk.session.show_page("review")
    desk.session.go_to(loud.key)
    waits(lambda: desk.timeline.wave.isVisible())
    found = desk.timeline.wave.shown
    assert len(found) == COLUMNS
    for click in CLICKS_S:
        assert found[int(float(click + 1 / 20) / LENGTH_S * COLUMNS)] > 100
        assert found[int(float(click - 1 / 4) / LENGTH_S * COLUMNS)] < 20
    desk.session.go_to(silent.key)
    waits(lambda: desk.session.frame is not None)
    assert not desk.timeline.wave.isVisible()
