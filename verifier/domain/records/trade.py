"""Who trades and what was shipped: entities and trade records, everything as the paper has it.

Names, texts and numbers stay as they are written; what was understood of them stands beside, never in place of it.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from verifier.domain.ids import Id, Label
from verifier.domain.records.base import Base

Exact = Annotated[str, Meta(pattern=r"^-?[0-9]{1,30}(\.[0-9]{1,12})?$")]
"""An exact decimal as text (``1249.90``): no float ever holds a price."""
PartyRole = Literal["seller", "buyer", "shipper", "consignee", "declarant", "carrier", "maker", "other"]
DateRole = Literal["declared", "invoiced", "shipped", "arrived", "other"]
StopRole = Literal["origin", "departure", "transit", "destination"]
EntityNature = Literal["person", "company", "unit"]


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody named in a trade record, as written there; ``entity``: who a person says that is."""

    role: PartyRole
    as_written: str
    entity: Id | None = None


class TradeDate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A date as written, and the day it is read as; ``None`` where it can be read in two ways, or in none."""

    role: DateRole
    as_written: str
    day: date | None = None


class Stop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place on the route, as written: a country, a port, an office."""

    role: StopRole
    as_written: str


class Cell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One cell of the row that a record was made from: the head of its column and its text."""

    column: str
    text: str


class Entity(Base, frozen=True, kw_only=True, tag="entity"):
    """A person, company or unit (``P-01``): names as written, in any script; ``nature`` ``None``: not yet assessed."""

    label: Label
    names: Annotated[tuple[str, ...], Meta(min_length=1)]
    nature: EntityNature | None = None
    jurisdiction: str = ""
    registry_number: str = ""


class TradeRecord(Base, frozen=True, kw_only=True, tag="trade_record"):
    """One line of trade (``T-0001``): a shipment, a sale, a customs entry, as a document has it.

    ``document``: the item it was read from, with ``page`` as printed and ``row`` counted from 1 (the heads of a table
    are not counted). ``row_as_found``: the whole row, where it came from a table. ``quantity`` and ``value`` are exact;
    ``…_as_written`` is what they were read from. ``currency``: as written, an ISO 4217 code as a rule.
    """

    label: Label
    parties: tuple[Party, ...] = ()
    dates: tuple[TradeDate, ...] = ()
    hs_code: str = ""
    goods: str = ""
    model: str = ""
    batch: str = ""
    serials: tuple[str, ...] = ()
    quantity: Exact | None = None
    quantity_as_written: str = ""
    unit: str = ""
    value: Exact | None = None
    value_as_written: str = ""
    currency: str = ""
    route: tuple[Stop, ...] = ()
    document: Id | None = None
    page: str = ""
    row: Annotated[int, Meta(ge=1)] | None = None
    row_as_found: tuple[Cell, ...] = ()
