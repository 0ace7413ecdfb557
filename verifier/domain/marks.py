"""Two readings of one mark: whether they are the same, where they differ, and whether they count as independent."""

import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise

import msgspec

from verifier.domain.records.marks import MarkReading

SAME = "Both read the same."
DIFFER = "The two readings differ."
NOT_BLIND = "The second reader could see the first reading: it was not made blind."
BLIND = "The second reader had not seen the first reading."
ONE_MACHINE = "Both were read on the same machine."
TWO_MACHINES = "Read on two machines, or in two accounts of one."
MACHINE_UNKNOWN = "It is not known whether both were read on one machine."
NOT_SIGNED = "Neither reader signed separately: the two do not count as independent."
ONE_PERSON = "One person read both: they do not count as independent."
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


def share_machine(first: MarkReading, second: MarkReading) -> bool | None:
    """Tell whether both readings were made with one installation of the program; ``None`` where that is not known."""
    if not first.machine or not second.machine:
        return None
    return first.machine == second.machine


def machine_sentence(first: MarkReading, second: MarkReading) -> str:
    """Say whether both readings were made on one machine."""
    return {True: ONE_MACHINE, False: TWO_MACHINES, None: MACHINE_UNKNOWN}[share_machine(first, second)]


def is_independent(first: MarkReading, second: MarkReading, separately_signed: frozenset[str] = frozenset()) -> bool:
    """Tell whether two readings count as independent: by different people, and each signed on its own.

    ``separately_signed``: ids of readings whose own signature was checked. Nothing in a case signs single readings as
    yet, so callers have none to name.
    """
    return first.read_by != second.read_by and {first.id, second.id} <= separately_signed


def independence_sentence(
    first: MarkReading, second: MarkReading, separately_signed: frozenset[str] = frozenset()
) -> str:
    """Say whether two readings count as independent, and why not."""
    if first.read_by == second.read_by:
        return ONE_PERSON
    if is_independent(first, second, separately_signed):
        return "Read by two people who each signed: independent."
    return NOT_SIGNED
