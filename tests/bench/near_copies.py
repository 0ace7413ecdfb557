"""Copies: what hashing adds to a thumbnail that is decoded anyway, and one search in a million hashes."""

import tempfile
from pathlib import Path

import numpy as np

from tests.bench.figures import interleave, processor_s
from tests.bench.stills import make_photo
from verifier.media.near_hashes import columns_of, near
from verifier.media.pdq import SIDE, pdq
from verifier.media.scaling import shrink
from verifier.media.sniff import sniff_file
from verifier.media.stills import decode_still
from verifier.workspace.messages import THUMBNAIL_SIDE

ROUNDS = 9
HASHES = 1_000_000
PHOTOS_A_ROUND = 5


def thumbnail(path: Path) -> None:
    """Decode as an import did before it hashed."""
    decode_still(path, sniff_file(path), THUMBNAIL_SIDE)


def thumbnail_and_hash(path: Path) -> None:
    """Decode as an import does: once, for hash and thumbnail."""
    pixels = decode_still(path, sniff_file(path), SIDE).pixels
    shrink(pixels, THUMBNAIL_SIDE)
    pdq(pixels)


def main() -> None:
    hashes = np.random.default_rng(3).integers(0, 256, (HASHES, 32), np.uint8)
    rows, columns = hashes.view(np.uint64), columns_of(hashes)
    interleave(
        {
            "verifier": lambda: near(columns, hashes[7]),
            "numpy bitwise_count alone": lambda: np.bitwise_count(rows),
            "numpy, every bit of every hash": lambda: np.bitwise_count(rows ^ rows[7]).sum(axis=1),
        },
        ROUNDS,
        "nearest in 1,000,000",
        measure=processor_s,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        make_photo(path, 4000, 3000)
        interleave(
            {
                "thumbnail and hash": lambda: [thumbnail_and_hash(path) for _ in range(PHOTOS_A_ROUND)],
                "thumbnail": lambda: [thumbnail(path) for _ in range(PHOTOS_A_ROUND)],
            },
            ROUNDS,
            "12 MP processor",
            measure=processor_s,
        )


if __name__ == "__main__":
    main()
