"""The page of machines: proposals and cards, trade records, and a table of trade that is opened into them."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from verifier.case.changes import Changes
from verifier.domain.records import Drone, Entity, Item, Link, Observation, TradeRecord
from verifier.gui.controls import column
from verifier.gui.machines.machines_view import MachinesView
from verifier.gui.machines.search import Found, MachineSearch
from verifier.gui.machines.table_view import TableView
from verifier.gui.machines.trade_view import TradeView
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.tabs import Tabs
from verifier.gui.theme import Theme

TITLES = ("Machines", "Trade records", "Open a table")
_FOLLOWED = (Drone, Entity, Item, Link, Observation, TradeRecord)


class MachinesPage(QWidget):
    """Looks when it is asked to, and follows what is stated."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.search = MachineSearch(session, self)
        self.machines = MachinesView(session, theme, self.search)
        self.trade = TradeView(session, theme)
        self.table = TableView(session, self._show_trade)
        self.tabs = Tabs([tr(title) for title in TITLES])
        self._views = QStackedWidget()
        for place, view in enumerate((self.machines, self.trade, self.table)):
            self._views.addWidget(view)
            self.tabs.buttons[place].clicked.connect(lambda _=False, place=place: self.open(place))
        self.tabs.buttons[0].setChecked(True)
        outer = column(self.tabs, self._views, spacing=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.search.found.connect(self._take)
        session.changed.connect(self._heard)
        self.search.renew()

    def open(self, place: int) -> None:
        """Show one of the three views."""
        self.tabs.buttons[place].setChecked(True)
        self._views.setCurrentIndex(place)

    def _show_trade(self) -> None:
        self.open(1)

    def _take(self, found: Found) -> None:
        self.machines.show_found(found)

    def _heard(self, changes: Changes) -> None:
        records = [record for change in changes for record in (change.before, change.after)]
        if any(isinstance(record, _FOLLOWED) for record in records):
            self.search.renew()
        if any(isinstance(record, TradeRecord | Entity | Link) for record in records):
            self.trade.follow(changes)
