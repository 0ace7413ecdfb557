"""A trade record as a person types it: one text a field, and back again for an edit."""

from collections.abc import Mapping

import msgspec

from verifier.domain.records import Party, Stop, TradeDate, TradeRecord
from verifier.domain.records.trade import PartyRole, StopRole
from verifier.workspace.trade_values import day_of, exact, serials_of

PARTIES: tuple[PartyRole, ...] = ("seller", "buyer", "shipper", "consignee")
STOPS: tuple[StopRole, ...] = ("origin", "destination")


def words_of(record: TradeRecord) -> dict[str, str]:
    """Return what the fields of a form show of a record; ``document`` is not among them."""
    words = {role: next((p.as_written for p in record.parties if p.role == role), "") for role in PARTIES}
    words |= {role: next((s.as_written for s in record.route if s.role == role), "") for role in STOPS}
    return {
        **words,
        "date": record.dates[0].as_written if record.dates else "",
        "hs_code": record.hs_code,
        "goods": record.goods,
        "model": record.model,
        "batch": record.batch,
        "serials": ", ".join(record.serials),
        "quantity": record.quantity_as_written or record.quantity or "",
        "unit": record.unit,
        "value": record.value_as_written or record.value or "",
        "currency": record.currency,
        "page": record.page,
    }


def entered(words: Mapping[str, str], document: str | None, held: TradeRecord | None = None) -> TradeRecord:
    """Return the record that the fields say; of ``held`` stays what no field shows, and what was not typed anew.

    A party typed as before keeps who it is said to be; a number typed as before keeps how it was read.
    """
    begun = held or TradeRecord(id="", label="")
    shown = words_of(begun)
    made = msgspec.structs.replace(
        begun,
        parties=_parties(words, begun),
        dates=_dates(words["date"], begun),
        route=_stops(words, begun),
        hs_code=words["hs_code"],
        goods=words["goods"],
        model=words["model"],
        batch=words["batch"],
        serials=serials_of(words["serials"]) if words["serials"] != shown["serials"] else begun.serials,
        unit=words["unit"],
        currency=words["currency"],
        page=words["page"],
        document=document,
    )
    if words["quantity"] != shown["quantity"]:
        quantity = words["quantity"]
        made = msgspec.structs.replace(made, quantity=exact(quantity), quantity_as_written=quantity)
    if words["value"] != shown["value"]:
        value = words["value"]
        made = msgspec.structs.replace(made, value=exact(value), value_as_written=value)
    return made


def _parties(words: Mapping[str, str], held: TradeRecord) -> tuple[Party, ...]:
    """Put typed parties in the place of those of their role; a field shows the first of a role alone."""
    left: dict[PartyRole, str] = {role: words[role] for role in PARTIES}
    parties: list[Party] = []
    for party in held.parties:
        typed = left.pop(party.role, None)
        if typed is None or typed == party.as_written:
            parties.append(party)
        elif typed:
            parties.append(Party(party.role, typed))
    return (*parties, *(Party(role, typed) for role, typed in left.items() if typed))


def _stops(words: Mapping[str, str], held: TradeRecord) -> tuple[Stop, ...]:
    left: dict[StopRole, str] = {role: words[role] for role in STOPS}
    stops: list[Stop] = []
    for stop in held.route:
        typed = left.pop(stop.role, None)
        if typed is None or typed == stop.as_written:
            stops.append(stop)
        elif typed:
            stops.append(Stop(stop.role, typed))
    return (*stops, *(Stop(role, typed) for role, typed in left.items() if typed))


def _dates(typed: str, held: TradeRecord) -> tuple[TradeDate, ...]:
    first, rest = held.dates[:1], held.dates[1:]
    if first and typed == first[0].as_written:
        return held.dates
    role = first[0].role if first else "other"
    return (*((TradeDate(role, typed, day_of(typed)),) if typed else ()), *rest)
