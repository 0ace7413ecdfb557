"""Enter who trades and what was shipped, and say how strongly a machine hangs on a shipment."""

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import count
from verifier.commands.statements import keep_label
from verifier.domain.errors import CommandRefused
from verifier.domain.ids import key_of
from verifier.domain.records import Drone, Entity, Link, TradeRecord
from verifier.domain.records.trade import EntityNature
from verifier.domain.strengths import MEANING, Strength, in_full, plain_serial, strength_named


class AddEntity(msgspec.Struct, frozen=True, kw_only=True):
    """Enter a person, company or unit by its names as they are written."""

    names: tuple[str, ...]
    nature: EntityNature | None = None
    jurisdiction: str = ""
    registry_number: str = ""

    @property
    def label(self) -> str:
        return "add a person, company or unit"

    def run(self, draft: Draft) -> None:
        entity = Entity(
            id=draft.new_id(),
            label=draft.new_label("P"),
            names=_names(self.names),
            nature=self.nature,
            jurisdiction=self.jurisdiction,
            registry_number=self.registry_number,
        )
        draft.put(entity)


class EditEntity(msgspec.Struct, frozen=True):
    """Replace what is known of a person, company or unit."""

    entity: Entity

    @property
    def label(self) -> str:
        return f"edit {self.entity.label}"

    def run(self, draft: Draft) -> None:
        keep_label(draft.the(Entity, self.entity.key).label, self.entity.label)
        _names(self.entity.names)
        draft.put(self.entity)


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names without those that are blank; raise :class:`CommandRefused` where none is left."""
    kept = tuple(dict.fromkeys(name for name in names if name.strip()))
    if not kept:
        raise CommandRefused("A person, company or unit needs a name, as it is written somewhere.")
    return kept


class AddTrade(msgspec.Struct, frozen=True):
    """Enter trade records; ``id`` and ``label`` of those handed in are not looked at, the case gives its own."""

    records: tuple[TradeRecord, ...]

    @property
    def label(self) -> str:
        return f"add {count(len(self.records), 'trade record')}"

    def run(self, draft: Draft) -> None:
        for record in self.records:
            _check(record)
            draft.put(msgspec.structs.replace(record, id=draft.new_id(), label=draft.new_label("T")))


class EditTrade(msgspec.Struct, frozen=True):
    """Replace a trade record; the row it was found as stays as it was. ``what`` names the part for undo."""

    record: TradeRecord
    what: str = ""

    @property
    def label(self) -> str:
        return f"edit {self.record.label}: {self.what}" if self.what else f"edit {self.record.label}"

    def run(self, draft: Draft) -> None:
        held = draft.the(TradeRecord, self.record.key)
        keep_label(held.label, self.record.label)
        if held.row_as_found != self.record.row_as_found:
            raise CommandRefused("The row as it was found is never changed.", held.label)
        _check(self.record)
        draft.put(self.record)


def _check(record: TradeRecord) -> None:
    said = (record.parties, record.dates, record.hs_code, record.goods, record.model, record.serials, record.route)
    if not any(said):
        raise CommandRefused("A trade record needs a party, a date, goods, a model, a code or a serial number.")
    written = (*(party.as_written for party in record.parties), *(stop.as_written for stop in record.route))
    if not all(words.strip() for words in (*written, *record.serials)):
        raise CommandRefused("A party, a place on the route and a serial number cannot be blank.")


class LinkShipment(msgspec.Struct, frozen=True, kw_only=True):
    """State that a machine may have been in a shipment, and how strongly the two hang together.

    "Same serial" is refused where no serial number of the machine stands in the record, and "same HS code only" where
    the record has no code: a strength is a fact of the papers, the likelihood is what a person makes of it.
    """

    drone: Drone
    record: TradeRecord
    strength: Strength
    evidence_for: str = ""
    evidence_against: str = ""

    @property
    def label(self) -> str:
        return f"link {self.drone.label} to {self.record.label} ({self.strength})"

    def run(self, draft: Draft) -> None:
        drone, record = draft.the(Drone, self.drone.key), draft.the(TradeRecord, self.record.key)
        self._refuse_unfounded(drone, record)
        known = (link for link in draft.of(Link) if (link.from_key, link.to_key) == (drone.key, record.key))
        if any(link.kind == "shipped" and strength_named(link.strength) == self.strength for link in known):
            raise CommandRefused("They are linked so already.", drone.label)
        link = Link(
            id=draft.new_id(),
            from_key=drone.key,
            to_key=record.key,
            kind="shipped",
            strength=in_full(self.strength),
            evidence_for=self.evidence_for or MEANING[self.strength],
            evidence_against=self.evidence_against,
            stated_by=draft.actor,
            stated_at=draft.now,
        )
        draft.put(link)

    def _refuse_unfounded(self, drone: Drone, record: TradeRecord) -> None:
        if self.strength == "same serial" and not same_serials(drone, record):
            raise CommandRefused("No serial number of the machine stands in this record.", record.label)
        if self.strength == "same batch" and not (record.batch or self.evidence_for):
            raise CommandRefused("The record names no batch; say what the batch is known from.", record.label)
        if self.strength == "same HS code only" and not record.hs_code:
            raise CommandRefused("The record has no HS code.", record.label)


def same_serials(drone: Drone, record: TradeRecord) -> tuple[str, ...]:
    """Return the serial numbers, as the record writes them, that the machine bears."""
    own = {plain_serial(marking.value) for marking in drone.markings if marking.is_serial} - {""}
    return tuple(serial for serial in record.serials if plain_serial(serial) in own)


class NameParty(msgspec.Struct, frozen=True, kw_only=True):
    """Say which person, company or unit a party of a trade record is; ``None``: not known."""

    record: TradeRecord
    place: int
    entity: Entity | None

    @property
    def label(self) -> str:
        return f"say who a party of {self.record.label} is"

    def run(self, draft: Draft) -> None:
        record = draft.the(TradeRecord, self.record.key)
        if not 0 <= self.place < len(record.parties):
            raise CommandRefused("The record has no such party.", record.label)
        entity = draft.the(Entity, key_of("entity", self.entity.id)).id if self.entity is not None else None
        parties = list(record.parties)
        parties[self.place] = msgspec.structs.replace(parties[self.place], entity=entity)
        draft.put(msgspec.structs.replace(record, parties=tuple(parties)))
