"""Two sheets about one machine: a request that its maker may read, and everything for one's own desk.

They are no formats of an export: an export writes a case for a kind of reader, a sheet is about one machine. The
**trace request** holds the maker, the serial number, one picture of the machine cut out of its frame, and the question.
It is made from those alone: nothing of a place, a time, a source, an incident or the case can slip into it, since it is
never handed any. The **internal sheet** holds everything that the case ties to the machine.
"""

import base64
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import jinja2
import msgspec

import verifier
from verifier.bundle.disclosed import Disclosed, data_uri
from verifier.bundle.material import Material, Picture
from verifier.bundle.options import Options
from verifier.bundle.report_items import SMALL_SIDE
from verifier.bundle.report_rows import Row, Statement, rows
from verifier.bundle.report_sizes import size_statements
from verifier.bundle.report_statements import Statements
from verifier.bundle.report_trade import entity_rows, trade_rows
from verifier.bundle.report_words import confidence
from verifier.bundle.selection import select
from verifier.bundle.sinks import whole_or_nothing
from verifier.case.references import owners
from verifier.catalog.assets import find_asset
from verifier.domain.ids import id_of, key_of
from verifier.domain.records import (
    CaseInfo,
    Drone,
    DroneClaim,
    Entity,
    Incident,
    Item,
    Link,
    Marking,
    Note,
    Observation,
    PlaceClaim,
    Posting,
    Record,
    SourceClaim,
    TimeClaim,
    TradeRecord,
)
from verifier.domain.words import CONDITION_WORDS, READ_FROM_WORDS

SheetKind = Literal["trace", "internal"]
QUESTION = (
    "Please tell us about the machine of this serial number: its model, when it was made, to whom and into which "
    "country it was first sold or delivered, and whether it was registered, activated or serviced since. Please tell "
    "us as well if you never gave this number to a machine."
)


class TraceRequest(msgspec.Struct, frozen=True):
    """All that a trace request is made of; ``picture``: the machine or its plate, cut out, ``None`` for none.

    ``model``: as the shipped catalog names it, never in words of a person.

    ``forms``: what the form of each number says, in sentences that follow from the number alone.
    """

    maker: str
    serials: tuple[Marking, ...]
    forms: tuple[str, ...]
    picture: Picture | None
    question: str = QUESTION
    model: str = ""


class SheetPart(msgspec.Struct, frozen=True):
    """One part of a sheet: heading, title, rows, a picture, and statements."""

    label: str
    title: str
    rows: tuple[Row, ...] = ()
    statements: tuple[Statement, ...] = ()
    picture: str = ""


class Section(msgspec.Struct, frozen=True):
    """Parts under one heading."""

    heading: str
    parts: tuple[SheetPart, ...]


def render_trace(request: TraceRequest) -> bytes:
    """Return the page of a trace request."""
    numbers = tuple(
        SheetPart("", marking.value, rows(("Read from", READ_FROM_WORDS[marking.read_from]), *_reading(marking)))
        for marking in request.serials
    )
    forms = tuple(Row("About the number", sentence) for sentence in request.forms)
    known = rows(("Maker", request.maker or "not known for certain"), ("Model, as we take it to be", request.model))
    head = (*known, *forms)
    return _page(
        kicker="",
        title="Request to trace a serial number",
        head=head,
        sections=(Section("Serial number" if len(numbers) == 1 else "Serial numbers", numbers),),
        picture=data_uri(request.picture.media_type, request.picture.data) if request.picture else "",
        question=request.question,
        end="This request gives no place, time or source on purpose.",
    )


def render_internal(material: Material, drone: Drone) -> bytes:
    """Return the page of everything that the case ties to a machine. It is for nobody else's eyes."""
    shown = Disclosed(select(material.records, Options(audience="archive")))
    gathered = _Gathered(shown, drone)
    card = next(shown.of(CaseInfo), None)
    lay = Statements(shown, {})
    sections = (
        Section("Why these items", tuple(_linked(lay, gathered.links))),
        Section("Trade", tuple(_trade(shown, lay, record, gathered) for record in gathered.trade)),
        Section("Who trades", tuple(SheetPart(e.label, e.names[0], entity_rows(e)) for e in gathered.entities)),
        Section("Items", tuple(_item(material, shown, lay, item) for item in gathered.items)),
        Section("Incidents", tuple(_incident(lay, shown, incident) for incident in gathered.incidents)),
    )
    return _page(
        kicker="INTERNAL: not to be passed on",
        title=f"{drone.label} {drone.title}".strip(),
        head=(*rows(("Case", card.title if card else "")), *_drone_rows(drone)),
        sections=tuple(section for section in sections if section.parts),
        statements=tuple(lay.note(note) for note in shown.about(Note, drone.key)),
        end="Everything the case ties to this machine, sources and places among it.",
    )


def write_page(page: bytes, out: Path) -> Path:
    """Write a sheet to ``out``, whole or not at all; raise as the bag does."""
    with whole_or_nothing(out) as place, place.open("xb") as file:
        file.write(page)
        file.flush()
        os.fsync(file.fileno())
    return out


