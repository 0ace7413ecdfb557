"""Readings of markings and of text in the picture, laid out for the report: both readers side by side, or why not.

What waits for a second reader is printed for nobody, not even in an archive's report: a second reader may have it open.
"""

from verifier.bundle import layout
from verifier.bundle import report_words as words
from verifier.bundle.disclosed import Disclosed
from verifier.bundle.report_rows import Row, Statement, rows
from verifier.bundle.report_statements import Statements
from verifier.case.signed_readings import how_signed, signature_of
from verifier.domain.letters import pieces
from verifier.domain.marks import (
    BLIND,
    DIFFER,
    NOT_BLIND,
    SAME,
    UNSIGNED,
    Signed,
    independence_sentence,
    machine_sentence,
)
from verifier.domain.records import MarkReading, ReadingSignature
from verifier.domain.records.marks import fingerprint
from verifier.domain.words import LEGIBILITY_WORDS, MARK_WORDS

WAITS = "Read by one person; what was read is shown once a second reader has read it without seeing it."
WITHHELD = "What was read is withheld: it can name the account or be searched for."
ALONE = "Read by one person alone."
SIGNATURE_DIFFERS = "The signature does not match the reading."
SIGNATURE_WITHHELD = "The signature is withheld."


def mark_statements(shown: Disclosed, lay: Statements, item_key: str) -> tuple[Statement, ...]:
    """Lay out every reading on an item, each with the one that answers it."""
    readings = shown.of_item(MarkReading, item_key)
    answers = {reading.answers: reading for reading in readings if reading.answers}
    firsts = {reading.id for reading in readings}
    return tuple(
        _statement(shown, lay, reading, answers.get(reading.id))
        for reading in readings
        if reading.answers not in firsts
    )


def with_differences(first: str, second: str) -> tuple[str, str]:
    """Write two readings with brackets around the letters that differ; a gap is an empty pair."""
    made = pieces(first, second)
    if all(piece.is_same for piece in made):
        return first, second
    return (
        "".join(piece.first if piece.is_same else f"[{piece.first}]" for piece in made),
        "".join(piece.second if piece.is_same else f"[{piece.second}]" for piece in made),
    )


def _statement(shown: Disclosed, lay: Statements, first: MarkReading, second: MarkReading | None) -> Statement:
    heading = f"{MARK_WORDS[first.mark]}, as read"
    signed = _signed(shown, first), (_signed(shown, second) if second is not None else UNSIGNED)
    place = lay.about(first.about) or ("" if first.span is None else words.moment(first.span))
    by = _by(shown, first)
    if first.is_hidden:
        return Statement(heading, WAITS, rows(("Where", place)), by)
    if shown.holds_back(first.key, "words") or (second is not None and shown.holds_back(second.key, "words")):
        return Statement(heading, WITHHELD, rows(("Where", place)), by)
    if second is None:
        found = (Row("Reader A", first.value, is_code=True), *_beside(first, "", signed[0]))
        return Statement(heading, ALONE, (*rows(("Where", place)), *found), by)
    one, other = with_differences(first.value, second.value)
    return Statement(
        heading,
        SAME if one == first.value and other == second.value else DIFFER,
        (
            *rows(("Where", place)),
            Row("Reader A", one, is_code=True),
            *_beside(first, " A", signed[0]),
            Row("Reader B", other, is_code=True),
            *_beside(second, " B", signed[1]),
            *rows(
                ("Made blind", BLIND if second.is_blind else NOT_BLIND),
                ("Machine", machine_sentence(first, second)),
                ("Independent", independence_sentence(first, second, signed)),
            ),
        ),
        f"A: {by} · B: {_by(shown, second)}",
    )


def _beside(reading: MarkReading, which: str, signed: Signed) -> tuple[Row, ...]:
    legible = LEGIBILITY_WORDS[reading.legibility] if reading.legibility else ""
    said = rows((f"Legibility{which}", legible), (f"Language{which}", reading.language))
    return (*said, *rows((f"Signed{which}", _key_words(signed, reading))))


def _signed(shown: Disclosed, reading: MarkReading) -> Signed:
    """Say how a reading is signed by what goes out: of a signature that stays nothing can be said."""
    held = signature_of(shown.of(ReadingSignature), reading)
    if held is not None and shown.holds_back(held.key, "signature"):
        return Signed("withheld")
    return how_signed(shown.get, reading, held)


def _key_words(signed: Signed, reading: MarkReading) -> str:
    if signed.standing == "valid":
        return f"With the key {fingerprint(signed.public_key)}; see {layout.SIGNED_FOLDER}{reading.id}.json"
    return {"differs": SIGNATURE_DIFFERS, "withheld": SIGNATURE_WITHHELD}.get(signed.standing, "")


def _by(shown: Disclosed, reading: MarkReading) -> str:
    return f"{shown.person(reading.read_by)}, {words.day(reading.read_at)}"
