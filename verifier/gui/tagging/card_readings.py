"""Readings of regions on a machine's card: those taken over, and those at hand that can be."""

from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from verifier.case.case import Case
from verifier.domain.ids import key_of
from verifier.domain.records import Drone, Marking, MarkReading
from verifier.gui.controls import button, column, label, row
from verifier.gui.panels.words import target_words
from verifier.gui.reading.words import ReadTwice, mark_words, pair_of, readings_for
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.tagging import machine_edits
from verifier.gui.tagging.fields import stays
from verifier.gui.tagging.reading import shown_readings, take_over


def readings_on(case: Case, drone: Drone) -> tuple[ReadTwice, ...]:
    """Return the readings that a card refers to, then those that it could take over."""
    taken = (taken_over(case, marking) for marking in drone.markings)
    return (*(pair for pair in taken if pair is not None), *readings_for(case, drone))


def taken_over(case: Case, marking: Marking) -> ReadTwice | None:
    """Return the reading that a marking was taken over from, while there is one."""
    reading = case.get(key_of("mark_reading", marking.reading)) if marking.reading else None
    return pair_of(case, reading) if isinstance(reading, MarkReading) and not reading.is_hidden else None


def taken_block(session: Session, drone: Drone, place: int, pair: ReadTwice) -> QWidget:
    """Return a marking that follows a reading; it is edited where it was read."""
    first, block = pair.first, QFrame()
    block.setObjectName("marking")
    head = row(label(mark_words(first), "strong"), None, _where(session, first, f"taken {place}"))
    lines = column(spacing=4, margins=(8, 6, 8, 6))
    lines.addLayout(head)
    for widget in shown_readings(session, pair):
        lines.addWidget(widget)
    if session.can_edit:
        remove = button(tr("Take off the card"), partial(machine_edits.remove_marking, session, drone, place), "link")
        lines.addLayout(row(None, stays(remove, f"remove {place}")))
    block.setLayout(lines)
    return block


def offers(session: Session, drone: Drone) -> list[QWidget]:
    """Return a line for each reading of the machine's regions that is not on its card."""
    return [_offer(session, drone, pair) for pair in readings_for(session.case, drone)]


def _offer(session: Session, drone: Drone, pair: ReadTwice) -> QWidget:
    first, holder = pair.first, QWidget()
    where = _where(session, first, f"offer {first.id}")
    if first.is_hidden:
        words = tr("{kind} read once, waits for a second reader", kind=mark_words(first))
        holder.setLayout(row(label(words, "small", wraps=True), where))
        return holder
    take = stays(take_over(session, first, drone), f"offer take {first.id}")
    value = label(first.value, "mono", wraps=True, selectable=True)
    holder.setLayout(column(row(value, where), row(None, take), spacing=0))
    return holder


def _where(session: Session, first: MarkReading, name: str) -> QWidget:
    words = target_words(session.case, first.about)
    show = button(words, partial(session.visit_asked.emit, first.about), "link", tr("Show where it was read"))
    return stays(show, name)
