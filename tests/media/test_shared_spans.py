"""Spans that two clips share: planted ones are found with shift and speed, and others are not."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tests.media.test_picture_hashes import clip_of
from verifier.media.picture_hashes import FileHashes, hashes_of_clip
from verifier.media.shared_spans import shared_span

BASE = Fraction(1, 1000)


def clip(hashes: np.ndarray, times_s: np.ndarray) -> FileHashes:
    count = len(hashes)
    pts = np.round(times_s * 1000).astype(np.int64)
    return FileHashes(
        "pdq 1", "d", hashes, hashes[:8], np.full(count, 100, np.uint8), np.arange(count), pts, BASE, is_whole=True
    )


def drawn(seed: int, count: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (count, 32), np.uint8)


def noisy(hashes: np.ndarray, bits: int) -> np.ndarray:
    """Flip so many bits of every hash, as compressing again does."""
    chance, flipped = np.random.default_rng(9), hashes.copy()
    for row in flipped:
        for bit in chance.choice(256, bits, replace=False):
            row[bit // 8] ^= 1 << (bit % 8)
    return flipped


@pytest.mark.parametrize("speed", [1.0, 0.5, 1.25, 2.0])
def test_a_planted_span_is_found_with_its_shift_and_speed(speed: float) -> None:
    times_s = np.arange(100) * 0.3
    original = drawn(1, 100)
    span, before = slice(30, 70), 20
    repost = np.concatenate([drawn(2, before), noisy(original[span], 16), drawn(3, 30)])
    starts_s = 7.0
    repost_s = np.concatenate([np.linspace(0, 6.5, before), starts_s + np.arange(40) * 0.3 * speed, 40 + np.arange(30)])
    found = shared_span(clip(original, times_s), clip(repost, repost_s))
    assert found is not None
    assert (found.first_s, found.last_s) == pytest.approx((9.0, 20.7), abs=0.05)
    assert (found.other_first_s, found.other_last_s) == pytest.approx((7.0, 7.0 + 11.7 * speed), abs=0.05)
    assert found.speed == pytest.approx(speed, abs=0.01)
    assert found.frames == 40


def test_clips_of_different_things_share_nothing() -> None:
    times_s = np.arange(200) * 0.2
    assert shared_span(clip(drawn(1, 200), times_s), clip(drawn(2, 200), times_s)) is None


def test_one_picture_in_both_is_no_span() -> None:
    times_s = np.arange(50) * 0.2
    one, other = drawn(1, 50), drawn(2, 50)
    other[20:30] = one[5]
    assert shared_span(clip(one, times_s), clip(other, times_s)) is None


def test_the_samples_share_what_they_are_known_to(samples: Path) -> None:
    found: dict[str, FileHashes] = {}
    for name in ("pattern-sd-grey-bar", "pattern-sd-with-small-logo-bar", "doorknob-hd-no-bar"):
        with clip_of(samples, name) as opened:
            found[name] = hashes_of_clip(opened)
    shared = shared_span(found["pattern-sd-grey-bar"], found["pattern-sd-with-small-logo-bar"])
    assert shared is not None
    assert shared.speed == 1.0
    assert abs(shared.first_s - shared.other_first_s) < 0.1
    assert shared.last_s - shared.first_s > 6
    assert shared_span(found["doorknob-hd-no-bar"], found["pattern-sd-grey-bar"]) is None
