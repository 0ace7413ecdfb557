"""Each filter against Pillow, or against its formula worked out in another way."""

from typing import Any

import msgspec
import numpy as np
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps

from verifier.forensics.params import (
    FORMS,
    PRESETS,
    Brightness,
    Channel,
    Contrast,
    Deinterlace,
    Denoise,
    Gamma,
    Invert,
    LocalContrast,
    Params,
    Sharpen,
    Stretch,
    form_named,
    parameters_of,
    read_params,
    settings_of,
    stack_of,
    with_setting,
)
from verifier.forensics.registry import FILTERS, apply

SPECIMENS: tuple[Params, ...] = (
    Deinterlace("top"), Deinterlace("bottom"), Denoise(2), Stretch("brightness", 1.0), Stretch("channels", 3.0),
    Brightness(20), Brightness(-35), Contrast(80), Contrast(-50), Gamma(1.8), Gamma(0.5), LocalContrast(2.0),
    LocalContrast(4.0, 16), Sharpen(150, 2.0), Channel("red"), Channel("saturation"), Channel("luminance"),
    Invert(True),
)  # fmt: skip


@pytest.fixture(scope="module")
def picture() -> Any:
    """Return smooth shades with noise and a hard edge, (301, 407, 3): odd sides, dull, so that stretching shows."""
    random = np.random.default_rng(7)
    y, x = np.mgrid[0:301, 0:407]
    base = np.stack((40 + x * 0.3, 60 + y * 0.4, 90 + (x + y) * 0.1), axis=-1)
    base[100:180, 120:260] += 50
    return np.clip(base + random.normal(0, 6, base.shape), 0, 255).astype(np.uint8)


def one(picture: Any, params: Params) -> Any:
    return apply(picture, (params,))[0].astype(int)


def test_every_filter_has_settings_and_a_function_in_the_same_order() -> None:
    assert tuple(each.params for each in FILTERS) == FORMS
    assert {type(each) for each in SPECIMENS} == set(FORMS)
    assert len({form.name for form in FORMS}) == len(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_words_and_bounds_for_every_setting_and_does_nothing_as_it_stands(form: type[Params]) -> None:
    assert not form().is_on
    for setting in settings_of(form):
        assert setting.title
        assert setting.kind != "number" or setting.least <= float(setting.default or 0) <= setting.most
        assert setting.kind != "choice" or setting.default in dict(setting.choices)


@pytest.mark.parametrize("params", SPECIMENS)
def test_a_filter_is_pure_and_comes_back_from_its_recipe(picture: Any, params: Params) -> None:
    before = picture.copy()
    first, second = apply(picture, (params,))[0], apply(picture, (params,))[0]
    assert np.array_equal(picture, before)
    assert np.array_equal(first, second)
    assert first.dtype == np.uint8
    assert first.shape == picture.shape
    assert not np.array_equal(first, picture)
    assert read_params(params.name, parameters_of(params)) == params
    assert form_named(params.name) is type(params)


def test_settings_outside_their_bounds_are_brought_back_and_refused_in_a_recipe() -> None:
    assert with_setting(Gamma(), "gamma", 99.0) == Gamma(5.0)
    assert with_setting(Brightness(), "amount", -1e9) == Brightness(-100)
    assert read_params("gamma", {"gamma": 99.0}) is None
    assert read_params("gamma", {"gamma": 1.5, "other": 1}) is None
    assert read_params("no such filter", {}) is None
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"shown": "ultraviolet"}, Channel)


def test_filters_are_applied_in_one_order_whatever_was_moved_first() -> None:
    chosen: dict[str, Params] = {"invert": Invert(True), "gamma": Gamma(2.0), "contrast": Contrast()}
    assert stack_of(chosen) == (Gamma(2.0), Invert(True))
    for stack in PRESETS.values():
        assert stack == stack_of({each.name: each for each in stack})


def test_brightness_is_what_pillow_adds(picture: Any) -> None:
    flat = Image.new("RGB", (407, 301), (51, 51, 51))  # 20 % of 255
    assert np.array_equal(one(picture, Brightness(20)), np.asarray(ImageChops.add(Image.fromarray(picture), flat)))


def test_contrast_and_gamma_follow_their_formulas_pixel_by_pixel(picture: Any) -> None:
    sample = picture[::37, ::41].reshape(-1)
    by_contrast, by_gamma = one(picture, Contrast(80)), one(picture, Gamma(1.8))
    for value, got_contrast, got_gamma in zip(
        sample, by_contrast[::37, ::41].reshape(-1), by_gamma[::37, ::41].reshape(-1), strict=True
    ):
        wanted = 127.5 + (int(value) - 127.5) * 1.8
        assert abs(got_contrast - min(255.0, max(0.0, wanted))) <= 0.5
        assert abs(got_gamma - 255 * pow(int(value) / 255, 1 / 1.8)) <= 0.5


def test_the_negative_is_pillows(picture: Any) -> None:
    assert np.array_equal(one(picture, Invert(True)), np.asarray(ImageOps.invert(Image.fromarray(picture))))


def test_stretch_by_channel_is_pillows_autocontrast(picture: Any) -> None:
    for clipped in (0.0, 1.0, 3.0):
        wanted = np.asarray(ImageOps.autocontrast(Image.fromarray(picture), cutoff=clipped)).astype(int)
        assert np.abs(one(picture, Stretch("channels", clipped)) - wanted).max() <= 1  # Pillow cuts its table, we round


