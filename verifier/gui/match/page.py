"""The page of matches: what in the case looks alike. It proposes; a person states that something is a copy."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtWidgets import QWidget

from verifier.case.changes import Changes
from verifier.commands.statements import AddLink
from verifier.domain.records import Item, Link
from verifier.gui.controls import Elided, button, clear, column, label, row, scrolling
from verifier.gui.match.group import GroupSection
from verifier.gui.match.search import CopySearch
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.gui.theme import Theme
from verifier.gui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from verifier.workspace.copy_proposals import Group, Proposal

WIDTH_PX = 860
WHAT = (
    "Finds items that look alike: compressed again, resized, slightly cropped, mirrored or turned, and clips that "
    "share a stretch. It is done on this computer; nothing is sent anywhere. Finding nothing is no proof that "
    "footage is new."
)


class MatchPage(QWidget):
    """Looks when it is asked to, and follows what is stated."""

    def __init__(self, session: Session, _theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._groups: tuple[Group, ...] | None = None
        self._sections: list[GroupSection] = []
        self.search = CopySearch(session, self)
        self._thumbnails = Thumbnails(session)
        self.count = label("", "strong")
        self.state = Elided("", "small")
        self.look = button(tr("Look for copies"), self._look, "primary")
        self._content = QWidget()
        self._content.setMaximumWidth(WIDTH_PX)
        self._lines = column(spacing=0)
        self._content.setLayout(self._lines)
        head = row(self.count, self.state, self.look, spacing=12, margins=(16, 12, 16, 12))
        head.setStretch(1, 1)
        outer = column(head, scrolling(self._content), spacing=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.search.found.connect(self._take)
        self.search.stepped.connect(self.state.show_words)
        self.search.ended.connect(self._ended)
        self._thumbnails.landed.connect(self._show_picture)
        session.changed.connect(self._heard)
        session.marking_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the groups that were found, or what this page is for."""
        clear(self._lines)
        self._sections = []
        groups = self._groups
        self.count.setText(_count_words(groups))
        if not groups:
            words = tr(WHAT) if groups is None else tr("Nothing in this case looks alike.") + " " + tr(WHAT)
            self._lines.addWidget(_padded(words))
        for group in groups or ():
            section = GroupSection(self._session, group, self._accept)
            self._sections.append(section)
            self._lines.addWidget(section)
            for key in section.pictures:
                self._thumbnails.ask(key)
        self._lines.addStretch(1)

    def _look(self) -> None:
        if self.search.is_running:
            self.search.stop()
            return
        self.look.setText(tr("Stop"))
        self.state.show_words(tr("Looking through the case …"))
        self.search.start()

    def _ended(self) -> None:
        self.look.setText(tr("Look for copies"))
        self.state.show_words("")

    def _take(self, groups: "tuple[Group, ...]") -> None:
        self._groups = groups
        self.refresh()

    def _accept(self, proposal: "Proposal", original: Item) -> None:
        copy = proposal.one if original.key == proposal.other.key else proposal.other
        self._session.do(AddLink(source=copy, target=original, kind="copy_of", evidence_for=proposal.basis))

    def _heard(self, changes: Changes) -> None:
        """Say of each proposal whether it is stated now."""
        records = (record for change in changes for record in (change.before, change.after))
        if self._groups is None or not any(isinstance(record, Link) for record in records):
            return
        linked = {
            frozenset((link.from_key, link.to_key)) for link in self._session.case.of(Link) if link.kind == "copy_of"
        }
        replace = msgspec.structs.replace
        self._groups = tuple(
            replace(
                group,
                proposals=tuple(
                    replace(one, is_linked=frozenset((one.one.key, one.other.key)) in linked) for one in group.proposals
                ),
            )
            for group in self._groups
        )
        self.refresh()

    def _show_picture(self, key: str, image: object) -> None:
        for section in self._sections:
            section.show_picture(key, image)  # pyright: ignore[reportArgumentType] - the signal's QImage


def _count_words(groups: "tuple[Group, ...] | None") -> str:
    if groups is None:
        return tr("Copies")
    if not groups:
        return tr("No copies")
    return trn("{number} group of copies", "{number} groups of copies", len(groups))


def _padded(words: str) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(label(words, "muted", wraps=True), margins=(16, 8, 16, 8)))
    return holder
