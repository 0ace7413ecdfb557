"""PDQ, the published 256-bit hash of how a picture looks, with its quality and its eight turns.

Copies that were recompressed, resized or slightly edited differ in few bits. Written from the published description
(Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", 2019): luma, two passes of a box
filter, 64 × 64 samples, the 16 × 16 lowest frequencies of their cosine transform without the constant ones, one bit
each for what lies above the median. Imported by workers only.

Filter and sampling are linear along each side, so both are one weighted sum for each sample, whose weights are made
once for each length. Not as a matrix product: for one so small the library's threads cost ten times what they save.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.media.cv import cv2

FUNCTION = "pdq 1"
"""Name and version of what is computed here; hashes of another version are made again."""
SIDE = 512
"""Pixels of the longer side to decode for a hash: the reference programs shrink larger pictures to it first."""
HASH_BYTES = 32
_SAMPLES = 64
_FREQUENCIES = 16
_QUALITY_DIVISOR = 90
"""Of the sum of steps between neighboring samples, in hundredths of the full range (the paper's heuristic)."""

Pixels = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float32]
Hashes = npt.NDArray[np.uint8]


class Pdq(NamedTuple):
    """``hashes``: (8, 32) uint8 in the order of ``TURNS``, each as its hexadecimal form is read.

    ``quality``: 0 (nothing to see) to 100; below 50 a match says little.
    """

    hashes: Hashes
    quality: int

    @property
    def hex(self) -> str:
        """The hash of the picture as it stands, as it is published and exchanged."""
        return self.hashes[0].tobytes().hex()


def pdq(pixels: Pixels) -> Pdq:
    """Hash a picture: (height, width, 3) uint8 RGB or (height, width, 1) of brightness, upright.

    Best of ``SIDE`` on the longer side.
    """
    height, width, channels = pixels.shape
    gray = pixels[:, :, 0] if channels == 1 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    luma = gray.astype(np.float32)
    samples = _sampling(width).down(_sampling(height).down(luma).T).T
    waves = _cosines()
    block: Matrix = (waves @ samples @ waves.T).astype(np.float32, copy=False)
    return Pdq(_hashes(block), _quality(samples))


def turned_hashes(hashes: Hashes, turn: int) -> Hashes:
    """Return hashes, (n, 32) uint8, as of the pictures turned, by their bits alone; exact but for a few of 256.

    To turn a picture swaps and negates frequencies. What the bits do not tell is where the median lies then, which is
    close to zero as a rule: on average 7 bits of 256 are wrong, and none where only rows and columns change places.
    """
    signs = np.unpackbits(hashes, axis=1)[:, ::-1].reshape(-1, _FREQUENCIES, _FREQUENCIES).astype(np.int8) * 2 - 1
    turned = [np.packbits(_turns(block)[turn].ravel()[::-1] > 0) for block in signs]
    return np.stack(turned) if turned else np.zeros((0, HASH_BYTES), np.uint8)


class _Sampling(NamedTuple):
    """How one side is filtered and sampled: sample i is the sum of ``weights[i]`` times what lies at ``places[i]``."""

    places: npt.NDArray[np.int64]
    weights: Matrix

    def down(self, rows: Matrix) -> Matrix:
        """Sample an array along its first axis."""
        return np.einsum("ik,ikw->iw", self.weights, rows[self.places])


@lru_cache(maxsize=256)
def _sampling(length: int) -> _Sampling:
    """Return how a side of that length is filtered twice and sampled.

    The window is a 128th of the side, rounded up, and is cut off at the edges.
    """
    window = -(-length // (2 * _SAMPLES))
    ahead = (window + 2) // 2 - 1
    here = np.arange(length)
    first, last = np.maximum(here + ahead - window + 1, 0), np.minimum(here + ahead, length - 1)
    sampled = ((np.arange(_SAMPLES) + 0.5) * length / _SAMPLES).astype(int)
    box = ((here >= first[:, None]) & (here <= last[:, None])) / (last - first + 1)[:, None]
    twice = np.stack([box[first[place] : last[place] + 1].mean(axis=0) for place in sampled])
    taps = 2 * window - 1
    start = np.minimum(first[first[sampled]], length - taps)
    places = start[:, None] + np.arange(taps)
    return _Sampling(places, np.take_along_axis(twice, places, axis=1).astype(np.float32))


@lru_cache(maxsize=1)
def _cosines() -> Matrix:
    """Return the rows 1 to 16 of the cosine transform of 64 samples: (16, 64)."""
    row, column = np.arange(1, _FREQUENCIES + 1)[:, None], np.arange(_SAMPLES)[None, :]
    waves = np.sqrt(2 / _SAMPLES) * np.cos(np.pi / (2 * _SAMPLES) * row * (2 * column + 1))
    return waves.astype(np.float32)


def _hashes(block: Matrix) -> Hashes:
    """Return the hashes of all turns: to mirror a picture flips the sign of every odd frequency along that side."""
    return np.stack([_bits(turned) for turned in _turns(block)])


def _turns(block: "npt.NDArray[Any]") -> "tuple[npt.NDArray[Any], ...]":
    odd = np.where(np.arange(_FREQUENCIES) % 2 == 0, -1, 1).astype(block.dtype)
    across, down = odd[None, :], odd[:, None]
    swapped = block.T
    return (
        block,
        swapped * down,
        block * across * down,
        swapped * across,
        block * down,
        block * across,
        swapped,
        swapped * across * down,
    )


def _bits(block: Matrix) -> Hashes:
    """Set one bit for each value above the median; the first value is the last bit of the hexadecimal form."""
    flat = block.ravel()
    median = np.partition(flat, flat.size // 2 - 1)[flat.size // 2 - 1]
    return np.packbits(flat[::-1] > median)


def _quality(samples: Matrix) -> int:
    steps = sum(int(np.abs(np.trunc(np.diff(samples, axis=axis) * (100 / 255))).sum()) for axis in (0, 1))
    return min(100, steps // _QUALITY_DIVISOR)
