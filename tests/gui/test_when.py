"""Bounds of a time as people write them: read, or refused with a sentence that says what can be meant."""

from datetime import UTC, datetime

import pytest

from verifier.domain.errors import UsageError
from verifier.gui.panels.place.when import Bound, read_bound


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("text", "zone", "bound", "expected"),
    [
        ("3 Mar 2023 10:20 +02:00", "", "earliest", at(2023, 3, 3, 8, 20)),
        ("2023-03-03 10:20 UTC", "", "latest", at(2023, 3, 3, 10, 20)),
        ("2023-03-03T10:20:05Z", "", "earliest", at(2023, 3, 3, 10, 20, 5)),
        ("3 Mar 2023 12:20", "Europe/Kyiv", "earliest", at(2023, 3, 3, 10, 20)),
        ("2023:07:03 12:20:00", "Europe/Kyiv", "earliest", at(2023, 7, 3, 9, 20)),
        ("3 Mar 2023", "UTC", "earliest", at(2023, 3, 3)),
        ("3 Mar 2023", "UTC", "latest", at(2023, 3, 3, 23, 59, 59)),
        ("3 Mar 2023 +02:00", "", "latest", at(2023, 3, 3, 21, 59, 59)),
        ("03.04.2023 10:20", "UTC", "earliest", at(2023, 4, 3, 10, 20)),
    ],
)
def test_a_bound_is_read_in_utc(text: str, zone: str, bound: Bound, expected: datetime) -> None:
    assert read_bound(text, zone, bound) == expected


@pytest.mark.parametrize(
    ("text", "zone", "words"),
    [
        ("03/04/2023 10:20", "UTC", "two days"),
        ("3.4.23 10:20", "UTC", "four digits"),
        ("3 Mar 2023 10:20", "", "zone"),
        ("in the morning", "UTC", "day and the time"),
        ("29 Oct 2023 03:30", "Europe/Kyiv", "twice"),
        ("26 Mar 2023 03:30", "Europe/Kyiv", "never"),
    ],
)
def test_what_can_mean_two_times_is_refused_with_a_sentence(text: str, zone: str, words: str) -> None:
    # Ukraine's clocks: back at 04:00 on 29 October 2023, forward at 03:00 on 26 March 2023 (IANA time zone database).
    with pytest.raises(UsageError, match=words):
        read_bound(text, zone, "earliest")


def test_a_written_offset_settles_the_hour_that_came_twice() -> None:
    assert read_bound("29 Oct 2023 03:30 +03:00", "Europe/Kyiv", "earliest") == at(2023, 10, 29, 0, 30)
