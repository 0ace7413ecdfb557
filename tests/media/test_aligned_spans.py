"""Spans of clips whose pictures lie on each other: planted ones are found, what does not move or match is not."""

import numpy as np
import pytest

from verifier.media.aligned_spans import Sampled, aligned_span, are_told_apart

PLACES = 300


def moving(seed: int, seconds: float, rate: float = 25.0) -> Sampled:
    """Change every place smoothly over time, like no other clip."""
    count = round(seconds * rate)
    chance = np.random.default_rng(seed)
    knots = chance.normal(110, 20, (round(seconds * 4) + 2, PLACES))
    times = np.arange(count) / rate
    places = times * 4
    low = places.astype(int)
    share = (places - low)[:, None]
    return Sampled(times, (knots[low] * (1 - share) + knots[low + 1] * share).astype(np.float32))


def noisy(sampled: Sampled, seed: int = 9) -> np.ndarray:
    return sampled.pictures + np.random.default_rng(seed).normal(0, 3, sampled.pictures.shape).astype(np.float32)


@pytest.mark.parametrize("speed", [1.0, 0.5, 1.5, 2.0])
def test_a_planted_span_is_found_with_offset_and_speed(speed: float) -> None:
    whole = moving(1, 20)
    inside = (whole.times >= 4.0) & (whole.times <= 14.0)
    part = Sampled((whole.times[inside] - 4.0) * speed, noisy(whole)[inside])
    found = aligned_span(whole, part)
    assert found is not None
    assert found.speed == pytest.approx(speed, rel=0.01)
    assert found.other_first_s - found.first_s * found.speed == pytest.approx(-4.0 * speed, abs=0.06)
    assert (found.first_s, found.last_s) == pytest.approx((4.0, 14.0), abs=0.4)


def before_a_standing_camera(seed: int) -> Sampled:
    """Let a fifth of the places move, and the rest stand as the place looks."""
    place = np.random.default_rng(5).normal(120, 60, PLACES).astype(np.float32)
    clip = moving(seed, 12)
    seen = np.tile(place, (len(clip.times), 1))
    seen[:, : PLACES // 5] += clip.pictures[:, : PLACES // 5] - 110
    return clip._replace(pictures=seen)


def test_another_clip_of_the_same_place_is_told_apart_by_what_moves() -> None:
    one, other = before_a_standing_camera(1), before_a_standing_camera(2)
    assert aligned_span(one, other) is None
    assert are_told_apart(one, other)
    assert aligned_span(one, one._replace(pictures=noisy(one))) is not None


def test_where_the_camera_moves_or_nothing_does_no_clips_are_told_apart() -> None:
    still = Sampled(np.arange(100) / 25, np.full((100, PLACES), 80, np.float32))
    assert aligned_span(still, still) is None
    assert not are_told_apart(still, still)
    assert not are_told_apart(moving(1, 12), moving(2, 12))


def test_a_few_frames_are_no_span() -> None:
    short = moving(1, 0.12)
    assert aligned_span(short, short) is None
