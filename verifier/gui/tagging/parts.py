"""A panel made of parts: one is made anew only when what it shows has changed, so that half-typed words stay."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from verifier.gui.panels.base import PanelView
from verifier.gui.session import Session
from verifier.gui.tagging.fields import STAYS, with_name
from verifier.gui.theme import Theme

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

    def parts(self) -> list[Part]:
        """Return what is to be shown now, from the top; each panel has its own."""
        raise NotImplementedError

    def _refill(self) -> None:
        if QGuiApplication.mouseButtons() or QApplication.activePopupWidget() is not None:
            # The control under the hand would be gone before its button is let go, and the press lost with it.
            QTimer.singleShot(HAND_FREE_MS, self, self.go_stale)
            return
        self._is_stale = False
        place = self._scroller.verticalScrollBar().value()
        parts = self.parts()
        kept = {part.name for part in parts if part.name in self._held and self._held[part.name][0] == part.shows}
        focus = self._leave(kept)
        self._drop(kept)
        for place_of, part in enumerate(parts):
            if part.name not in kept:
                self._held[part.name] = (part.shows, part.make())
            self.lines.insertWidget(place_of, self._held[part.name][1])
            self._held[part.name][1].show()
        self._return(focus)
        self._scroller.verticalScrollBar().setValue(place)

    def _leave(self, kept: set[str]) -> tuple[str, str]:
        """Take the focus out of a part that will go, which saves what stands there; return where it was."""
        focused = self.window().focusWidget()
        for name, (_, widget) in self._held.items():
            if name not in kept and focused is not None and widget.isAncestorOf(focused):  # pyright: ignore[reportUnnecessaryComparison]
                self.setFocus()
                return name, str(focused.property(STAYS) or "")
        return "", ""

    def _return(self, focus: tuple[str, str]) -> None:
        part, control = focus
        if control and part in self._held:
            found = with_name(self._held[part][1], control)
            if found is not None:
                found.setFocus()

    def _drop(self, kept: set[str]) -> None:
        while (taken := self.lines.takeAt(0)) is not None:  # pyright: ignore[reportUnnecessaryComparison]
            del taken
        for name in [name for name in self._held if name not in kept]:
            widget = self._held.pop(name)[1]
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        self.lines.addStretch(1)
