"""How a person names a frame."""

from fractions import Fraction

import pytest

from verifier.domain.errors import UsageError
from verifier.media.when import AskedFrame, ByOrdinal, ByPts, ByTime, parse_when


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("#812", ByOrdinal(812)),
        (" # 0 ", ByOrdinal(0)),
        ("pts:27093", ByPts(27093)),
        ("PTS: -12", ByPts(-12)),
        ("27.093", ByTime(Fraction(27093, 1000))),
        ("27.093s", ByTime(Fraction(27093, 1000))),
        ("0", ByTime(Fraction(0))),
        ("00:27.093", ByTime(Fraction(27093, 1000))),
        ("90:00", ByTime(Fraction(5400))),
        ("1:02:03.5", ByTime(Fraction("3723.5"))),
    ],
)
def test_each_form_is_read_exactly(text: str, asked: AskedFrame) -> None:
    assert parse_when(text) == asked


@pytest.mark.parametrize(
    "text",
    ["", "#", "#-1", "#1.5", "pts:", "pts:1.5", "-1", "1e3", "nan", "inf", "1:60", "1:60:00", "12:", "٣", "#³", "1/3"],
)
def test_anything_else_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(UsageError):
        parse_when(text)
