"""What was measured along the selected line: the answer, what it rests on, whether the line was moved since."""

from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.measuring import is_moved
from verifier.domain.records import Observation, SizeCheck
from verifier.gui import gestures
from verifier.gui.controls import Section, button, column, label, pairs, row
from verifier.gui.panels.words import stated_words
from verifier.gui.session import Session
from verifier.gui.sizing.words import size_words
from verifier.gui.speech import tr, tr_made
from verifier.gui.tagging.fields import stays


def size_section(session: Session, observation: Observation, checks: tuple[SizeCheck, ...]) -> Section:
    """Return the section; it asks for a first check where there is none."""
    section = Section(tr("Distance or size"))
    for check in checks:
        section.add(_check(session, observation, check))
    if not checks:
        words = tr("With one known number and the lens, this line says how far away a thing is, or how long.")
        section.add(label(words, "muted", wraps=True))
    if session.can_edit:
        ask = button(tr("Measure…"), session.size_asked.emit)
        section.add(row(stays(ask, "measure"), None))
    return section


def _check(session: Session, observation: Observation, check: SizeCheck) -> QWidget:
    words = size_words(check)
    lines: list[QWidget] = [label(words[:1].upper() + words[1:], "strong", wraps=True)]
    if is_moved(check, observation.region):
        lines.append(label(tr("The line was moved since; measure again."), "warn", wraps=True))
    known = check.length_m if check.asks == "distance" else check.distance_m
    error = check.length_error_m if check.asks == "distance" else check.distance_error_m
    rows: list[tuple[str, str | QWidget]] = [
        (tr("Measured"), check.what),
        (tr("Known"), tr("{value} ± {error} m", value=f"{known:g}", error=f"{error:g}")),
        (tr("Source"), check.source or tr("nobody is named")),
        (tr("Lens"), tr_made(check.lens.words)),
        (tr("Stated by"), stated_words(session.case, check.stated_by, check.stated_at)),
    ]
    if check.note:
        rows.append((tr("Note"), check.note))
    holder = QWidget()
    made = column(*lines, spacing=4)
    made.addLayout(pairs(rows))
    if session.can_edit:
        remove = button(tr("Remove"), partial(gestures.remove, session, check.key), "link")
        remove.setAccessibleName(tr("Remove: {words}", words=words))
        made.addLayout(row(None, stays(remove, f"remove {check.key}")))
    holder.setLayout(made)
    return holder
