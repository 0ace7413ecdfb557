"""Incident and links: what the item is counted among, and how it hangs together with other items and machines."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.ids import id_of
from verifier.domain.records import Base, Incident, Item, Link
from verifier.gui.naming import incidents_of, links_of
from verifier.gui.panels.base import nothing_shown
from verifier.gui.panels.form import FormPanel
from verifier.gui.panels.incidents import IncidentCard, NewIncident
from verifier.gui.panels.link_cards import Beside, LinkCards
from verifier.gui.session import Session
from verifier.gui.theme import Theme
from verifier.gui.thumbnails import Thumbnails


class LinksPanel(FormPanel):
    """Incidents first, then links, then the files that belong beside the item."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.thumbnails = Thumbnails(session)

    def shape(self) -> object:
        item, case = self.session.item, self.session.case
        if item is None:
            return None
        incidents = tuple((incident.key, incident.items) for incident in incidents_of(case, item.key))
        links = tuple((link.key, link.kind) for link in links_of(case, item.key))
        return item.key, incidents, links, bool(case.of(Incident)), self.can_edit

    def concerns(self, record: Base) -> bool:
        here = self.session.item_key
        if isinstance(record, Incident):
            return id_of(here) in record.items
        if isinstance(record, Link):
            return here in (record.from_key, record.to_key)
        return isinstance(record, Item) and any(record.id in one.items for one in incidents_of(self.session.case, here))

    def sections(self) -> Iterable[Callable[[], QWidget]]:
        item, case = self.session.item, self.session.case
        if item is None:
            return (nothing_shown,)
        known = incidents_of(case, item.key)
        parts: list[Callable[[], QWidget]] = [
            partial(IncidentCard, self, self.thumbnails, incident, item.key) for incident in known
        ]
        if self.can_edit or not known:
            parts.append(partial(NewIncident, self, item, has_some=bool(known)))
        parts.append(partial(LinkCards, self, item))
        beside = [link for link in links_of(case, item.key) if link.kind == "sidecar_of"]
        return [*parts, partial(Beside, self, item, beside)] if beside else parts
