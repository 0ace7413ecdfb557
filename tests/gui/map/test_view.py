"""What is seen of the map: zoom at the pointer, edges of the world, the scale bar."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.geo.geodesic import Course, destination
from verifier.geo.projection import to_world
from verifier.gui.map.marks import circle
from verifier.gui.map.view import MapView, scale_bar

VIEW = MapView(width=1440, height=900).at(46.7, 32.9, 8)


@given(st.floats(0, 1440), st.floats(0, 900), st.floats(6, 18))
def test_the_place_under_the_pointer_stays_where_it_is(x: float, y: float, zoom: float) -> None:
    before = VIEW.to_degrees((x, y))
    after = VIEW.zoomed(zoom, (x, y))
    assert after.place_to_screen(*before) == pytest.approx((x, y), abs=0.01)


def test_the_world_is_never_seen_twice_nor_beyond_its_edges() -> None:
    far = VIEW.zoomed(-5)
    assert far.world_px == pytest.approx(1440)
    up = far.zoomed(4).moved(0, 100_000)
    assert up.to_world((0, 0))[1] == pytest.approx(0)


def test_a_place_beyond_the_date_line_is_drawn_beside_what_is_seen() -> None:
    view = MapView(width=800, height=600).at(0, 179, 6)
    assert view.place_to_screen(0, -179)[0] == pytest.approx(400 + 2 / 360 * view.world_px)


def test_everything_fits_also_across_the_date_line() -> None:
    places = [to_world(10, 175), to_world(-5, -170)]
    view = MapView(width=800, height=600).fitted(places)
    assert all(0 <= x <= 800 and 0 <= y <= 600 for x, y in map(view.to_screen, places))
    assert view.zoom > 4


def test_nothing_to_fit_is_the_whole_world() -> None:
    assert VIEW.fitted([]).zoom == VIEW.least_zoom


def test_places_on_three_continents_are_all_in_sight_whichever_comes_first() -> None:
    # Nevada, Rome, India, Bali: 231 degrees from the first to the last over Europe, with room at both sides of the map.
    places = [to_world(39.5, -116.0), to_world(41.9, 12.5), to_world(20.0, 77.0), to_world(-8.4, 115.2)]
    for first in range(len(places)):
        view = MapView(width=680, height=800).fitted([*places[first:], *places[:first]])
        for place in places:
            x, y = view.to_screen(place)
            assert 60 < x < view.width - 60
            assert 0 < y < view.height


@pytest.mark.parametrize(("meters_per_px", "length_m"), [(1.0, 100), (0.6, 50), (158.7, 10_000), (30_000, 2_000_000)])
def test_the_scale_bar_is_a_round_length_that_fits(meters_per_px: float, length_m: float) -> None:
    length, pixels = scale_bar(meters_per_px, 120)
    assert length == length_m
    assert pixels <= 120


def test_a_radius_is_as_many_pixels_as_the_scale_bar_says() -> None:
    # 20 km at 46.7° N: drawn by the geodesic, measured by the scale, which come from different formulas.
    view = VIEW.zoomed(9)
    ring = [view.to_screen(point) for point in circle(46.7, 32.9, 20_000)]
    middle = view.place_to_screen(46.7, 32.9)
    reach = [math.dist(middle, point) * view.meters_per_px(46.7) for point in ring]
    assert min(reach) == pytest.approx(20_000, rel=0.004)
    assert max(reach) == pytest.approx(20_000, rel=0.004)


def test_a_heading_is_drawn_at_its_true_angle() -> None:
    view = VIEW.zoomed(12)
    end = destination(46.7, 32.9, Course(1_000, 74))
    x, y = view.place_to_screen(*end)
    at = view.place_to_screen(46.7, 32.9)
    assert math.degrees(math.atan2(x - at[0], at[1] - y)) == pytest.approx(74, abs=0.02)
