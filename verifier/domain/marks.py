"""Two readings of one mark in words: whether they agree, share a machine, and count as independent."""

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
