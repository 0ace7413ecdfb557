"""The five questions of an assessment: each a line until it is answered, with how well the answer stands."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from verifier.domain.disclosure import ROWS
from verifier.domain.records import Assessment, Drone, Incident, Item, Pillar
from verifier.domain.records.assessments import PillarName
from verifier.domain.words import NOT_ASSESSED
from verifier.gui import assessing
from verifier.gui.chooser import Choosable, Chooser
from verifier.gui.controls import Section, button, column, label, row
from verifier.gui.doubt import doubt_line
from verifier.gui.fields import ChoiceField, NameButton, TextField
from verifier.gui.naming import name_key, name_record, records_on
from verifier.gui.panels.assess_words import GRADE_WORDS, PILLAR_WORDS
from verifier.gui.panels.form import FormPanel, form_rows, go_to_record
from verifier.gui.panels.source_words import spoken, word_of
from verifier.gui.speech import tr, tr_made, trn

INDENT = (16, 0, 0, 8)


class Pillars(Section):
    """All five, in the order in which they are usually asked."""

    def __init__(self, panel: FormPanel, held: Assessment) -> None:
        self._panel, self._last = panel, held
        self._count = label("", "faint")
        super().__init__(tr("Five questions"), self._count)
        for name, (title, _, _) in PILLAR_WORDS.items():
            fold = panel.fold(
                f"pillar.{name}",
                tr(title),
                partial(self._body, name),
                grey=lambda name=name: self._pillar(name).answer,
                answer=partial(self._answer, name),
            )
            fold.write_at_once()
            self.add(fold)
        panel.renew_later(self)
        self.renew()

    def renew(self) -> None:
        """Say how many are answered."""
        number = sum(bool(pillar.answer or pillar.grade) for pillar in self._now().pillars)
        self._count.setText(trn("{number} of 5 answered", "{number} of 5 answered", number))

    def _now(self) -> Assessment:
        found = self._panel.session.case.get(self._last.key)
        if isinstance(found, Assessment):
            self._last = found
        return self._last

    def _pillar(self, name: PillarName) -> Pillar:
        return assessing.pillar_of(self._now(), name)

    def _answer(self, name: PillarName) -> str:
        pillar = self._pillar(name)
        if pillar.grade is None and not pillar.answer:
            return tr(PILLAR_WORDS[name][1])
        return word_of(GRADE_WORDS, pillar.grade) if pillar.grade else tr_made(NOT_ASSESSED)

    def _body(self, name: PillarName) -> QWidget:
        title, _, asks = PILLAR_WORDS[name]
        session, key = self._panel.session, self._last.key
        answer = TextField(
            tr("Answer: {question}", question=tr(title)),
            tr(asks),
            lambda: self._pillar(name).answer,
            lambda words: assessing.edit_pillar(session, key, name, name, answer=words),
        )
        grade = ChoiceField(
            tr("How well the answer stands: {question}", question=tr(title)),
            spoken(GRADE_WORDS),
            lambda: self._pillar(name).grade,
            lambda value: assessing.edit_pillar(session, key, name, f"how well the {name} stands", grade=value),
        )
        self._panel.keep(f"pillar.{name}.answer", answer)
        self._panel.keep(f"pillar.{name}.grade", grade)
        holder = QWidget()
        rows = ((tr("It stands as"), grade), (tr("It rests on"), self._references(name)))
        lines = column(answer, doubt_line(answer), form_rows(rows), spacing=6, margins=INDENT)
        if name in ROWS[Assessment]["source"].names:
            words = tr(
                "A reader outside gets it only where every posting is stated to be open, or where you let it out."
            )
            lines.addWidget(label(words, "smallfaint", wraps=True))
        holder.setLayout(lines)
        return holder

    def _references(self, name: PillarName) -> QWidget:
        holder, lines = QWidget(), column(spacing=0)
        for key in self._pillar(name).references:
            lines.addLayout(self._reference(name, key))
        if self._panel.can_edit:
            add = button(tr("Choose a record…"), partial(self._ask, name), "link")
            add.setAccessibleName(
                tr("Choose a record that the answer rests on: {question}", question=tr(PILLAR_WORDS[name][0]))
            )
            lines.addLayout(row(self._panel.keep(f"pillar.{name}.add", add), None))
        elif not self._pillar(name).references:
            lines.addWidget(label(tr("no record is named"), "muted"))
        holder.setLayout(lines)
        return holder

    def _reference(self, name: PillarName, key: str) -> QHBoxLayout:
        words, second = name_key(self._panel.session.case, key)
        shown = NameButton(words, partial(go_to_record, self._panel, key), second)
        self._panel.keep(f"pillar.{name}.{key}.show", shown)
        drop = QPushButton("×")
        drop.setProperty("role", "link")
        drop.setAutoDefault(False)
        drop.setAccessibleName(tr("The answer does not rest on {record}", record=words))
        drop.setToolTip(tr("Take it out"))
        drop.clicked.connect(partial(assessing.drop_reference, self._panel.session, self._last.key, name, key))
        if not self._panel.can_edit:
            drop.hide()
        line = row(shown, self._panel.keep(f"pillar.{name}.{key}", drop), spacing=4, margins=(5, 0, 0, 0))
        line.setStretch(0, 1)
        return line

    def _ask(self, name: PillarName) -> None:
        session, case = self._panel.session, self._panel.session.case
        item = session.item
        if item is None:
            return
        named = {*self._pillar(name).references, item.key}
        found = [("" if at else tr("About this item"), record) for at, record in enumerate(records_on(case, item))]
        for kind, title in ((Item, tr("Items")), (Drone, tr("Machines")), (Incident, tr("Incidents"))):
            found += [("" if at else title, record) for at, record in enumerate(case.of(kind))]
        rows = [Choosable(r.key, *name_record(case, r), group=group) for group, r in found if r.key not in named]

        def chosen(key: str) -> None:
            record = case.get(key)
            if record is not None:
                assessing.add_reference(session, self._last.key, name, record)

        words = tr("What does the answer rest on? {question}", question=tr(PILLAR_WORDS[name][1]))
        Chooser(self._panel.theme, words, rows, chosen, self._panel.window()).open()
