"""The words of the page of machines."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from verifier.domain.records import TradeRecord
from verifier.domain.strengths import CAUTION, WEAK, Strength, strength_named
from verifier.domain.words import DATE_ROLE_WORDS, PARTY_ROLE_WORDS, STOP_ROLE_WORDS
from verifier.gui.controls import column, label
from verifier.gui.speech import tr, tr_made
from verifier.workspace.machines import Basis
from verifier.workspace.trade_tables import Field

BASIS_WORDS: dict[Basis, str] = {
    "aircraft_serial": "same serial number of the aircraft",
    "camera_serial": "same serial number of the camera body",
    "serial": "same serial number",
    "marking": "same number read off",
    "home_point": "same home point",
}
STRENGTH_WORDS: tuple[tuple[Strength, str], ...] = (
    ("same serial", "same serial"),
    ("same batch", "same batch"),
    ("same model only", "same model only"),
    ("same HS code only", "same HS code only"),
)
FIELD_WORDS: dict[Field, str] = {
    "seller": "seller",
    "buyer": "buyer",
    "shipper": "shipper",
    "consignee": "consignee",
    "declarant": "declarant",
    "carrier": "carrier",
    "maker": "maker",
    "other_party": "other party",
    "date_declared": "date: declared",
    "date_invoiced": "date: invoiced",
    "date_shipped": "date: shipped",
    "date_arrived": "date: arrived",
    "date": "date",
    "hs_code": "HS code",
    "goods": "goods",
    "model": "model",
    "batch": "batch",
    "serials": "serial numbers",
    "quantity": "quantity",
    "unit": "unit",
    "value": "value",
    "currency": "currency",
    "origin": "country of origin",
    "departure": "departure",
    "transit": "transit",
    "destination": "destination",
    "page": "page",
}
SearchField = Literal["serial", "model", "hs_code", "party", "earliest", "latest"]
SEARCH_FIELDS: tuple[tuple[SearchField, str, str], ...] = (
    ("serial", "Serial number", "or part of one"),
    ("model", "Model or goods", "words"),
    ("hs_code", "HS code", "how it begins"),
    ("party", "Party", "words of a name"),
    ("earliest", "From", "2026-01-31"),
    ("latest", "To", "2026-12-31"),
)


def strength_words(strength: str) -> str:
    """Return a strength as it is always shown: a weak one never without its caution."""
    named = strength_named(strength)
    if named is None:
        return tr_made(strength)
    return f"{tr_made(named)}: {tr_made(CAUTION)}" if named in WEAK else tr_made(named)


def record_rows(record: TradeRecord) -> list[tuple[str, str | QWidget]]:
    """Return what is written in a trade record, with what was read of it."""
    parties = "\n".join(f"{tr(PARTY_ROLE_WORDS[one.role])}: {one.as_written}" for one in record.parties)
    dates = "\n".join(_date_words(one.role, one.as_written, str(one.day or "")) for one in record.dates)
    route = " → ".join(f"{one.as_written} ({tr(STOP_ROLE_WORDS[one.role])})" for one in record.route)
    rows = (
        (tr("Parties"), parties),
        (tr("Dates"), dates),
        (tr("HS code"), record.hs_code),
        (tr("Model"), record.model),
        (tr("Batch"), record.batch),
        (tr("Serial numbers"), ", ".join(record.serials)),
        (tr("Quantity"), number_words(record.quantity, record.unit, record.quantity_as_written)),
        (tr("Value"), number_words(record.value, record.currency, record.value_as_written)),
        (tr("Route"), route),
    )
    return [(name, value) for name, value in rows if value]


def number_words(exact: str | None, unit: str, as_written: str) -> str:
    """Write a number with its unit, and as it was written where that reads otherwise."""
    shown = f"{exact or as_written} {unit}".strip()
    if exact and as_written and as_written != exact:
        return f"{shown} ({tr('written: {words}', words=as_written)})"
    return shown


def _date_words(role: str, as_written: str, day: str) -> str:
    read = "" if day == as_written else tr("read as {day}", day=day) if day else tr("not read as a day")
    return f"{tr(DATE_ROLE_WORDS[role])}: {as_written}" + (f" ({read})" if read else "")


def named_field(name: str, hint: str, on_enter: Callable[[], object] | None = None) -> tuple[QWidget, QLineEdit]:
    """Return a field under its name, and the field itself; a ``hint`` of figures is the same in every language."""
    made = QLineEdit(placeholderText=tr(hint) if any(char.islower() for char in hint) else hint)
    made.setAccessibleName(name)
    if on_enter is not None:
        made.returnPressed.connect(lambda: on_enter())
    holder = QWidget()
    holder.setLayout(column(label(name, "small"), made, spacing=2))
    return holder, made


def spread(*parts: QWidget) -> QHBoxLayout:
    """Put widgets side by side, each as wide as the others."""
    line = QHBoxLayout()
    line.setSpacing(12)
    for part in parts:
        line.addWidget(part, 1)
    return line
