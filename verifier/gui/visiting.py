"""Go to a record wherever it stands: its item, then the region there, in a clip once its frames are known."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from verifier.case.references import mentions, owners
from verifier.domain.ids import key_of, kind_of
from verifier.domain.records import Base, Incident, Record
from verifier.gui.lookups import item_of
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


PANEL_OF: dict[str, str] = {
    "assessment": "assess",
    "drone": "tags",
    "drone_claim": "tags",
    "incident": "links",
    "item": "source",
    "link": "links",
    "note": "tags",
    "observation": "tags",
    "place_claim": "place",
    "posting": "source",
    "source_claim": "source",
    "tag": "tags",
    "trade_record": "links",
    "time_claim": "place",
}
"""Kind of record -> the panel that shows it."""


class Visits(QObject):
    """Answers ``visit_asked`` of the session."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk, self._session = desk, desk.session
        self._awaited = ""
        self._session.visit_asked.connect(self.visit)
        self._session.frame_changed.connect(self._arrive)

    def visit(self, key: str) -> None:
        """Go to the item of a record; a region is shown and selected there."""
        record = self._session.case.get(key)
        item_key = item_of(self._session.case, record) if record is not None else None
        if item_key is None:
            return
        is_here = item_key == self._session.item_key
        self._desk.items.go_to(item_key)
        self._session.go_to(item_key)
        self._awaited = "" if is_here else key
        if key != item_key:
            self._session.show_asked.emit(key)

    def open(self, key: str, panel: str = "") -> None:
        """Go to a record and open the panel that shows it; say so where no item shows it."""
        case = self._session.case
        record = case.get(key)
        there = self._item_that_shows(record) if record is not None else None
        if record is None or there is None:
            self._session.say(tr("No item shows it yet."), "warn")
            return
        self._session.show_page("review")
        self.visit(key if item_of(case, record) is not None else there)
        if name := panel or PANEL_OF.get(kind_of(key), ""):
            self._desk.inspector.open_panel(name)

    def _item_that_shows(self, record: Base) -> str | None:
        """Return the item that a record is about, or one that a card or a link rests on."""
        case = self._session.case
        if (own := item_of(case, record)) is not None:
            return own
        named = (case.get(key) for key in (*owners(cast("Record", record)), *mentions(cast("Record", record))))
        found = (item_of(case, one) or self._first_item(one) for one in named if one is not None)
        return next((key for key in found if key is not None), None)

    def _first_item(self, record: Base) -> str | None:
        """Return the first item of an incident, for what is said about it."""
        return key_of("item", record.items[0]) if isinstance(record, Incident) and record.items else None

    def _arrive(self) -> None:
        """Step to the moment of a region that was asked for before its clip was read."""
        key, self._awaited = self._awaited, ""
        if key and self._session.frame is not None and self._session.selected is not None:
            self._session.show_asked.emit(key)
