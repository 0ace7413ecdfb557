"""The rival explanations of an assessment: what speaks for each, what against, how likely it is."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from verifier.bundle.report_words import RIVAL_WORDS
from verifier.domain.records import Assessment, Rival
from verifier.domain.records.assessments import RivalName
from verifier.domain.scales import Likelihood
from verifier.gui import assessing
from verifier.gui.controls import Section, column, label
from verifier.gui.doubt import with_doubt
from verifier.gui.fields import ChoiceField, TextField
from verifier.gui.panels.assess_words import FIELD_WORDS, RIVAL_HINTS
from verifier.gui.panels.form import FormPanel, form_rows
from verifier.gui.panels.words import likelihood_answers, likelihood_words, scale_words
from verifier.gui.speech import tr, tr_made

INDENT = (16, 0, 0, 8)


class Rivals(Section):
    """All of them, so that none is forgotten; likelihood in words of the case's scale."""

    def __init__(self, panel: FormPanel, held: Assessment) -> None:
        case = panel.session.case
        super().__init__(tr("Rival explanations"), label(scale_words(case, None), "faint"))
        self._panel, self._last = panel, held
        for name in assessing.RIVALS:
            fold = panel.fold(
                f"rival.{name}",
                tr_made(RIVAL_WORDS[name]),
                partial(self._body, name),
                grey=partial(self._grey, name),
                answer=lambda name=name: likelihood_words(self._rival(name).likelihood),
            )
            fold.write_at_once()
            self.add(fold)

    def _rival(self, name: RivalName) -> Rival:
        found = self._panel.session.case.get(self._last.key)
        if isinstance(found, Assessment):
            self._last = found
        return assessing.rival_of(self._last, name)

    def _grey(self, name: RivalName) -> str:
        rival = self._rival(name)
        parts = (
            tr("for: {evidence}", evidence=rival.evidence_for) if rival.evidence_for else "",
            tr("against: {evidence}", evidence=rival.evidence_against) if rival.evidence_against else "",
        )
        return " · ".join(part for part in parts if part)

    def _body(self, name: RivalName) -> QWidget:
        title = tr_made(RIVAL_WORDS[name])
        likelihood = ChoiceField(
            tr("How likely: {explanation}", explanation=title),
            likelihood_answers(self._panel.session.case),
            lambda: self._rival(name).likelihood,
            lambda value: self._edit(name, "how likely", likelihood=value),
            lambda value: likelihood_words(cast("Likelihood | None", value)),
        )
        rows = (
            *self._text(name, "evidence_for"),
            *self._text(name, "evidence_against"),
            (tr("How likely"), self._panel.keep(f"rival.{name}.likelihood", likelihood)),
        )
        holder = QWidget()
        tells = label(tr(RIVAL_HINTS[name]), "small", wraps=True)
        holder.setLayout(column(tells, form_rows(rows), spacing=6, margins=INDENT))
        return holder

    def _text(self, name: RivalName, field: str) -> Sequence[tuple[str, QWidget]]:
        words, empty = FIELD_WORDS[field]
        made = TextField(
            f"{tr(words)}: {tr_made(RIVAL_WORDS[name])}",
            tr(empty),
            lambda: str(getattr(self._rival(name), field)),
            lambda typed: self._edit(name, words.casefold(), **{field: typed}),
        )
        return with_doubt(tr(words), self._panel.keep(f"rival.{name}.{field}", made))

    def _edit(self, name: RivalName, what: str, **changed: object) -> None:
        said = f"{what} “{RIVAL_WORDS[name].casefold()}”"
        assessing.edit_rival(self._panel.session, self._last.key, name, said, **changed)
