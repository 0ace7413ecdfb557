"""Which readings there are on a region or item, and what is said of them; nothing hidden is put in words. No Qt."""

import msgspec

from verifier.case.case import Case
from verifier.case.signed_readings import how_signed, signature_of
from verifier.domain import marks
from verifier.domain.ids import key_of
from verifier.domain.letters import reads_same
from verifier.domain.marks import UNSIGNED, Signed
from verifier.domain.records import Drone, DroneClaim, Item, MarkReading, Observation
from verifier.domain.records.marks import fingerprint
from verifier.domain.words import MARK_WORDS
from verifier.gui.lookups import about, observations_of
from verifier.gui.speech import tr, tr_made

WAITS = "Hidden until a second reader has read it."


class ReadTwice(msgspec.Struct, frozen=True):
    """A first reading and the one that answers it, if there is one, and how each is signed."""

    first: MarkReading
    second: MarkReading | None = None
    signed: tuple[Signed, Signed] = (UNSIGNED, UNSIGNED)


def readings_of(case: Case, key: str) -> tuple[ReadTwice, ...]:
    """Return what was read on a region; on an item, on all of its regions too, oldest first."""
    record = case.get(key)
    keys = [key, *(seen.key for seen in observations_of(case, record))] if isinstance(record, Item) else [key]
    return tuple(pair for one in keys for pair in _pairs(case, about(case, one, MarkReading)))


def pair_of(case: Case, reading: MarkReading) -> ReadTwice:
    """Return a reading with the one that answers it."""
    return next((pair for pair in _pairs(case, about(case, reading.about, MarkReading))
                 if pair.first.id == reading.id), ReadTwice(reading))  # fmt: skip


def readings_for(case: Case, drone: Drone) -> tuple[ReadTwice, ...]:
    """Return what was read on the regions that a machine rests on and does not stand on its card."""
    claims = (case.get(key_of("drone_claim", claim)) for claim in drone.claims)
    keys = [key_of("observation", one) for one in drone.observations]
    keys += [claim.about for claim in claims if isinstance(claim, DroneClaim) and claim.about.startswith("observation")]
    taken = {marking.reading for marking in drone.markings}
    found = (pair for key in dict.fromkeys(keys) if key in case for pair in _pairs(case, about(case, key, MarkReading)))
    return tuple(pair for pair in found if pair.first.id not in taken and pair.first.mark in ("serial", "marking"))


def _pairs(case: Case, readings: tuple[MarkReading, ...]) -> tuple[ReadTwice, ...]:
    known = {reading.id for reading in readings}
    answers = {reading.answers: reading for reading in readings if reading.answers}
    pairs = ((one, answers.get(one.id)) for one in readings if one.answers not in known)
    return tuple(ReadTwice(one, two, (_signed(case, one), _signed(case, two))) for one, two in pairs)


def _signed(case: Case, reading: MarkReading | None) -> Signed:
    if reading is None:
        return UNSIGNED
    return how_signed(case.get, reading, signature_of(case.referring(reading.key), reading))


def signed_words(signed: Signed) -> tuple[str, str]:
    """Say how a reading is signed, in short and with the whole fingerprint; nothing where it is not."""
    if signed.standing == "valid":
        key = fingerprint(signed.public_key)
        return tr("Signed, key {key}", key=marks.short_fingerprint(key)), tr("Signed with the key {key}", key=key)
    if signed.standing == "differs":
        words = tr("The signature does not match the reading.")
        return words, words
    return "", ""


def mark_words(reading: MarkReading) -> str:
    """Name the kind of what is read."""
    return tr_made(MARK_WORDS[reading.mark])


def verdict_words(pair: ReadTwice) -> tuple[str, bool]:
    """Say whether both read the same; the flag is True where they differ."""
    if pair.second is None:
        return tr("Read by one person alone."), False
    if reads_same(pair.first.value, pair.second.value):
        return tr_made(marks.SAME), False
    return tr_made(marks.DIFFER), True


def standing_words(pair: ReadTwice) -> tuple[str, ...]:
    """Say how far a second reading bears: whether it was blind, on which machine, whether it is independent."""
    if pair.second is None:
        return ()
    return (
        tr_made(marks.BLIND if pair.second.is_blind else marks.NOT_BLIND),
        tr_made(marks.machine_sentence(pair.first, pair.second)),
        tr_made(marks.independence_sentence(pair.first, pair.second, pair.signed)),
    )


def name_words(reading: MarkReading) -> str:
    """Name a reading where it is listed: its words only where they may be seen."""
    if reading.is_hidden:
        return tr("{kind}, waiting for a second reader", kind=mark_words(reading))
    value = " ".join(reading.shown_value.split())
    return tr("{kind}: {words}", kind=mark_words(reading), words=value if len(value) <= 60 else f"{value[:60]}…")


def seen_in(case: Case, reading: MarkReading) -> Observation | None:
    """Return the region that was read, ``None`` for a whole item."""
    record = case.get(reading.about)
    return record if isinstance(record, Observation) else None
