"""Times as platforms write them: read with their zone, never guessed."""

from datetime import UTC, datetime

import pytest

from verifier.domain.errors import UsageError
from verifier.gui.moments import moment_text, read_moment

AT = datetime(2023, 3, 3, 10, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "2023-03-03 10:41 UTC",
        "2023-03-03T10:41:00Z",
        "2023-03-03 12:41 +02:00",
        "12:41 · 3 Mar 2023 (UTC+2)",
        "March 3, 2023 5:41 am GMT-5",
        "03.03.2023 12:41 Europe/Kyiv",
    ],
)
def test_a_time_with_its_zone_is_read_in_utc(words: str) -> None:
    assert read_moment(words) == AT


def test_a_time_without_a_zone_is_read_with_the_one_assumed() -> None:
    assert read_moment("3 Mar 2023 12:41", "+02:00, page seen from Kyiv") == AT
    assert read_moment("2023-03-03 10:41 UTC", "+02:00") == AT


def test_the_zone_of_a_place_follows_its_summer_time() -> None:
    assert read_moment("2023-07-03 13:41", "Europe/Kyiv") == datetime(2023, 7, 3, 10, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "zone", "part"),
    [
        ("2023-03-03 12:41", "", "zone"),
        ("2023-03-03 12:41", "Nowhere/Land", "zone"),
        ("03/04/2023 12:41 UTC", "", "day"),
        ("2023-03-03 UTC", "", "day"),
        ("two hours ago", "UTC", "day"),
        ("2023-02-30 12:41 UTC", "", "day"),
        ("2023-03-03 25:41 UTC", "", "day"),
        ("2023-03-03 13:41 pm UTC", "", "day"),
        ("0001-01-01 00:30 +14:00", "", "day"),
    ],
)
def test_what_is_not_sure_is_not_read_and_says_what_is_missing(words: str, zone: str, part: str) -> None:
    with pytest.raises(UsageError, match=part):
        read_moment(words, zone)


def test_a_time_written_out_is_read_again() -> None:
    assert moment_text(AT) == "2023-03-03 10:41 UTC"
    for at in (AT, AT.replace(second=7), AT.replace(hour=0, minute=0)):
        assert read_moment(moment_text(at)) == at
    assert moment_text(None) == ""
