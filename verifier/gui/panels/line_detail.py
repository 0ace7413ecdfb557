"""The line that the cursor is on, whole: as printed, as stored, where it stood, who read it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from verifier.gui.controls import button, column, label
from verifier.gui.controls import row as row_of
from verifier.gui.panels.fitted import Fitted, Flowing
from verifier.gui.panels.readings_model import Row
from verifier.gui.panels.sheet import Line
from verifier.gui.speech import tr
from verifier.workspace.original_bytes import place_in

LONGEST_SHOWN = 4000
SHARE = 0.3


class LineDetail(QFrame):
    """Hidden while the cursor is on no line; ``bytes_asked``: the bytes of the line are to be shown."""

    bytes_asked = Signal(object)

    def __init__(self, holder: QWidget) -> None:
        super().__init__()
        self._line: Line | None = None
        self.setObjectName("footer")
        self._title = label("", "strong", wraps=True, selectable=True)
        self._text = label("", "mono", wraps=True, selectable=True)
        self._remark = label("", "warn", wraps=True, selectable=True)
        self._stored = label("", "small", wraps=True, selectable=True)
        self._where = label("", "smallfaint", wraps=True, selectable=True)
        self.look = button(tr("Show the bytes"), self._ask, "aside")
        content = Flowing()
        parts = (self._title, self._text, self._remark, self._stored, self._where, row_of(self.look, None))
        content.setLayout(column(*parts, spacing=2, margins=(16, 8, 16, 8)))
        self._scroller = Fitted(content, holder, SHARE)
        self.setLayout(column(self._scroller, spacing=0))
        self.hide()

    def show_row(self, row: Row | None) -> None:
        """Show the line of a row."""
        line = self._line = row.line if row is not None else None
        self.look.setVisible(line is not None and place_in(line.where) is not None)
        self.setVisible(line is not None)
        if row is None or line is None:
            return
        place = tr("read by {reader}", reader=line.reader) if line.reader else ""
        _say(self._title, line.name)
        _say(self._text, line.text or tr("(empty)"))
        _say(self._remark, line.remark)
        _say(self._stored, _stored_words(line.stored, line.kind))
        _say(self._where, " · ".join(part for part in (row.group.title, line.where, place) if part))

    def _ask(self) -> None:
        if self._line is not None:
            self.bytes_asked.emit(self._line)

    def fit(self) -> None:
        """Take no more than a share of the holder's height."""
        self._scroller.fit()


def _stored_words(stored: str, kind: str) -> str:
    if stored:
        return tr("stored as {kind}: {stored}", kind=tr(kind), stored=stored)
    return tr("stored as {kind}, just so", kind=tr(kind)) if kind else ""


def _say(shown: QLabel, words: str) -> None:
    if len(words) > LONGEST_SHOWN:
        start = words[:LONGEST_SHOWN]
        words = tr(
            "{start} … ({count} characters in all: copy the value to have it whole)", start=start, count=len(words)
        )
    shown.setText(words)
    shown.setVisible(bool(words))
