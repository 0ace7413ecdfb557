"""Local features: what was cropped, framed, stamped or turned is placed where it was cut from, and nothing else is."""

import numpy as np
import pytest
from PIL import Image

from tests.media.copies_table import bordered, cropped, stamped
from verifier.media.overlap import features_of, overlap


def photo(seed: int, width: int = 480, height: int = 360) -> Image.Image:
    """Draw a picture with corners and edges like no other."""
    chance = np.random.default_rng(seed)
    made = np.full((height, width, 3), 90, np.uint8)
    for _ in range(220):
        x, y, w, h = chance.integers(0, width), chance.integers(0, height), *chance.integers(4, 60, 2)
        made[y : y + h, x : x + w] = chance.integers(0, 256, 3)
    return Image.fromarray(made)


def pixels(picture: Image.Image) -> np.ndarray:
    return np.ascontiguousarray(np.asarray(picture))


def test_a_crop_is_placed_to_within_two_pixels() -> None:
    found = overlap(features_of(pixels(photo(1).crop((120, 60, 420, 260)))), features_of(pixels(photo(1))))
    assert found is not None
    assert found.scale == pytest.approx(300 / 480, rel=0.01)
    corner = found.placement @ np.array([0, 0, 1])
    assert corner * 480 == pytest.approx([120, 60], abs=2)


@pytest.mark.parametrize(
    "make", [cropped(0.3), bordered, stamped, lambda p: p.rotate(25), lambda p: p.resize((240, 180))]
)
def test_altered_copies_are_recognized(make: object) -> None:
    assert callable(make)
    assert overlap(features_of(pixels(make(photo(2)))), features_of(pixels(photo(2)))) is not None


def test_different_pictures_have_nothing_in_common_even_under_one_logo() -> None:
    for seed in range(3, 9):
        one, other = pixels(stamped(photo(seed))), pixels(stamped(photo(seed + 50)))
        assert overlap(features_of(one), features_of(other)) is None


def test_a_plain_picture_has_no_features() -> None:
    plain = features_of(np.full((200, 300, 3), 77, np.uint8))
    assert len(plain.points) == 0
    assert overlap(plain, plain) is None


def test_the_answer_is_the_same_every_time() -> None:
    one, other = features_of(pixels(cropped(0.3)(photo(1)))), features_of(pixels(photo(1)))
    first, second = overlap(one, other), overlap(one, other)
    assert first is not None
    assert second is not None
    assert first.placement.tolist() == second.placement.tolist()
