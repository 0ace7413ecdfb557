"""A region is followed where its target is known to be, and let go where it is hidden, gone or without a hold."""

import os
from fractions import Fraction
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest

from verifier.domain.errors import UsageError
from verifier.domain.regions import Box, Point, WholeFrame
from verifier.media.following_messages import Followed, FollowOn
from verifier.media.following_tasks import follow_on

WIDTH, HEIGHT, FRAMES = 480, 320, 130
SIDE = 56
HIDDEN = range(112, 118)


def target_box(number: int, *, grows: bool) -> Box:
    """Return where the target stands on a frame: on a curve, growing by half where it is asked to."""
    side = SIDE * (1 + (0.5 * number / FRAMES if grows else 0))
    x = 60 + 2.4 * number
    y = 130 + 60 * np.sin(number / 22)
    return Box(float(x - side / 2), float(y - side / 2), float(side), float(side))


def frame_time_ms(number: int, *, is_variable: bool) -> int:
    """Return when a frame is shown: every 40 ms, or after 20, 40 and 60 ms in turn, as a phone does in changing light.

    Not one step lasts as long as the clip's mean says, so that a number made from time and rate is soon a wrong one.
    """
    return number // 3 * 120 + (0, 20, 60)[number % 3] if is_variable else number * 40


def make_moving_clip(
    path: Path, *, grows: bool = False, hides: bool = False, texture: bool = True, is_variable: bool = False
) -> Path:
    """Write a clip of a patterned square that moves over a still ground; ``hides``: something covers it for a while."""
    source = np.random.default_rng(5)
    ground = np.kron(source.integers(60, 120, (HEIGHT // 8, WIDTH // 8)), np.ones((8, 8))).astype(np.uint8)
    pattern = np.kron(source.integers(0, 255, (7, 7)), np.ones((16, 16))).astype(np.uint8)
    if not texture:
        ground[:], pattern[:] = 90, 90
    import cv2

    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=25, options={"crf": "16", "g": "25"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        if is_variable:
            stream.codec_context.time_base = stream.time_base = Fraction(1, 1000)
        for number in range(FRAMES):
            picture = ground.copy()
            box = target_box(number, grows=grows)
            matrix = np.array([[box.width / 112, 0, box.x], [0, box.height / 112, box.y]])
            cv2.warpAffine(pattern, matrix, (WIDTH, HEIGHT), dst=picture, borderMode=cv2.BORDER_TRANSPARENT)
            if hides and number in HIDDEN:
                picture[:, 300:] = ground[:, 300:][:, ::-1]
            frame = av.VideoFrame.from_ndarray(np.repeat(picture[:, :, None], 3, axis=2), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            if is_variable:
                frame.pts, frame.time_base = frame_time_ms(number, is_variable=True), Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def follow(path: Path, region: object, *, first: int = 0, step: int = 1, frames: int = 100, job: str = "") -> Followed:
    name = job or f"{path}{first}{step}"
    return follow_on(FollowOn(os.fsencode(path), name, first, region, (first, region), step, frames))  # type: ignore[arg-type]


def overlap(one: Box, other: Box) -> float:
    """Return the intersection over the union of two boxes."""
    wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    inner = max(0.0, wide) * max(0.0, high)
    return inner / (one.width * one.height + other.width * other.height - inner)


@pytest.mark.parametrize("grows", [False, True])
def test_a_target_is_followed_over_a_hundred_frames(tmp_path: Path, grows: bool) -> None:
    path = make_moving_clip(tmp_path / "a.mp4", grows=grows)
    found = follow(path, target_box(0, grows=grows))
    assert [ordinal for ordinal, _ in found.regions] == list(range(1, 101))
    fits = [overlap(region, target_box(ordinal, grows=grows)) for ordinal, region in found.regions]  # type: ignore[arg-type]
    assert sum(fit >= 0.7 for fit in fits) >= 95
    assert found.libraries["opencv-python"]


def test_it_goes_on_from_where_it_was_and_backwards_too(tmp_path: Path) -> None:
    path = make_moving_clip(tmp_path / "a.mp4")
    whole = follow(path, target_box(0, grows=False), frames=40, job="whole")
    mark = (0, target_box(0, grows=False))
    asked = FollowOn(os.fsencode(path), "parts", *mark, mark, 1, 20)
    one = follow_on(asked).regions
    last, region = one[-1]
    two = follow_on(msgspec.structs.replace(asked, ordinal=last, region=region)).regions
    assert one + two == whole.regions
    # A worker whose own place is another one goes on from where it is told, not from where it was.
    follow_on(asked)
    last, region = two[-1]
    three = follow_on(msgspec.structs.replace(asked, ordinal=last, region=region, frames=5)).regions
    assert [ordinal for ordinal, _ in three] == [41, 42, 43, 44, 45]
    assert all(overlap(found, target_box(ordinal, grows=False)) > 0.8 for ordinal, found in three)  # type: ignore[arg-type]
    back = follow(path, target_box(60, grows=False), first=60, step=-1, frames=30)
    assert [ordinal for ordinal, _ in back.regions] == list(range(59, 29, -1))
    assert all(overlap(region, target_box(ordinal, grows=False)) > 0.8 for ordinal, region in back.regions)  # type: ignore[arg-type]


def test_it_stops_where_something_covers_it(tmp_path: Path) -> None:
    path = make_moving_clip(tmp_path / "a.mp4", hides=True)
    found = follow(path, target_box(60, grows=False), first=60)
    assert found.why in ("lost", "unlike")
    assert HIDDEN.start - 1 <= found.regions[-1][0] <= HIDDEN.start + 2


def test_it_ends_with_the_clip_or_where_the_target_leaves(tmp_path: Path) -> None:
    path = make_moving_clip(tmp_path / "a.mp4")
    assert follow(path, target_box(100, grows=False), first=100).why in ("end", "left")


def test_a_plain_wall_is_not_followed(tmp_path: Path) -> None:
    found = follow(make_moving_clip(tmp_path / "a.mp4", texture=False), Box(100, 100, 60, 60))
    assert found.regions == ()
    assert found.why == "plain"


def test_a_point_is_followed_by_what_surrounds_it_and_a_whole_frame_is_not(tmp_path: Path) -> None:
    path = make_moving_clip(tmp_path / "a.mp4")
    middle = target_box(0, grows=False)
    found = follow(path, Point(middle.x + SIDE / 2, middle.y + SIDE / 2), frames=30)
    last = target_box(30, grows=False)
    at = found.regions[-1][1]
    assert isinstance(at, Point)
    assert abs(at.x - last.x - SIDE / 2) < 4
    assert abs(at.y - last.y - SIDE / 2) < 4
    with pytest.raises(UsageError, match="does not move"):
        follow(path, WholeFrame())
