"""Readings of markings and of text in pictures: the first, the second that answers it, and what becomes of both.

No label of these commands holds what was read: the name of an undo would tell a second reader.
"""

import msgspec

from verifier.case.draft import Draft
from verifier.case.signed_readings import how_signed, signature_of, statement_in
from verifier.case.sshsig import SigningKey
from verifier.commands.naming import name_of
from verifier.domain.errors import CommandRefused
from verifier.domain.frames import Span
from verifier.domain.ids import id_of, kind_of
from verifier.domain.records import Drone, Item, Marking, MarkReading, Observation, ReadingSignature
from verifier.domain.records.marks import Legibility, MarkKind

MARK_NAMES: dict[MarkKind, str] = {
    "marking": "a marking",
    "serial": "a serial number",
    "flight_display": "a flight display",
    "watermark": "a watermark",
    "subtitle": "a subtitle",
    "radio": "radio talk",
    "other": "text",
}
MOST_LETTERS = 20_000


class ReadMark(msgspec.Struct, frozen=True, kw_only=True):
    """Read a mark in a region or item; ``wants_second``: hidden from everybody until a second person has read it.

    ``key``: signs it in the same gesture, here and in the commands below.
    """

    about: Observation | Item
    mark: MarkKind
    value: str
    language: str = ""
    legibility: Legibility | None = None
    wants_second: bool = True
    span: Span | None = None
    machine: str = ""
    key: SigningKey | None = None

    @property
    def label(self) -> str:
        return f"read {MARK_NAMES[self.mark]} in {name_of(self.about)}"

    def run(self, draft: Draft) -> None:
        about = draft.require(self.about.key)
        reading = MarkReading(
            id=draft.new_id(),
            about=about.key,
            span=self.span if isinstance(about, Item) else None,
            mark=self.mark,
            value=_typed(self.value),
            language=self.language.strip(),
            legibility=self.legibility,
            open_since=None if self.wants_second else draft.now,
            machine=self.machine,
            read_by=draft.actor,
            read_at=draft.now,
        )
        draft.put(reading)
        _sign(draft, reading, self.key)


class ReadAgain(msgspec.Struct, frozen=True, kw_only=True):
    """Read a second time what somebody else read; both can be seen from then on.

    Raises :class:`CommandRefused` where the first reader reads again, or it was read a second time already.
    """

    first: MarkReading
    value: str
    language: str = ""
    legibility: Legibility | None = None
    machine: str = ""
    key: SigningKey | None = None

    @property
    def label(self) -> str:
        return f"read {MARK_NAMES[self.first.mark]} a second time"

    def run(self, draft: Draft) -> None:
        first = draft.the(MarkReading, self.first.key)
        if first.answers is not None or second_of(draft, first) is not None:
            raise CommandRefused("It was read a second time already.", first.key)
        if first.read_by == draft.actor:
            raise CommandRefused("A second reader is somebody else. Sign as another person first.", first.key)
        second = MarkReading(
            id=draft.new_id(),
            about=first.about,
            span=first.span,
            mark=first.mark,
            value=_typed(self.value),
            language=self.language.strip(),
            legibility=self.legibility,
            open_since=draft.now,
            answers=first.id,
            is_blind=first.is_hidden and not _is_told_elsewhere(draft, first),
            machine=self.machine,
            read_by=draft.actor,
            read_at=draft.now,
        )
        draft.put(second)
        _sign(draft, second, self.key)
        opened = msgspec.structs.replace(first, open_since=first.open_since or draft.now)
        draft.put(opened)
        _bring_in_step(draft, opened, second)


class WantNoSecond(msgspec.Struct, frozen=True):
    """Show a reading that was hidden: its reader wants no second reader. It cannot be hidden again.

    Raises :class:`CommandRefused` where somebody else asks for it: whoever could open it need not read it.
    """

    reading: MarkReading

    @property
    def label(self) -> str:
        return f"want no second reader for {MARK_NAMES[self.reading.mark]}"

    def run(self, draft: Draft) -> None:
        held = draft.the(MarkReading, self.reading.key)
        if held.read_by != draft.actor:
            raise CommandRefused("Only its own reader can say that no second reader is wanted.", held.key)
        if held.is_hidden:
            draft.put(msgspec.structs.replace(held, open_since=draft.now))


class CorrectReading(msgspec.Struct, frozen=True):
    """Replace what was read, as its own reader, as long as nobody has read it a second time; its signature goes."""

    reading: MarkReading
    key: SigningKey | None = None

    @property
    def label(self) -> str:
        return f"correct the reading of {MARK_NAMES[self.reading.mark]}"

    def run(self, draft: Draft) -> None:
        held = draft.the(MarkReading, self.reading.key)
        if held.read_by != draft.actor:
            raise CommandRefused("A reading is corrected by its own reader alone.", held.key)
        if held.answers is not None or second_of(draft, held) is not None:
            raise CommandRefused("It was read twice; both readings stay as they were typed.", held.key)
        kept = ("about", "span", "open_since", "answers", "is_blind", "read_by")
        if any(getattr(held, field) != getattr(self.reading, field) for field in kept):
            raise CommandRefused("Only what was read can be corrected; remove the reading and read again.", held.key)
        made = msgspec.structs.replace(self.reading, value=_typed(self.reading.value), read_at=draft.now)
        draft.put(made)
        _drop_signature(draft, made)
        _sign(draft, made, self.key)
        _bring_in_step(draft, made, None)


