"""Trade records of a case: found by what stands in them, and what may tie a machine to one."""

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from verifier.case.case import Case
from verifier.case.searching import fold
from verifier.commands.trade import same_serials
from verifier.domain.ids import key_of
from verifier.domain.records import Drone, DroneClaim, Entity, Link, TradeRecord
from verifier.domain.strengths import Strength, plain_serial

if TYPE_CHECKING:
    from verifier.catalog.catalog import Catalog


class TradeQuery(msgspec.Struct, frozen=True):
    """What is looked for; every field that is given must fit. ``hs_code``: how it begins, signs between digits apart.

    ``earliest`` and ``latest`` include their days; a record none of whose dates is known as a day does not fit them.
    """

    words: str = ""
    serial: str = ""
    model: str = ""
    hs_code: str = ""
    party: str = ""
    earliest: date | None = None
    latest: date | None = None


class ProposedShipment(msgspec.Struct, frozen=True):
    """A machine and a record that share something: how strongly, and the words of the record it rests on."""

    drone: Drone
    record: TradeRecord
    strength: Strength
    rests_on: str


def find_trade(case: Case, query: TradeQuery) -> tuple[TradeRecord, ...]:
    """Return the trade records that fit, in order of their labels."""
    return tuple(record for record in case.of(TradeRecord) if fits(record, query, _names(case, record)))


def fits(record: TradeRecord, query: TradeQuery, other_names: tuple[str, ...] = ()) -> bool:
    """Tell whether a record fits; ``other_names``: those that its parties are known by elsewhere."""
    parties = (*(party.as_written for party in record.parties), *other_names)
    days = [one.day for one in record.dates if one.day is not None]
    checks = (
        (query.serial, any(plain_serial(query.serial) in plain_serial(serial) for serial in record.serials)),
        (query.model, _has(query.model, (record.model, record.goods))),
        (query.hs_code, digits(record.hs_code).startswith(digits(query.hs_code))),
        (query.party, _has(query.party, parties)),
        (query.words, _has(query.words, _all_texts(record, parties))),
        (query.earliest, any(query.earliest is not None and day >= query.earliest for day in days)),
        (query.latest, any(query.latest is not None and day <= query.latest for day in days)),
    )
    within = not (query.earliest and query.latest) or any(query.earliest <= day <= query.latest for day in days)
    return within and all(is_met for asked, is_met in checks if asked)


def digits(code: str) -> str:
    """Return the digits of a customs code, which is written with dots and blanks at will."""
    return "".join(char for char in code if char.isdigit())


def _has(words: str, texts: tuple[str, ...]) -> bool:
    whole = fold(" ".join(texts))
    return all(word in whole for word in fold(words).split())


def _all_texts(record: TradeRecord, parties: tuple[str, ...]) -> tuple[str, ...]:
    return (
        *parties,
        *record.serials,
        *(stop.as_written for stop in record.route),
        *(one.as_written for one in record.dates),
        *(cell.text for cell in record.row_as_found),
        record.label,
        record.goods,
        record.model,
        record.batch,
        record.hs_code,
        record.currency,
        record.value_as_written,
    )


def _names(case: Case, record: TradeRecord) -> tuple[str, ...]:
    found = (case.get(key_of("entity", party.entity)) for party in record.parties if party.entity)
    return tuple(name for entity in found if isinstance(entity, Entity) for name in entity.names)


def shipments_of(case: Case, drone: Drone) -> tuple[tuple[TradeRecord, Link], ...]:
    """Return the trade records that a machine is linked to, with the link."""
    links = (link for link in case.of(Link) if link.kind == "shipped" and link.from_key == drone.key)
    pairs = ((case.get(link.to_key), link) for link in links)
    return tuple((record, link) for record, link in pairs if isinstance(record, TradeRecord))


def machines_of_record(case: Case, record: TradeRecord) -> tuple[tuple[Drone, Link], ...]:
    """Return the machines that are linked to a trade record, with the link."""
    links = (link for link in case.of(Link) if link.kind == "shipped" and link.to_key == record.key)
    pairs = ((case.get(link.from_key), link) for link in links)
    return tuple((drone, link) for drone, link in pairs if isinstance(drone, Drone))


def proposed_shipments(case: Case, catalog: "Catalog") -> tuple[ProposedShipment, ...]:
    """Return machines and records that share a serial number, or else a model by name, and are not linked yet.

    An HS code covers every machine of a class, so that it proposes nothing; a person may state it.
    """
    linked = {(link.from_key, link.to_key) for link in case.of(Link) if link.kind == "shipped"}
    found: list[ProposedShipment] = []
    records = [
        (record, f" {' '.join(_tokens(f'{record.model} / {record.goods}'))} ") for record in case.of(TradeRecord)
    ]
    for drone in case.of(Drone):
        names = model_names(case, drone, catalog)
        for record, text in records:
            if (drone.key, record.key) in linked:
                continue
            serials = same_serials(drone, record)
            if serials:
                found.append(ProposedShipment(drone, record, "same serial", ", ".join(serials)))
            elif (named := _named_model(names, text)) is not None:
                found.append(ProposedShipment(drone, record, "same model only", named))
    return tuple(sorted(found, key=lambda one: (one.strength != "same serial", one.drone.label, one.record.label)))


def model_names(case: Case, drone: Drone, catalog: "Catalog") -> tuple[str, ...]:
    """Return what the model of a machine is called, as its claims and the prefix of its serial numbers have it."""
    slugs: list[str] = []
    for claim_id in drone.claims:
        claim = case.get(key_of("drone_claim", claim_id))
        if isinstance(claim, DroneClaim) and claim.hypotheses[0].entry.level in ("model", "variant"):
            slugs.append(claim.hypotheses[0].entry.entry_id or "")
    for marking in drone.markings:
        if marking.is_serial:
            slugs += [slug for row in catalog.by_serial(marking.value)[:1] for slug in row.drones]
    names: list[str] = []
    for slug in dict.fromkeys(slug for slug in slugs if catalog.has(slug)):
        entry = catalog.entry(slug)
        names += [entry.name, *(alias.text for alias in entry.aliases)]
    return tuple(dict.fromkeys(names))


def _named_model(names: tuple[str, ...], text: str) -> str | None:
    """Return the name that stands in a text as words of its own: Mavic 3 is not named by Mavic 3 Pro."""
    for name in names:
        plain = " ".join(_tokens(name.removeprefix("DJI ")))
        start = text.find(f" {plain} ") if plain else -1
        if start < 0:
            continue
        following = text[start + len(plain) + 2 :].split(" ", 1)[0]
        if following not in _FURTHER:
            return name
    return None


_FURTHER = frozenset(
    {"pro", "classic", "enterprise", "thermal", "multispectral", "cine", "se", "rtk", "e", "t", "m", "s"}
)
"""Words after a model's name that make it another model."""


def _tokens(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in fold(text)).split()
