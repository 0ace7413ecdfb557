"""The page of matches: what in the case looks alike. It proposes; a person states that something is a copy."""

from collections import deque
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QWidget

from verifier.case.changes import Changes
from verifier.domain.records import Item, Link, TimeClaim
from verifier.gui.controls import Elided, button, clear, column, label, row, scrolling
from verifier.gui.match.finder import FoundSection, PictureFinder
from verifier.gui.match.group import GroupSection
from verifier.gui.match.search import CopySearch
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.gui.theme import Theme
from verifier.gui.thumbnails import AT_ONCE, Thumbnails
from verifier.workspace.copy_proposals import Group, Proposal, acceptance, in_step
from verifier.workspace.searching_places import FoundInPlaces, Places

WIDTH_PX = 860
SHOWN = 20
"""Groups shown at first, and more at a time: each has a row for every copy."""
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
        self._shown = SHOWN
        self._sections: list[GroupSection] = []
        self._lacking: deque[str] = deque()
        self.search = CopySearch(session, self)
        self._thumbnails = Thumbnails(session)
        self.count = label("", "strong")
        self.state = Elided("", "small")
        self.parts = QCheckBox(tr("Crops and overlays too"))
        self.parts.setToolTip(tr("Slower: some tenths of a second for each item"))
        self.look = button(tr("Look for copies"), self._look, "primary")
        self.find_button = button(
            tr("Find a picture…"),
            session.picture_asked.emit,
            "",
            tr("A still, a screenshot or a crop: where is it from?"),
        )
        self.finder = PictureFinder(session, self)
        self._found = QWidget()
        self._found.setLayout(column(spacing=0))
        self._found.hide()
        self._content = QWidget()
        self._content.setMaximumWidth(WIDTH_PX)
        self._lines = column(spacing=0)
        self._content.setLayout(column(self._found, self._lines, spacing=0))
        head = row(
            self.count, self.state, self.find_button, self.parts, self.look, spacing=12, margins=(16, 12, 16, 12)
        )
        head.setStretch(1, 1)
        outer = column(head, scrolling(self._content), spacing=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.search.found.connect(self._take)
        self.search.stepped.connect(self.state.show_words)
        self.search.ended.connect(self._ended)
        self.finder.found.connect(self._show_found)
        self.finder.stepped.connect(self.state.show_words)
        self.finder.ended.connect(self._ended)
        self._thumbnails.landed.connect(self._show_picture)
        session.changed.connect(self._heard)
        session.marking_changed.connect(self._ask_pictures)
        self.refresh()

    def refresh(self) -> None:
        """Show the groups that were found, or what this page is for."""
        clear(self._lines)
        groups = self._groups
        self.count.setText(_count_words(groups))
        if not groups:
            words = tr(WHAT) if groups is None else tr("Nothing in this case looks alike.") + " " + tr(WHAT)
            self._lines.addWidget(_padded(label(words, "muted", wraps=True)))
        self._sections = [
            GroupSection(self._session, group, self._accept, self._session.do)
            for group in (groups or ())[: self._shown]
        ]
        for section in self._sections:
            self._lines.addWidget(section)
        rest = len(groups or ()) - len(self._sections)
        if rest:
            words = trn("Show {number} more group", "Show {number} more groups", min(rest, SHOWN))
            self._lines.addWidget(_padded(button(words, self._show_more, "link")))
        self._lines.addStretch(1)
        self._ask_pictures()

    def _show_more(self) -> None:
        self._shown += SHOWN
        self.refresh()

    def _ask_pictures(self) -> None:
        """Bring the small pictures; also anew, where a veil was lifted or laid."""
        self._lacking = deque(dict.fromkeys(key for section in self._sections for key in section.pictures))
        for _ in range(AT_ONCE):
            self._ask_next()

    def _ask_next(self) -> None:
        """Ask for one: of many asked for at once the first would be forgotten, as of rows that were scrolled past."""
        while self._lacking:
            key = self._lacking.popleft()
            if key in self._session.case:
                self._thumbnails.ask(key)
                return

    def find_picture(self, picture: Path, places: Places) -> None:
        """Look for a picture in this case and elsewhere, whole and as a part."""
        if self.finder.is_running or self.search.is_running:
            return
        self.look.setText(tr("Stop"))
        self.state.show_words(tr("Looking for the picture …"))
        self.finder.start(picture, places)

    def _show_found(self, picture: Path, found: FoundInPlaces) -> None:
        layout = self._found.layout()
        if layout is not None:
            clear(layout)
            layout.addWidget(FoundSection(self._session, picture, found))
            self._found.show()

    def _look(self) -> None:
        if self.search.is_running or self.finder.is_running:
            self.search.stop()
            self.finder.stop()
            return
        self.look.setText(tr("Stop"))
        self.state.show_words(tr("Looking through the case …"))
        self.search.start(parts=self.parts.isChecked())

    def _ended(self) -> None:
        self.look.setText(tr("Look for copies"))
        self.state.show_words("")

    def _take(self, groups: tuple[Group, ...]) -> None:
        self._groups, self._shown = groups, SHOWN
        self.refresh()

    def _accept(self, proposal: Proposal, original: Item) -> None:
        self._session.do(acceptance(proposal, original))

    def _heard(self, changes: Changes) -> None:
        """Say of each proposal whether it is stated now."""
        records = (record for change in changes for record in (change.before, change.after))
        if self._groups is not None and any(isinstance(record, Link | TimeClaim) for record in records):
            self._groups = in_step(self._session.case, self._groups)
            self.refresh()

    def _show_picture(self, key: str, image: QImage) -> None:
        for section in self._sections:
            section.show_picture(key, image)
        self._ask_next()


def _count_words(groups: tuple[Group, ...] | None) -> str:
    if groups is None:
        return tr("Copies")
    if not groups:
        return tr("No copies")
    return trn("{number} group of copies", "{number} groups of copies", len(groups))


def _padded(inner: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(inner, margins=(16, 8, 16, 8)))
    return holder
