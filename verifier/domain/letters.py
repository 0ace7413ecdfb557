"""Two readings letter by letter: whether they are the same, and where they differ."""

import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise

import msgspec

MOST_LETTERS = 2_000
"""Letters compared one by one; of more, the whole is said to differ."""


class Piece(msgspec.Struct, frozen=True):
    """A stretch of both readings; where ``is_same`` is False, one of the two may be empty."""

    first: str
    second: str
    is_same: bool


def letters(value: str) -> tuple[str, ...]:
    """Return what a reader takes for single letters, composed (NFC), each run of blanks as one.

    What cannot be composed with the letter before (Unicode category M) stays with it.
    """
    found: list[str] = []
    for sign in unicodedata.normalize("NFC", " ".join(value.split())):
        if found and unicodedata.category(sign).startswith("M"):
            found[-1] += sign
        else:
            found.append(sign)
    return tuple(found)


def reads_same(first: str, second: str) -> bool:
    """Tell whether two readings are the same, letter by letter; how wide a blank is does not count, case does."""
    return letters(first) == letters(second)


def pieces(first: str, second: str) -> tuple[Piece, ...]:
    """Part two readings into stretches that are the same and that differ, in order."""
    one, other = letters(first), letters(second)
    if max(len(one), len(other)) > MOST_LETTERS:
        return (Piece("".join(one), "".join(other), one == other),)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    found: list[Piece] = []
    if blocks[0].a or blocks[0].b:
        found.append(Piece("".join(one[: blocks[0].a]), "".join(other[: blocks[0].b]), is_same=False))
    for block, following in pairwise(blocks):
        found.append(Piece("".join(one[block.a : block.a + block.size]), "".join(other[block.b : block.b + block.size]),
                           is_same=True))  # fmt: skip
        between = one[block.a + block.size : following.a], other[block.b + block.size : following.b]
        if any(between):
            found.append(Piece("".join(between[0]), "".join(between[1]), is_same=False))
    return tuple(piece for piece in found if piece.first or piece.second)
