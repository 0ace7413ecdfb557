"""While a hand drags, the camera's small copy is seen and said to be that; nothing that is kept ever comes from it."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor

from verifier.commands.triage import SetSensitivity
from verifier.domain.progress import Progress
from verifier.domain.records import Derivative, Item
from verifier.forensics.params import Gamma, stack_of
from verifier.gui.desk import Desk
from verifier.gui.frame_saving import save_shown_frame
from verifier.gui.window import MainWindow
from verifier.workspace.contact_sheets import save_contact_sheet
from verifier.workspace.footage import add_footage
from verifier.workspace.saved_frames import save_series
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
FRAMES, RATE = 60, 30
RED = (255, 0, 0)


def make_plain_clip(path: Path, color: tuple[int, int, int], size: tuple[int, int], frames: int = FRAMES) -> None:
    """Write an MP4 of one color, with one key frame, whatever the path's name ends with."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=RATE, options={"g": "600"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for _ in range(frames):
            pixels = np.full((size[1], size[0], 3), color, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode(None))


@pytest.fixture
def open_pair(window: MainWindow, tmp_path: Path, waits: Wait) -> Callable[[int], Desk]:
    """Open a case with a gray clip and a red small copy of it that has so many frames."""

    def open_case(frames: int) -> Desk:
        folder = tmp_path / "card"
        folder.mkdir()
        make_plain_clip(folder / "DJI_0001.MP4", (90, 90, 90), (320, 180))
        make_plain_clip(folder / "DJI_0001.LRF", RED, (160, 90), frames)
        with Workspace.create(tmp_path / "a.case", "A", "A. Analyst") as workspace:
            add_footage(workspace, [folder])
        window.open_case(tmp_path / "a.case", "A. Analyst")
        waits(lambda: not window.is_opening)
        assert window.page is not None
        desk = window.page.desk
        desk.session.show_page("review")
        desk.items.go_to(next(i for i in desk.session.case.of(Item) if i.original_name.endswith(".MP4")).key)
        waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)
        return desk

    return open_case


def is_red(desk: Desk) -> bool:
    image = desk.stage.canvas.image
    color = QColor(image.pixel(image.width() // 2, image.height() // 2))
    return color.red() > 200 and color.green() < 60


def drag(desk: Desk, share: float, waits: Wait) -> None:
    """Drag to a place, and stay there until the small copy stands."""
    desk.viewer._rest.setInterval(60_000)  # a hand that does not come to rest
    desk.timeline.slider.scrubbed.emit(share)
    waits(lambda: not desk.viewer._is_busy)


def rest(desk: Desk, waits: Wait) -> None:
    desk.viewer._rest.setInterval(1)
    desk.viewer._rest.start()
    waits(lambda: desk.session.frame is not None and desk.viewer.is_idle)


def saved_pixels(desk: Desk, derivative: Derivative) -> np.ndarray:
    return np.asarray(Image.open(desk.session.workspace.folder.derived_file(derivative.sha256)).convert("RGB"))


def test_the_small_copy_is_seen_while_dragging_and_the_exact_frame_follows(
    open_pair: Callable[[int], Desk], waits: Wait
) -> None:
    desk = open_pair(FRAMES)
    waits(lambda: desk.viewer.previews.item is not None)
    small = desk.viewer.previews.item
    clip = desk.session.item
    assert small is not None
    assert clip is not None
    assert desk.items.model.rows.row(small.key).second == f"the camera’s small copy of {clip.label}"
    drag(desk, 0.5, waits)
    assert is_red(desk)
    assert desk.session.frame is None
    assert desk.timeline.frame.toolTip().startswith("preview of frame #")
    assert desk.stage.cautioned.startswith("Preview from E-000")
    rest(desk, waits)
    assert not is_red(desk)
    assert desk.session.frame is not None
    assert desk.session.frame.ordinal == desk.timeline.ordinal
    assert desk.timeline.frame.toolTip().startswith("frame #")
    assert desk.stage.cautioned == ""


def test_nothing_that_is_saved_comes_from_the_small_copy(open_pair: Callable[[int], Desk], waits: Wait) -> None:
    desk = open_pair(FRAMES)
    waits(lambda: desk.viewer.previews.item is not None)
    session, clip = desk.session, desk.session.item
    assert clip is not None
    drag(desk, 0.7, waits)
    assert is_red(desk)
    save_shown_frame(session)
    desk.segments.mark_frame()
    assert session.case.of(Derivative) == ()
    ordinal = desk.timeline.ordinal
    save_series(session.workspace, clip, (ordinal, ordinal + 1), Progress())
    save_contact_sheet(session.workspace, clip, (ordinal,), "chosen one by one", Progress())
    rest(desk, waits)
    save_shown_frame(session)
    waits(lambda: len(session.case.of(Derivative)) == 4)
    for one in session.case.of(Derivative):
        assert one.recipe.input_sha256 == clip.fingerprints.sha256
        pixels = saved_pixels(desk, one).astype(int)
        assert not ((pixels[:, :, 0] > 200) & (pixels[:, :, 1] < 60)).any()
    waits(lambda: not desk.timeline.strip.picture(desk.timeline._parts[0].ordinal).isNull())
    strip = desk.timeline.strip.picture(desk.timeline._parts[0].ordinal)
    assert QColor(strip.pixel(5, 5)).green() > 60


def test_a_small_copy_of_another_length_is_left_alone(open_pair: Callable[[int], Desk], waits: Wait) -> None:
    desk = open_pair(FRAMES - 20)
    drag(desk, 0.5, waits)
    assert not is_red(desk)
    assert desk.viewer.previews.item is None
    assert "preview" not in desk.timeline.frame.toolTip()
    rest(desk, waits)


def test_through_filters_the_clip_itself_is_seen(open_pair: Callable[[int], Desk], waits: Wait) -> None:
    desk = open_pair(FRAMES)
    waits(lambda: desk.viewer.previews.item is not None)
    desk.session.seeing.use(desk.session.item_key, stack_of({"gamma": Gamma(gamma=1.5)}))
    waits(lambda: bool(desk.session.seeing.shown) and desk.viewer.is_idle)
    drag(desk, 0.5, waits)
    assert not is_red(desk)
    rest(desk, waits)


def test_a_preview_of_a_sensitive_clip_stays_under_its_veil(open_pair: Callable[[int], Desk], waits: Wait) -> None:
    desk = open_pair(FRAMES)
    waits(lambda: desk.viewer.previews.item is not None)
    clip = desk.session.item
    assert clip is not None
    desk.session.do(SetSensitivity((clip,), ("graphic",)))
    waits(lambda: desk.stage.canvas.is_veiled)
    drag(desk, 0.5, waits)
    assert desk.stage.canvas.is_veiled
    shown = desk.stage.canvas.grab().toImage()
    color = QColor(shown.pixel(shown.width() // 2, shown.height() // 2))
    assert abs(color.red() - color.green()) < 30
    rest(desk, waits)