class SignReading(msgspec.Struct, frozen=True):
    """Sign a reading that was made before, as its own reader; replaces a signature that does not match it.

    Raises :class:`CommandRefused` where somebody else would, or where it is signed.
    """

    reading: MarkReading
    key: SigningKey

    @property
    def label(self) -> str:
        return f"sign the reading of {MARK_NAMES[self.reading.mark]}"

    def run(self, draft: Draft) -> None:
        held = draft.the(MarkReading, self.reading.key)
        if held.read_by != draft.actor:
            raise CommandRefused("A reading is signed by its own reader alone.", held.key)
        if how_signed(draft.get, held, signature_of(draft.referring(held.key), held)).standing == "valid":
            raise CommandRefused("It is signed already.", held.key)
        _drop_signature(draft, held)
        _sign(draft, held, self.key)


class TakeOverReading(msgspec.Struct, frozen=True, kw_only=True):
    """Put a reading on the card of a machine, with its second reading; it stays in step with both."""

    reading: MarkReading
    drone: Drone

    @property
    def label(self) -> str:
        return f"take over {MARK_NAMES[self.reading.mark]} to {self.drone.label}"

    def run(self, draft: Draft) -> None:
        reading, drone = draft.the(MarkReading, self.reading.key), draft.the(Drone, self.drone.key)
        if reading.answers is not None:
            raise CommandRefused("The first reading is taken over; the second goes with it.", reading.key)
        if reading.is_hidden:
            raise CommandRefused("It waits for a second reader; the card would show it.", reading.key)
        if any(marking.reading == reading.id for marking in drone.markings):
            raise CommandRefused("It stands on this card already.", reading.key)
        marking = marked(reading, second_of(draft, reading))
        draft.put(msgspec.structs.replace(drone, markings=(*drone.markings, marking)))


def second_of(draft: Draft, first: MarkReading) -> MarkReading | None:
    """Return the reading that answers a first one."""
    return next((one for one in draft.of(MarkReading) if one.answers == first.id), None)


def marked(first: MarkReading, second: MarkReading | None) -> Marking:
    """Return a reading as it stands on the card of a machine."""
    return Marking(
        first.value,
        is_serial=first.mark == "serial",
        read_from="marking",
        observation=id_of(first.about) if kind_of(first.about) == "observation" else None,
        legibility=first.legibility,
        reader=first.read_by,
        second_reader=second.read_by if second is not None else None,
        second_value=second.value if second is not None else "",
        reading=first.id,
    )


def _sign(draft: Draft, reading: MarkReading, key: SigningKey | None) -> None:
    stated = statement_in(draft.get, reading) if key is not None else None
    if key is None or stated is None:
        return
    signature = ReadingSignature(
        id=draft.new_id(),
        reading=reading.id,
        answers=reading.answers,
        public_key=key.public_key,
        signature=key.sign(stated),
        signed_by=draft.actor,
        signed_at=draft.now,
    )
    draft.put(signature)


def _drop_signature(draft: Draft, reading: MarkReading) -> None:
    signature = signature_of(draft.referring(reading.key), reading)
    if signature is not None:
        draft.delete(signature.key)


def _is_told_elsewhere(draft: Draft, first: MarkReading) -> bool:
    """Tell whether what was read stands openly in the region's own words, or on a card as read in that region."""
    seen = draft.get(first.about)
    if not isinstance(seen, Observation):
        return False
    value = "".join(first.value.split()).casefold()
    told = [seen.seen, seen.transcript]
    told += [marking.value for drone in draft.of(Drone) for marking in drone.markings if marking.observation == seen.id]
    return any(value in "".join(words.split()).casefold() for words in told)


def _bring_in_step(draft: Draft, first: MarkReading, second: MarkReading | None) -> None:
    """Have every card that took over a reading say what it says now."""
    for drone in draft.of(Drone):
        markings = tuple(
            _followed(marking, first, second) if marking.reading == first.id else marking for marking in drone.markings
        )
        if markings != drone.markings:
            draft.put(msgspec.structs.replace(drone, markings=markings))


def _followed(marking: Marking, first: MarkReading, second: MarkReading | None) -> Marking:
    made = marked(first, second)
    return msgspec.structs.replace(made, is_serial=marking.is_serial, read_from=marking.read_from)


def _typed(value: str) -> str:
    """Return what was typed without blanks around it; lines stay."""
    text = value.strip()
    if not text:
        raise CommandRefused("Type what you read first; for a letter that cannot be read, type a question mark.")
    if len(text) > MOST_LETTERS:
        raise CommandRefused("This is longer than a reading can be; part it.")
    return text
