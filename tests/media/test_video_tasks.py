"""What workers do with clips: list, decode, save; asked directly and once through the pool."""

import hashlib
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.media.made_clips import irregular_times, make_clip, number_in
from verifier.domain.errors import StorageFailed, UnreadableFile, UsageError
from verifier.media.clip_messages import ClipReply, DecodeFrame, FrameReply, OpenClip, SaveFramePng
from verifier.media.frame_table import FrameTable
from verifier.media.messages import Kept, SharedPixels
from verifier.media.pool import Pool
from verifier.media.video_tasks import decode_frame, list_frames, save_frame_png

X264 = {"g": "20", "keyint_min": "20", "bf": "2", "preset": "ultrafast"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clip(tmp_path_factory.mktemp("clip") / "a.mp4", irregular_times(60), "libx264", X264)


@pytest.fixture
def kept() -> Iterator[Kept]:
    """Keep one clip open, and close it after the test."""
    kept = Kept(1)
    yield kept
    kept.get("nothing", object)


def asked(path: Path) -> bytes:
    return os.fsencode(path)


def green(pixels: SharedPixels) -> np.ndarray:
    rows = np.frombuffer(pixels.view, np.uint8).reshape(pixels.height, pixels.stride)
    return rows[:, : pixels.width * 4].reshape(pixels.height, pixels.width, 4)[:, :, 1]


def test_a_worker_lists_decodes_and_saves_through_the_pool(path: Path, tmp_path: Path) -> None:
    pool = Pool(("verifier.media.tasks",), 1)
    try:
        clip = pool.submit(OpenClip(asked(path)), ClipReply).result(60)
        table = FrameTable.unpack(clip.table)
        assert len(table) == clip.technical.frame_count == 60
        assert table.time_base == Fraction(1, 90000)
        frame = pool.submit(DecodeFrame(asked(path), 33), FrameReply, lane="stage").result(60)
        assert frame.frame.ordinal == 33
        assert frame.frame.pts == table.pts[33]
        assert number_in(green(frame.pixels)) == 33
        key = pool.submit(DecodeFrame(asked(path), 33, 64, nearest_key=True), FrameReply, lane="stage").result(60)
        assert (key.frame.ordinal, key.pixels.width) == (20, 64)
    finally:
        pool.close()


def test_a_saved_picture_is_the_frame_and_says_how_it_was_made(path: Path, tmp_path: Path, kept: Kept) -> None:
    out = tmp_path / "frame.png"
    saved = save_frame_png(SaveFramePng(asked(path), 41, asked(out)), kept)
    assert hashlib.sha256(out.read_bytes()).hexdigest() == saved.sha256
    pixels = np.asarray(Image.open(out))
    assert (pixels.shape[1], pixels.shape[0]) == (saved.width, saved.height)
    assert number_in(pixels[:, :, 1]) == 41
    assert saved.parameters["pts"] == saved.frame.pts
    assert saved.function == "verifier.media.video_tasks.save_frame_png"
    again = save_frame_png(SaveFramePng(asked(path), 41, asked(tmp_path / "again.png")), kept)
    assert again == saved
    assert sorted(file.name for file in tmp_path.iterdir()) == ["again.png", "frame.png"]


def test_a_picture_that_cannot_be_written_leaves_nothing(path: Path, tmp_path: Path, kept: Kept) -> None:
    with pytest.raises(StorageFailed, match="could not be written"):
        save_frame_png(SaveFramePng(asked(path), 1, asked(tmp_path / "no" / "frame.png")), kept)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("ordinal", [-1, 60])
def test_a_frame_that_is_not_there_is_a_sentence(path: Path, ordinal: int, kept: Kept) -> None:
    with pytest.raises(UsageError, match="#0 to #59"):
        decode_frame(DecodeFrame(asked(path), ordinal), kept)


def test_a_clip_that_is_not_there_is_a_sentence(tmp_path: Path, kept: Kept) -> None:
    with pytest.raises(UnreadableFile, match="is gone"):
        list_frames(OpenClip(asked(tmp_path / "gone.mp4")), kept)


def test_a_clip_is_kept_open_until_its_file_changes(tmp_path: Path, kept: Kept) -> None:
    path = make_clip(tmp_path / "a.mp4", irregular_times(10), "libx264", X264)
    assert list_frames(OpenClip(asked(path)), kept).technical.frame_count == 10
    make_clip(path, irregular_times(12), "libx264", X264)
    assert list_frames(OpenClip(asked(path)), kept).technical.frame_count == 12
