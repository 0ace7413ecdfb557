"""Turns one after the other, held against numpy turning an array."""

import numpy as np
import pytest

from verifier.media.turns import TURNS, turned, turned_after, undone

PICTURE = np.arange(12).reshape(3, 4)


def by_numpy(turn: int, picture: np.ndarray) -> np.ndarray:
    made = (
        lambda one: one,
        lambda one: np.rot90(one),
        lambda one: np.rot90(one, 2),
        lambda one: np.rot90(one, 3),
        lambda one: one[::-1],
        lambda one: one[:, ::-1],
        lambda one: one.T,
        lambda one: np.rot90(one, 2).T,
    )
    return made[turn](picture)


@pytest.mark.parametrize("turn", range(len(TURNS)))
def test_a_place_goes_where_its_pixel_goes(turn: int) -> None:
    there = by_numpy(turn, PICTURE)
    for y in range(3):
        for x in range(4):
            u, v = turned(turn, (x + 0.5, y + 0.5), 4, 3)
            assert there[int(v), int(u)] == PICTURE[y, x]


@pytest.mark.parametrize("first", range(len(TURNS)))
def test_two_turns_are_one_and_each_is_undone_by_one(first: int) -> None:
    for then in range(len(TURNS)):
        twice = by_numpy(then, by_numpy(first, PICTURE))
        assert np.array_equal(by_numpy(turned_after(first, then), PICTURE), twice)
    assert np.array_equal(by_numpy(undone(first), by_numpy(first, PICTURE)), PICTURE)
