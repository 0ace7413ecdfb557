"""Tags: which drone is seen or filmed, how likely, how good the basis, what tells it from its look-alikes."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from verifier.domain.records import DroneClaim, Feature, Hypothesis, Note, Observation
from verifier.domain.words import NOT_ASSESSED, ROLE_WORDS
from verifier.gui import gestures
from verifier.gui.controls import Choice, Elided, Extra, Section, StateBox, button, column, label, pairs, row, unbroken
from verifier.gui.lookups import about, drone_claims_of
from verifier.gui.panels.base import PanelView, nothing_shown
from verifier.gui.panels.words import (
    confidence_answers,
    confidence_level,
    likelihood_answers,
    scale_words,
    stated_words,
    target_words,
)
from verifier.gui.picker.words import second_line

SHOWN_CUES = 6


class TagsPanel(PanelView):
    """Claims of the region that is selected, else of the whole item and everything in it."""

    def fill(self) -> None:
        item = self.session.item
        if item is None:
            self.lines.addWidget(nothing_shown())
            return
        chosen = self.session.selected
        claims = drone_claims_of(self.session.case, item)
        if chosen is not None:
            claims = tuple(claim for claim in claims if claim.about == chosen.key)
        for claim in claims:
            self.lines.addWidget(self._claim(claim))
        if self.session.can_edit:
            self.lines.addWidget(self._call(has_claims=bool(claims)))
        elif not claims:
            none = Section("Drone")
            none.add(label("No drone is tagged.", "muted"))
            self.lines.addWidget(none)
        if chosen is not None:
            self.lines.addWidget(self._region(chosen))
        subject = chosen.key if chosen is not None else item.key
        if self.session.can_edit or about(self.session.case, subject, Note):
            self.lines.addWidget(self._notes(subject))

    def _call(self, *, has_claims: bool) -> Section:
        where = target_words(self.session.case, self.session.target)
        section = Section("Another drone" if has_claims else "Drone", label(where, "faint"))
        if not has_claims:
            words = "Draw a box around it (R), then say which drone it is (T). “Model not determined” is an answer."
            section.add(label(words, "muted", wraps=True))
        tag = button(f"Tag a drone in {where}…" if where != "whole item" else "Tag a drone…", self._ask_drone)
        section.add(row(tag, label("T", "key"), None))
        return section

    def _ask_drone(self) -> None:
        self.session.drone_asked.emit(None)

    def _claim(self, claim: DroneClaim) -> Section:
        where = target_words(self.session.case, claim.about)
        show = button(where, partial(self.session.show_asked.emit, claim.about), "link", "Show it on the stage")
        section = Section(
            ROLE_WORDS[claim.role], show if claim.about != self.session.item_key else label(where, "faint")
        )
        for place, hypothesis in enumerate(claim.hypotheses):
            section.add(self._hypothesis(claim, place, hypothesis))
        confidence = Choice("Confidence", confidence_answers(), confidence_level(claim.confidence))
        confidence.chosen.connect(partial(gestures.set_confidence, self.session, claim))
        confidence.setEnabled(self.session.can_edit)
        first = claim.hypotheses[0].likelihood
        rows: list[tuple[str, str | QWidget]] = [
            ("Confidence", confidence),
            ("Wording", unbroken(scale_words(self.session.case, first))),
            ("Stated by", stated_words(self.session.case, claim.stated_by, claim.stated_at)),
        ]
        section.add(pairs(rows))
        if self.session.can_edit:
            add = button("Add another answer", partial(self.session.drone_asked.emit, claim), "link")
            remove = button("Remove", partial(gestures.remove, self.session, claim.key), "link")
            section.add(row(add, None, remove))
        self._features(section, claim)
        return section

    def _hypothesis(self, claim: DroneClaim, place: int, hypothesis: Hypothesis) -> QWidget:
        holder = QFrame()
        holder.setObjectName("hypothesis")
        holder.setProperty("first", "true" if place == 0 else "false")
        number = label(str(place + 1), "strong" if place == 0 else "muted")
        is_open = hypothesis.entry.level == "undetermined"
        name = "Drone, model not determined" if is_open else hypothesis.entry.name
        words = label(name, "strong" if place == 0 else "", wraps=True)
        words.setMinimumWidth(120)
        second = label(self._second(hypothesis), "small", wraps=True)
        answers, extras = likelihood_answers(self.session.case), self._extras(claim, place)
        likelihood = Choice("Likelihood", answers, hypothesis.likelihood, left=False, extras=extras)
        likelihood.show_words(_short(hypothesis))
        likelihood.chosen.connect(partial(gestures.set_likelihood, self.session, claim, place))
        likelihood.setEnabled(self.session.can_edit)
        grid = QGridLayout(holder)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(number, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, 0, 1)
        grid.addWidget(second, 1, 1)
        grid.addWidget(likelihood, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _second(self, hypothesis: Hypothesis) -> str:
        slug, catalog = hypothesis.entry.entry_id, self.session.workspace.catalog
        if slug is None:
            return "a drone, and no more can be said"
        return second_line(catalog, catalog.entry(slug)) if catalog.has(slug) else "no longer in the catalog"

    def _extras(self, claim: DroneClaim, place: int) -> list[Extra]:
        found: list[Extra] = []
        if place:
            found.append(("Put first", partial(gestures.put_first, self.session, claim, place)))
        if len(claim.hypotheses) > 1:
            found.append(("Take out", partial(gestures.take_out, self.session, claim, place)))
        return found

    def _features(self, section: Section, claim: DroneClaim) -> None:
        slug, catalog = claim.hypotheses[0].entry.entry_id, self.session.workspace.catalog
        if slug is None or not catalog.has(slug):
            return
        cues = [cue for cue in catalog.cues(slug) if cue.basis == "visual"][:SHOWN_CUES]
        if not cues:
            return
        section.body.addSpacing(8)
        section.add(label("What tells it apart", "heading"))
        states = {feature.cue_id: feature.state for feature in claim.features}
        for cue in cues:
            state = StateBox(cue.text, states.get(cue.id))
            state.chosen.connect(partial(self._mark, claim, cue.id, cue.text))
            state.setEnabled(self.session.can_edit)
            line = row(spacing=10)
            line.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(cue.text, wraps=True))
            line.setStretch(1, 1)
            section.add(line)

    def _mark(self, claim: DroneClaim, cue_id: str, text: str, state: object) -> None:
        observation = self.session.case.get(claim.about)
        seen_in = observation.id if isinstance(observation, Observation) else None
        feature = None
        if state is not None:
            feature = Feature(text, state, cue_id, seen_in)  # pyright: ignore[reportArgumentType]
        gestures.set_feature(self.session, claim, cue_id, feature)

    def _region(self, observation: Observation) -> Section:
        remove = button("Remove region", partial(gestures.remove, self.session, observation.key), "link")
        remove.setVisible(self.session.can_edit)
        section = Section(f"What is seen in {target_words(self.session.case, observation.key)}", remove)
        field = QLineEdit(observation.seen)
        field.setPlaceholderText("For example: camera on a hanging gimbal")
        field.setAccessibleName("What is seen in the region")
        field.setEnabled(self.session.can_edit)
        field.editingFinished.connect(lambda: gestures.say_seen(self.session, observation.key, field.text()))
        section.add(field)
        return section

    def _notes(self, key: str) -> Section:
        section = Section("Notes")
        for note in about(self.session.case, key, Note):
            section.add(self._note(note))
        if self.session.can_edit:
            field = QLineEdit(placeholderText="Write a note, Enter keeps it")
            field.setAccessibleName("New note")
            field.returnPressed.connect(lambda: gestures.add_note(self.session, key, field.text()))
            section.add(field)
            section.add(label("Working notes stay with you: they go to no reader outside.", "smallfaint", wraps=True))
        return section

    def _note(self, note: Note) -> QWidget:
        holder = QWidget()
        goes = QCheckBox("may go out")
        goes.setChecked(note.audience == "export")
        goes.setEnabled(self.session.can_edit)
        goes.toggled.connect(partial(gestures.let_note_out, self.session, note.key))
        remove = button("Remove", partial(gestures.remove, self.session, note.key), "link")
        remove.setVisible(self.session.can_edit)
        by = Elided(stated_words(self.session.case, note.written_by, note.written_at), "smallfaint")
        holder.setLayout(column(label(note.text, wraps=True, selectable=True), _line(by, goes, remove), spacing=0))
        return holder


def _short(hypothesis: Hypothesis) -> str:
    if hypothesis.excluded_because:
        return "excluded"
    return hypothesis.likelihood.term if hypothesis.likelihood is not None else NOT_ASSESSED


def _line(words: Elided, *others: QWidget) -> QHBoxLayout:
    made = row(words, *others)
    made.setStretch(0, 1)
    return made
