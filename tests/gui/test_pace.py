"""The time left: nothing said too early, right at a steady rate, calm at an unsteady one."""

import random

from verifier.gui.pace import Pace, words_for


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_said_before_something_is_known() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 1
    assert pace.heard(50, 100) == ""
    clock.now += 10
    assert pace.heard(1, 1000) == ""
    assert pace.heard(0, 0) == ""


def test_a_steady_rate_gives_the_right_time() -> None:
    clock = Clock()
    pace = Pace(clock)
    said = []
    for done in range(1, 601):
        clock.now += 1
        said.append(pace.heard(done, 600))
    assert said[29] in ("about 9 minutes left", "about 10 minutes left")
    assert said[299] == "about 5 minutes left"
    assert said[569] == "less than a minute left"
    assert said[-1] == "a few seconds left"


def test_an_unsteady_rate_does_not_make_the_words_jump() -> None:
    clock, chance = Clock(), random.Random(4)
    pace = Pace(clock)
    said: list[str] = []
    for done in range(1, 601):
        clock.now += chance.uniform(0.2, 1.8)
        words = pace.heard(done, 600)
        if words and (not said or said[-1] != words):
            said.append(words)
    assert len(said) <= 16
    assert len(said) >= 8


def test_long_times_are_told_coarsely() -> None:
    assert words_for(5) == "a few seconds left"
    assert words_for(70) == "about 1 minute left"
    assert words_for(23 * 60) == "about 25 minutes left"
    assert words_for(58 * 60) == "about 1 hour left"
    assert words_for(7 * 3600) == "about 7 hours left"
