"""Pixels for the eye: matrix, range, turn, shape and tone are right, and the same every time."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange

from verifier.media.frame_pixels import FrameConverter, conversion_facts, pixel_libraries, pq_curve
from verifier.media.sniff import sniff
from verifier.media.upright import Orientation
from verifier.media.video import open_clip

RED = (210, 40, 60)
WEIGHTS = {5: (0.299, 0.114), 1: (0.2126, 0.0722), 9: (0.2627, 0.0593)}
"""Matrix of ITU-T H.273, table 4 -> Kr, Kb."""


def colored(rgb: tuple[int, int, int], matrix: int, is_full: bool, height: int = 64) -> av.VideoFrame:
    """Make a frame of one color by the equations of H.273, without swscale."""
    red_weight, blue_weight = WEIGHTS[matrix if matrix in WEIGHTS else (1 if height >= 720 else 5)]
    red, green, blue = (channel / 255 for channel in rgb)
    luma = red_weight * red + (1 - red_weight - blue_weight) * green + blue_weight * blue
    blue_difference, red_difference = (blue - luma) / 2 / (1 - blue_weight), (red - luma) / 2 / (1 - red_weight)
    scales = (255, 0, 255) if is_full else (219, 16, 224)
    values = (
        luma * scales[0] + scales[1],
        blue_difference * scales[2] + 128,
        red_difference * scales[2] + 128,
    )
    frame = av.VideoFrame(64, height, "yuv444p")
    for plane, value in zip(frame.planes, values, strict=True):
        plane.update(bytes([round(value)]) * plane.buffer_size)
    frame.colorspace = matrix
    frame.color_range = ColorRange.JPEG if is_full else ColorRange.MPEG
    return frame


def shown(frame: av.VideoFrame) -> np.ndarray:
    return FrameConverter(Orientation(1, frame.width, frame.height)).displayed(frame)


@pytest.mark.parametrize("is_full", [True, False])
@pytest.mark.parametrize("matrix", [1, 5, 9])
def test_a_color_comes_back_by_the_matrix_and_range_the_stream_names(matrix: int, is_full: bool) -> None:
    pixel = shown(colored(RED, matrix, is_full))[20, 20]
    assert np.abs(pixel.astype(int) - RED).max() <= 2


@pytest.mark.parametrize("height", [64, 720])
def test_a_stream_that_names_no_matrix_is_read_by_its_height(height: int) -> None:
    pixel = shown(colored(RED, 2, False, height))[20, 20]
    assert np.abs(pixel.astype(int) - RED).max() <= 2


def test_black_and_white_are_black_and_white() -> None:
    for is_full in (True, False):
        assert shown(colored((255, 255, 255), 1, is_full)).min() == 255
        assert shown(colored((0, 0, 0), 1, is_full)).max() == 0


def textured(width: int = 37, height: int = 23) -> av.VideoFrame:
    noise = np.random.default_rng(4).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return av.VideoFrame.from_ndarray(noise, format="rgb24").reformat(format="yuv420p")


def test_the_same_frame_gives_the_same_pixels_with_any_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = textured(640, 362)
    results = []
    for threads in (1, 2, 5):
        monkeypatch.setattr("verifier.media.frame_pixels._THREADS", threads)
        results.append(shown(frame))
    assert all((result == results[0]).all() for result in results)


@pytest.mark.parametrize("exif", range(1, 9))
def test_each_orientation_only_moves_pixels(exif: int) -> None:
    frame = textured()
    orientation = Orientation(exif, 37, 23)
    converter = FrameConverter(orientation)
    pixels, stored = converter.displayed(frame), converter.stored(frame)
    assert pixels.flags.c_contiguous
    for x, y in ((0, 0), (36, 0), (5, 20), (36, 22)):
        to_x, to_y = orientation.point_to_displayed((x + 0.5, y + 0.5))
        assert (pixels[int(to_y), int(to_x)] == stored[y, x]).all()


def test_a_smaller_picture_keeps_its_proportions_and_none_is_enlarged() -> None:
    converter = FrameConverter(Orientation(6, 37, 23, Fraction(2)))
    assert converter.displayed(textured()).shape == (74, 23, 3)
    assert converter.displayed(textured(), 37).shape == (37, 12, 3)
    assert converter.displayed(textured(), 5000).shape == (74, 23, 3)
    assert converter.stored(textured()).shape == (23, 37, 3)


def test_the_tone_curve_is_that_of_the_standard() -> None:
    curve = pq_curve()
    assert curve[0] == 0
    assert curve[-1] == 255
    assert (np.diff(curve.astype(int)) >= 0).all()
    # ST 2084: 100 nits lie at 0.508 of full range, 1000 nits at 0.752.
    assert 130 < curve[round(0.508 * 4095)] < 175
    assert curve[round(0.752 * 4095)] >= 250


def test_hdr_clips_are_shown_with_plausible_brightness(samples: Path) -> None:
    for name in ("media__hdr10-av1.mp4", "media__hlg10-color-test.mp4", "media__sample_with_colr_mdcv_and_clli.mp4"):
        path = samples / "videos" / name
        with path.open("rb") as file:
            sniffed = sniff(file.read(65536), path.stat().st_size)
        with open_clip(path, sniffed) as clip:
            pixels = clip.frame(1, max_side=320).pixels
        assert 25 < pixels.mean() < 200, name
        assert pixels.std() > 15, name


def test_a_recipe_says_how_pixels_were_made_and_by_which_libraries() -> None:
    facts = conversion_facts(colored(RED, 9, False))
    assert facts["matrix"] == "BT2020"
    assert facts["range"] == "limited"
    assert facts["tone_curve"] is None
    assert {"libavcodec", "libswscale", "av"} <= pixel_libraries().keys()
