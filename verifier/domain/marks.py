"""Two readings of one mark in words: whether they agree, share a machine, and count as independent."""

from typing import Literal

import msgspec

from verifier.domain.records.marks import MarkReading

SAME = "Both read the same."
DIFFER = "The two readings differ."
NOT_BLIND = "The second reader could see the first reading: it was not made blind."
BLIND = "The second reader had not seen the first reading."
ONE_MACHINE = "Both were read on the same machine."
TWO_MACHINES = "Read on two machines, or in two accounts of one."
MACHINE_UNKNOWN = "It is not known whether both were read on one machine."
ONE_PERSON = "One person read both: they do not count as independent."
NOT_SIGNED = "Neither reader signed separately: the two do not count as independent."
FIRST_ONLY = "Only the first reader signed: the two do not count as independent."
SECOND_ONLY = "Only the second reader signed: the two do not count as independent."
FIRST_DIFFERS = "The signature of the first reading does not match it: the two do not count as independent."
SECOND_DIFFERS = "The signature of the second reading does not match it: the two do not count as independent."
BOTH_DIFFER = "The signatures of both readings do not match them: the two do not count as independent."
ONE_KEY = "Both readings are signed with one key: they do not count as independent."
WITHHELD = "A signature is withheld: whether the two count as independent cannot be checked here."
SEEN = (
    "Each signed with a key of their own, but the second reader could see the first reading: "
    "the two do not count as independent."
)
INDEPENDENT = "Read by two people who each signed with a key of their own: independent."

SHORT_KEY = 15
"""Letters of a fingerprint that are shown where there is little room: ``SHA256:`` and eight more."""


class Signed(msgspec.Struct, frozen=True):
    """How one reading is signed; ``valid`` with the public key line that its signature was checked with.

    ``differs``: there is a signature, and it is not of this reading as it stands. ``withheld``: it is not at hand.
    """

    standing: Literal["unsigned", "valid", "differs", "withheld"] = "unsigned"
    public_key: str = ""


UNSIGNED = Signed()
_LACKING = {
    ("unsigned", "unsigned"): NOT_SIGNED,
    ("valid", "unsigned"): FIRST_ONLY,
    ("unsigned", "valid"): SECOND_ONLY,
    ("differs", "differs"): BOTH_DIFFER,
}


def share_machine(first: MarkReading, second: MarkReading) -> bool | None:
    """Tell whether both readings were made with one installation of the program; ``None`` where that is not known."""
    if not first.machine or not second.machine:
        return None
    return first.machine == second.machine


def machine_sentence(first: MarkReading, second: MarkReading) -> str:
    """Say whether both readings were made on one machine."""
    return {True: ONE_MACHINE, False: TWO_MACHINES, None: MACHINE_UNKNOWN}[share_machine(first, second)]


def is_independent(first: MarkReading, second: MarkReading, signed: tuple[Signed, Signed]) -> bool:
    """Tell whether two readings count as independent: by two people, each with a key of their own, the second blind.

    ``signed``: how the first and the second are signed.
    """
    one, other = signed
    is_signed = one.standing == other.standing == "valid" and one.public_key != other.public_key
    return first.read_by != second.read_by and is_signed and bool(second.is_blind)


def independence_sentence(first: MarkReading, second: MarkReading, signed: tuple[Signed, Signed]) -> str:
    """Say whether two readings count as independent, and just what is lacking."""
    one, other = signed
    if first.read_by == second.read_by:
        return ONE_PERSON
    if is_independent(first, second, signed):
        return INDEPENDENT
    if (found := _LACKING.get((one.standing, other.standing))) is not None:
        return found
    if "differs" in (one.standing, other.standing):
        return FIRST_DIFFERS if one.standing == "differs" else SECOND_DIFFERS
    if one.standing == other.standing == "valid":
        return ONE_KEY if one.public_key == other.public_key else SEEN
    return WITHHELD


def short_fingerprint(fingerprint: str) -> str:
    """Return the beginning of a fingerprint."""
    return f"{fingerprint[:SHORT_KEY]}…"
