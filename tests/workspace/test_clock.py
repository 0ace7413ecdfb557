"""Time and ids."""

import time
import uuid

import pytest

from verifier.workspace.clock import Ids, now


def test_ids_are_uuid7_of_the_present_and_rise_in_the_order_they_are_made():
    make = Ids()
    made = [make() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    first = uuid.UUID(made[0])
    assert (first.version, first.variant) == (7, uuid.RFC_4122)
    assert abs((first.int >> 80) - time.time() * 1000) < 10_000


def test_ids_rise_even_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch):
    make = Ids()
    before = make()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    assert make() > before


def test_time_is_in_utc():
    assert str(now().tzinfo) == "UTC"
