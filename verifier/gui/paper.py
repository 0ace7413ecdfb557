"""The words of a document where a picture would stand: read-only, a page or a stretch at a time."""

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QStackedWidget, QWidget

from verifier.case.changes import Changes
from verifier.domain.errors import VerifierError
from verifier.domain.records import Item
from verifier.gui.controls import Elided, button, column, label, row
from verifier.gui.session import Session
from verifier.gui.speech import own_words, tr, tr_made
from verifier.gui.stage.panel import StagePanel
from verifier.gui.theme import mono
from verifier.gui.veil import is_veiled, veil_words
from verifier.workspace.paper_messages import Paper
from verifier.workspace.papers import is_readable, paper

PROSE = ("application/pdf", "text/plain", "message/rfc822")
"""Kinds whose lines are words; everything else is code, and keeps the widths of its letters."""


class PaperView(QFrame):
    """The words of one document. ``show_words`` fills it; the buttons turn its parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._paper = Paper((), is_paged=False)
        self._at = 0
        self._name, self._which, self._note = Elided("", "strong"), label("", "muted"), label("", "warn", wraps=True)
        self._back = self._turner(tr("Previous"), -1)
        self._on = self._turner(tr("Next"), 1)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(tr("Words of the document"))
        head = row(self._name, self._which, self._back, self._on, spacing=8)
        head.setStretch(0, 1)
        outer = column(head, self._note, self.text, spacing=8, margins=(24, 16, 24, 16))
        outer.setStretch(2, 1)
        self.setLayout(outer)

    def show_words(self, item: Item, found: Paper) -> None:
        """Show the words of a document from its beginning."""
        self._paper = found
        self._name.show_words(own_words(item.original_name))
        self.text.setFont(self.font() if item.media_type in PROSE else mono())
        self._turn_to(0)

    def show_sentence(self, item: Item, sentence: str) -> None:
        """Say why there are no words."""
        self._paper = Paper((), is_paged=False)
        self._name.show_words(own_words(item.original_name))
        self._turn_to(0)
        self._note.setText(sentence)
        self._note.show()

    def turn(self, by: int) -> None:
        """Turn to the next (1) or previous (-1) part, as far as there is one."""
        self._turn_to(min(max(self._at + by, 0), max(len(self._paper.parts) - 1, 0)))

    def _turner(self, words: str, by: int) -> QPushButton:
        return button(words, lambda: self.turn(by))

    def _turn_to(self, number: int) -> None:
        parts, self._at = self._paper.parts, number
        words = parts[number] if number < len(parts) else ""
        self.text.setPlainText(words)
        self._which.setText(self._which_words())
        for made, is_there in ((self._back, number > 0), (self._on, number + 1 < len(parts))):
            made.setVisible(len(parts) > 1)
            made.setEnabled(is_there)
        note = tr_made(self._paper.left_out) if self._paper.left_out else ""
        if self._paper.is_paged and not words.strip():
            note = tr("This page holds no words; it may be a scanned picture.")
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _which_words(self) -> str:
        at, count = self._at + 1, len(self._paper.parts)
        if self._paper.is_paged:
            return tr("words of page {number} of {count}, in the order of the file", number=at, count=count)
        if count > 1:
            part = tr("part {number} of {count}", number=at, count=count)
            return f"{part} · {tr('read as {encoding}', encoding=self._paper.encoding.upper())}"
        return tr("read as {encoding}", encoding=self._paper.encoding.upper()) if count else ""


class Reading(QStackedWidget):
    """The stage, or the words of the document that the session is at."""

    def __init__(self, session: Session, stage: StagePanel) -> None:
        super().__init__()
        self._session, self._stage, self.view = session, stage, PaperView()
        self._asked = ""
        self.addWidget(stage)
        self.addWidget(self.view)
        session.item_changed.connect(self._show_item)
        session.marking_changed.connect(self._show_item)
        session.changed.connect(self._heard)

    def _show_item(self) -> None:
        item = self._session.item
        if item is None or not is_readable(item) or is_veiled(self._session, item):
            self._asked = ""
            self._put_on_top(self._stage)
            if item is not None and is_readable(item):
                self._stage.say(veil_words(item))
            return
        if item.key == self._asked:
            return
        self._asked = key = item.key
        self._session.relay.when_done(
            paper(self._session.workspace, item),
            lambda found: self._show_words(key, item, found),
            lambda error: self._failed(key, item, error),
        )

    def _heard(self, changes: Changes) -> None:
        item = self._session.item
        if item is not None and any(change.key == item.key for change in changes):
            self._show_item()

    def _show_words(self, key: str, item: Item, found: Paper) -> None:
        if key == self._asked:
            self.view.show_words(item, found)
            self._put_on_top(self.view)

    def _failed(self, key: str, item: Item, error: BaseException) -> None:
        if key == self._asked:
            is_known = isinstance(error, VerifierError)
            sentence = tr_made(error.sentence) if is_known else tr("The words of this document could not be read.")
            self.view.show_sentence(item, sentence)
            self._put_on_top(self.view)

    def _put_on_top(self, widget: QWidget) -> None:
        """Whoever gives the stage the focus gives it to the words while these stand in its place."""
        is_paper = widget is self.view
        canvas = self._stage.canvas
        canvas.setFocusProxy(self.view.text if is_paper else None)  # pyright: ignore[reportArgumentType]
        self.setCurrentWidget(widget)
