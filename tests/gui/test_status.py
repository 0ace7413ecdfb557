"""The line of state names frame, time, PTS, rate, zoom and pixel, and leaves out what is not known."""

from tests.examples import FRAME, TECHNICAL
from verifier.gui.status import place_words


def test_everything_is_named_in_one_line() -> None:
    words = place_words(TECHNICAL, FRAME, 1500, "82 %", (1204, 733))
    assert words == "frame 812 of 1500 · 00:27.093 · PTS 27093/1000 · variable rate · 82 % · x 1204 y 733"


def test_a_photo_has_zoom_and_pixel_alone() -> None:
    assert place_words(None, None, 0, "100 %", None) == "100 %"
