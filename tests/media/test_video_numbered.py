"""The frame that is shown is the frame that was asked for: clips whose frames carry their number in their pixels."""

import random
from pathlib import Path

import av
import pytest

from tests.media.made_clips import CLIPS, irregular_times, make_one, number_in
from verifier.media.sniff import sniff
from verifier.media.video import Clip, open_clip
from verifier.media.when import parse_when


def opened(path: Path, cache_bytes: int = 1 << 28, threads: int | None = None) -> Clip:
    return open_clip(path, sniff(path.read_bytes()[:65536], path.stat().st_size), cache_bytes, threads)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("clips")
    return {name: make_one(name, folder) for name in CLIPS}


@pytest.mark.parametrize("threads", [1, 4])
@pytest.mark.parametrize("name", CLIPS)
def test_every_frame_asked_for_in_any_order_is_the_one_that_comes(
    name: str, threads: int, made: dict[str, Path]
) -> None:
    count = len(CLIPS[name][1])
    order = random.Random(7).sample(range(count), min(count, 40))
    with opened(made[name], 1 << 20, threads) as clip:
        assert len(clip.table) == count
        assert [number_in(clip.frame(ordinal).pixels[:, :, 1]) for ordinal in order] == order


@pytest.mark.parametrize("name", CLIPS)
def test_identity_does_not_depend_on_the_way_to_a_frame(name: str, made: dict[str, Path]) -> None:
    with opened(made[name]) as clip:
        forward = [clip.frame(ordinal).ref for ordinal in range(len(clip.table))]
    with opened(made[name], cache_bytes=1) as clip:
        some = random.Random(3).sample(range(len(forward)), 12)
        assert [clip.frame(ordinal).ref for ordinal in some] == [forward[ordinal] for ordinal in some]
    assert len({ref.sha256 for ref in forward}) == len(forward)


def test_ten_steps_forward_and_ten_back_give_the_same_frames(made: dict[str, Path]) -> None:
    with opened(made["variable rate"], cache_bytes=1 << 20) as clip:
        forward = [clip.frame(ordinal) for ordinal in range(55, 66)]
        back = [clip.frame(ordinal) for ordinal in range(65, 54, -1)]
    for there, again in zip(forward, reversed(back), strict=True):
        assert there.ref == again.ref
        assert (there.pixels == again.pixels).all()


def test_pts_are_those_that_were_written(made: dict[str, Path]) -> None:
    with opened(made["variable rate"]) as clip:
        times = irregular_times(120)
        assert [pts * clip.table.time_base * 90000 for pts in clip.table.pts] == times
        assert clip.technical.rate_kind == "variable"
        assert clip.technical.rate_max == pytest.approx(60)
        assert clip.technical.rate_min == pytest.approx(10)


def test_a_time_names_the_frame_then_shown(made: dict[str, Path]) -> None:
    with opened(made["first PTS not zero"]) as clip:
        ordinal = clip.ordinal_at(parse_when("10.03"))
        assert ordinal == 1
        assert number_in(clip.frame(ordinal).pixels[:, :, 0]) == 1
        assert clip.table.ordinal_at(parse_when(f"pts:{clip.table.pts[7]}")) == 7


def test_the_key_frame_before_comes_with_its_own_name(made: dict[str, Path]) -> None:
    with opened(made["variable rate"]) as clip:
        frame = clip.key_frame(47)
        assert frame.ref.ordinal == 30
        assert number_in(frame.pixels[:, :, 1]) == 30
        assert frame.ref == clip.frame(30).ref
        assert number_in(clip.frame(31).pixels[:, :, 1]) == 31


def with_hidden_frames(source: Path, target: Path, hidden: set[int]) -> Path:
    """Copy a VP8 clip and clear the bit "show this frame" of some of its packets (RFC 6386, 9.1)."""
    with av.open(str(source)) as read, av.open(str(target), "w") as written:
        stream = written.add_stream_from_template(read.streams.video[0])
        for number, packet in enumerate(packet for packet in read.demux(video=0) if packet.size):
            data = bytearray(bytes(packet))
            data[0] &= 0xEF if number in hidden else 0xFF
            copy = av.Packet(bytes(data))
            copy.pts, copy.dts, copy.time_base = packet.pts, packet.dts, packet.time_base
            copy.is_keyframe, copy.stream = packet.is_keyframe, stream
            written.mux(copy)
    return target


def test_frames_that_are_never_shown_are_not_counted(made: dict[str, Path], tmp_path: Path) -> None:
    hidden = {25, 50, 51, 90}
    path = with_hidden_frames(made["VP8"], tmp_path / "a.webm", hidden)
    with opened(path) as clip:
        shown = [number for number in range(120) if number not in hidden]
        assert [number_in(clip.frame(ordinal).pixels[:, :, 1]) for ordinal in range(len(clip.table))] == shown


def test_starts_that_only_lead_to_right_pictures_later_are_not_key_frames(made: dict[str, Path]) -> None:
    with opened(made["gradual refresh"]) as clip:
        assert clip.table.keys.count(b"\x01") == 1
    with opened(made["open groups of pictures"]) as clip:
        assert clip.table.keys.count(b"\x01") == 4
