"""PDQ against the values its authors published, and against what only a wrong hash would do."""

from pathlib import Path

import numpy as np
import pytest

from verifier.media.pdq import SIDE, Pdq, pdq
from verifier.media.sniff import sniff_file
from verifier.media.stills import decode_still
from verifier.media.turns import TURNS

NEAR_BITS = 31
AGREES_BITS = 10
"""What the authors allow between two decoders."""
IN_THE_ORDER_OF_TURNS = (
    "aaa-orig",
    "2-rotate-90",
    "3-rotate-180",
    "4-rotate-270",
    "5-flipx",
    "6-flipy",
    "7-flip-plus-1",
    "8-flip-minus-1",
)


def hashed(path: Path, side: int = SIDE) -> Pdq:
    return pdq(decode_still(path, sniff_file(path), side).pixels)


def distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def published(samples: Path) -> dict[str, tuple[str, int]]:
    rows = (samples / "dedup/EXPECTED_PDQ.tsv").read_text().splitlines()[1:]
    return {path: (hexadecimal, int(quality)) for path, hexadecimal, quality, _ in (row.split("\t") for row in rows)}


def test_hashes_and_qualities_are_those_that_were_published(samples: Path) -> None:
    values = published(samples)
    assert len(values) == 19
    for path, (expected, quality) in values.items():
        found = hashed(samples / path)
        assert distance(found.hex, expected) <= AGREES_BITS, path
        assert found.quality == quality, path


@pytest.mark.parametrize("turn", range(len(TURNS)))
def test_the_hashes_of_turned_pictures_follow_from_the_one_that_stands(samples: Path, turn: int) -> None:
    original = hashed(samples / "dedup/bridge-mods/ThreatExchange__aaa-orig.jpg")
    values = published(samples)
    expected = next(value for path, (value, _) in values.items() if IN_THE_ORDER_OF_TURNS[turn] in path)
    distances = [distance(one.tobytes().hex(), expected) for one in original.hashes]
    assert distances[turn] <= AGREES_BITS
    assert min(distances[:turn] + distances[turn + 1 :]) > 90


@pytest.mark.parametrize(
    ("turn", "turned"),
    [(1, lambda p: np.rot90(p)), (2, lambda p: np.rot90(p, 2)), (3, lambda p: np.rot90(p, 3)),
     (4, lambda p: p[::-1]), (5, lambda p: p[:, ::-1])],
)  # fmt: skip
def test_a_turn_is_named_by_what_is_done_to_the_picture(samples: Path, turn: int, turned: object) -> None:
    path = samples / "dedup/bridge-mods/ThreatExchange__aaa-orig.jpg"
    pixels = decode_still(path, sniff_file(path), SIDE).pixels
    assert callable(turned)
    really = pdq(np.ascontiguousarray(turned(pixels))).hex
    # Windows of an even width are not centered, so a hash that is derived differs a little from one that is computed.
    assert distance(pdq(pixels).hashes[turn].tobytes().hex(), really) < NEAR_BITS


def test_an_empty_picture_has_no_quality_and_a_busy_one_has_all() -> None:
    assert pdq(np.full((300, 200, 3), 128, np.uint8)).quality == 0
    assert pdq(np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)).quality == 100


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (5000, 1), (2, 3), (63, 129)])
def test_pictures_of_odd_shapes_have_a_hash(shape: tuple[int, int]) -> None:
    assert len(pdq(np.zeros((*shape, 3), np.uint8)).hex) == 64