def test_stretch_by_brightness_is_pillows_that_preserves_tone(picture: Any) -> None:
    pil = ImageOps.autocontrast(Image.fromarray(picture), cutoff=1.0, preserve_tone=True)
    assert np.abs(one(picture, Stretch("brightness", 1.0)) - np.asarray(pil).astype(int)).max() <= 1
    _, numbers = apply(picture, (Stretch("brightness", 1.0),))
    gray = np.asarray(Image.fromarray(picture).convert("L"))
    low, high = (np.sort(gray.ravel())[round(gray.size * share)] for share in (0.01, 0.99))
    assert abs(numbers["stretch.low"] - low) <= 1
    assert abs(numbers["stretch.high"] - high) <= 1


def test_a_flat_picture_is_not_stretched() -> None:
    flat = np.full((9, 9, 3), 77, np.uint8)
    assert np.array_equal(apply(flat, (Stretch("channels", 1.0),))[0], flat)


def test_channels_are_pillows(picture: Any) -> None:
    pil = Image.fromarray(picture)
    for name, plane in zip(("red", "green", "blue"), pil.split(), strict=True):
        got = one(picture, Channel(name))
        assert np.array_equal(got[:, :, 0], np.asarray(plane))
        assert np.array_equal(got[:, :, 0], got[:, :, 2])
    assert np.abs(one(picture, Channel("luminance"))[:, :, 0] - np.asarray(pil.convert("L")).astype(int)).max() <= 1
    saturation = np.asarray(pil.convert("HSV"))[:, :, 1].astype(int)
    assert np.abs(one(picture, Channel("saturation"))[:, :, 0] - saturation).max() <= 1


def test_denoise_is_pillows_median(picture: Any) -> None:
    wanted = np.asarray(Image.fromarray(picture).filter(ImageFilter.MedianFilter(5)))
    assert np.array_equal(one(picture, Denoise(2)), wanted)


def test_sharpening_adds_the_difference_from_a_gaussian_blur(picture: Any) -> None:
    radius, amount = 2.0, 1.5
    reach = np.arange(-10, 11)
    kernel = np.exp(-(reach**2) / (2 * radius**2))
    kernel /= kernel.sum()
    padded = np.pad(picture.astype(float), ((10, 10), (10, 10), (0, 0)), mode="edge")
    rows = sum(weight * padded[k : k + 301] for k, weight in enumerate(kernel))
    blurred = sum(weight * rows[:, k : k + 407] for k, weight in enumerate(kernel))
    wanted = np.clip(picture + amount * (picture - blurred), 0, 255)
    # The blurred values are rounded before the difference is taken: half a step, times the amount, and a rounding.
    assert np.abs(one(picture, Sharpen(150, radius)) - wanted).max() <= 0.5 * amount + 0.5 + 0.3


def test_local_contrast_is_clahe_as_its_authors_describe_it() -> None:
    """One tile after another on a picture of constant tiles: the mapping is the clipped histogram's own sum."""
    random = np.random.default_rng(3)
    gray = random.integers(90, 130, (64, 64)).astype(np.uint8)
    picture = np.repeat(gray[:, :, None], 3, axis=2)
    got = apply(picture, (LocalContrast(2.0, 2),))[0][:, :, 0].astype(int)
    maps = [
        [_clahe_map(gray[32 * row : 32 * row + 32, 32 * col : 32 * col + 32], 2.0) for col in (0, 1)] for row in (0, 1)
    ]
    wanted = np.zeros((64, 64))
    for y in range(64):
        for x in range(64):
            fy, fx = np.clip((y / 32) - 0.5, 0, 1), np.clip((x / 32) - 0.5, 0, 1)
            value = gray[y, x]
            top = maps[0][0][value] * (1 - fx) + maps[0][1][value] * fx
            bottom = maps[1][0][value] * (1 - fx) + maps[1][1][value] * fx
            wanted[y, x] = top * (1 - fy) + bottom * fy
    assert np.abs(got - wanted).max() <= 2


def _clahe_map(tile: Any, limit: float) -> Any:
    """Return the table of one tile: clip the histogram, share out what was cut, sum up (Zuiderveld 1994)."""
    counts = np.bincount(tile.ravel(), minlength=256)
    most = max(1, int(limit * tile.size / 256))
    cut = int(np.maximum(counts - most, 0).sum())
    counts = np.minimum(counts, most) + cut // 256
    left = cut % 256
    if left:
        step = max(1, 256 // left)
        counts[np.arange(0, 256, step)[:left]] += 1
    return counts.cumsum() * (255 / tile.size)


def test_deinterlacing_keeps_one_field_and_interpolates_the_other(picture: Any) -> None:
    for name, first in (("top", 0), ("bottom", 1)):
        got = one(picture, Deinterlace(name))
        kept = np.arange(first, 301, 2)
        assert np.array_equal(got[kept], picture[kept])
        for column in (0, 17, 406):
            wanted = np.interp(np.arange(301), kept, picture[kept, column, 1].astype(float))
            assert np.abs(got[:, column, 1] - wanted).max() <= 0.5
    one_row = np.full((1, 4, 3), 9, np.uint8)
    assert np.array_equal(apply(one_row, (Deinterlace("bottom"),))[0], one_row)


@pytest.mark.parametrize("params", SPECIMENS)
def test_a_filter_takes_a_picture_of_one_pixel(params: Params) -> None:
    assert apply(np.full((1, 1, 3), 80, np.uint8), (params,))[0].shape == (1, 1, 3)
