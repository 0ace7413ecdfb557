"""Write ``report.html``: one page that needs nothing else, for an editor or a lawyer, on a screen or on paper."""

import base64
import hashlib

import jinja2
import msgspec

from verifier.bundle import report_words as words
from verifier.bundle.disclosed import Disclosed
from verifier.bundle.evidence import Evidence
from verifier.bundle.material import Material
from verifier.bundle.options import AUDIENCE_WORDS
from verifier.bundle.plan import PlanRow, items_held, plan_rows
from verifier.bundle.report_items import ItemLayout, ItemView
from verifier.bundle.report_rows import Row, Statement, rows
from verifier.bundle.report_statements import Statements
from verifier.bundle.report_trade import entity_rows, shipped_statements, trade_rows
from verifier.bundle.selection import HIDING, Selection
from verifier.catalog.assets import find_asset
from verifier.domain.progress import Progress
from verifier.domain.records import (
    Assessment,
    CaseInfo,
    Drone,
    Entity,
    Incident,
    Item,
    Link,
    Note,
    PlaceClaim,
    Problem,
    TimeClaim,
    TradeRecord,
)
from verifier.domain.scales import CREDIBILITY_WORDS, RELIABILITY_WORDS, scale
from verifier.domain.words import CONDITION_WORDS, LEGIBILITY_WORDS


class CardView(msgspec.Struct, frozen=True):
    """A single machine or an incident: label, title, rows, and what is stated about it."""

    label: str
    title: str
    rows: tuple[Row, ...]
    statements: tuple[Statement, ...] = ()


def render_report(material: Material, selection: Selection, evidence: Evidence, progress: Progress) -> bytes:
    """Return the bytes of the page; the same from the same evidence and pictures."""
    shown = Disclosed(selection)
    lay = Statements(shown, {})
    card = next(shown.of(CaseInfo), None)
    planned = plan_rows(selection)
    held, all_items = items_held(selection)
    staying = [_without_hidden_labels(row, shown) for row in planned if not row.goes]
    style = find_asset("report/report.css").read_text(encoding="utf-8")
    text = _template().render(
        title=card.title if card else "Case",
        summary=card.summary if card else "",
        created=words.day(card.created_at) if card else "",
        scale=scale(card.likelihood_scale if card else "icd203"),
        audience=AUDIENCE_WORDS[selection.options.audience],
        going=[row for row in planned if row.goes],
        staying=staying,
        items_held=held,
        all_items=all_items,
        evidence=evidence,
        items=_items(ItemLayout(material, shown, staying), shown, progress),
        incidents=[_incident(shown, lay, incident) for incident in shown.of(Incident)],
        drones=[_drone(shown, drone) for drone in shown.of(Drone)],
        trade=[_trade(shown, lay, record) for record in shown.of(TradeRecord)],
        entities=[_entity(entity) for entity in shown.of(Entity)],
        links=[lay.link(link) for link in shown.of(Link) if link.kind != "shipped"],
        problems=[p for p in shown.of(Problem) if p.item is None],
        reliability=RELIABILITY_WORDS,
        credibility=CREDIBILITY_WORDS,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )
    return text.encode()


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(find_asset("report")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def _items(layout: ItemLayout, shown: Disclosed, progress: Progress) -> list[ItemView]:
    items = list(shown.of(Item))
    views: list[ItemView] = []
    for number, item in enumerate(items):
        progress.report(number, len(items), f"report: {item.label}")
        views.append(layout.item(item))
    return views


def _without_hidden_labels(row: PlanRow, shown: Disclosed) -> PlanRow:
    """Name only what goes out itself, and nothing that hangs on what is withheld: it would point there."""
    if row.what in HIDING:
        return msgspec.structs.replace(row, subjects=())
    labels = {str(getattr(record, "label", "")) for kind in (Item, Drone) for record in shown.of(kind)}
    return msgspec.structs.replace(row, subjects=tuple(label for label in row.subjects if label in labels))


def _incident(shown: Disclosed, lay: Statements, incident: Incident) -> CardView:
    items = [item for item in (shown.get(f"item/{item}") for item in incident.items) if item is not None]
    left_out = len(incident.items) - len(items)
    labels = ", ".join(str(getattr(item, "label", "")) for item in items)
    if left_out:
        labels += f", and {left_out} that {'is' if left_out == 1 else 'are'} not in this bundle"
    places = (lay.place(claim) for claim in shown.about(PlaceClaim, incident.key))
    times = (lay.time(claim) for claim in shown.about(TimeClaim, incident.key))
    weighed = (lay.assessment(assessment) for assessment in shown.about(Assessment, incident.key))
    notes = (lay.note(note) for note in shown.about(Note, incident.key))
    return CardView(
        incident.label,
        incident.title,
        rows(
            ("What", incident.what), ("Where", incident.place_words), ("When", incident.time_words), ("Items", labels)
        ),
        (*places, *times, *weighed, *notes),
    )


def _trade(shown: Disclosed, lay: Statements, record: TradeRecord) -> CardView:
    title = record.goods or record.model
    return CardView(record.label, title, trade_rows(shown, record), shipped_statements(shown, lay, record))


def _entity(entity: Entity) -> CardView:
    return CardView(entity.label, (entity.names or ("",))[0], entity_rows(entity))


def _drone(shown: Disclosed, drone: Drone) -> CardView:
    markings = "; ".join(
        f"{'serial number' if marking.is_serial else 'marking'} {marking.value}, read from {marking.read_from}"
        + (f", {LEGIBILITY_WORDS[marking.legibility]}" if marking.legibility else "")
        + (f", by {shown.person(marking.reader)}" if marking.reader else "")
        + (f", read again as {marking.second_value}" if marking.second_value else "")
        + (f" by {shown.person(marking.second_reader)}" if marking.second_reader else "")
        for marking in drone.markings
    )
    claims = [key for key in (f"drone_claim/{claim}" for claim in drone.claims) if shown.get(key)]
    seen = [key for key in (f"observation/{one}" for one in drone.observations) if shown.get(key)]
    rests_on = ", ".join(sorted({shown.item_label(key) for key in (*claims, *seen)} - {""}))
    user = drone.user_group or ""
    return CardView(
        drone.label,
        drone.title,
        rows(
            ("Rests on", rests_on),
            ("Markings", markings),
            ("Modifications", drone.modifications),
            ("Payload", drone.payload),
            ("User", f"{user} · confidence {words.confidence(drone.user_group_confidence)}" if user else ""),
            ("Condition", CONDITION_WORDS.get(drone.condition or "", "")),
        ),
    )
