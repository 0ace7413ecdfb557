"""Zoom and place keep what the person looks at where it is."""

import pytest

from verifier.gui.stage.view import MOST, View, fitted, is_enough, level_for


def test_zooming_keeps_the_point_under_the_pointer() -> None:
    view, at = View(0.5, 30, 40), (211.0, 97.0)
    before = view.to_picture(at)
    assert view.zoomed(3.7, at).to_picture(at) == pytest.approx(before)
    assert view.zoomed(1e9, at).zoom == MOST


def test_screen_and_picture_are_inverse() -> None:
    view = View(0.37, -12.5, 99)
    assert view.to_screen(view.to_picture((5.0, 6.0))) == pytest.approx((5.0, 6.0))
    assert view.moved(3, 4).to_screen((0, 0)) == (-9.5, 103)


def test_a_fitted_picture_lies_whole_between_its_margins() -> None:
    view = fitted((4000, 3000), (900, 700), (60, 48))
    left, top = view.to_screen((0, 0))
    right, bottom = view.to_screen((4000, 3000))
    assert left >= 23.9
    assert right <= 876.1
    assert top >= 59.9
    assert bottom <= 652.1
    assert left == pytest.approx(900 - right)


def test_a_tiny_picture_is_not_blown_up_when_fitted() -> None:
    assert fitted((8, 8), (900, 700), (60, 48)).zoom == 2.0


def test_no_more_pixels_are_asked_for_than_the_zoom_shows() -> None:
    assert level_for(12000, 0.1, 1) == 2048
    assert level_for(12000, 0.25, 1) == 4096
    assert level_for(12000, 0.25, 2) == 8192
    assert level_for(12000, 1.0, 1) is None
    assert level_for(1600, 0.4, 1) is None


def test_a_rendition_serves_where_it_is_sharp_and_not_far_too_large() -> None:
    assert is_enough(2048, 900, is_first=True)
    assert not is_enough(2048, 4096, is_first=True)
    assert is_enough(3800, 4096, is_first=False)
    assert is_enough(8192, 4096, is_first=False)
    assert not is_enough(12000, 4096, is_first=False)
