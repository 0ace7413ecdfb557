"""The card of a time that is stated: bounds, zone, methods, how likely, how good the basis."""

from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.records import TimeClaim
from verifier.gui import gestures, placing
from verifier.gui.controls import Elided, button, column, row
from verifier.gui.doubt import with_doubt
from verifier.gui.fields import ChoiceField, TextField
from verifier.gui.folds import Fold
from verifier.gui.panels.form import FormPanel, form_rows
from verifier.gui.panels.place.beliefs import (
    confidence_field,
    likelihood_field,
    methods_fold,
    note_field,
    reasons_field,
)
from verifier.gui.panels.place.bounds import NAMES, bound_field
from verifier.gui.panels.place.explained import Explained
from verifier.gui.panels.place.when import Bound
from verifier.gui.panels.place.words import DATES_ANSWERS, TIME_METHODS, TIME_TITLES, answer_words, spoken, time_grey
from verifier.gui.panels.words import stated_words, target_words
from verifier.gui.speech import tr

INDENT = (16, 0, 0, 8)


class TimeCard:
    """One time, as a line that unfolds."""

    def __init__(self, panel: FormPanel, claim: TimeClaim, *, is_open: bool) -> None:
        self._panel, self._session, self._key = panel, panel.session, claim.key
        self._last = claim
        self.fold: Fold = panel.fold(
            self._key,
            lambda: tr(TIME_TITLES[self.claim.dates]),
            self._body,
            grey=lambda: time_grey(self.claim),
            answer=lambda: answer_words(self.claim),
            is_open=is_open,
        )

    @property
    def claim(self) -> TimeClaim:
        """The claim as it stands, or as it last stood."""
        held = self._session.case.get(self._key)
        if isinstance(held, TimeClaim):
            self._last = held
        return self._last

    def _body(self) -> QWidget:
        panel, key, read, edit = self._panel, self._key, lambda: self.claim, self._edit
        rows: list[tuple[str, QWidget]] = [
            (tr("It dates"), self._dates()),
            self._bound("earliest"),
            self._bound("latest"),
            (tr("Rests on"), self._words("as_found", tr("Words it rests on"), tr("No words kept."), "words")),
            (
                tr("Zone assumed"),
                self._words("zone_assumption", tr("Zone assumed"), tr("None: the zone was written."), "zone"),
            ),
            (tr("Likelihood"), likelihood_field(panel, key, read, edit)),
            (tr("Confidence"), confidence_field(panel, key, read, edit)),
            *with_doubt(tr("Because"), reasons_field(panel, key, read, edit)),
            *with_doubt(tr("Note"), note_field(panel, key, read, edit)),
        ]
        about = target_words(self._session.case, self.claim.about)
        stated = stated_words(self._session.case, self.claim.stated_by, self.claim.stated_at)
        by = Elided(f"{about} · {stated}", "smallfaint")
        holder = QWidget()
        methods = methods_fold(panel, key, TIME_METHODS, read, edit)
        lines = column(form_rows(rows), methods, by, spacing=6, margins=INDENT)
        if panel.can_edit:
            remove = button(tr("Remove this time"), partial(gestures.remove, self._session, key), "link")
            lines.addLayout(row(None, remove))
        holder.setLayout(lines)
        return holder

    def _dates(self) -> QWidget:
        made = ChoiceField(
            tr("What is dated"),
            spoken(DATES_ANSWERS),
            lambda: self.claim.dates,
            lambda value: self._edit("what it dates", dates=value),
        )
        return self._panel.keep(f"{self._key}.dates", made)

    def _bound(self, bound: Bound) -> tuple[str, QWidget]:
        field = bound_field(bound, lambda: self.claim, self._edit)
        return tr(NAMES[bound]), Explained(self._panel.keep(f"{self._key}.{bound}", field))

    def _words(self, field: str, name: str, empty: str, what: str) -> QWidget:
        def save(words: str) -> str | None:
            return self._edit(what, **{field: words})

        made = TextField(name, empty, lambda: str(getattr(self.claim, field)), save, is_line=True)
        return self._panel.keep(f"{self._key}.{field}", made)

    def _edit(self, what: str, **changed: object) -> str | None:
        return placing.edit_time(self._session, self._key, what, **changed)
