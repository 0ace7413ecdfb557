"""A panel made of parts: one is made anew only when what it shows has changed, so that half-typed words stay."""

import time
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from verifier.case.changes import Changes
from verifier.domain.records import Drone, MarkReading, Person, ReadingSignature, Tag
from verifier.gui.panels.base import PanelView
from verifier.gui.session import Session
from verifier.gui.tagging.fields import STAYS, LineField, LongField, caret, put_caret, with_name
from verifier.gui.theme import Theme

TURN_S = 0.008
"""How long parts are made in one turn; the one begun is finished."""
HAND_FREE_MS = 40
"""How soon to look again whether the button or menu that is being pressed was let go."""


class Part(msgspec.Struct, frozen=True):
    """One section: its name, everything its words depend on (compared by value), and how its widget is made."""

    name: str
    shows: object
    make: Callable[[], QWidget]


class PartsPanel(PanelView):
    """A panel that keeps the widgets of parts which show what they showed before."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._held: dict[str, tuple[object, QWidget]] = {}
        self._order: list[str] = []
        self._todo: list[Part] = []
        self._scrolled, self._focused = 0, ("", "", 0)

    def _heard(self, changes: Changes) -> None:
        """Look again also for what is shown of other records: machines, and the words used in the case."""
        elsewhere = (record for change in changes for record in (change.before, change.after))
        if any(isinstance(record, Drone | MarkReading | Person | ReadingSignature | Tag) for record in elsewhere):
            self.go_stale()
        else:
            super()._heard(changes)

    def parts(self) -> list[Part]:
        """Return what is to be shown now, from the top; each panel has its own."""
        raise NotImplementedError

    @property
    def is_settled(self) -> bool:
        """Whether everything is shown as it is in the case."""
        return not self._is_stale and not self._todo

    def _refill(self) -> None:
        if QGuiApplication.mouseButtons() or QApplication.activePopupWidget() is not None:
            # The control under the hand would be gone before its button is let go, and the press lost with it.
            self._is_stale = True
            QTimer.singleShot(HAND_FREE_MS, self, self.go_stale)
            return
        self._is_stale = False
        parts = self.parts()
        kept = self._unchanged(parts)
        if self._keep_words(kept):
            parts = self.parts()
            kept = self._unchanged(parts)
        if not self._todo:
            self._scrolled, self._focused = self._scroller.verticalScrollBar().value(), ("", "", 0)
        focus = self._leave(kept)
        self._focused = focus if focus[0] else self._focused
        self._drop(kept)
        self._order = [part.name for part in parts]
        for name in self._order:
            if name in kept:
                self._put(name)
        self._todo = [part for part in parts if part.name not in kept]
        self._go_on()

    def _go_on(self) -> None:
        """Make what is still to be made, a little at a time, so that no turn of the window's thread takes long."""
        began = time.perf_counter()
        while self._todo and time.perf_counter() - began < TURN_S:
            part = self._todo.pop(0)
            self._held[part.name] = (part.shows, part.make())
            self._put(part.name)
        if self._todo:
            QTimer.singleShot(0, self, self._go_on)
            return
        self._return()
        self._scroller.verticalScrollBar().setValue(self._scrolled)

    def _put(self, name: str) -> None:
        before = self._order[: self._order.index(name)]
        widget = self._held[name][1]
        self.lines.insertWidget(sum(other in self._held for other in before), widget)
        widget.show()

    def _unchanged(self, parts: list[Part]) -> set[str]:
        return {part.name for part in parts if part.name in self._held and self._held[part.name][0] == part.shows}

    def _keep_words(self, kept: set[str]) -> bool:
        """Save words being typed in a part that is about to be made anew from what is saved; say whether there were."""
        focused = self.window().focusWidget()
        if not isinstance(focused, LineField | LongField):
            return False
        if not any(name not in kept and widget.isAncestorOf(focused) for name, (_, widget) in self._held.items()):
            return False
        focused.keep()
        return True

    def _leave(self, kept: set[str]) -> tuple[str, str, int]:
        """Take the focus out of a part that will go; return where it was, and where in the field."""
        focused = self.window().focusWidget()
        for name, (_, widget) in self._held.items():
            if name not in kept and focused is not None and widget.isAncestorOf(focused):  # pyright: ignore[reportUnnecessaryComparison]
                place = caret(focused)
                self.setFocus()
                return name, str(focused.property(STAYS) or ""), place
        return "", "", 0

    def _return(self) -> None:
        part, control, place = self._focused
        if control and part in self._held and self.window().focusWidget() is self:
            found = with_name(self._held[part][1], control)
            if found is not None:
                found.setFocus()
                put_caret(found, place)

    def _drop(self, kept: set[str]) -> None:
        # A layout item that was taken out, and not removed, would stay the one to which its widget tells a new height.
        for _, widget in self._held.values():
            self.lines.removeWidget(widget)
        self.lines.takeAt(0)  # the stretch below them
        for name in [name for name in self._held if name not in kept]:
            widget = self._held.pop(name)[1]
            # Taking it from its parent first would have the style sheet look at every child once more.
            widget.hide()
            widget.deleteLater()
        self.lines.addStretch(1)
