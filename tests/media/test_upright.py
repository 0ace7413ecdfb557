"""Orientation turns pixels, points and regions alike, and every turn has its way back."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.domain.inspection import Technical
from verifier.domain.regions import Arrow, Box, Ellipse, Line, Point, Polygon, RotatedBox, WholeFrame
from verifier.media.region_turning import corners
from verifier.media.upright import Orientation, exif_of_matrix, exif_of_steps, orientation_of

ASPECTS = [Fraction(1), Fraction(4, 3), Fraction(8, 9), Fraction(64, 45)]
orientations = st.builds(
    Orientation, st.integers(1, 8), st.integers(1, 300), st.integers(1, 300), st.sampled_from(ASPECTS)
)
numbers = st.floats(-500, 500, allow_nan=False)
lengths = st.floats(0, 500, allow_nan=False)
vertices = st.tuples(numbers, numbers)
plain_regions = st.one_of(
    st.builds(Box, numbers, numbers, lengths, lengths),
    st.builds(Polygon, st.lists(vertices, min_size=3, max_size=6).map(tuple)),
    st.builds(Line, st.lists(vertices, min_size=2, max_size=6).map(tuple)),
    st.builds(Arrow, vertices, vertices),
    st.builds(Point, numbers, numbers),
    st.just(WholeFrame()),
)


def outline(region, count=72):
    """Points on a region's edge, which must be moved exactly as the region is."""
    match region:
        case Box():
            x, y, right, bottom = region.x, region.y, region.x + region.width, region.y + region.height
            return [(x, y), (right, y), (right, bottom), (x, bottom)]
        case RotatedBox():
            return list(corners(region))
        case Polygon() | Line():
            return list(region.vertices)
        case Arrow():
            return [region.tail, region.head]
        case Point():
            return [(region.x, region.y)]
        case _:
            return []


def assert_same_places(found, wanted):
    """The same set of places, whatever corner comes first."""
    assert len(found) == len(wanted)
    for x, y in wanted:
        assert min((math.hypot(x - a, y - b) for a, b in found), default=0) < 1e-6


def lies_on(ellipse: Ellipse, place) -> float:
    angle = math.radians(ellipse.angle_deg)
    x, y = place[0] - ellipse.center_x, place[1] - ellipse.center_y
    along, across = x * math.cos(angle) + y * math.sin(angle), -x * math.sin(angle) + y * math.cos(angle)
    return math.hypot(along / ellipse.radius_x, across / ellipse.radius_y)


@given(orientations, vertices)
def test_a_point_comes_back_to_where_it_was(orientation, point):
    there = orientation.point_to_displayed(point)
    assert orientation.point_to_stored(there) == pytest.approx(point, abs=1e-9)


@given(orientations)
def test_the_corners_of_the_stored_grid_are_the_corners_of_the_displayed_one(orientation):
    width, height = orientation.displayed_size
    stored = [(x, y) for x in (0, orientation.width) for y in (0, orientation.height)]
    moved = [orientation.point_to_displayed(corner) for corner in stored]
    assert_same_places(moved, [(0, 0), (width, 0), (0, height), (width, height)])


@given(st.integers(1, 8), st.integers(1, 9), st.integers(1, 9))
def test_a_turned_pixel_lies_where_its_center_is_turned_to(exif, width, height):
    pixels = np.arange(width * height, dtype=np.uint8).reshape(height, width)
    orientation = Orientation(exif, width, height)
    turned = orientation.turn(pixels)
    assert turned.shape[::-1] == orientation.displayed_size
    assert (orientation.unturn(turned) == pixels).all()
    for row in range(height):
        for column in range(width):
            x, y = orientation.point_to_displayed((column + 0.5, row + 0.5))
            assert turned[int(y), int(x)] == pixels[row, column]


def test_the_eight_orientations_are_those_of_the_exif_standard():
    # Exif 3.0, table of Orientation: what the stored first row and first column are on the displayed picture.
    stored = np.array([[0, 1], [2, 3]])
    displayed = {
        1: [[0, 1], [2, 3]],
        2: [[1, 0], [3, 2]],
        3: [[3, 2], [1, 0]],
        4: [[2, 3], [0, 1]],
        5: [[0, 2], [1, 3]],
        6: [[2, 0], [3, 1]],
        7: [[3, 1], [2, 0]],
        8: [[1, 3], [0, 2]],
    }
    for exif, wanted in displayed.items():
        assert Orientation(exif, 2, 2).turn(stored).tolist() == wanted


