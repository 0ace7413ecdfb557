"""Begin to read: in the region selected, else in the segment chosen, else in the next region drawn."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from verifier.case.changes import Changes
from verifier.case.sshsig import get_ready
from verifier.domain.frames import Span
from verifier.domain.ids import key_of
from verifier.domain.records import Item, MarkReading, Observation, ReadingSignature, Segment
from verifier.gui.session import Session
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


class ReadingDesk(QObject):
    """Opens the screen to read on; waits for a region where none is selected. Another item ends the wait."""

    def __init__(self, session: Session, desk: "Desk") -> None:
        super().__init__(desk)
        self._session, self._desk = session, desk
        self._waits_on = ""
        session.reading_asked.connect(self.ask)
        session.name_asked.connect(self.ask_name)
        session.signature_asked.connect(self.ask_signature)
        session.changed.connect(self._heard)
        session.item_changed.connect(self._stop)
        if session.case.of(ReadingSignature):
            session.workspace.think(get_ready)

    def start(self) -> None:
        """Read in the region selected, in the segment chosen, or have a region drawn."""
        seen, segment = self._session.selected, self._desk.segments.chosen
        if seen is not None or segment is not None:
            self.ask(seen.key if seen is not None else segment.key if segment is not None else "", is_correction=False)
        elif self._waits_on:
            self._stop()
            self._session.say("")
        else:
            self._waits_on = self._session.item_key
            self._session.tool_asked.emit("box")
            self._session.say(tr("Draw a box around what is to be read; the same key again stops it."))

    def ask(self, key: str, is_correction: bool) -> None:
        """Open the screen for a region, a segment or an item; of a reading: to answer it, or to correct one's own."""
        from verifier.gui.reading.dialog import ReadingDialog

        if not self._session.can_edit:
            return
        record, parent = self._session.case.get(key), self._desk.shell.widget()
        preferences = self._desk.shell.preferences
        if isinstance(record, MarkReading):
            about = self._session.case.get(record.about)
            if isinstance(about, Observation | Item):
                first, held = (None, record) if is_correction else (record, None)
                ReadingDialog(self._session, preferences, about, parent, first=first, held=held).open()
        elif isinstance(record, Observation | Item):
            ReadingDialog(self._session, preferences, record, parent).open()
        elif isinstance(record, Segment):
            item = self._session.case.get(key_of("item", record.item))
            if isinstance(item, Item):
                span = Span(record.first_pts, record.last_pts, record.time_base)
                ReadingDialog(self._session, preferences, item, parent, span=span).open()

    def ask_name(self) -> None:
        """Ask who works from now on."""
        from verifier.gui.reading.sign_as import SignAsDialog

        SignAsDialog(self._session, self._desk.shell.widget()).open()

    def ask_signature(self, key: str) -> None:
        """Ask for the key to sign a reading of one's own with."""
        from verifier.gui.reading.signing import SignReadingDialog

        reading, shell = self._session.case.get(key), self._desk.shell
        if self._session.can_edit and isinstance(reading, MarkReading):
            SignReadingDialog(self._session, shell.preferences, reading, shell.widget()).open()

    def _stop(self) -> None:
        self._waits_on = ""

    def _heard(self, changes: Changes) -> None:
        if not self._waits_on or self._waits_on != self._session.item_key:
            return
        drawn = [one.after for one in changes if one.before is None and isinstance(one.after, Observation)]
        if drawn:
            self._waits_on = ""
            self.ask(drawn[0].key, is_correction=False)
