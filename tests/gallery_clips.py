"""The views of clips for the gallery: a series, a contact sheet, the timeline with every band, whole and zoomed.

``python -m tests.gallery_clips [DIR]`` renders these alone, in the scale and language of ``QT_SCALE_FACTOR`` and
``VERIFIER_GALLERY_LANGUAGE``.
"""

import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from PySide6.QtWidgets import QApplication, QPushButton

from tests.gallery_alone import render_alone
from verifier.catalog.assets import find_asset
from verifier.commands.observations import AddObservation
from verifier.commands.statements import AddSegment
from verifier.domain.frames import Instant
from verifier.domain.progress import Progress
from verifier.domain.records import Derivative, Item
from verifier.domain.regions import Box
from verifier.gui.dialogs.saved_picture import SavedPictureDialog
from verifier.gui.dialogs.series import SeriesDialog, ask_series
from verifier.workspace import pictures
from verifier.workspace.contact_sheets import save_contact_sheet
from verifier.workspace.cuts import find_cuts
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.gallery import Gallery

SHOTS, RATE, SOUND_RATE = 8, 25, 48_000
DEMO = "DJI_20260314111630_0415_D"
SEGMENTS = ((130, 460, "Take-off"), (700, 1250, "Over the bridge"), (1500, 1560, "Second drone"))
CUE = """{number}
{begin} --> {end}
<font size="28">FrameCnt: {number}, DiffTime: 1000ms
2026-03-14 11:{minute:02d}:{second:02d}.412
[iso: 100] [shutter: 1/640.0] [latitude: -50.73{place:04d}] [longitude: 166.09{place:04d}] [rel_alt: {high:.3f} \
abs_alt: 59.000] </font>

"""


def build_clip_case(cases: Path) -> None:
    """Build a case of one clip of a minute and a bit, with cuts, sound, telemetry, segments and regions."""
    folder = cases / "clips"
    folder.mkdir()
    seconds = make_long_clip(folder / f"{DEMO}.MP4")
    make_small_copy(folder / f"{DEMO}.MP4", folder / f"{DEMO}.LRF")
    (folder / f"{DEMO}.SRT").write_text("".join(_cue(number) for number in range(1, round(seconds) + 1)))
    with Workspace.create(cases / "clips.case", "A long clip", "A. Analyst") as workspace:
        add_footage(workspace, [folder])
        clip = next(item for item in workspace.case.of(Item) if item.original_name.endswith(".MP4"))
        table = pictures.clip(workspace, clip).result(60)
        find_cuts(workspace, clip, len(table), Progress())
        for first, last, title in (
            (130, 460, "Take-off"),
            (700, 1250, "Over the bridge"),
            (1500, 1560, "Second drone"),
        ):
            workspace.execute(
                AddSegment(
                    item=clip,
                    first_pts=table.pts[first],
                    last_pts=table.pts[last],
                    time_base=table.time_base,
                    title=title,
                )
            )
        for ordinal, seen in ((212, "quadcopter"), (730, "the same drone"), (1180, "van")):
            frame = pictures.frame(workspace, clip, f"#{ordinal}", 64).result(60).frame
            box = Box(200, 120, 90, 50)
            workspace.execute(AddObservation(item=clip, when=Instant(frame), region=box, seen=seen))
        save_contact_sheet(workspace, clip, tuple(range(0, len(table), 100)), "every 4 s", Progress())


def make_long_clip(out: Path) -> float:
    """Write the demonstration's clip several times over, each time otherwise; return how long it is, in seconds."""
    with av.open(str(find_asset(f"demo/{DEMO}.MP4"))) as source:
        frames = [frame.to_ndarray(format="rgb24") for frame in source.decode(video=0)]
    count = len(frames) * SHOTS
    with av.open(str(out), "w", format="mp4") as target:
        video = target.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "crf": "26"})
        video.width, video.height, video.pix_fmt = frames[0].shape[1], frames[0].shape[0], "yuv420p"
        sound = target.add_stream("aac", rate=SOUND_RATE)
        sound.layout = "mono"
        for number in range(count):
            shot, place = divmod(number, len(frames))
            target.mux(video.encode(av.VideoFrame.from_ndarray(_otherwise(frames[place], shot), format="rgb24")))
        target.mux(video.encode(None))
        times = np.arange(count * SOUND_RATE // RATE) / SOUND_RATE
        loud = (np.sin(times * 0.9) ** 2) * (np.sin(times * 7.1) ** 2) * np.sin(times * 2 * np.pi * 220)
        samples = (loud * 26_000).astype(np.int16).reshape(1, -1)
        for begin in range(0, samples.shape[1], 1024):
            piece = av.AudioFrame.from_ndarray(samples[:, begin : begin + 1024], format="s16", layout="mono")
            piece.sample_rate, piece.pts, piece.time_base = SOUND_RATE, begin, Fraction(1, SOUND_RATE)
            target.mux(sound.encode(piece))
        target.mux(sound.encode(None))
    return count / RATE


def make_small_copy(clip: Path, out: Path) -> None:
    """Write what a camera writes beside a clip for a telephone: the same, small."""
    with av.open(str(clip)) as source, av.open(str(out), "w", format="mp4") as target:
        video = target.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "crf": "34"})
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        for frame in source.decode(video=0):
            target.mux(video.encode(frame.reformat(320, 180, "yuv420p")))
        target.mux(video.encode(None))