def _reading(marking: Marking) -> tuple[tuple[str, str], ...]:
    other = marking.second_value if marking.second_value and marking.second_value != marking.value else ""
    return ("Legibility", marking.legibility or ""), ("A second reader read", other)


class _Gathered:
    """Every record that hangs on one machine, however far."""

    def __init__(self, shown: Disclosed, drone: Drone) -> None:
        links = list(shown.of(Link))
        self.links = [link for link in links if drone.key in (link.from_key, link.to_key)]
        keys = {key for link in self.links for key in (link.from_key, link.to_key)}
        claims = [shown.get(key_of("drone_claim", claim)) for claim in drone.claims]
        seen = [shown.get(key_of("observation", one)) for one in drone.observations]
        seen += [shown.get(key_of("observation", m.observation)) for m in drone.markings if m.observation]
        on = [*(shown.get(key) for key in keys), *claims, *seen]
        item_keys = {key for record in on if record is not None for key in _item_keys(shown, record)}
        self.items = [item for item in shown.of(Item) if item.key in item_keys]
        self.trade = [record for record in shown.of(TradeRecord) if record.key in keys]
        named = {party.entity for record in self.trade for party in record.parties} | {id_of(key) for key in keys}
        self.entities = [entity for entity in shown.of(Entity) if entity.id in named]
        ids = {item.id for item in self.items}
        self.incidents = [one for one in shown.of(Incident) if ids & set(one.items) or one.key in keys]


def _item_keys(shown: Disclosed, record: Record) -> Iterable[str]:
    """Follow what a record says something about, up to items."""
    if isinstance(record, Item):
        yield record.key
    for key in owners(record):
        above = shown.get(key)
        if above is not None:
            yield from _item_keys(shown, above)


def _drone_rows(drone: Drone) -> tuple[Row, ...]:
    markings = "\n".join(
        f"{'serial number' if one.is_serial else 'marking'} {one.value}, read from {READ_FROM_WORDS[one.read_from]}"
        for one in drone.markings
    )
    return rows(
        ("Markings", markings),
        ("Modifications", drone.modifications),
        ("Payload", drone.payload),
        ("User", drone.user_group),
        ("Confidence in the user", confidence(drone.user_group_confidence) if drone.user_group else ""),
        ("Condition", CONDITION_WORDS.get(drone.condition or "", "")),
    )


def _linked(lay: Statements, links: list[Link]) -> Iterable[SheetPart]:
    for link in links:
        if link.kind != "shipped":
            yield SheetPart("", "", (), (lay.link(link),))


def _trade(shown: Disclosed, lay: Statements, record: TradeRecord, gathered: _Gathered) -> SheetPart:
    links = [link for link in gathered.links if record.key in (link.from_key, link.to_key)]
    notes = shown.about(Note, record.key)
    statements = (*(lay.link(link) for link in links), *(lay.note(note) for note in notes))
    return SheetPart(record.label, record.goods or record.model, trade_rows(shown, record, whole=True), statements)


def _item(material: Material, shown: Disclosed, lay: Statements, item: Item) -> SheetPart:
    key = item.key
    picture = material.picture(item, None, SMALL_SIDE) if item.kind in ("photo", "video") else None
    statements = (
        *(lay.drone(claim) for claim in shown.of_item(DroneClaim, key)),
        *(lay.place(claim) for claim in shown.of_item(PlaceClaim, key)),
        *(lay.time(claim) for claim in shown.of_item(TimeClaim, key)),
        *(lay.observation(seen) for seen in shown.of_item(Observation, key)),
        *size_statements(shown, lay, key),
        *(lay.source(claim) for claim in shown.of_item(SourceClaim, key)),
        *(lay.posting(posting) for posting in shown.of_item(Posting, key)),
        *(lay.note(note) for note in shown.of_item(Note, key)),
    )
    known = item.fingerprints
    return SheetPart(
        item.label,
        item.original_name,
        (*rows(("Kind", item.kind)), Row("SHA-256", known.sha256, is_code=True)),
        statements,
        data_uri(picture.media_type, picture.data) if picture is not None else "",
    )


def _incident(lay: Statements, shown: Disclosed, incident: Incident) -> SheetPart:
    places = (lay.place(claim) for claim in shown.about(PlaceClaim, incident.key))
    times = (lay.time(claim) for claim in shown.about(TimeClaim, incident.key))
    told = rows(("What", incident.what), ("Where", incident.place_words), ("When", incident.time_words))
    return SheetPart(incident.label, incident.title, told, (*places, *times))


def _page(
    *,
    kicker: str,
    title: str,
    head: tuple[Row, ...],
    sections: tuple[Section, ...],
    end: str,
    statements: tuple[Statement, ...] = (),
    picture: str = "",
    question: str = "",
) -> bytes:
    style = find_asset("report/report.css").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(find_asset("report")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = environment.get_template("sheet.html.j2").render(
        kicker=kicker,
        title=title,
        head=head,
        sections=sections,
        statements=statements,
        picture=picture,
        question=question,
        end=end,
        version=verifier.__version__,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )
    return text.encode()
