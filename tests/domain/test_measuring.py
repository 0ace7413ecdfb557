"""Distance from size, size from distance: against the camera model of OpenCV, by hand, and by simulation."""

from math import hypot, isclose, radians, tan
from random import Random

import cv2
import numpy as np
import pytest

from verifier.domain.errors import CommandRefused
from verifier.domain.measuring import (
    Laid,
    Measured,
    distance_of,
    figures,
    fit_of,
    lay,
    lens_of_equivalent,
    lens_of_view,
    line_length,
    size_of,
)
from verifier.domain.records import Framing, Lens
from verifier.domain.regions import Box, Line

WHOLE = Framing(4000.0, 3000.0)
ENDS = ((0.0, 0.0), (80.0, 0.0))


def test_a_length_that_opencv_projects_is_put_back_where_it_was() -> None:
    """Bars square to the axis anywhere in the picture: the true distance comes out to a part in a million."""
    random = Random(5)
    for _ in range(200):
        focal, depth, length = random.uniform(500, 6000), random.uniform(2, 900), random.uniform(3, 20)
        x, y, turn = random.uniform(-0.4, 0.4) * depth, random.uniform(-0.4, 0.4) * depth, random.uniform(0, 3.14)
        half = np.array([np.cos(turn), np.sin(turn), 0.0]) * length / 2
        middle = np.array([x, y, depth])
        camera = np.array([[focal, 0, 2000.0], [0, focal, 1500.0], [0, 0, 1.0]])
        points, _ = cv2.projectPoints(
            np.array([middle - half, middle + half]), np.zeros(3), np.zeros(3), camera, np.zeros(5)
        )
        ends = [(float(px), float(py)) for px, py in points.reshape(-1, 2)]
        lens = Lens(focal, 0.0, "stated", "")
        laid = lay(Line((ends[0], ends[1])), 1.0, WHOLE, lens)
        far = float(np.linalg.norm(middle))
        found = distance_of(Measured(length, 0.0), laid, 0.0, lens)
        # The middle of a bar square to the axis is projected on the middle of its picture.
        assert isclose(found.value_m, far, rel_tol=1e-6)
        assert isclose(size_of(found, laid, 0.0, lens).value_m, length, rel_tol=1e-9)


def test_a_cut_out_of_unknown_place_gives_the_distance_along_the_axis() -> None:
    lens = Lens(3000.0, 0.0, "stated", "")
    laid = lay(Line(((10.0, 10.0), (40.0, 50.0))), 1.0, Framing(4000.0, 3000.0, None, None), lens)
    assert laid == Laid(((10.0, 10.0), (40.0, 50.0)), 50.0, None)
    assert distance_of(Measured(0.5, 0.0), laid, 0.0, lens).value_m == pytest.approx(30.0)


def test_pixels_that_are_not_square_are_counted_as_wide_as_they_are() -> None:
    assert line_length(Line(((0.0, 0.0), (300.0, 0.0))), 4 / 3) == pytest.approx(400.0)
    assert line_length(Line(((0.0, 0.0), (0.0, 300.0))), 4 / 3) == pytest.approx(300.0)


def test_errors_add_in_squares_as_a_simulation_says() -> None:
    random = Random(1)
    lens, laid = Lens(3000.0, 60.0, "stated", ""), Laid(ENDS, 80.0, 10.0)
    said = distance_of(Measured(0.35, 0.01), laid, 1.5, lens)
    draws = [
        distance_of(
            Measured(random.gauss(0.35, 0.01), 0.0),
            Laid(ENDS, random.gauss(80.0, 1.5), 10.0),
            0.0,
            Lens(random.gauss(3000.0, 60.0), 0.0, "stated", ""),
        ).value_m
        for _ in range(40_000)
    ]
    assert float(np.std(draws)) == pytest.approx(said.error_m, rel=0.02)


def test_the_35_mm_equivalent_of_a_4_to_3_picture_lies_between_the_diagonal_and_the_width() -> None:
    lens = lens_of_equivalent(24.0, 0.0, WHOLE, "metadata", "")
    by_diagonal, by_width = 24.0 * 5000 / hypot(36, 24), 24.0 * 4000 / 36
    assert lens.focal_px - lens.error_px <= min(by_diagonal, by_width) + 1e-6
    assert lens.focal_px + lens.error_px >= max(by_diagonal, by_width) - 1e-6
    turned = lens_of_equivalent(24.0, 0.0, Framing(3000.0, 4000.0), "metadata", "")
    assert turned.focal_px == pytest.approx(lens.focal_px)


def test_a_field_of_view_is_that_of_the_longer_side() -> None:
    lens = lens_of_view(84.0, 1.0, WHOLE, "stated", "")
    assert lens.focal_px == pytest.approx(2000 / tan(radians(42)))
    assert 0 < lens.error_px < 60
    with pytest.raises(CommandRefused):
        lens_of_view(179.0, 5.0, WHOLE, "stated", "")


@pytest.mark.parametrize("region", [Box(1, 1, 5, 5), Line(((0, 0), (5, 5), (9, 0))), Line(((3, 3), (3, 3)))])
def test_what_is_no_line_of_two_ends_measures_nothing(region: Box | Line) -> None:
    with pytest.raises(CommandRefused):
        line_length(region, 1.0)


def test_a_tilted_thing_looks_short_so_nothing_is_too_large_for_it() -> None:
    size = Measured(0.35, 0.03)
    assert [fit_of(size, d, is_across=True) for d in (0.3, 0.33, 0.4)] == ["too small", "fits", "too large"]
    assert [fit_of(size, d, is_across=False) for d in (0.3, 0.33, 0.4)] == ["too small", "fits", "fits"]


def test_no_more_figures_are_written_than_are_known() -> None:
    assert figures(Measured(42.0371, 5.123)) == ("42.0", "5.1")
    assert figures(Measured(1234.5, 117.0)) == ("1230", "120")
    assert figures(Measured(0.3501, 0.0042)) == ("0.3501", "0.0042")
    assert figures(Measured(3.0, 0.0)) == ("3", "0")
