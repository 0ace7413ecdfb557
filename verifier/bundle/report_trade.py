"""Trade on paper: people, companies and units; trade records as written; how strongly a machine hangs on one."""

from verifier.bundle.disclosed import Disclosed
from verifier.bundle.report_rows import Row, Statement, rows
from verifier.bundle.report_statements import Statements
from verifier.domain.ids import key_of
from verifier.domain.records import Entity, Link, Party, TradeRecord
from verifier.domain.words import DATE_ROLE_WORDS, NATURE_WORDS, NOT_ASSESSED, PARTY_ROLE_WORDS, STOP_ROLE_WORDS

WITHHELD = "withheld"


def entity_rows(entity: Entity) -> tuple[Row, ...]:
    """Return what is known of a person, company or unit; names that stay are blank in ``entity``."""
    return rows(
        ("What it is", NATURE_WORDS[entity.nature] if entity.nature else NOT_ASSESSED),
        ("Names as written", "\n".join(entity.names or ()) or WITHHELD),
        ("Jurisdiction", entity.jurisdiction),
        ("Registry number", entity.registry_number or ""),
    )


def trade_rows(shown: Disclosed, record: TradeRecord, *, whole: bool = False) -> tuple[Row, ...]:
    """Return a trade record as written, with what was read of it; ``whole``: the row as it was found, too."""
    parties = [] if record.parties is None else [_party(shown, party) for party in record.parties]  # type: ignore[redundant-expr]
    document = shown.get(key_of("item", record.document)) if record.document else None
    source = " · ".join(
        part
        for part in (
            str(getattr(document, "label", "")),
            f"page {record.page}" if record.page else "",
            f"row {record.row}" if record.row else "",
        )
        if part
    )
    found = (
        *rows(
            ("Parties", "\n".join(parties) or ("" if record.parties == () else WITHHELD)),
            ("Dates", "\n".join(_date(one.role, one.as_written, str(one.day or "")) for one in record.dates)),
            ("HS code", record.hs_code),
            ("Goods", record.goods),
            ("Model, as written", record.model),
            ("Batch", record.batch),
            ("Serial numbers", ", ".join(record.serials)),
            ("Quantity", _number(record.quantity, record.unit, record.quantity_as_written)),
            ("Value", _number(record.value, record.currency, record.value_as_written)),
            ("Route", " → ".join(f"{stop.as_written} ({STOP_ROLE_WORDS[stop.role]})" for stop in record.route)),
            ("Document", source),
        ),
    )
    if whole:
        found += tuple(Row(cell.column, cell.text) for cell in record.row_as_found or () if cell.text)
    return found


def shipped_statements(shown: Disclosed, lay: Statements, record: TradeRecord) -> tuple[Statement, ...]:
    """Return the links of a record to machines, each with its strength in full."""
    links = (link for link in shown.of(Link) if link.kind == "shipped" and link.to_key == record.key)
    return tuple(lay.link(link) for link in links)


def _party(shown: Disclosed, party: Party) -> str:
    entity = shown.get(key_of("entity", party.entity)) if party.entity else None
    known = f" = {entity.label}" if isinstance(entity, Entity) else ""
    return f"{PARTY_ROLE_WORDS[party.role]}: {party.as_written}{known}"


def _date(role: str, as_written: str, day: str) -> str:
    read = "" if day == as_written else f" (read as {day})" if day else " (not read as a day)"
    return f"{DATE_ROLE_WORDS[role]}: {as_written}{read}"


def _number(exact: str | None, unit: str, as_written: str) -> str:
    shown = f"{exact or as_written} {unit}".strip()
    return f"{shown} (written: {as_written})" if exact and as_written and as_written != exact else shown
