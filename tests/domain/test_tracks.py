"""Regions that move: between two keyframes they stand where exact time puts them."""

from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import KEYFRAMES
from verifier.domain.records import Keyframe
from verifier.domain.regions import Arrow, Box, Ellipse, Line, Point, Polygon, Region, RotatedBox
from verifier.domain.tracks import between, region_at, sparse

MS = Fraction(1, 1000)


def at(pts: int, region: Region | None, state: str = "shown") -> Keyframe:
    return msgspec.structs.replace(
        KEYFRAMES[0], pts=pts, time_base=MS, region=region, state=state if region is None else "shown"
    )


def test_a_box_stands_where_the_time_says_and_not_where_the_frame_count_says() -> None:
    # Frames at 0, 33 and 500 ms: the middle one is 33/500 of the way, not half of it.
    keyframes = [at(0, Box(0, 0, 10, 10)), at(500, Box(100, 50, 20, 10))]
    assert region_at(keyframes, Fraction(33, 1000)) == Box(
        pytest.approx(6.6), pytest.approx(3.3), pytest.approx(10.66), 10
    )
    assert region_at(keyframes, Fraction(1, 2)) == Box(100, 50, 20, 10)


def test_it_stands_nowhere_before_the_first_and_while_hidden_or_gone() -> None:
    keyframes = [at(100, Point(1, 1)), at(200, None, "hidden"), at(300, Point(3, 3)), at(400, None, "vanished")]
    seen = {ms: region_at(keyframes, ms * MS) for ms in (99, 100, 150, 200, 299, 300, 399, 400, 900)}
    assert {ms for ms, region in seen.items() if region is not None} == {100, 150, 300, 399}
    assert seen[150] == Point(1, 1)  # towards one that is hidden there is nothing to go to


def test_an_angle_goes_the_short_way_round() -> None:
    first, last = RotatedBox(0, 0, 4, 2, 350), RotatedBox(0, 0, 4, 2, 10)
    assert between(first, last, 0.5) == RotatedBox(0, 0, 4, 2, pytest.approx(0, abs=1e-9))
    assert between(last, first, 0.25) == RotatedBox(0, 0, 4, 2, pytest.approx(5))
    assert between(Ellipse(0, 0, 4, 2, 10), Ellipse(0, 0, 4, 2, 350), 0.75) == Ellipse(0, 0, 4, 2, pytest.approx(355))


def test_outlines_go_vertex_by_vertex_and_hold_where_they_cannot() -> None:
    one, two = Polygon(((0, 0), (4, 0), (0, 4))), Polygon(((2, 0), (6, 0), (2, 8)))
    assert between(one, two, 0.5) == Polygon(((1, 0), (5, 0), (1, 6)))
    assert between(one, Polygon((*two.vertices, (9, 9))), 0.5) == one
    assert between(Line(((0, 0), (2, 2))), Line(((2, 0), (4, 2))), 0.5) == Line(((1, 0), (3, 2)))
    assert between(Arrow((0, 0), (2, 2)), Arrow((2, 0), (4, 2)), 0.5) == Arrow((1, 0), (3, 2))
    assert between(one, Box(0, 0, 1, 1), 0.5) == one


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=2, max_size=60))
def test_what_is_left_of_a_dense_track_is_never_off_by_more_than_was_asked(path: list[tuple[int, int]]) -> None:
    dense = [(number * Fraction(1, 25), Box(x, y, 20, 10)) for number, (x, y) in enumerate(path)]
    kept = sparse(dense, 1.5)
    assert kept[0] == 0
    assert kept[-1] == len(dense) - 1
    keyframes = [at(round(dense[place][0] * 1000), dense[place][1]) for place in kept]
    for time, region in dense:
        found = region_at(keyframes, time)
        assert isinstance(found, Box)
        assert abs(found.x - region.x) <= 1.5 + 1e-6
        assert abs(found.y - region.y) <= 1.5 + 1e-6


def test_a_straight_way_needs_its_two_ends_alone() -> None:
    dense = [(Fraction(number, 25), Box(3 * number, 2 * number, 20, 10)) for number in range(100)]
    assert sparse(dense, 0.5) == [0, 99]
