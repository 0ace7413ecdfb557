"""Assess: five questions, rival explanations, what is not known, a finding in words; the state of work apart."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.records import Assessment, Base, Incident, Item
from verifier.gui import assessing
from verifier.gui.controls import Section, button, label, row
from verifier.gui.doubt import doubt_line, with_doubt
from verifier.gui.fields import ChoiceField, LineField, TextField
from verifier.gui.naming import incidents_of
from verifier.gui.panels.assess_words import FIELD_WORDS, WORKFLOW_WORDS
from verifier.gui.panels.base import nothing_shown
from verifier.gui.panels.form import FormPanel, form_rows
from verifier.gui.panels.pillars import Pillars
from verifier.gui.panels.rivals import Rivals
from verifier.gui.panels.source_words import spoken
from verifier.gui.panels.words import person_words, time_words
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

SEALING = "A sealed assessment stands as it is: it can be read and no longer edited."


class AssessPanel(FormPanel):
    """The weighing up of the item shown, or of an incident that it shows; a sealed one can be read and not changed."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._incident = ""

    @property
    def about(self) -> str:
        """The key of what is weighed up: the item, unless one of its incidents was chosen."""
        shown = {incident.key for incident in incidents_of(self.session.case, self.session.item_key)}
        return self._incident if self._incident in shown else self.session.item_key

    @property
    def assessment(self) -> Assessment | None:
        """What stands in the case."""
        return assessing.assessment_of(self.session, self.about)

    @property
    def can_edit(self) -> bool:
        held = self.assessment
        return self.session.can_edit and (held is None or held.sealed_at is None)

    def shape(self) -> object:
        item, held = self.session.item, self.assessment
        if item is None:
            return None
        incidents = tuple((one.key, one.title) for one in incidents_of(self.session.case, item.key))
        if held is None:
            return item.key, self.about, incidents, self.can_edit
        references = tuple((pillar.name, pillar.references) for pillar in held.pillars if pillar.references)
        return item.key, held.key, incidents, references, held.reviewers, self.can_edit

    def concerns(self, record: Base) -> bool:
        if isinstance(record, Assessment):
            return record.about == self.about
        return isinstance(record, Incident)

    def sections(self) -> Iterable[Callable[[], QWidget]]:
        item, held = self.session.item, self.assessment
        if item is None:
            return (nothing_shown,)
        incidents = incidents_of(self.session.case, item.key)
        choosing = [partial(self._choosing, item, incidents)] if incidents else []
        if held is None:
            return [*choosing, self._beginning]
        parts = [
            partial(Pillars, self, held),
            partial(Rivals, self, held),
            partial(self._limits, held),
            partial(self._finding, held),
            partial(self._work, held),
        ]
        return (
            [*choosing, *parts]
            if held.sealed_at is None
            else [*choosing, partial(self._sealed, held.sealed_at), *parts]
        )

    def _choosing(self, item: Item, incidents: Sequence[Incident]) -> Section:
        section = Section(tr("What is weighed up"))
        answers: list[tuple[str, object]] = [(tr("the item {label}", label=item.label), item.key)]
        answers += [(f"{one.label}  {one.title}", one.key) for one in incidents]
        choice = ChoiceField(tr("What is weighed up"), answers, lambda: self.about, self._turn_to)
        # Looking at another assessment is no edit: a case that cannot be written to shows both.
        self.keep("about", choice).setEnabled(True)
        section.add(choice)
        return section

    def _turn_to(self, key: object) -> None:
        self._incident = str(key)
        self.unfold_next("about")
        self.go_stale()

    def _beginning(self) -> Section:
        section = Section(tr("Assessment"))
        nobody = tr("Nobody has begun to weigh this item up.")
        if self.about != self.session.item_key:
            nobody = tr("Nobody has begun to weigh this incident up.")
        how = tr(
            "Five questions, rival explanations, what is not known, and a finding in your own words. Nothing is "
            "answered beforehand."
        )
        section.add(label(f"{nobody} {how}", "muted", wraps=True))
        if self.session.can_edit:
            press = button(tr("Begin to assess"), partial(self._begin, self.about), "primary")
            section.add(row(self.keep("begin", press), None))
        return section

    def _begin(self, key: str) -> None:
        self.unfold_next("pillar.provenance", "pillar.provenance.answer")
        assessing.begin(self.session, key)

    def _sealed(self, at: datetime) -> Section:
        section = Section(tr("Sealed"))
        words = tr("Sealed {time}. It can be read and no longer changed.", time=time_words(at))
        section.add(label(words, "advice", wraps=True))
        return section

    def _limits(self, held: Assessment) -> Section:
        section = Section(tr("What it leans on, what is missing"))
        rows = (
            *with_doubt(*self._text(held, "assumptions")),
            *with_doubt(*self._text(held, "gaps")),
        )
        section.add(form_rows(rows))
        return section

    def _finding(self, held: Assessment) -> Section:
        section = Section(tr("Finding"))
        finding = self._text(held, "finding")[1]
        section.add(finding)
        section.add(doubt_line(finding))
        return section

    def _work(self, held: Assessment) -> Section:
        section = Section(tr("State of work"), label(tr("apart from the finding"), "faint"))
        state = ChoiceField(
            tr("State of work"),
            spoken(WORKFLOW_WORDS),
            lambda: self._now(held).workflow,
            lambda value: assessing.edit(self.session, held.key, "state of work", workflow=value),
        )
        rows: list[tuple[str, QWidget]] = [
            (tr("It is"), self.keep("workflow", state)),
            (tr("Weighed up by"), _inset(person_words(self.session.case, held.analyst))),
        ]
        for reviewer in held.reviewers:
            name = person_words(self.session.case, reviewer)
            drop = button(tr("Take out"), partial(assessing.drop_reviewer, self.session, held.key, reviewer), "link")
            drop.setAccessibleName(tr("Take out the reviewer {name}", name=name))
            if not self.can_edit:
                drop.hide()
            line = QWidget()
            line.setLayout(row(_inset(name), None, self.keep(f"reviewer.{reviewer}", drop)))
            rows.append((tr("Reviewed by"), line))
        if self.can_edit:
            rows.append((tr("Reviewed by"), self._new_reviewer(held)))
        elif not held.reviewers:
            rows.append((tr("Reviewed by"), _inset(tr("nobody yet"))))
        section.add(form_rows(rows))
        if self.can_edit:
            press = button(tr("Seal it"), partial(assessing.seal, self.session, held.key), tip=tr(SEALING))
            section.add(row(self.keep("seal", press), None))
            section.add(label(tr(SEALING), "small", wraps=True))
        return section

    def _new_reviewer(self, held: Assessment) -> QWidget:
        empty = tr("Somebody else, too") if held.reviewers else tr("Nobody yet. Type a name.")
        made = LineField(tr("Add a reviewer"), empty, str, lambda words: self._review(held, words))
        return self.keep("reviewer.new", made)

    def _review(self, held: Assessment, words: str) -> None:
        assessing.add_reviewer(self.session, held.key, words)

    def _text(self, held: Assessment, field: str) -> tuple[str, TextField]:
        name, empty = FIELD_WORDS[field]
        made = TextField(
            tr(name),
            tr(empty),
            lambda: str(getattr(self._now(held), field)),
            lambda words: assessing.edit(self.session, held.key, name.casefold(), **{field: words}),
        )
        return tr(name), self.keep(field, made)

    def _now(self, held: Assessment) -> Assessment:
        found = self.session.case.get(held.key)
        return found if isinstance(found, Assessment) else held


def _inset(words: str) -> QWidget:
    made = label(words, wraps=True, selectable=True)
    made.setContentsMargins(5, 4, 0, 4)
    return made
