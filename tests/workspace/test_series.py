"""A series takes the frames on the screen at exact times, is one edit, and keeps nothing where it is stopped."""

import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.footage import TIMES_MS, make_clip
from verifier.domain.errors import Cancelled, UnreadableFile, UsageError
from verifier.domain.progress import Progress, Step
from verifier.domain.records import Derivative
from verifier.media.frame_table import FrameTable
from verifier.workspace.footage import add_footage
from verifier.workspace.saved_frames import save_frame, save_series
from verifier.workspace.series import MOST_FRAMES, Stretch, at_cuts, at_places, bounded, every, parse_step, whole
from verifier.workspace.workspace import Workspace

MILLISECONDS = Fraction(1, 1000)


def table(*pts: int, time_base: Fraction = MILLISECONDS) -> FrameTable:
    return FrameTable(pts, bytes(len(pts)), time_base)


def by_looking(frames: FrameTable, stretch: Stretch, step_s: Fraction) -> tuple[int, ...]:
    """Ask the frame table itself at every time."""
    found: dict[int, None] = {}
    begin, last = frames.time_s(stretch.first), frames.time_s(stretch.last)
    for number in range(10_000):
        if begin + number * step_s > last:
            break
        shown = frames.shown_at(begin + number * step_s)
        if shown is not None and stretch.first <= shown <= stretch.last:
            found.setdefault(shown)
    return tuple(found)


@settings(deadline=None)  # asking at every time one by one is what is slow here
@given(
    st.lists(st.integers(0, 4000), min_size=2, max_size=40, unique=True),
    st.fractions(Fraction(1, 500), 3, max_denominator=1000),
    st.data(),
)
def test_every_so_many_seconds_names_the_frames_that_are_on_the_screen_then(
    times: list[int], step_s: Fraction, data: st.DataObject
) -> None:
    frames = table(*sorted(times))
    first = data.draw(st.integers(0, len(frames) - 1))
    stretch = Stretch(first, data.draw(st.integers(first, len(frames) - 1)))
    assert every(frames, stretch, step_s) == by_looking(frames, stretch, step_s)


def test_a_time_between_two_frames_means_the_earlier_one() -> None:
    frames = table(0, 400, 900, 1000, 2100)
    assert every(frames, whole(frames), Fraction(1)) == (0, 3)
    assert every(frames, Stretch(1, 4), Fraction(1, 2)) == (1, 2, 3)


def test_an_hour_is_not_counted_through_to_refuse_it() -> None:
    frames = table(*range(0, 3_600_000, 33))
    found = every(frames, whole(frames), Fraction(1))
    assert len(found) == MOST_FRAMES + 1
    with pytest.raises(UsageError, match="more than 500 frames; choose a longer step"):
        bounded(found)
    assert len(bounded(every(frames, whole(frames), Fraction(10)))) == 360


def test_cuts_and_marks_are_taken_within_the_stretch_alone() -> None:
    frames = table(0, 100, 200, 300, 400)
    assert at_cuts((1, 3, 4), Stretch(1, 3)) == (1, 3)
    assert at_places(frames, (350, 310, 90, 400), Stretch(0, 3)) == (0, 3)
    with pytest.raises(UsageError, match="no such frame"):
        bounded(at_places(frames, (), whole(frames)))


@pytest.mark.parametrize("words", ["0", "-1", "1e9", "nan", "", "1:30", "0.0000001"])
def test_a_step_that_is_no_number_of_seconds_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="number of seconds above 0"):
        parse_step(words)


def test_a_step_is_read_exactly() -> None:
    assert parse_step(" 0,1 ") == Fraction(1, 10)


@pytest.fixture
def clip_case(workspace: Workspace, tmp_path: Path) -> Workspace:
    add_footage(workspace, [make_clip(tmp_path / "clip.mp4")])
    return workspace


def test_a_series_saves_what_single_saves_would_and_is_undone_as_one(clip_case: Workspace) -> None:
    clip = clip_case.find_item("clip.mp4")
    heard: list[Step] = []
    save_series(clip_case, clip, (0, 3, 5), Progress(heard.append))
    series = clip_case.case.of(Derivative)
    assert [one.frame.ordinal for one in series if one.frame] == [0, 3, 5]
    assert clip_case.undo_label == f"save 3 frames of {clip.label}"
    assert [step.done for step in heard] == [0, 1, 2, 3]
    save_frame(clip_case, clip, "#3")
    alone = clip_case.case.of(Derivative)[-1]
    assert (alone.frame, alone.sha256, alone.recipe) == (series[1].frame, series[1].sha256, series[1].recipe)
    clip_case.undo()
    clip_case.undo()
    assert clip_case.case.of(Derivative) == ()


def test_the_frames_of_a_series_have_the_hashes_that_ffmpeg_prints(clip_case: Workspace, tmp_path: Path) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("no ffmpeg")
    save_series(clip_case, clip_case.find_item("clip.mp4"), (2, 6), Progress())
    asked = ("ffmpeg", "-v", "error", "-noautorotate", "-i", str(tmp_path / "clip.mp4"), "-map", "0:v:0")
    told = subprocess.run(
        [*asked, "-f", "framehash", "-hash", "sha256", "-"], capture_output=True, text=True, check=True
    )
    hashes = [line.rpartition(",")[2].strip() for line in told.stdout.splitlines() if not line.startswith("#")]
    saved = [one.frame for one in clip_case.case.of(Derivative)]
    assert [one.sha256 for one in saved if one] == [hashes[2], hashes[6]]


def test_a_series_that_is_stopped_keeps_nothing(clip_case: Workspace) -> None:
    progress = Progress(lambda step: progress.cancel() if step.done == 2 else None)
    with pytest.raises(Cancelled):
        save_series(clip_case, clip_case.find_item("clip.mp4"), tuple(range(len(TIMES_MS))), progress)
    assert clip_case.case.of(Derivative) == ()
    assert not list(clip_case.folder.incoming.iterdir())
    assert not [path for path in clip_case.folder.derived.rglob("*") if path.is_file()]


def test_a_linked_clip_that_changes_on_the_way_gives_no_series(workspace: Workspace, tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4")
    add_footage(workspace, [path], link=True)

    def change(step: Step) -> None:
        if step.done == 1:
            path.write_bytes(path.read_bytes() + b"\0" * 8)

    with pytest.raises(UnreadableFile, match="changed since it was added"):
        save_series(workspace, workspace.find_item("clip.mp4"), (0, 2, 4), Progress(change))
    assert workspace.case.of(Derivative) == ()
