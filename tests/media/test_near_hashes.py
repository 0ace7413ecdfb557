"""The search for near hashes against counting every bit of every hash."""

import numpy as np
import pytest

from verifier.media.near_hashes import columns_of, near


def bits(one: np.ndarray, other: np.ndarray) -> int:
    return (int.from_bytes(one.tobytes()) ^ int.from_bytes(other.tobytes())).bit_count()


@pytest.mark.parametrize("count", [0, 1, 1000, 131_072, 140_001])
def test_every_near_hash_is_found_and_nothing_else(count: int) -> None:
    random = np.random.default_rng(count)
    hashes = random.integers(0, 256, (count, 32), np.uint8)
    wanted = random.integers(0, 256, 32, np.uint8)
    for row in range(0, count, 97):  # plant some at known distances, below and above
        hashes[row] = wanted
        for bit in random.choice(256, row % 64, replace=False):
            hashes[row, bit // 8] ^= 1 << (bit % 8)
    found = near(columns_of(hashes), wanted, 31)
    expected = {row: bits(hashes[row], wanted) for row in range(0, count, 97)}
    assert dict(zip(found.rows.tolist(), found.bits.tolist(), strict=True)) == {
        row: apart for row, apart in expected.items() if apart <= 31
    }
    assert (np.diff(found.bits) >= 0).all()
