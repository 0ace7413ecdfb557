"""The projection against worked examples of its source, and against itself backwards."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.geo.projection import (
    isometric_latitude,
    latitude_of,
    meters_per_world,
    scale_factor,
    to_degrees,
    to_world,
)

CLARKE_1866_M = 6_378_206.4
CLARKE_1866_E = math.sqrt(0.00676866)


def test_northing_and_scale_are_those_of_snyders_worked_example() -> None:
    # Snyder 1987, page 267: Mercator, ellipsoid of Clarke 1866, latitude 35° N.
    assert isometric_latitude(35, CLARKE_1866_E) * CLARKE_1866_M == pytest.approx(4_139_145.6, abs=0.1)
    assert scale_factor(35, CLARKE_1866_E) == pytest.approx(1.2194146, abs=1e-7)


def test_latitude_from_northing_is_that_of_snyders_worked_example() -> None:
    # Snyder 1987, page 268: the same example backwards.
    assert latitude_of(4_139_145.6 / CLARKE_1866_M, CLARKE_1866_E) == pytest.approx(35, abs=1e-6)


def test_the_middle_of_the_square_is_where_equator_and_greenwich_meet() -> None:
    assert to_world(0, 0) == pytest.approx((0.5, 0.5))
    assert to_world(85.08405, -180) == pytest.approx((0, 0), abs=1e-6)


def test_a_degree_of_longitude_is_as_long_as_published() -> None:
    # The table for WGS 84 in Wikipedia's article on longitude: 111.320 km, 78.847 km at 45°, 55.800 km at 60°.
    assert meters_per_world(45) / 360 == pytest.approx(78_847, abs=1)
    assert meters_per_world(60) / 360 == pytest.approx(55_800, abs=1)
    assert meters_per_world(0) / 360 == pytest.approx(111_320, abs=1)


@given(st.floats(-85, 85), st.floats(-180, 179.999))
def test_a_place_comes_back_from_where_it_is_drawn(latitude: float, longitude: float) -> None:
    assert to_degrees(to_world(latitude, longitude)) == pytest.approx((latitude, longitude), abs=1e-9)


def test_the_world_repeats_to_the_side() -> None:
    x, y = to_world(10, 170)
    assert to_degrees((x + 1, y)) == pytest.approx((10, 170))
    assert to_degrees((x - 2, y)) == pytest.approx((10, 170))


def test_a_place_beyond_the_square_is_put_on_its_edge() -> None:
    assert to_world(90, 0)[1] == pytest.approx(0, abs=1e-6)
