"""Find the hashes near one among up to millions, every one looked at: no index that could miss, no server.

Hashes lie as four columns of 64 bits. Two hashes that differ in few bits differ in few in their first half, which those
of different pictures hardly ever do: so half the columns are read, and the rest for what is left. Imported by workers
only.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.media.pdq import HASH_BYTES, Hashes

NEAR_BITS = 31
"""Of 256, as the authors of PDQ advise; unrelated pictures differ in 128 on average."""
SEEN_QUALITY = 50
"""Below it a picture is so plain that its hash says little, as the authors advise."""
_BLOCK = 131_072
"""Rows at a time: what is counted stays in the processor's cache, and the calls are few."""

Columns = npt.NDArray[np.uint64]


class Near(NamedTuple):
    """Rows of hashes near the one asked for, nearest first, with the bits in which they differ."""

    rows: npt.NDArray[np.int64]
    bits: npt.NDArray[np.int64]


def columns_of(hashes: Hashes) -> Columns:
    """Lay hashes, (n, 32) uint8, out for searching: (4, n) uint64."""
    words = np.ascontiguousarray(hashes).view(np.uint64).reshape(-1, HASH_BYTES // 8)
    return np.ascontiguousarray(words.T)


def near(columns: Columns, wanted: Hashes, within: int = NEAR_BITS) -> Near:
    """Find every hash that differs from ``wanted``, (32,) uint8, in at most ``within`` bits."""
    asked = np.ascontiguousarray(wanted).view(np.uint64)
    rows = np.concatenate([np.zeros(0, np.int64), *_halfway(columns, asked, within)])
    bits = np.bitwise_count(columns[:, rows] ^ asked[:, None]).sum(axis=0, dtype=np.int64)
    is_near = bits <= within
    rows, bits = rows[is_near], bits[is_near]
    order = np.argsort(bits, kind="stable")
    return Near(rows[order], bits[order])


def _halfway(columns: Columns, asked: Columns, within: int) -> list[npt.NDArray[np.int64]]:
    """Return rows whose first half alone is near enough."""
    count = columns.shape[1]
    differing, first, second = np.empty(_BLOCK, np.uint64), np.empty(_BLOCK, np.uint8), np.empty(_BLOCK, np.uint8)
    found: list[npt.NDArray[np.int64]] = []
    for start in range(0, count, _BLOCK):
        size = min(_BLOCK, count - start)
        for column, bits in ((0, first), (1, second)):
            np.bitwise_xor(columns[column, start : start + size], asked[column], out=differing[:size])
            np.bitwise_count(differing[:size], out=bits[:size])
        np.add(first[:size], second[:size], out=first[:size])
        if first[:size].min() <= within:
            found.append(np.flatnonzero(first[:size] <= within) + start)
    return found
