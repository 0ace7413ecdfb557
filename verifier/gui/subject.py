"""The line at the top of the inspector: which item it speaks of, and which part: the whole, a frame, a region."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from verifier.gui.controls import Elided, label, row
from verifier.gui.panels.words import target_words
from verifier.gui.session import Session
from verifier.gui.speech import own_words, tr
from verifier.gui.timeline.clip import clock_words

HEIGHT_PX = 36


class SubjectLine(QFrame):
    """So that nobody tags the wrong thing: the list may be scrolled away from the item shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT_PX)
        self._session = session
        self.item = label("", "strong")
        self.name = Elided("", mode=Qt.TextElideMode.ElideMiddle)
        self.part = label("", "small")
        line = row(self.item, self.name, self.part, spacing=8, margins=(16, 8, 16, 0))
        line.setStretch(1, 1)
        self.setLayout(line)
        for signal in (session.item_changed, session.selection_changed, session.frame_changed, session.changed):
            signal.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Say what is looked at now."""
        item = self._session.item
        self.item.setText(item.label if item is not None else "")
        self.name.show_words(own_words(item.original_name) if item is not None else "")
        self.part.setText(self._part() if item is not None else "")

    def _part(self) -> str:
        words = target_words(self._session.case, self._session.target)
        frame = self._session.frame
        if frame is None:
            return words
        return tr("{part}, frame at {time}", part=words, time=clock_words(frame.time_s))
