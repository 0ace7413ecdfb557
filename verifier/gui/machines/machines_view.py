"""Proposals of one machine, and the cards of those that are stated."""

from PySide6.QtWidgets import QWidget

from verifier.domain.records import Drone
from verifier.gui.controls import Elided, button, clear, column, label, row, scrolling
from verifier.gui.machines.card import MachineSection
from verifier.gui.machines.proposal import ProposalSection
from verifier.gui.machines.search import Found, MachineSearch
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.gui.theme import Theme
from verifier.workspace.machines import MachineProposal, acceptance
from verifier.workspace.trade import ProposedShipment

WIDTH_PX = 860
SHOWN = 10
"""Proposals and cards shown at first, and more at a time."""
WHAT = (
    "Looks for numbers and home points that several items have in common. It proposes; only you state that items come "
    "from one machine. A number can be a placeholder, that of a camera, or cloned: read what else may explain it."
)


class MachinesView(QWidget):
    """Shows what a search found and the machines of the case."""

    def __init__(self, session: Session, theme: Theme, search: MachineSearch) -> None:
        super().__init__()
        self._session, self._theme, self._search = session, theme, search
        self._found = Found(None)
        self._shown = SHOWN
        self.count = label("", "strong")
        self.state = Elided("", "small")
        self.look = button(tr("Look for machines"), self._look, "primary")
        self._content = QWidget()
        self._content.setMaximumWidth(WIDTH_PX)
        self._lines = column(spacing=0)
        self._content.setLayout(self._lines)
        head = row(self.count, self.state, self.look, spacing=12, margins=(16, 12, 16, 12))
        head.setStretch(1, 1)
        outer = column(head, scrolling(self._content), spacing=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        search.stepped.connect(self.state.show_words)
        search.ended.connect(self._ended)
        self.refresh()

    def show_found(self, found: Found) -> None:
        """Show what there is now."""
        self._found = found
        self.refresh()

    def refresh(self) -> None:
        """Lay out proposals first, then machines, then what is stated or shows nothing."""
        clear(self._lines)
        machines, drones = self._found.machines, self._session.case.of(Drone)
        proposals = machines.proposals if machines is not None else ()
        to_do = [one for one in proposals if not one.is_stated and not one.is_placeholder]
        self.count.setText(_count_words(machines is not None, len(to_do), len(drones)))
        if machines is None or not (proposals or drones):
            nothing = tr("No two items have a number in common.") + " " if machines is not None else ""
            self._lines.addWidget(_padded(label(nothing + tr(WHAT), "muted", wraps=True)))
        rest = self._add_all([*to_do, *drones, *(one for one in proposals if one not in to_do)])
        if rest:
            words = trn("Show {number} more", "Show {number} more", min(rest, SHOWN))
            self._lines.addWidget(_padded(button(words, self._show_more, "link")))
        self._lines.addStretch(1)

    def _add_all(self, shown: list[MachineProposal | Drone]) -> int:
        by_drone: dict[str, list[ProposedShipment]] = {}
        for one in self._found.shipments:
            by_drone.setdefault(one.drone.key, []).append(one)
        for one in shown[: self._shown]:
            if isinstance(one, Drone):
                section: QWidget = MachineSection(self._session, self._theme, one, by_drone.get(one.key, []))
            else:
                section = ProposalSection(self._session, one, self._accept)
            self._lines.addWidget(section)
        return max(0, len(shown) - self._shown)

    def _accept(self, proposal: MachineProposal) -> None:
        self._session.do(acceptance(proposal))

    def _show_more(self) -> None:
        self._shown += SHOWN
        self.refresh()

    def _look(self) -> None:
        if self._search.is_running:
            self._search.stop()
            return
        self.look.setText(tr("Stop"))
        self.state.show_words(tr("Looking through the case …"))
        self._search.start()

    def _ended(self) -> None:
        self.look.setText(tr("Look for machines"))
        self.state.show_words("")


def _count_words(has_looked: bool, proposals: int, drones: int) -> str:
    machines = trn("{number} machine", "{number} machines", drones) if drones else tr("No machines stated")
    if not has_looked:
        return machines
    return machines + " · " + trn("{number} proposal", "{number} proposals", proposals)


def _padded(inner: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(inner, margins=(16, 8, 16, 8)))
    return holder
