"""One group of copies: each with its picture, what the nearest to the original has, what the others lost."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from verifier.commands.places_and_times import StateTime
from verifier.domain.records import Item
from verifier.gui.controls import Elided, Section, button, column, label, row
from verifier.gui.match.pair_actions import PAIR_ACTIONS
from verifier.gui.panels.words import time_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.veil import is_veiled, veiled_picture
from verifier.workspace.copy_proposals import Group, Proposal, is_bounded, recorded_by
from verifier.workspace.ladder import Rung

PICTURE = QSize(112, 72)


class GroupSection(Section):
    """``accept`` is called with a proposal and the item that the other one is a copy of; ``bound`` with a time."""

    def __init__(self, session: Session, group: Group, accept: Callable[[Proposal, Item], None],
                 bound: Callable[[StateTime], object]) -> None:  # fmt: skip
        number = len(group.items)
        by = group.ladder.recorded_by
        words = tr("recorded by {time}, when it was first posted", time=time_words(by)) if by is not None else ""
        super().__init__(
            trn("{number} copy of one thing", "{number} copies of one thing", number), label(words, "faint")
        )
        self._session, self._accept = session, accept
        self._offer_bound(group, bound)
        self.pictures: dict[str, QLabel] = {}
        for contradiction in group.contradictions:
            self.add(label(tr_made(contradiction.sentence), "warn", wraps=True))
        nearest = next(rung.copy.item for rung in group.ladder.rungs if rung.is_nearest)
        for rung in sorted(group.ladder.rungs, key=lambda one: not one.is_nearest):
            proposal = None if rung.is_nearest else _proposal_of(rung.copy.item, nearest, group.proposals)
            self.add(self._rung(rung, group.ladder.reasons, proposal))

    def show_picture(self, key: str, image: QImage) -> None:
        """Show the small picture of an item; what is veiled elsewhere is veiled here."""
        holder, item = self.pictures.get(key), self._session.case.get(key)
        if holder is None or image.isNull() or not isinstance(item, Item):
            return
        shown = veiled_picture(image) if is_veiled(self._session, item) else image
        scale = holder.devicePixelRatioF()
        pixmap = QPixmap.fromImage(shown).scaled(
            PICTURE * scale, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        pixmap.setDevicePixelRatio(scale)
        holder.setPixmap(pixmap)

    def _offer_bound(self, group: Group, bound: Callable[[StateTime], object]) -> None:
        """Offer to state that the nearest to the original was recorded before the first posting, in one press."""
        command = recorded_by(group)
        if command is None:
            return
        item, latest = command.about, command.latest
        if not isinstance(item, Item) or latest is None:
            return
        if is_bounded(self._session.case, command):
            self.add(label(tr("It is stated that {item} was recorded by then.", item=item.label), "small"))
            return
        say = tr("State: {item} was recorded by {time}", item=item.label, time=time_words(latest))
        made = button(say, partial(bound, command), "", tr("In your name, as a time"))
        made.setEnabled(self._session.can_edit)
        self.add(row(made, None))

    def _rung(self, rung: Rung, reasons: tuple[str, ...], proposal: Proposal | None) -> QWidget:
        item = rung.copy.item
        picture = QLabel()
        picture.setFixedSize(PICTURE)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setAccessibleName(tr("Picture of {item}", item=item.label))
        self.pictures[item.key] = picture
        go = button(tr("Go to it"), partial(self._go, item.key), "link")
        go.setAccessibleName(tr("Go to {name}", name=item.label))
        name = Elided(f"{item.label}  {item.original_name}", "strong")
        posted = rung.copy.posted_at
        when = tr("posted {time}", time=time_words(posted)) if posted is not None else tr("no posting with a time")
        top = row(name, label(when, "smallfaint"), go)
        top.setStretch(0, 1)
        if rung.is_nearest:
            head = label(tr("Nearest to the original, of those at hand"), "small")
            words = [head, *(label(tr_made(reason), "muted", wraps=True) for reason in reasons)]
        else:
            lost = [tr_made(sentence) for sentence in rung.lost]
            lost = lost or [tr("It lacks nothing that the nearest one has.")]
            words = [label(sentence, "muted", wraps=True) for sentence in lost]
        beside = column(top, *words, spacing=2)
        if proposal is not None:
            beside.addLayout(self._proposed(proposal, item))
        beside.addStretch(1)
        holder = QWidget()
        whole = row(picture, beside, spacing=12, margins=(0, 4, 0, 4))
        whole.setStretch(1, 1)
        holder.setLayout(whole)
        return holder

    def _proposed(self, proposal: Proposal, copy: Item) -> QHBoxLayout:
        """Return what the likeness rests on, and the button that states it."""
        original = proposal.other if copy.key == proposal.one.key else proposal.one
        words = label(" ".join(map(tr_made, proposal.grounds)), "smallfaint", wraps=True)
        if proposal.is_linked:
            state: QWidget = label(tr("stated to be a copy of {original}", original=original.label), "small")
        else:
            say = tr("State: a copy of {original}", original=original.label)
            state = button(say, partial(self._accept, proposal, original), "", tr("In your name, as a link"))
            state.setEnabled(self._session.can_edit)
        line = row(words, *self._pair_buttons(copy, original), state, spacing=12)
        line.setStretch(0, 1)
        return line

    def _pair_buttons(self, copy: Item, original: Item) -> list[QWidget]:
        """Return a button for all that can be done with the two side by side."""
        made: list[QWidget] = []
        for action in PAIR_ACTIONS:
            one = button(tr(action.words), partial(action.run, self._session, copy, original), "link", tr(action.tip))
            names = tr("{copy} with {original}", copy=copy.label, original=original.label)
            one.setAccessibleName(f"{tr(action.words)} {names}")
            made.append(one)
        return made

    def _go(self, key: str) -> None:
        self._session.go_to(key)
        self._session.show_page("review")


def _proposal_of(item: Item, nearest: Item, proposals: tuple[Proposal, ...]) -> Proposal | None:
    """Return the proposal that ties an item to the nearest to the original, else the one in which it differs least."""
    own = [one for one in proposals if item.key in (one.one.key, one.other.key)]
    return min(
        own,
        key=lambda one: (nearest.key not in (one.one.key, one.other.key), 256 if one.bits is None else one.bits),
        default=None,
    )
