"""The cards of an item's postings: where it was seen or received, how reliable the source, how credible the content."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.errors import UsageError
from verifier.domain.records import Item, Person, Posting
from verifier.gui import gestures, sourcing
from verifier.gui.controls import Section, button, column, label, restyle, row
from verifier.gui.fields import ChoiceField, LineField, NameButton, TextField
from verifier.gui.folds import Fold
from verifier.gui.lookups import postings_of
from verifier.gui.moments import moment_text, read_moment
from verifier.gui.panels.form import FormPanel, form_rows
from verifier.gui.panels.source_words import (
    FIRST_ROWS,
    MORE_ROWS,
    OPEN_ANSWERS,
    REASON_ROWS,
    Part,
    credibility_answers,
    is_bare,
    more_words,
    posting_day,
    posting_grey,
    posting_title,
    reliability_answers,
    spoken,
)
from verifier.gui.panels.words import time_words
from verifier.gui.speech import tr, tr_made

INDENT = (16, 0, 0, 8)

NAMED = {"is_closed_source": "kind of source", "acquired_by": "received by", "acquired_at": "received at"}
"""What an edit of a field is called where the record's word for it is not the panel's."""


class Postings(Section):
    """Every posting of an item as a line that unfolds; the first stands open."""

    def __init__(self, panel: FormPanel, item: Item) -> None:
        session = panel.session
        known = postings_of(session.case, item)
        add = button(tr("Add a posting"), lambda: self._add(panel, item), "link")
        super().__init__(tr("Posted or received"), add if panel.can_edit else None)
        panel.keep("postings.add", add)
        for place, posting in enumerate(known):
            self.add(PostingCard(panel, posting, is_open=place == 0).fold)
        if not known:
            self.add(label(tr("Nobody has written down where it was seen or who sent it."), "muted", wraps=True))

    def _add(self, panel: FormPanel, item: Item) -> None:
        """Begin a posting, or go on with one that the import left and nobody has written in yet."""
        known = postings_of(panel.session.case, item)
        bare = next((one.key for one in known if is_bare(one)), "")
        key = bare or sourcing.add_posting(panel.session, item.key)
        if key:
            panel.unfold_next(key, f"{key}.url")
        if bare:
            panel.go_stale()


class PostingCard:
    """One posting: what matters first, the rest below a fold of its own."""

    def __init__(self, panel: FormPanel, posting: Posting, *, is_open: bool) -> None:
        self._panel, self._session, self._key = panel, panel.session, posting.key
        self._last = posting
        self.fold: Fold = panel.fold(
            self._key,
            lambda: posting_title(self.posting),
            self._body,
            grey=lambda: posting_grey(self.posting),
            answer=lambda: posting_day(self.posting),
            is_open=is_open,
        )

    @property
    def posting(self) -> Posting:
        """The posting as it stands, or as it last stood."""
        held = self._session.case.get(self._key)
        if isinstance(held, Posting):
            self._last = held
        return self._last

    def _body(self) -> QWidget:
        first = [self._text(part) for part in FIRST_ROWS]
        posted = self._moment("posted_at", tr("Posted, in UTC"), tr("Not read yet"))
        rows: list[tuple[str, QWidget]] = [
            *first,
            (tr("Posted, in UTC"), posted),
            (tr("Kind of source"), self._choice("is_closed_source", tr("Kind of source"), spoken(OPEN_ANSWERS))),
            (tr("The source is"), self._choice("reliability", tr("Reliability of the source"), reliability_answers())),
            *(self._text(part) for part in REASON_ROWS),
            (
                tr("What it says is"),
                self._choice("credibility", tr("Credibility of what it says"), credibility_answers()),
            ),
        ]
        more = self._panel.fold(f"{self._key}.more", tr("More"), self._more, answer=lambda: more_words(self.posting))
        remove = button(tr("Remove this posting"), partial(gestures.remove, self._session, self._key), "link")
        if not self._panel.can_edit:
            remove.hide()
        holder = QWidget()
        holder.setLayout(column(form_rows(rows), more, row(None, remove), spacing=6, margins=INDENT))
        return holder

    def _more(self) -> QWidget:
        people = [(person.name, person.id) for person in self._session.case.of(Person)]
        rows: list[tuple[str, QWidget]] = [
            (tr("Archived at"), self._archives()),
            *(self._text(part) for part in MORE_ROWS[:5]),
            (tr("Edited, in UTC"), self._moment("edited_at", tr("Edited, in UTC"), tr("Not stated"))),
            self._text(MORE_ROWS[5]),
            (tr("Received by"), self._choice("acquired_by", tr("Received by"), [(tr("not stated"), None), *people])),
            (tr("Received at"), self._moment("acquired_at", tr("Received at, in UTC"), tr("Not stated"))),
            *(self._text(part) for part in MORE_ROWS[6:]),
        ]
        sidecar = self._session.case.get(f"item/{self.posting.sidecar}") if self.posting.sidecar else None
        if isinstance(sidecar, Item):
            words = f"{sidecar.label} {sidecar.original_name}"
            show = NameButton(words, partial(self._session.go_to, sidecar.key))
            rows.append((tr("Saved with it"), show))
        holder = QWidget()
        holder.setLayout(column(form_rows(rows), margins=(0, 0, 0, 4)))
        return holder

    def _text(self, part: Part) -> tuple[str, QWidget]:
        field, name, empty = part
        made = TextField(
            tr(name),
            tr(empty),
            lambda: str(getattr(self.posting, field)),
            lambda words: self._edit(name, **{field: words}),
            is_line=field != "caption",
        )
        return tr(name), self._panel.keep(f"{self._key}.{field}", made)

    def _archives(self) -> QWidget:
        made = TextField(
            tr("Archived at"),
            tr("No archived copy. One address a line."),
            lambda: "\n".join(self.posting.archive_urls),
            lambda words: self._edit("Archived at", archive_urls=tuple(words.split())),
        )
        return self._panel.keep(f"{self._key}.archive_urls", made)

    def _choice(self, field: str, name: str, answers: list[tuple[str, object]]) -> QWidget:
        made = ChoiceField(
            name,
            answers,
            lambda: getattr(self.posting, field),
            lambda value: self._edit(NAMED.get(field, field), **{field: value}),
        )
        return self._panel.keep(f"{self._key}.{field}", made)

    def _moment(self, field: str, name: str, empty: str) -> QWidget:
        return MomentField(
            self._panel,
            f"{self._key}.{field}",
            name,
            empty,
            lambda: getattr(self.posting, field),
            lambda at: self._edit(NAMED.get(field, field.replace("_", " ")), **{field: at}),
            (lambda: self.posting) if field == "posted_at" else None,
        )

    def _edit(self, what: str, **changed: object) -> None:
        sourcing.edit_posting(self._session, self._key, what.casefold(), **changed)


class MomentField(QWidget):
    """A time in UTC: typed in any plain form, with the zone that the posting assumes; says why it is not read.

    Where the time as shown can be read, one press takes it over; nothing is read unasked.
    """

    def __init__(
        self,
        panel: FormPanel,
        place: str,
        name: str,
        empty: str,
        read: Callable[[], datetime | None],
        save: Callable[[datetime | None], None],
        posting: Callable[[], Posting] | None,
    ) -> None:
        super().__init__()
        self._read, self._save, self._posting = read, save, posting
        # Its room is kept: it comes and goes at the very moment in which somebody goes on to what stands below.
        self._has_room = posting is not None and read() is None
        self._field = LineField(name, empty, lambda: moment_text(read()), self._take, mono=True)
        self._words = label("", "warn", wraps=True)
        self._words.hide()
        self._offer = NameButton("", self._take_shown)
        self.setLayout(column(self._field, self._words, self._offer, spacing=2))
        panel.keep(place, self._field)
        panel.renew_later(self)
        self._field.refused.connect(self._explain)
        self.renew()

    def renew(self) -> None:
        """Offer the time as shown where it can be read and is not yet."""
        at = self._shown() if self._read() is None else None
        kept = self._offer.sizePolicy()
        kept.setRetainSizeWhenHidden(self._has_room)
        self._offer.setSizePolicy(kept)
        self._offer.setVisible(at is not None and self._field.isEnabled())
        if at is not None:
            self._offer.show_words(tr("Read as {time}", time=time_words(at)))

    def _shown(self) -> datetime | None:
        if self._posting is None:
            return None
        try:
            return read_moment(self._posting().posted_at_as_shown, self._posting().zone_assumption)
        except UsageError:
            return None

    def _take_shown(self) -> None:
        self._save(self._shown())

    def _take(self, words: str) -> str | None:
        try:
            zone = self._posting().zone_assumption if self._posting is not None else ""
            self._save(read_moment(words, zone) if words else None)
        except UsageError as error:
            return error.sentence
        return None

    def _explain(self, sentence: str) -> None:
        self._words.setText(tr_made(sentence))
        restyle(self._words, "warn")
        self._words.setVisible(bool(sentence))
