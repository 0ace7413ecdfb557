"""Go to a record wherever it stands: its item, then the region there, in a clip once its frames are known."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from verifier.gui.lookups import item_of

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


class Visits(QObject):
    """Answers ``visit_asked`` of the session."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk, self._session = desk, desk.session
        self._awaited = ""
        self._session.visit_asked.connect(self.visit)
        self._session.frame_changed.connect(self._arrive)

    def visit(self, key: str) -> None:
        """Go to the item of a record; a region is shown and selected there."""
        record = self._session.case.get(key)
        item_key = item_of(self._session.case, record) if record is not None else None
        if item_key is None:
            return
        is_here = item_key == self._session.item_key
        self._desk.items.go_to(item_key)
        self._session.go_to(item_key)
        self._awaited = "" if is_here else key
        if key != item_key:
            self._session.show_asked.emit(key)

    def _arrive(self) -> None:
        """Step to the moment of a region that was asked for before its clip was read."""
        key, self._awaited = self._awaited, ""
        if key and self._session.frame is not None and self._session.selected is not None:
            self._session.show_asked.emit(key)