@given(orientations, plain_regions)
def test_a_region_moves_with_its_points_and_comes_back(orientation, region):
    there = orientation.region_to_displayed(region)
    assert type(there) is type(region)
    assert_same_places(outline(there), [orientation.point_to_displayed(place) for place in outline(region)])
    assert_same_places(outline(orientation.region_to_stored(there)), outline(region))


@given(orientations, st.builds(RotatedBox, numbers, numbers, lengths, lengths, st.floats(-360, 360)))
def test_a_rotated_box_keeps_its_corners_even_where_pixels_are_not_square(orientation, box):
    there = orientation.region_to_displayed(box)
    assert_same_places(outline(there), [orientation.point_to_displayed(place) for place in outline(box)])
    assert_same_places(outline(orientation.region_to_stored(there)), outline(box))
    if orientation.sample_aspect == 1:
        assert isinstance(there, RotatedBox)
        assert orientation.region_to_stored(there).angle_deg == box.angle_deg


radii = st.floats(1, 300)


@given(orientations, st.builds(Ellipse, numbers, numbers, radii, radii, st.floats(-360, 360)), st.floats(0, 7))
def test_an_ellipse_keeps_its_edge_even_where_pixels_are_not_square(orientation, ellipse, around):
    angle = math.radians(ellipse.angle_deg)
    along, across = ellipse.radius_x * math.cos(around), ellipse.radius_y * math.sin(around)
    place = (
        ellipse.center_x + along * math.cos(angle) - across * math.sin(angle),
        ellipse.center_y + along * math.sin(angle) + across * math.cos(angle),
    )
    there = orientation.region_to_displayed(ellipse)
    assert isinstance(there, Ellipse)
    assert lies_on(there, orientation.point_to_displayed(place)) == pytest.approx(1, abs=1e-3)
    assert lies_on(orientation.region_to_stored(there), place) == pytest.approx(1, abs=1e-3)


def test_pixels_that_are_not_square_are_stretched_along_the_stored_rows():
    assert Orientation(1, 720, 576, Fraction(64, 45)).displayed_size == (1024, 576)
    assert Orientation(6, 720, 576, Fraction(64, 45)).displayed_size == (576, 1024)
    assert Orientation(1, 720, 576, Fraction(64, 45)).point_to_displayed((360, 100)) == (512, 100)


@pytest.mark.parametrize("exif", range(1, 9))
def test_a_display_matrix_is_known_by_its_signs(exif):
    orientation = Orientation(exif, 10, 20)
    x0, y0 = orientation.point_to_displayed((0, 0))
    (ax, ay), (cx, cy) = orientation.point_to_displayed((1, 0)), orientation.point_to_displayed((0, 1))
    assert exif_of_matrix((ax - x0) * 65536, (ay - y0) * 65536, (cx - x0) * 65536, (cy - y0) * 65536) == exif
    assert exif_of_steps(orientation.rotation_deg, is_mirrored=orientation.is_mirrored) == exif


def test_a_matrix_of_a_crooked_turn_is_none_of_the_eight():
    assert exif_of_matrix(0.7, 0.7, -0.7, 0.7) is None
    assert exif_of_matrix(0, 0, 0, 0) is None


def test_pictures_and_clips_give_their_orientation_from_their_technical_facts():
    assert orientation_of(Technical(width=4, height=3, orientation=6)) == Orientation(6, 4, 3)
    clip = Technical(width=720, height=480, rotation_deg=-90, sample_aspect=Fraction(8, 9))
    assert orientation_of(clip) == Orientation(8, 720, 480, Fraction(8, 9))
    assert orientation_of(Technical()) is None


@pytest.mark.parametrize("exif", [0, 9, -1])
def test_an_orientation_that_does_not_exist_is_refused(exif):
    with pytest.raises(ValueError, match="no such orientation"):
        Orientation(exif, 1, 1)
