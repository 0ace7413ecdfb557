"""What tells the answers apart: each thing to look for with its state and the region where it was looked for."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from verifier.domain.ids import key_of
from verifier.domain.records import DroneClaim, Feature, Observation
from verifier.gui.controls import SIGNS, Section, StateBox, button, column, label, row
from verifier.gui.panels.words import target_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.gui.tagging import edits
from verifier.gui.tagging.fields import stays
from verifier.gui.tagging.marking import Marking
from verifier.gui.tagging.words import FeatureLine, basis_of

SHOWN_LINES = 6


def feature_section(
    session: Session,
    claim: DroneClaim,
    lines: tuple[FeatureLine, ...],
    marking: Marking,
    show_all: Callable[[], object] | None,
) -> Section:
    """Return the section; ``show_all`` opens the rest where only the first lines are shown."""
    section = Section(_heading(claim))
    shown = lines if show_all is None else lines[:SHOWN_LINES]
    for line in shown:
        section.add(_line(session, claim, line, marking))
    if show_all is not None and len(lines) > len(shown):
        rest = len(lines) - len(shown)
        more = button(trn("Show {number} more", "Show {number} more", rest), show_all, "link")
        section.add(row(stays(more, "more"), None))
    if not lines:
        section.add(label(_empty_words(claim), "muted", wraps=True))
    if session.can_edit:
        section.add(_own(session, claim))
    return section


def _heading(claim: DroneClaim) -> str:
    if basis_of(claim) == "file":
        return tr("What its files say")
    return tr("What tells them apart") if len(claim.hypotheses) > 1 else tr("What to look for")


def _empty_words(claim: DroneClaim) -> str:
    if claim.hypotheses[0].entry.level in ("undetermined", "class"):
        return tr("Nothing is written down. What can be seen of it: arms, legs, camera, markings?")
    if basis_of(claim) == "file":
        return tr("The catalog knows nothing that its files alone would say. Write down what speaks for it.")
    return tr("The catalog has no sourced thing to look for. Write down what you see yourself.")


def _line(session: Session, claim: DroneClaim, line: FeatureLine, marking: Marking) -> QWidget:
    words = label(line.text, wraps=True)
    words.setToolTip(tr("Source: {source}", source=line.source) if line.source else tr("Written down in this case"))
    texts = column(words, spacing=0)
    if line.of:
        texts.addWidget(label(tr("on {drone}", drone=line.of), "smallfaint", wraps=True))
    holder = QWidget()
    made = row(spacing=8)
    made.addWidget(_state(session, claim, line), 0, Qt.AlignmentFlag.AlignTop)
    made.addLayout(texts, 1)
    made.addWidget(_aside(session, claim, line, marking), 0, Qt.AlignmentFlag.AlignTop)
    holder.setLayout(made)
    return holder


def _state(session: Session, claim: DroneClaim, line: FeatureLine) -> QWidget:
    box = StateBox(line.text, line.feature.state if line.feature is not None else None)
    box.chosen.connect(partial(_mark, session, claim, line))
    box.setEnabled(session.can_edit)
    return stays(box, f"state {line.cue_id or line.text}")


def _mark(session: Session, claim: DroneClaim, line: FeatureLine, state: object) -> None:
    edits.set_feature(session, claim, feature_of(session, claim, line), state)


def _aside(session: Session, claim: DroneClaim, line: FeatureLine, marking: Marking) -> QWidget:
    """Say where it was looked for; a press shows the region, or marks one."""
    name, feature = f"aside {line.cue_id or line.text}", line.feature
    seen = session.case.get(key_of("observation", feature.observation)) if feature and feature.observation else None
    if isinstance(seen, Observation) and feature is not None and feature.state != "cannot_tell":
        show = partial(session.visit_asked.emit, seen.key)
        return stays(button(target_words(session.case, seen.key), show, "aside", tr("Show it on the stage")), name)
    if feature is not None and (feature.state == "cannot_tell" or not session.can_edit):
        return label(tr(SIGNS[feature.state][1]), "small")
    if not session.can_edit:
        return label(tr("open"), "small")
    if basis_of(claim) == "file":
        return label("", "small")
    if marking.is_waiting(claim.key, line):
        return stays(button(tr("draw it …"), marking.stop, "aside", tr("Press to stop")), name)
    tip = tr("Say where it shows: in the region selected, or in the next one drawn")
    made = button(tr("mark"), partial(marking.mark, claim, line), "aside", tip)
    made.setAccessibleName(tr("Mark where it shows: {feature}", feature=line.text))
    return stays(made, name)


def _own(session: Session, claim: DroneClaim) -> QWidget:
    field = QLineEdit(placeholderText=tr("Something else that speaks for it; Enter keeps it"))
    field.setAccessibleName(tr("Something else that speaks for it"))
    field.editingFinished.connect(lambda: _add(session, claim, field))
    return stays(field, "own")


def _add(session: Session, claim: DroneClaim, field: QLineEdit) -> None:
    text = " ".join(field.text().split())
    field.clear()
    if text:
        line = FeatureLine(text, None, "")
        edits.set_feature(session, claim, feature_of(session, claim, line), "seen")


def feature_of(session: Session, claim: DroneClaim, line: FeatureLine) -> Feature:
    """Return a line as a feature of the region looked at: the one selected, else the one that the claim is about."""
    seen = session.selected or session.case.get(claim.about)
    where = seen.id if isinstance(seen, Observation) else None
    return Feature(line.text, "seen", line.cue_id, where)
