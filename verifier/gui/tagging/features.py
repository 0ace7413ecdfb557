"""What tells the answers apart: each thing to look for with its state and the region where it was looked for."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

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
    shown = lines if show_all is None else lines[:SHOWN_LINES] + _said(lines[SHOWN_LINES:])
    for line in shown:
        section.add(_line(session, claim, line, marking))
    if show_all is not None and len(lines) > len(shown):
        rest = len(lines) - len(shown)
        more = button(trn("Show {number} more", "Show {number} more", rest), show_all, "link")
        section.add(row(stays(more, "more"), None))
    if not lines:
        section.add(label(_empty_words(claim), "muted", wraps=True))
    if session.can_edit:
        section.add(OwnFeature(session, claim, has_others=bool(lines)))
    return section


def _said(lines: tuple[FeatureLine, ...]) -> tuple[FeatureLine, ...]:
    """Return those on which something is said: nobody has to look for their own words."""
    return tuple(line for line in lines if line.feature is not None)


def _heading(claim: DroneClaim) -> str:
    if basis_of(claim) == "file":
        return tr("What its files say")
    return tr("What tells them apart") if len(claim.hypotheses) > 1 else tr("What to look for")


def _empty_words(claim: DroneClaim) -> str:
    if claim.hypotheses[0].entry.level in ("undetermined", "class"):
        return tr("Nothing is written down. What can be seen of it: arms, legs, camera, markings?")
    if basis_of(claim) == "file":
        return tr("The catalog has no cue in its files beside what is compared below. Write down what speaks for it.")
    return tr("No sourced visual features; add one with its source.")


def _line(session: Session, claim: DroneClaim, line: FeatureLine, marking: Marking) -> QWidget:
    words = label(line.text, wraps=True)
    words.setToolTip(tr("Source: {source}", source=line.citation) if line.citation else tr("Written down in this case"))
    texts = column(words, spacing=0)
    under = " · ".join(part for part in (tr("on {drone}", drone=line.of) if line.of else "", line.source) if part)
    if under:
        texts.addWidget(label(under, "smallfaint", wraps=True))
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


class OwnFeature(QWidget):
    """Two lines, what else speaks for it and where that is written; Enter in either keeps both, leaving both too."""

    def __init__(self, session: Session, claim: DroneClaim, *, has_others: bool) -> None:
        """``has_others``: there are sourced ones, and the line for a source waits until something is typed."""
        super().__init__()
        self._session, self._claim = session, claim
        self._text = QLineEdit(placeholderText=tr("Something else that speaks for it; Enter keeps it"))
        self._text.setAccessibleName(tr("Something else that speaks for it"))
        self._source = QLineEdit(placeholderText=tr("Where that is written: an address, a manual and its page"))
        self._source.setAccessibleName(tr("Where that is written"))
        self._source.setHidden(has_others)
        self.setLayout(column(stays(self._text, "own"), stays(self._source, "own source"), spacing=4))
        self._text.textEdited.connect(self._source.show)
        for field in (self._text, self._source):
            field.returnPressed.connect(self.keep)
            field.editingFinished.connect(self._leave)

    def keep(self) -> None:
        """Keep what is written; a source alone says nothing."""
        text, source = (" ".join(field.text().split()) for field in (self._text, self._source))
        if not text:
            return
        self._text.clear()
        self._source.clear()
        line = FeatureLine(text, None, source, source)
        edits.set_feature(self._session, self._claim, feature_of(self._session, self._claim, line), "seen")

    def _leave(self) -> None:
        """Keep it as both lines are left; from one to the other nothing is kept yet."""
        held = QApplication.focusWidget()
        if held is None or not self.isAncestorOf(held):
            self.keep()


def feature_of(session: Session, claim: DroneClaim, line: FeatureLine) -> Feature:
    """Return a line as a feature of the region looked at: the one selected, else the one that the claim is about."""
    seen = session.selected or session.case.get(claim.about)
    where = seen.id if isinstance(seen, Observation) else None
    return Feature(line.text, "seen", line.cue_id, where, line.citation)
