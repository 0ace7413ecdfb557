"""The timeline speaks of exact frames."""

from fractions import Fraction

import pytest

from verifier.domain.inspection import Technical
from verifier.gui.timeline.clip import at_share, clamped, clock_words, pts_words, rate_words, second_away, share
from verifier.media.frame_table import FrameTable

TABLE = FrameTable((1000, 1400, 1800, 2600, 3000), b"\x01\x00\x00\x00\x00", Fraction(1, 1000))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (Fraction(0), "00:00.000"),
        (Fraction(7808, 1000), "00:07.808"),
        (Fraction(3723004, 1000), "1:02:03.004"),
        (Fraction(-1, 4), "-00:00.250"),
        (Fraction(599996, 10000), "01:00.000"),
    ],
)
def test_a_clip_time_is_written_to_the_millisecond(seconds: Fraction, words: str) -> None:
    assert clock_words(seconds) == words


def test_a_place_on_the_bar_leads_to_the_nearest_frame() -> None:
    assert [at_share(TABLE, share(TABLE, ordinal)) for ordinal in range(5)] == [0, 1, 2, 3, 4]
    assert at_share(TABLE, 0.55) == 2
    assert at_share(TABLE, 0.65) == 3
    assert (at_share(TABLE, -1.0), at_share(TABLE, 2.0)) == (0, 4)


def test_a_second_on_shows_the_frame_that_is_then_on_the_screen() -> None:
    assert second_away(TABLE, 0, 1) == 2
    assert second_away(TABLE, 3, -1) == 1


def test_a_second_always_leads_to_another_frame_while_there_is_one() -> None:
    slow = FrameTable((0, 5000, 10000), b"\x01\x00\x00", Fraction(1, 1000))
    assert second_away(slow, 0, 1) == 1
    assert second_away(slow, 2, 1) == 2
    assert second_away(slow, 0, -1) == 0


def test_ordinals_stay_within_the_clip() -> None:
    assert [clamped(TABLE, ordinal) for ordinal in (-3, 2, 9)] == [0, 2, 4]


def test_one_frame_alone_stands_at_the_beginning() -> None:
    single = FrameTable((40,), b"\x01", Fraction(1, 25))
    assert share(single, 0) == 0.0
    assert at_share(single, 0.7) == 0


def test_rate_and_pts_are_written_in_words() -> None:
    variable = Technical(rate_kind="variable", rate_min=14.93, rate_max=30.06)
    assert rate_words(variable) == "variable, 14.9–30.1 fps"
    assert rate_words(Technical(rate_kind="constant", rate_min=25.0, rate_max=25.0)) == "25 fps"
    assert rate_words(Technical()) == ""
    assert pts_words(93696, Fraction(1, 12000)) == "93696/12000"
    assert pts_words(7, Fraction(1001, 30000)) == "7 × 1001/30000"
