"""The list of displayed frames: finding, naming, packing, judging the rate."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.domain.errors import UsageError
from verifier.media.frame_table import FrameTable
from verifier.media.when import ByOrdinal, ByPts, ByTime

MILLISECONDS = Fraction(1, 1000)


def table(*pts: int, time_base: Fraction = MILLISECONDS) -> FrameTable:
    return FrameTable(pts, bytes(number % 3 == 0 for number in range(len(pts))), time_base)


def test_a_frame_is_found_by_ordinal_pts_and_time() -> None:
    frames = table(1000, 1040, 1100, 1101)
    assert frames.ordinal_at(ByOrdinal(2)) == 2
    assert frames.ordinal_at(ByPts(1100)) == 2
    assert frames.ordinal_at(ByTime(Fraction("1.0999"))) == 1
    assert frames.ordinal_at(ByTime(Fraction("1.1"))) == 2
    assert frames.ordinal_at(ByTime(Fraction("1.1019"))) == 3


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (ByOrdinal(4), "#0 to #3"),
        (ByPts(1041), "the first is 1000, the last 1101"),
        (ByTime(Fraction("0.999")), r"from 1\.000 s to 1\.102 s"),
        (ByTime(Fraction("1.102")), r"from 1\.000 s to 1\.102 s"),
    ],
)
def test_asking_for_what_is_not_there_says_what_is(asked: ByOrdinal | ByPts | ByTime, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        table(1000, 1040, 1100, 1101).ordinal_at(asked)


def test_times_are_exact_on_time_bases_that_no_float_holds() -> None:
    frames = table(0, 1001, 2002, time_base=Fraction(1, 30000))
    assert frames.shown_at(Fraction(1001, 30000)) == 1
    assert frames.shown_at(Fraction(1001, 30000) - Fraction(1, 10**12)) == 0


@given(st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=50), st.data())
def test_packing_loses_nothing(times: list[int], data: st.DataObject) -> None:
    keys = bytes(data.draw(st.lists(st.integers(0, 1), min_size=len(times), max_size=len(times))))
    frames = FrameTable(sorted(times), keys, Fraction(1, 90000))
    again = FrameTable.unpack(frames.pack())
    assert (list(again.pts), again.keys, again.time_base) == (sorted(times), keys, Fraction(1, 90000))


def test_packed_times_are_little_endian() -> None:
    assert table(1, 258).pack().pts == b"\1\0\0\0\0\0\0\0\2\1\0\0\0\0\0\0"


def test_a_table_that_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="frame table"):
        FrameTable([2, 1], b"\1\0", MILLISECONDS)
    with pytest.raises(ValueError, match="frame table"):
        FrameTable([1, 2], b"\1", MILLISECONDS)


def test_key_frames_are_found_on_both_sides() -> None:
    frames = table(0, 1, 2, 3, 4, 5)
    assert [frames.key_before(ordinal) for ordinal in range(6)] == [0, 0, 0, 3, 3, 3]
    assert [frames.key_after(ordinal) for ordinal in range(6)] == [3, 3, 3, None, None, None]


def test_rounding_to_the_time_base_is_no_variable_rate() -> None:
    kind, least, most = table(0, 33, 67, 100, 133, 167).rates()
    assert (kind, least, most) == ("constant", pytest.approx(1000 / 34), pytest.approx(1000 / 33))
    assert table(0, 33, 67, 102).rates()[0] == "variable"
    assert table(5).rates() == (None, None, None)


@pytest.mark.parametrize("where", [0, 1, 2])
def test_frames_that_share_a_pts_keep_their_ordinals(where: int) -> None:
    frames = table(7, 7, 7)
    assert frames.ordinal_at(ByOrdinal(where)) == where
    assert frames.ordinal_of_pts(7) == 0
