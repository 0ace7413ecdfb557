"""A record is the same again after it was taken apart, whatever the order of its rows."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bundle.stand_in import AT
from verifier.domain import disclosure
from verifier.domain.ids import uuid7
from verifier.domain.records import Assessment, Pillar

NAMES = ("provenance", "source", "date", "location", "motivation")


def weighed(*names: str) -> Assessment:
    pillars = tuple(Pillar(name, f'answer {n} "source_pillars":') for n, name in enumerate(names))  # type: ignore[arg-type]
    item = uuid7(1, b"an item .. ")
    return Assessment(id=uuid7(2, b"a weighing"), about=f"item/{item}", pillars=pillars, analyst=item, sealed_at=AT)


@given(st.lists(st.sampled_from(NAMES), max_size=8))
def test_rows_of_a_part_come_back_to_their_places(names: list[str]) -> None:
    record = weighed(*names)
    assert disclosure.merge(disclosure.split(record)) == record


def test_what_tells_of_the_source_is_in_its_part_alone() -> None:
    parts = disclosure.split(weighed("date", "source", "location", "provenance"))
    assert list(parts) == ["main", "source"]
    assert [row["name"] for row in json.loads(parts["main"])["pillars"]] == ["date", "location"]
    assert {n: row["name"] for n, row in json.loads(parts["source"])["source_pillars"].items()} == {
        "1": "source",
        "3": "provenance",
    }


def test_a_record_from_before_there_was_the_part_is_read() -> None:
    record = weighed("date", "source")
    parts = disclosure.split(record)
    old = disclosure.codec.encode(record)
    assert disclosure.merge({"main": old}) == record
    assert disclosure.merge(parts) == record


@pytest.mark.parametrize("rows", [{"9": {"name": "source"}}, {"x": {"name": "source"}}, {"-1": {}}, [], 5])
def test_rows_without_a_place_are_refused(rows: object) -> None:
    parts = disclosure.split(weighed("date", "source"))
    parts["source"] = json.dumps({"source_pillars": rows}).encode()
    with pytest.raises(ValueError, match=r".+"):
        disclosure.merge(parts)
