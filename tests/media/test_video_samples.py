"""Clips that nobody here made, against what FFmpeg's own programs say of them."""

import json
import random
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest

from verifier.domain.errors import RefusedFile
from verifier.media.clip_opening import OpenedClip
from verifier.media.frame_identity import frame_sha256
from verifier.media.sniff import sniff
from verifier.media.video import Clip, open_clip

HASHED_FRAMES = 8
MANY_STARTS = (
    "videos/drones-as-objects/Drone-detection-dataset__V_DRONE_001.mp4",
    "videos/media__iibbibb_editlist_videoonly.mp4",
    "videos/media__sample.avi",
    "videos/media__sample_h264.ts",
    "videos/metadata-extractor-images__Sony ILCE-7M3 (A7M3).mts",
    "videos/mp4parser__MOV00006.3gp",
    "videos/photoprism__earth.mov",
    "videos/photoview__mkv.mkv",
    "videos/photoview__mpeg.mpg",
    "videos/photoview__quicktime.mov",
)
"""Clips small enough to be decoded whole, with several key frames: true ones, false ones, field pairs, edit lists."""


def opened(path: Path, threads: int | None = None) -> Clip:
    with path.open("rb") as file:
        return open_clip(path, sniff(file.read(65536), path.stat().st_size), threads=threads)


@pytest.fixture(scope="module")
def truths(samples: Path) -> dict[Path, dict[str, Any]]:
    """Return what ffprobe found, for the files that it found pictures in."""
    told = json.loads((samples / "GROUNDTRUTH.ffprobe.json").read_text())
    told.pop("_about")
    return {samples / name: truth for name, truth in told.items() if truth["video_frames_decoded"]}


def difference(path: Path, truth: dict[str, Any]) -> str:
    """Say how a clip differs from what ffprobe found; empty where it does not."""
    with opened(path) as clip:
        times = [f"{float(pts * clip.table.time_base):.6f}" for pts in clip.table.pts]
        stream = next(stream for stream in truth["streams"] if stream["codec_type"] == "video")
        turn = round(-(truth["rotation"] or 0)) % 360 if abs(truth["rotation"] or 0) <= 360 else 0
        ours = (
            len(times),
            times[:5],
            times[-2:],
            (clip.technical.width, clip.technical.height, clip.technical.codec, clip.technical.pixel_format),
            clip.table.time_base,
            clip.technical.rotation_deg,
            clip.technical.has_audio,
        )
    theirs = (
        truth["video_frames_decoded"],
        truth["first_pts"],
        truth["last_pts"],
        (stream["width"], stream["height"], stream["codec_name"], stream["pix_fmt"]),
        Fraction(stream["time_base"]),
        turn,
        truth["has_audio"],
    )
    return "" if ours == theirs else f"{path.name}: {ours} is not {theirs}"


def test_count_times_size_and_turn_agree_with_ffprobe_for_every_clip(truths: dict[Path, dict[str, Any]]) -> None:
    # No clip differs. Where ffprobe decoded nothing, tests/media/test_video_damage.py says what we make of it.
    assert [found for path, truth in truths.items() if (found := difference(path, truth))] == []
    assert len(truths) == 57


def framehash(path: Path, frames: int) -> list[tuple[int, str]]:
    """Return PTS and hash of the first frames as the ffmpeg program prints them."""
    options = ("-flags", "bitexact", "-threads", "1", "-noautorotate")
    chosen = ("-map", "0:V:0", "-fps_mode", "passthrough", "-copyts", "-enc_time_base", "-1", "-frames:v", str(frames))
    command = ["ffmpeg", "-v", "quiet", "-nostdin", *options, "-i", str(path), *chosen]
    done = subprocess.run([*command, "-f", "framehash", "-hash", "sha256", "-"], capture_output=True, check=True)
    lines = [line.split(",") for line in done.stdout.decode().splitlines() if not line.startswith("#")]
    return [(int(line[2]), line[-1].strip()) for line in lines]


