"""One drone claim: its answers in order, how good the basis is and why, a note, the machine, who stated it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.records import DroneClaim
from verifier.domain.words import ROLE_WORDS
from verifier.gui import gestures
from verifier.gui.controls import Choice, Section, button, label, pairs, row, unbroken
from verifier.gui.doubt import with_doubt
from verifier.gui.lookups import leading
from verifier.gui.panels.words import (
    confidence_answers,
    confidence_level,
    confidence_words,
    scale_words,
    stated_words,
    target_words,
)
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.tagging import edits
from verifier.gui.tagging.asking import Asking
from verifier.gui.tagging.fields import LongField, stays
from verifier.gui.tagging.hypothesis import HypothesisRow
from verifier.gui.tagging.machine import machine_choice

Rows = list[tuple[str, str | QWidget]]


def claim_section(session: Session, claim: DroneClaim, asking: Asking, doubts: Sequence[str] = ()) -> Section:
    """Return the section of a claim; ``doubts``: what the file says against it."""
    section = Section(tr_made(ROLE_WORDS[claim.role]), _where(session, claim))
    for sentence in doubts:
        section.add(label(tr_made(sentence), "warn", wraps=True))
    for place in range(len(claim.hypotheses)):
        section.add(HypothesisRow(session, claim, place, asking))
    if session.can_edit:
        more = button(tr("Add another answer"), partial(session.drone_asked.emit, claim), "link")
        section.add(row(stays(more, "add"), None))
    section.add(pairs([*_confidence(session, claim), *_rest(session, claim)]))
    if session.can_edit or is_open(claim):  # said in full too: what stands below would move up at the last answer
        words = tr(
            "Likelihood: how probable. Confidence: how good the basis. A reader sees both, or “not yet assessed”."
        )
        section.add(label(words, "smallfaint", wraps=True))
    if session.can_edit:
        remove = button(tr("Remove this tag"), partial(gestures.remove, session, claim.key), "link")
        section.add(row(None, stays(remove, "remove")))
    return section


def is_open(claim: DroneClaim) -> bool:
    """Tell whether likelihood or confidence is still to be said."""
    return claim.confidence is None or leading(claim).likelihood is None


def _where(session: Session, claim: DroneClaim) -> QWidget:
    where = target_words(session.case, claim.about)
    if claim.about == session.item_key:
        return label(where, "faint")
    tip = tr("Show it on the stage")
    return stays(button(where, partial(session.show_asked.emit, claim.about), "link", tip), "where")


def _confidence(session: Session, claim: DroneClaim) -> Rows:
    held = claim.confidence
    if not session.can_edit:
        rows: Rows = [(tr("Confidence"), confidence_words(held))]
        return [*rows, (tr("Reasons"), held.reasons)] if held is not None and held.reasons else rows
    level = Choice(tr("Confidence"), confidence_answers(), confidence_level(held))
    level.chosen.connect(partial(edits.set_confidence, session, claim))
    level.setToolTip(tr("How good the basis is: one good view or several, a good source or a poor one."))
    rows = [(tr("Confidence"), stays(level, "confidence"))]
    # The row stands there before there is a confidence: one that came later would push the rest down.
    example = tr("Such as: one angle, good light")
    empty = example if held is not None else tr("Say first how good the basis is")
    reasons = held.reasons if held is not None else ""
    field = LongField(tr("Reasons for the confidence"), reasons, empty, partial(edits.set_reasons, session, claim))
    field.setEnabled(held is not None)
    return [*rows, *with_doubt(tr("Reasons"), stays(field, "reasons"))]


def _rest(session: Session, claim: DroneClaim) -> Rows:
    rows: Rows = []
    wording = unbroken(scale_words(session.case, leading(claim).likelihood))
    if session.can_edit:
        note = LongField(
            tr("Note on this tag"),
            claim.note,
            tr("Nothing yet; it goes out with the tag"),
            partial(edits.set_note, session, claim),
        )
        rows += with_doubt(tr("Remark"), stays(note, "note"))
    elif claim.note:
        rows.append((tr("Remark"), claim.note))
    machine = machine_choice(session, claim)
    if machine is not None:
        rows.append((tr("Machine"), machine))
    if session.can_edit:
        rows.append((tr("This drone"), _role(session, claim)))
    stated = stated_words(session.case, claim.stated_by, claim.stated_at)
    return [*rows, (tr("Scale"), wording), (tr("Stated by"), stated)]


def _role(session: Session, claim: DroneClaim) -> QWidget:
    answers = [(tr("is seen"), "seen"), (tr("filmed"), "filmed_by")]
    role = Choice(tr("This drone"), answers, claim.role)
    role.chosen.connect(partial(edits.set_role, session, claim))
    return stays(role, "role")
