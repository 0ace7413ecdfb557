"""Distances against published values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.geo.geodesic import Course, course, destination


def degrees(whole: int, minutes: int, seconds: float) -> float:
    size = abs(whole) + minutes / 60 + seconds / 3600
    return -size if whole < 0 else size


FLINDERS_PEAK = (degrees(-37, 57, 3.72030), degrees(144, 25, 29.52440))
BUNINYONG = (degrees(-37, 39, 10.15610), degrees(143, 55, 35.38390))
# Geoscience Australia, Geocentric Datum of Australia Technical Manual 2.4, chapter 4: the line of its worked example.
# GRS 80 and WGS 84 differ by 0.1 mm in their minor axis.
LINE_M, HEADING, BACK = 54_972.271, degrees(306, 52, 5.37), degrees(127, 10, 25.07)


def test_length_and_direction_are_those_of_the_worked_example() -> None:
    there, back = course(FLINDERS_PEAK, BUNINYONG), course(BUNINYONG, FLINDERS_PEAK)
    assert there is not None
    assert back is not None
    assert there.distance_m == pytest.approx(LINE_M, abs=0.001)
    assert there.heading_deg == pytest.approx(HEADING, abs=3e-6)
    assert back.heading_deg == pytest.approx(BACK, abs=3e-6)


def test_the_line_leads_to_where_the_worked_example_says() -> None:
    assert destination(*FLINDERS_PEAK, Course(LINE_M, HEADING)) == pytest.approx(BUNINYONG, abs=1e-8)


def test_a_quarter_meridian_is_as_long_as_published() -> None:
    # 10,001,965.729 m from equator to pole on WGS 84 (Wikipedia, meridian arc, quarter meridian).
    found = course((0, 10), (90, 10))
    assert found is not None
    assert found.distance_m == pytest.approx(10_001_965.729, abs=0.001)


def test_a_line_over_the_date_line_takes_the_short_way() -> None:
    found = course((0, 179.5), (0, -179.5))
    assert found is not None
    assert found.distance_m == pytest.approx(111_319.491, abs=0.001)
    assert found.heading_deg == pytest.approx(90)


def test_opposite_points_have_no_answer_rather_than_a_wrong_one() -> None:
    assert course((0, 0), (0.5, 179.7)) is None


def test_no_way_at_all_has_no_length() -> None:
    assert course((46.7, 32.9), (46.7, 32.9)) == Course(0.0, 0.0)


@given(st.floats(-80, 80), st.floats(-180, 179.9), st.floats(1, 1e6), st.floats(0, 359.9))
def test_a_course_leads_as_far_as_it_says(latitude: float, longitude: float, meters: float, heading: float) -> None:
    end = destination(latitude, longitude, Course(meters, heading))
    back = course((latitude, longitude), end)
    assert back is not None
    assert back.distance_m == pytest.approx(meters, abs=0.01)