def test_identity_is_what_ffmpeg_prints_for_every_clip(truths: dict[Path, dict[str, Any]]) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("the ffmpeg program is not installed")
    wrong: list[str] = []
    for path in truths:
        printed = framehash(path, HASHED_FRAMES)
        ordinals = random.Random(5).sample(range(len(printed)), min(3, len(printed)))
        with opened(path) as clip:
            refs = [clip.frame(ordinal, max_side=32).ref for ordinal in ordinals]
        wrong += [f"{path.name} #{ref.ordinal}" for ref in refs if (ref.pts, ref.sha256) != printed[ref.ordinal]]
    assert wrong == []


@pytest.mark.parametrize("name", MANY_STARTS)
def test_frames_reached_at_random_are_those_of_decoding_from_the_start(samples: Path, name: str) -> None:
    truth = decoded_whole(samples / name)
    ordinals = random.Random(11).sample(range(len(truth)), min(16, len(truth)))
    for threads in (1, 4):
        with opened(samples / name, threads) as clip:
            assert len(clip.table) == len(truth)
            found = [clip.frame(ordinal, max_side=32).ref.sha256 for ordinal in ordinals]
        assert found == [truth[ordinal] for ordinal in ordinals]


def decoded_whole(path: Path) -> list[str]:
    """Hash all frames of a clip, decoded in one go by plain PyAV."""
    with path.open("rb") as file:
        demuxer = sniff(file.read(65536), path.stat().st_size).demuxer
    with av.open(str(path), format=demuxer) as container:
        container.streams.video[0].codec_context.flags |= av.codec.context.Flags.bitexact
        container.streams.video[0].thread_type = "NONE"
        return [frame_sha256(frame) for frame in container.decode(video=0)]


def test_ten_steps_forward_and_back_give_the_same_on_a_phone_clip(samples: Path) -> None:
    with opened(samples / "videos" / "metadata-extractor-images__with-gps.mov") as clip:
        forward = [clip.frame(ordinal) for ordinal in range(50, 61)]
        back = [clip.frame(ordinal) for ordinal in range(60, 49, -1)]
    assert [frame.ref for frame in forward] == [frame.ref for frame in reversed(back)]
    assert all((a.pixels == b.pixels).all() for a, b in zip(forward, reversed(back), strict=True))


def test_the_four_turns_of_one_scene_show_the_same_picture(samples: Path) -> None:
    shown = {}
    for turn in (0, 90, 180, 270):
        with opened(samples / "videos" / f"decord__video_{turn}.mov") as clip:
            assert clip.technical.rotation_deg == turn
            frame = clip.frame(0)
            height, width = frame.pixels.shape[:2]
            assert (clip.technical.displayed_width, clip.technical.displayed_height) == (width, height)
            raw = clip.frame(0, raw=True)
            assert raw.pixels.shape == (320, 568, 3)
            assert raw.ref == frame.ref
            shown[turn] = frame.pixels
    assert shown[0].shape == shown[180].shape
    assert shown[90].shape == shown[270].shape == (568, 320, 3)


def test_pixels_of_other_shapes_than_a_square_are_stretched(samples: Path) -> None:
    with opened(samples / "videos" / "mp4parser__MOV00006.3gp") as clip:
        assert clip.technical.sample_aspect == Fraction(12, 11)
        assert clip.frame(3).pixels.shape == (144, 192, 3)
        assert clip.frame(3, raw=True).pixels.shape == (144, 176, 3)


def test_a_clip_whose_pictures_lie_in_other_files_is_refused(samples: Path) -> None:
    with pytest.raises(RefusedFile, match="another file"):
        opened(samples / "videos" / "photoprism__quicktime-jpeg.mov")


def test_the_second_fields_of_an_interlaced_clip_are_no_frames(samples: Path) -> None:
    path = samples / "videos" / "metadata-extractor-images__Sony ILCE-7M3 (A7M3).mts"
    with opened(path) as clip:
        assert len(clip.table) == 13
        assert clip.technical.rate_max == 25
    plain = OpenedClip(path, "mpegts")
    assert sum(1 for packet in plain.container.demux(video=0) if packet.size) == 26
    plain.close()
