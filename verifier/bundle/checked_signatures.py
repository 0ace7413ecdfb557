"""The check of signatures against the readings they are of; what is withheld is said, and is no fault."""

from collections.abc import Iterator

from verifier.bundle.check_result import Fault, Signatures, UncheckedSignature
from verifier.bundle.checked_chain import ReadChain
from verifier.bundle.evidence import Evidence
from verifier.bundle.signed import SignedReading, signed_readings
from verifier.case.sshsig import is_signed
from verifier.domain.disclosure import MAIN


def signature_faults(evidence: Evidence, chain: ReadChain) -> Iterator[Fault]:
    """Find signatures that are not of their reading as it stands, or of somebody else's."""
    for one in signed_readings(evidence.records):
        if not one.lacks and not _is_of_it(one):
            since = chain.first_line.get(chain.replay.heads[one.key].get(MAIN, ""))
            yield Fault(one.key, "The signature is not of this reading: it does not verify.", since)


def signatures_in(evidence: Evidence) -> Signatures:
    """Count the signatures that hold, and say of the others what is withheld; call it where there is no fault."""
    found = tuple(signed_readings(evidence.records))
    unchecked = (UncheckedSignature(one.key, f"Cannot be checked because {one.lacks}.") for one in found if one.lacks)
    return Signatures(sum(not one.lacks for one in found), tuple(unchecked))


def _is_of_it(one: SignedReading) -> bool:
    held, reading = one.signature, one.reading
    if held is None or reading is None or held.signed_by != reading.read_by:
        return False
    return is_signed(one.statement, held.signature, held.public_key)