def _otherwise(pixels: np.ndarray, shot: int) -> np.ndarray:
    turned = pixels[:, ::-1] if shot % 2 else pixels
    if shot % 4 > 1:
        turned = turned[::-1, :, ::-1] // 2 + 60
    return np.ascontiguousarray(turned)


def _cue(number: int) -> str:
    minute, second = divmod(16 * 60 + 30 + number, 60)
    high = 37 + 22 * np.sin(number / 9) + number / 4
    begin, end = (f"00:{at // 60:02d}:{at % 60:02d},000" for at in (number - 1, number))
    return CUE.format(number=number, begin=begin, end=end, minute=minute, second=second, place=number, high=high)


def clip_views(gallery: "Gallery") -> None:
    """Render the views of the case of a long clip."""
    window = gallery.window()
    desk = gallery.desk(window, "clips")
    clip = next(item for item in desk.session.case.of(Item) if item.original_name.endswith(".MP4"))
    desk.items.go_to(clip.key)
    gallery.wait(lambda: desk.session.frame is not None)
    gallery.wait(lambda: bool(desk.timeline.wave.shown) and bool(desk.cutting.cuts), 2)
    desk.timeline.go_to(820)
    gallery.wait(lambda: desk.viewer.is_idle, 3)
    gallery.save("90-timeline", window)
    next(one for one in desk.inspector.findChildren(QPushButton) if "17" in one.text()).click()
    looked_at = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SavedPictureDialog))
    gallery.wait(lambda: looked_at.sheet.image is not None)
    gallery.save("92-contact-sheet-open", looked_at)
    looked_at.accept()
    gallery.wait(lambda: desk.viewer.previews.item is not None)
    desk.timeline.slider.scrubbed.emit(0.62)
    gallery.wait(lambda: desk.timeline.frame.toolTip() != "" and bool(desk.stage.cautioned), 0, 1)
    gallery.shoot("93-preview", window)
    desk.timeline.go_to(820)
    gallery.wait(lambda: desk.viewer.is_idle, 1)
    desk.timeline.zooming.show_stretch(690, 900)
    gallery.wait(lambda: bool(desk.timeline.wave.finer.loud), 3)
    gallery.save("90-timeline-zoomed", window)
    desk.timeline.zooming.show_stretch(815, 825)
    desk.timeline.go_to(822)
    gallery.wait(lambda: desk.viewer.is_idle, 3)
    gallery.save("90-timeline-frames", window)
    desk.timeline.zooming.show_whole()
    desk.segments.choose_at(desk.timeline.frames.pts[700] if desk.timeline.frames is not None else 0)
    ask_series(desk)
    dialog = window.findChildren(SeriesDialog)[-1]
    gallery.save("91-series", dialog)
    dialog.step.setText("0.01")
    dialog.all.setChecked(True)
    gallery.save("91-series-too-many", dialog)
    dialog.step.setText("0.5")
    dialog.go.click()
    gallery.wait(lambda: dialog.bar.value() > 8, 0)
    gallery.save("91-series-saving", dialog)
    dialog.reject()
    gallery.wait(lambda: dialog.leave.isEnabled())
    dialog.reject()
    window.close_case()
    window.close()


def keep_contact_sheet(cases: Path, out: Path) -> None:
    """Put the contact sheet of the case beside the views."""
    with Workspace.open(cases / "clips.case", read_only=True) as workspace:
        (sheet,) = workspace.case.of(Derivative)
        (out / "92-contact-sheet.png").write_bytes(workspace.folder.derived_file(sheet.sha256).read_bytes())


def build_with_sheet(cases: Path) -> None:
    """Build the case, and leave its contact sheet in the folder that the pictures go to."""
    build_clip_case(cases)
    keep_contact_sheet(cases, Path(sys.argv[1] if sys.argv[1:] else "gallery").resolve())


if __name__ == "__main__":
    render_alone(build_with_sheet, clip_views)
