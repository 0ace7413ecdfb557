"""Two pictures laid over each other, against Pillow; readings and frames that belong together."""

from array import array
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageChops

from verifier.domain.readings import Reading, TextValue
from verifier.media.frame_table import FrameTable
from verifier.media.messages import Kept
from verifier.workspace import comparing_tasks
from verifier.workspace.comparing import frame_at, side_by_side
from verifier.workspace.comparing_messages import Compared, CompareTwo, Picture
from verifier.workspace.comparing_tasks import STILL, compare_two


@pytest.fixture
def scene() -> Image.Image:
    """Return a picture with enough in it for features: patches of many sizes and shades."""
    random = np.random.default_rng(11)
    pixels = np.full((600, 800, 3), 120, np.uint8)
    for _ in range(260):
        x, y, w, h = random.integers(0, (760, 560, 70, 60))
        pixels[y : y + h + 6, x : x + w + 6] = random.integers(0, 255, 3)
    return Image.fromarray(pixels).resize((800, 600), Image.Resampling.BICUBIC)


def compared(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, one: Image.Image, other: Image.Image, **settings: int
) -> tuple[Compared, Any]:
    paths = [tmp_path / name for name in ("one.png", "other.png")]
    for path, image in zip(paths, (one, other), strict=True):
        image.save(path)
    shown: list[Any] = []
    monkeypatch.setattr(comparing_tasks, "lend_pixels", lambda pixels: shown.append(pixels))
    request = CompareTwo(
        Picture(bytes(paths[0]), None), Picture(bytes(paths[1]), None), 1600,
        settings.get("amplify", 1), settings.get("threshold", 16),
    )  # fmt: skip
    return compare_two(request, Kept()), shown[0]


def test_the_numbers_of_a_difference_are_pillows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scene: Image.Image
) -> None:
    changed = np.asarray(scene).copy()
    changed[100:160, 200:300] = 255
    changed[400:410, 10:30, 1] ^= 8
    result, shown = compared(monkeypatch, tmp_path, scene, Image.fromarray(changed), amplify=4)
    wanted = np.asarray(ImageChops.difference(scene, Image.fromarray(changed))).astype(int)
    assert result.placement == STILL  # found again in its place
    assert result.mean == pytest.approx(wanted.mean(), abs=1e-6)
    assert result.most == wanted.max()
    assert result.share == pytest.approx((wanted.max(axis=2) > 16).mean())
    assert np.array_equal(shown, np.minimum(wanted * 4, 255))


def test_pictures_with_nothing_in_common_are_laid_by_size_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one, other = Image.new("RGB", (80, 60), (10, 20, 30)), Image.new("RGB", (80, 60), (13, 20, 0))
    result, shown = compared(monkeypatch, tmp_path, one, other, threshold=29)
    assert result.placement is None
    assert (result.mean, result.most, result.share, result.covered) == (pytest.approx(11.0), 30, 1.0, 1.0)
    assert tuple(shown[0, 0]) == (3, 0, 30)
    other = Image.new("RGB", (40, 30), (10, 20, 30))
    result, _ = compared(monkeypatch, tmp_path, one, other)
    assert (result.mean, result.covered) == (0.0, 1.0)


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_a_crop_lies_where_it_was_cut_and_differs_by_nothing_but_its_own_coding(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scene: Image.Image, is_mirrored: bool
) -> None:
    crop = scene.crop((160, 90, 700, 520))
    if is_mirrored:
        crop = crop.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    result, _ = compared(monkeypatch, tmp_path, scene, crop)
    assert result.placement is not None
    assert result.is_mirrored is is_mirrored
    a, b, c, d, e, f = result.placement
    # 540 pixels of 800 are the crop's longer side: its corner lies at (160, 90) / 800.
    assert (a, b, c) == pytest.approx((540 / 800, 0, 160 / 800), abs=0.004)
    assert (d, e, f) == pytest.approx((0, 540 / 800, 90 / 800), abs=0.004)
    assert result.covered == pytest.approx(540 * 430 / (800 * 600), abs=0.02)
    assert result.mean < 4


def test_frames_that_are_shown_at_a_time_are_found_and_ends_hold() -> None:
    table = FrameTable(array("q", [0, 40, 120, 160]), bytes([1, 0, 0, 0]), Fraction(1, 1000))
    times = [Fraction(t, 1000) for t in (-500, 0, 39, 40, 119, 120, 160, 900)]
    assert [frame_at(table, time) for time in times] == [0, 0, 0, 1, 1, 2, 3, 3]


def reading(group: str, name: str, text: str, stored: str = "") -> Reading:
    return Reading("exifread", group, name, TextValue(stored or text), text, "APP1")


def test_readings_meet_by_group_and_name_and_one_that_stands_twice_keeps_both() -> None:
    one = (reading("IFD0", "Make", "DJI"), reading("IFD0", "Model", "FC220"), reading("XMP", "Tag", "a"),
           reading("XMP", "Tag", "b"), reading("IFD0", "Zero", "0"))  # fmt: skip
    other = (reading("IFD0", "Model", "FC220"), reading("XMP", "Tag", "a"), reading("IFD0", "Make", "Apple"),
             reading("GPS", "GPSLatitude", "0"))  # fmt: skip
    rows = side_by_side(one, other)
    assert [(row.name, row.one, row.other, row.is_same) for row in rows] == [
        ("Make", "DJI", "Apple", False),
        ("Model", "FC220", "FC220", True),
        ("Tag", "a", "a", True),
        ("Tag", "b", "", False),
        ("Zero", "0", "", False),
        ("GPSLatitude", "", "0", False),
    ]


def test_readings_that_print_alike_and_are_stored_otherwise_differ() -> None:
    (row,) = side_by_side((reading("A", "n", "1", "01"),), (reading("A", "n", "1", "1"),))
    assert not row.is_same
