"""What a panel of the inspector is."""

from collections.abc import Callable

import msgspec
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from verifier.case.changes import Changes
from verifier.gui.controls import clear, column, label, scrolling
from verifier.gui.lookups import item_of
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.theme import Theme


class Panel(msgspec.Struct, frozen=True):
    """One tab: its name in code, its title, and how its widget is made when it is first opened."""

    name: str
    title: str
    make: Callable[[Session, Theme], QWidget]


class PanelView(QWidget):
    """A scrolling column of sections that is filled anew when what it shows has changed, and only while it is seen."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self._is_stale = True
        self._content = QWidget()
        self.lines: QVBoxLayout = column(spacing=0)
        self._content.setLayout(self.lines)
        self._scroller = scrolling(self._content)
        self.setLayout(column(self._scroller))
        session.item_changed.connect(self.go_stale)
        session.selection_changed.connect(self.go_stale)
        session.changed.connect(self._heard)

    def fill(self) -> None:
        """Put the sections of what is shown now into ``lines``; each panel has its own."""
        raise NotImplementedError

    def go_stale(self) -> None:
        """Fill again: now where the panel is seen, else when it is."""
        self._is_stale = True
        if self.isVisible():
            self._refill()

    def _heard(self, changes: Changes) -> None:
        """Fill again only for an edit of what is shown, so that an import leaves half-typed words alone."""
        here = self.session.item_key
        records = (record for change in changes for record in (change.before, change.after) if record is not None)
        if any(record.key == here or item_of(self.session.case, record) == here for record in records):
            self.go_stale()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._refill()

    def _refill(self) -> None:
        self._is_stale = False
        place = self._scroller.verticalScrollBar().value()
        if self._content.isAncestorOf(self.window().focusWidget()):
            # Qt hands the focus of what goes to the next control around, which is Undo: Space would take the edit back.
            self.setFocus()
        clear(self.lines)
        self.fill()
        self.lines.addStretch(1)
        self._scroller.verticalScrollBar().setValue(place)


def nothing_shown() -> QWidget:
    """Say what to do where no item is shown."""
    words = label(tr("Nothing is shown. Choose an item in the list."), "muted", wraps=True)
    words.setContentsMargins(16, 16, 16, 16)
    return words
