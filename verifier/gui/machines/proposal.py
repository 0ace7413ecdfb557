"""One proposal: items that may come from one machine, what speaks against it, what else explains it, and a button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.records import Drone, Item
from verifier.gui.controls import Elided, Section, button, label, row
from verifier.gui.machines.words import BASIS_WORDS
from verifier.gui.session import Session
from verifier.gui.speech import own_words, tr, tr_made
from verifier.workspace.machines import MachineProposal

SHOWN = 12
"""Items listed of one proposal; of more, how many there are."""


class ProposalSection(Section):
    """``accept`` is called with the proposal."""

    def __init__(
        self, session: Session, proposal: MachineProposal, accept: Callable[[MachineProposal], object]
    ) -> None:
        items = proposal.items
        names = ", ".join(item.label for item in items[:SHOWN]) + (" …" if len(items) > SHOWN else "")
        super().__init__(tr("One machine? {items}", items=names), label(tr(BASIS_WORDS[proposal.basis]), "smallfaint"))
        self._session = session
        self.add(label(proposal.value, "mono", selectable=True))
        for sentence in proposal.sentences:
            self.add(label(tr_made(sentence), "muted", wraps=True))
        for item in items[:SHOWN]:
            self.add(self._line(item, proposal))
        if len(items) > SHOWN:
            self.add(label(tr("and {number} more items", number=len(items) - SHOWN), "smallfaint"))
        for sentence in proposal.contradictions:
            self.add(label(tr_made(sentence), "note", wraps=True))
        self.add(label(tr("What else may explain it"), "heading"))
        for sentence in proposal.innocent:
            self.add(label(f"•  {tr_made(sentence)}", "muted", wraps=True))
        self.add(self._state(proposal, accept))

    def _line(self, item: Item, proposal: MachineProposal) -> QWidget:
        places = "; ".join(tr_made(place.where) for place in proposal.places if place.item.key == item.key)
        go = button(tr("Go to it"), partial(self._go, item.key), "link")
        go.setAccessibleName(tr("Go to {name}", name=item.label))
        name = Elided(own_words(item.original_name))
        line = row(label(item.label, "strong"), name, Elided(places, "monomuted"), go, spacing=12)
        line.setStretch(1, 1)
        line.setStretch(2, 2)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _state(self, proposal: MachineProposal, accept: Callable[[MachineProposal], object]) -> QWidget:
        holder = QWidget()
        if proposal.is_stated and proposal.drone is not None:
            shown: QWidget = label(tr("stated: machine {label}", label=proposal.drone.label), "small")
        elif proposal.is_placeholder:
            shown = label(tr("A placeholder shows nothing, so that it cannot be accepted."), "small")
        else:
            words = _words(proposal.drone)
            shown = button(words, partial(accept, proposal), "", tr("In your name; one undo takes it back"))
            shown.setEnabled(self._session.can_edit)
        holder.setLayout(row(None, shown, margins=(0, 4, 0, 0)))
        return holder

    def _go(self, key: str) -> None:
        self._session.go_to(key)
        self._session.show_page("review")


def _words(drone: Drone | None) -> str:
    return tr("State: one machine") if drone is None else tr("State: machine {label}", label=drone.label)
