"""Which frames stand in the strip, which lane a mark takes, where the next mark is."""

from fractions import Fraction

from verifier.gui.timeline.clip import at_pts, lanes_of, nearest_key, neighbor, strip_parts
from verifier.media.frame_table import FrameTable

EVERY_TENTH = FrameTable(range(0, 1000, 10), bytes(n % 10 == 0 for n in range(100)), Fraction(1, 1000))
ONE_KEY = FrameTable(range(0, 100, 10), bytes(n == 0 for n in range(10)), Fraction(1, 1000))


def test_the_strip_takes_key_frames_where_each_part_has_one() -> None:
    assert [one.ordinal for one in strip_parts(EVERY_TENTH, 5)] == [10, 30, 50, 70, 90]
    assert all(EVERY_TENTH.keys[one.ordinal] for one in strip_parts(EVERY_TENTH, 5))


def test_a_part_without_a_key_frame_is_shown_by_its_middle() -> None:
    found = strip_parts(ONE_KEY, 3)
    assert found[0].ordinal == 0
    assert len({one.ordinal for one in found}) == 3


def test_the_nearest_key_frame_may_come_after() -> None:
    assert [nearest_key(EVERY_TENTH, ordinal) for ordinal in (4, 6, 99)] == [0, 10, 90]


def test_marks_that_overlap_take_different_lanes_and_others_share_one() -> None:
    assert lanes_of([(0.0, 0.5), (0.6, 0.9), (0.2, 0.7)], 3) == (0, 0, 1)
    assert max(lanes_of([(0.0, 1.0)] * 9, 3)) == 2


def test_the_next_mark_is_beyond_the_playhead_in_either_direction() -> None:
    assert neighbor((10, 20, 30), 20, 1) == 30
    assert neighbor((10, 20, 30), 20, -1) == 10
    assert neighbor((10, 20), 20, 1) is None


def test_a_pts_that_no_frame_has_means_the_nearest_frame() -> None:
    assert at_pts(EVERY_TENTH, 500) == 50
    assert at_pts(EVERY_TENTH, 504) == 50
