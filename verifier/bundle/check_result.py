"""What a check of a bundle says: sound or not, what is wrong and where, what is withheld, what no check can know."""

import msgspec

CANNOT_KNOW = (
    "A check can show whether the parts of this bundle fit each other and its journal. It cannot show who made it,"
    " nor that no other journal exists: compare the journal head with one that you received in another way.",
    "report.html, HOW-TO-CHECK.txt and the schemas are for reading; what counts is evidence.json with the journal.",
)


class Fault(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong: a sentence, the member or record it is about, since which journal line (if known)."""

    where: str
    what: str
    line: int | None = None


class Withheld(msgspec.Struct, frozen=True):
    """How much the journal commits to that this bundle does not show.

    ``records``: whole records per kind. ``parts``: parts of records that are otherwise shown. ``values``: every
    commitment in the journal without its value, older states and gesture labels included. ``lines``: lines with at
    least one such. ``destroyed``: values that were purged, by the ``purge_lines``.
    """

    records: dict[str, int]
    parts: int
    values: int
    lines: int
    destroyed: int
    purge_lines: tuple[int, ...]


class UncheckedSignature(msgspec.Struct, frozen=True):
    """The signature of a reading that nothing can be said of, since something of it is withheld, and what that is."""

    where: str
    why: str


class Signatures(msgspec.Struct, frozen=True):
    """Signatures of single readings: how many are of their reading, and those that cannot be checked.

    One that is not of its reading is a fault.
    """

    valid: int
    unchecked: tuple[UncheckedSignature, ...]


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one check; ``sound`` is true where there is no fault."""

    sound: bool
    faults: tuple[Fault, ...]
    format_version: int
    program: str
    made_for: str
    journal_lines: int
    journal_head: str
    records: int
    files: int
    size_bytes: int
    withheld: Withheld | None
    signatures: Signatures | None = None
    cannot_know: tuple[str, ...] = CANNOT_KNOW
