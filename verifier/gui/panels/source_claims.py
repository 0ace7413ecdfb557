"""What a source says, word for word, in its own language; its translation; our answer to it."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget

from verifier.domain.frames import Span
from verifier.domain.records import Item, SourceClaim
from verifier.gui import gestures, sourcing
from verifier.gui.controls import Section, button, column, label, row
from verifier.gui.fields import ENTER, ChoiceField, TextField
from verifier.gui.flow import FlowLayout
from verifier.gui.folds import Fold
from verifier.gui.items.words import duration_words
from verifier.gui.lookups import about
from verifier.gui.panels.form import FormPanel, form_rows
from verifier.gui.panels.source_words import (
    CLAIM_WORDS,
    FOUND_IN_WORDS,
    OUR_ANSWERS,
    SHORT_ANSWERS,
    TRANSLATED_ANSWERS,
    WHERE_ANSWERS,
    spoken,
    word_of,
)
from verifier.gui.speech import tr

INDENT = (16, 0, 0, 8)


def claims_of(panel: FormPanel, item: Item) -> tuple[SourceClaim, ...]:
    """Return what sources say about an item, oldest first."""
    return about(panel.session.case, item.key, SourceClaim)


class SourceClaims(Section):
    """What sources say about the item, each a line that unfolds, and a field for one more."""

    def __init__(self, panel: FormPanel, item: Item) -> None:
        super().__init__(tr("What the source says"))
        self._panel, self._key = panel, item.key
        known = claims_of(panel, item)
        for claim in known:
            self.add(ClaimCard(panel, claim, is_clip=item.kind == "video").fold)
        if panel.can_edit:
            self._add_form()
        elif not known:
            self.add(label(tr("Nothing of it is written down."), "muted", wraps=True))

    def _add_form(self) -> None:
        self._words = NewWords(self._keep_first, self._left)
        self.add(self._panel.keep("claims.new", self._words))
        self.add(label(tr("These words stand in the"), "small"))
        buttons = FlowLayout(6, (0, 0, 0, 0))
        self._places: list[QWidget] = []
        for words, found_in in FOUND_IN_WORDS:
            made = button(tr(words), partial(self._keep, cast("sourcing.FoundIn", found_in)), "chip")
            made.setAccessibleName(tr("Keep these words as found in: {place}", place=tr(words)))
            self._places.append(made)
            buttons.addWidget(made)
        self.add(buttons)

    def _keep(self, found_in: sourcing.FoundIn) -> None:
        words = self._words.toPlainText().strip()
        if not words:
            self._words.setFocus()
            return
        self._words.clear()
        self._panel.unfold_next("claims.new")
        sourcing.add_claim(self._panel.session, self._key, words, found_in)

    def _left(self) -> None:
        """Keep words that are left without a word about where they stand, rather than lose them."""
        if QApplication.focusWidget() not in self._places:
            self._keep("not_stated")

    def _keep_first(self) -> None:
        if self._words.toPlainText().strip():
            self._places[0].setFocus()


class NewWords(TextField):
    """Where new words are typed; they enter the case when it is said where they stand. Enter goes on to that.

    ``on_left``: somebody went elsewhere, with words standing here.
    """

    def __init__(self, on_enter: Callable[[], None], on_left: Callable[[], None]) -> None:
        empty = tr("Its words about this item, exactly as they stand.")
        super().__init__(tr("Words of the source"), empty, str, lambda _words: None)
        self._on_enter, self._on_left = on_enter, on_left

    def renew(self) -> None:
        """Leave alone what was typed and not kept yet."""

    def _leave(self) -> None:
        if self.toPlainText().strip():
            self._on_left()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            QPlainTextEdit.focusOutEvent(self, event)  # who copies from another window comes back
        else:
            super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        is_plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in ENTER and is_plain:
            self._on_enter()
        else:
            super().keyPressEvent(event)


class ClaimCard:
    """One thing a source says, with our answer at the right."""

    def __init__(self, panel: FormPanel, claim: SourceClaim, *, is_clip: bool) -> None:
        self._panel, self._session, self._key = panel, panel.session, claim.key
        self._last, self._is_clip = claim, is_clip
        self.fold: Fold = panel.fold(
            self._key,
            self._where,
            self._body,
            grey=lambda: f"“{self.claim.words}”",
            answer=lambda: word_of(SHORT_ANSWERS, self.claim.answer),
        )

    @property
    def claim(self) -> SourceClaim:
        """The words as they stand, or as they last stood."""
        held = self._session.case.get(self._key)
        if isinstance(held, SourceClaim):
            self._last = held
        return self._last

    def _where(self) -> str:
        if self.claim.found_in == "not_stated":
            return tr("Not stated where")
        return tr("In the {place}", place=word_of(FOUND_IN_WORDS, self.claim.found_in))

    def _body(self) -> QWidget:
        text, choice = self._text, self._choice
        rows: list[tuple[str, QWidget]] = [
            text("words"),
            text("language", is_line=True),
            choice("found_in", WHERE_ANSWERS),
            text("translation"),
            choice("is_machine_translation", TRANSLATED_ANSWERS),
            text("translator", is_line=True),
            choice("answer", OUR_ANSWERS),
            text("answer_reason"),
        ]
        if self._is_clip:
            rows.insert(3, (tr("In the clip"), self._moment()))
        remove = button(tr("Remove these words"), partial(gestures.remove, self._session, self._key), "link")
        if not self._panel.can_edit:
            remove.hide()
        holder = QWidget()
        holder.setLayout(column(form_rows(rows), row(None, remove), spacing=6, margins=INDENT))
        return holder

    def _text(self, field: str, *, is_line: bool = False) -> tuple[str, QWidget]:
        name, empty = CLAIM_WORDS[field]
        made = TextField(
            tr(name),
            tr(empty) if empty else "",
            lambda: str(getattr(self.claim, field)),
            lambda words: self._edit(name, **{field: words}),
            is_line=is_line,
        )
        return tr(name), self._panel.keep(f"{self._key}.{field}", made)

    def _choice(self, field: str, answers: tuple[tuple[str, object], ...]) -> tuple[str, QWidget]:
        name = CLAIM_WORDS[field][0]
        made = ChoiceField(
            tr(name),
            spoken(answers),
            lambda: getattr(self.claim, field),
            lambda value: self._edit(name, **{field: value}),
        )
        return tr(name), self._panel.keep(f"{self._key}.{field}", made)

    def _moment(self) -> QWidget:
        made = SpanButton(lambda: self.claim, self._mark)
        return self._panel.keep(f"{self._key}.span", made)

    def _mark(self) -> None:
        frame = self._session.frame
        if frame is not None:
            self._edit("In the clip", span=Span(frame.pts, frame.pts, frame.time_base))

    def _edit(self, what: str, **changed: object) -> None:
        if changed.get("words") == "":
            return
        sourcing.edit_claim(self._session, self._key, what.casefold(), **changed)


class SpanButton(QPushButton):
    """Says where in the clip the words are; pressing it takes the frame shown."""

    def __init__(self, claim: Callable[[], SourceClaim], mark: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "link")
        self.setAutoDefault(False)
        self._claim = claim
        self.clicked.connect(mark)
        self.renew()

    def renew(self) -> None:
        """Say what the case holds."""
        span = self._claim().span
        if span is None:
            self.setText(tr("Mark the frame shown"))
        else:
            self.setText(
                tr("at {time}; mark the frame shown", time=duration_words(float(span.first_pts * span.time_base)))
            )
