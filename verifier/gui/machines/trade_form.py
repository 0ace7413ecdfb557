"""Entering a trade record by hand: parties, a date, goods, numbers, the document it stands in."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from verifier.commands.trade import AddTrade, EditTrade
from verifier.domain.ids import format_label, key_of, parse_label
from verifier.domain.records import Item, TradeRecord
from verifier.gui.controls import Section, button, label, row
from verifier.gui.machines.words import named_field, spread
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.workspace.trade_entry import entered, words_of

FORM_ROWS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (("seller", "Seller", "as written"), ("buyer", "Buyer", "as written")),
    (("shipper", "Shipper", "as written"), ("consignee", "Consignee", "as written")),
    (("goods", "Goods", "as written"), ("model", "Model", "as written")),
    (("serials", "Serial numbers", "parted by commas"), ("batch", "Batch", "lot or range")),
    (("hs_code", "HS code", "8806.22"), ("date", "Date", "as written")),
    (("quantity", "Quantity", "2"), ("unit", "Unit", "pcs")),
    (("value", "Value", "1249.90"), ("currency", "Currency", "USD")),
    (("origin", "Country of origin", "as written"), ("destination", "Destination", "as written")),
    (("document", "Document", "E-0007, an item of this case"), ("page", "Page", "3")),
)
"""Name in code, name in words, an example."""


class TradeForm(Section):
    """``done`` is called after a record was entered, and when the form is put away."""

    def __init__(self, session: Session, done: Callable[[], object]) -> None:
        super().__init__(tr("A new trade record"), label(tr("as the document has it"), "smallfaint"))
        self._session, self._done = session, done
        self._held: TradeRecord | None = None
        self.fields: dict[str, QLineEdit] = {}
        for line in FORM_ROWS:
            self.add(spread(*(self._field(*one) for one in line)))
        self.trouble = label("", "warn", wraps=True)
        self.trouble.hide()
        self.add(self.trouble)
        enter = button(tr("Enter it"), self.enter, "primary")
        enter.setEnabled(session.can_edit)
        self.add(row(None, button(tr("Cancel"), self._cancel), enter, margins=(0, 8, 0, 0)))

    def begin(self, held: TradeRecord | None) -> None:
        """Show a record for an edit, or an empty form for a new one."""
        self._held = held
        words = words_of(held) if held is not None else {}
        document = self._session.case.get(key_of("item", held.document)) if held is not None and held.document else None
        words["document"] = document.label if isinstance(document, Item) else ""
        for name, field in self.fields.items():
            field.setText(words.get(name, ""))
        self.heading.setText(tr("A new trade record") if held is None else tr("Edit {label}", label=held.label))
        self.trouble.hide()

    def enter(self) -> None:
        """Enter the record; a refusal is said beside the button, and nothing typed is lost."""
        document = self._document()
        if document is None and self._text("document"):
            self._say(tr("The case has no item of that label."))
            return
        typed = {name: self._text(name) for name in self.fields}
        held = self._session.case.get(self._held.key) if self._held is not None else None
        record = entered(
            typed, document.id if document is not None else None, held if isinstance(held, TradeRecord) else None
        )
        if record == held or self._session.do(
            EditTrade(record) if isinstance(held, TradeRecord) else AddTrade((record,))
        ):
            self.begin(None)
            self._done()
        else:
            self._say(tr("Nothing was entered: a record needs a party, a date, goods, a model, a code or a serial."))

    def _cancel(self) -> None:
        self.begin(None)
        self._done()

    def _document(self) -> Item | None:
        parsed = parse_label(self._text("document"))
        name = format_label(*parsed) if parsed is not None else ""
        return next((item for item in self._session.case.of(Item) if item.label == name), None)

    def _text(self, name: str) -> str:
        return self.fields[name].text().strip()

    def _field(self, name: str, words: str, example: str) -> QWidget:
        holder, self.fields[name] = named_field(tr(words), example, self.enter)
        return holder

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()
