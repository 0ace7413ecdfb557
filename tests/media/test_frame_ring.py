"""What is decoded ahead while nobody asks: never another frame, never more than there is room for; steps find it."""

import os
import random
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.media.made_clips import number_in
from tests.media.test_video_numbered import CLIPS, opened
from tests.media.test_video_numbered import made as made  # the clips, one for each container and codec
from verifier.media import frame_reader, read_head, video
from verifier.media.frame_cache import FrameCache
from verifier.media.frame_identity import frame_bytes
from verifier.media.messages import Kept
from verifier.media.video import Clip
from verifier.media.worker import _work_meanwhile  # pyright: ignore[reportPrivateUsage]

MOST_PIECES = 3000


def rested(clip: Clip) -> int:
    """Fill until nothing is left to do, as if the eye rested; return how many pieces that took."""
    for pieces in range(MOST_PIECES):
        if clip.fill() is None:
            return pieces
    raise AssertionError("there is no end to it")


@pytest.fixture(autouse=True)
def restless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the eye rest at once: a test waits for nothing."""
    monkeypatch.setattr(frame_reader, "_LOOK_S", 0.0)
    monkeypatch.setattr(video, "LOOKS_AFTER_S", 0.0)


@pytest.mark.parametrize("threads", [1, 4])
@pytest.mark.parametrize("room", [1 << 19, 1 << 28])
@pytest.mark.parametrize("name", CLIPS)
def test_frames_decoded_ahead_are_the_ones_they_are_called(
    name: str, room: int, threads: int, made: dict[str, Path]
) -> None:
    """Steps and jumps with any number of pieces decoded in between: pixels, PTS and hash are those of a plain read."""
    source = random.Random(f"{name} {room}")
    count = len(CLIPS[name][1])
    with opened(made[name], cache_bytes=1) as plain:
        hashes = [plain.frame(ordinal).ref for ordinal in range(count)]
    with opened(made[name], room, threads) as clip:
        here = 0
        for _ in range(120):
            here = source.choice((here - 1, here - 1, here + 1, here + 1, here - 7, source.randrange(count)))
            here = min(max(here, 0), count - 1)
            frame = clip.frame(here)
            assert number_in(frame.pixels[:, :, 1]) == here
            assert frame.ref == hashes[here]
            for _ in range(source.choice((0, 1, 3, 40))):
                clip.fill()
            if source.random() < 0.1:
                assert number_in(clip.key_frame(here).pixels[:, :, 1]) == clip.table.key_before(here)


@pytest.mark.parametrize(
    "name", ["variable rate", "one group of pictures", "open groups of pictures", "transport stream"]
)
def test_after_a_rest_steps_both_ways_decode_nothing(name: str, made: dict[str, Path]) -> None:
    with opened(made[name]) as clip:
        clip.frame(70)
        rested(clip)
        reader = clip._reader  # pyright: ignore[reportPrivateUsage]
        for ordinal in (*range(70, 78), *range(77, 20, -1)):
            assert reader.kept(ordinal) is not None
            assert number_in(clip.frame(ordinal).pixels[:, :, 1]) == ordinal


def test_a_key_held_down_backwards_finds_its_frames_where_the_cache_holds_a_part_of_the_group(
    made: dict[str, Path],
) -> None:
    with opened(made["one group of pictures"]) as clip:
        size = frame_bytes(clip.frame(0).decoded)
    found = []
    with opened(made["one group of pictures"], size * 24) as clip:
        reader = clip._reader  # pyright: ignore[reportPrivateUsage]
        clip.frame(110)
        rested(clip)
        for ordinal in range(109, -1, -1):
            found.append(reader.kept(ordinal) is not None)
            clip.frame(ordinal)
            rested(clip)
    assert all(found)


def test_a_clip_that_is_cut_short_is_filled_to_its_end_and_no_further(made: dict[str, Path], tmp_path: Path) -> None:
    data = made["variable rate in Matroska"].read_bytes()
    path = tmp_path / "cut.mkv"
    path.write_bytes(data[: len(data) * 2 // 3])
    with opened(path) as clip:
        last = len(clip.table) - 1
        clip.frame(last)
        assert rested(clip) < MOST_PIECES
        assert number_in(clip.frame(last - 1).pixels[:, :, 1]) == last - 1


@pytest.mark.parametrize("name", ["variable rate", "open groups of pictures", "transport stream"])
def test_after_a_rest_every_key_frame_is_there_for_a_first_look(
    name: str, made: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(made[name], cache_bytes=1) as plain:
        keys = [ordinal for ordinal, is_key in enumerate(plain.table.keys) if is_key]
        hashes = {key: plain.frame(key).ref for key in keys}
    assert len(keys) > 2
    with opened(made[name]) as clip:
        clip.frame(keys[1])
        rested(clip)
        monkeypatch.setattr(read_head, "decode_packet", refused)
        for ordinal in range(len(clip.table)):
            look = clip.key_frame(ordinal)
            assert look.ref == hashes[clip.table.key_before(ordinal)]
            assert number_in(look.pixels[:, :, 1]) == look.ref.ordinal


def refused(*_: object) -> None:
    raise AssertionError("nothing is to be decoded")


@pytest.mark.parametrize(("heads", "packets"), [(1, range(20, 60)), (4, range(1, 9))])
def test_going_to_and_fro_between_two_places_goes_on_from_where_it_was(
    heads: int, packets: range, made: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame_reader, "_MOST_HEADS", heads)
    decoded = [0]
    decode = read_head.decode_packet

    def counted(stream: Any, packet: Any) -> Any:
        decoded[-1] += 1
        return decode(stream, packet)

    monkeypatch.setattr(read_head, "decode_packet", counted)
    with opened(made["one group of pictures"]) as clip:
        for ordinal in (0, 110, 60, 118, 66):
            decoded.append(0)
            assert number_in(clip.frame(ordinal).pixels[:, :, 1]) == ordinal
    assert all(count in packets for count in decoded[-2:])


def test_a_file_that_was_put_in_its_place_is_never_read_in_its_stead(made: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(made["one group of pictures"].read_bytes())
    with opened(path) as clip:
        clip.frame(110)
        (tmp_path / "other").write_bytes(made["variable rate"].read_bytes())
        (tmp_path / "other").replace(path)
        for ordinal in (60, 118, 30, 100):
            assert number_in(clip.frame(ordinal).pixels[:, :, 1]) == ordinal
        assert len(clip._reader._heads) == 1  # pyright: ignore[reportPrivateUsage]


def test_the_cache_keeps_what_lies_around_the_frame_looked_at(made: dict[str, Path]) -> None:
    with opened(made["variable rate"]) as clip:
        frames = [clip.frame(ordinal).decoded for ordinal in range(40)]
    cache = FrameCache(frame_bytes(frames[0]) * 10)
    cache.look_at(20)
    for ordinal, frame in enumerate(frames):
        cache.put(ordinal, frame)
    low, high = cache.run(20)
    assert high - low + 1 == 10
    assert low <= 20 - 6
    assert high >= 20
    assert cache.run(3) == (3, 2)
    assert cache.get(39) is None


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe cannot be asked there, and the time is not used")
@pytest.mark.parametrize("fails", [True, False])
def test_a_worker_uses_the_time_until_the_next_call_and_no_longer(fails: bool) -> None:
    reading, writing = os.pipe()
    kept, pieces = Kept(), []

    def piece() -> float | None:
        pieces.append(1)
        if len(pieces) == 3:
            os.write(writing, b"call")
            if fails:
                raise ValueError
        return 0.0

    kept.meanwhile = piece
    with os.fdopen(reading, "rb") as calls:
        _work_meanwhile(calls, kept)
        assert len(pieces) == 3
        kept.meanwhile = None
        _work_meanwhile(calls, kept)
    os.close(writing)
    assert len(pieces) == 3
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0, "an alarm that stays would end this process"
