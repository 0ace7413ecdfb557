"""Markings and serial numbers of a machine: value, where read, how legible, who read it, who read it again."""

from functools import partial

from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from verifier.domain.ids import key_of
from verifier.domain.marks import NOT_BLIND
from verifier.domain.records import Drone, Marking, Observation
from verifier.domain.words import NOT_ASSESSED
from verifier.gui.controls import Choice, button, column, label, row
from verifier.gui.flow import FlowLayout
from verifier.gui.panels.words import target_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.tagging import machine_edits
from verifier.gui.tagging.card_readings import offers, taken_block, taken_over
from verifier.gui.tagging.fields import LineField, stays
from verifier.gui.tagging.words import LEGIBILITY, READ_FROM, new_serials, person_words, second_reading_words

KINDS: tuple[tuple[str, bool], ...] = (("marking", False), ("serial", True))


def markings_part(session: Session, drone: Drone, serials: tuple[str, ...]) -> list[QWidget]:
    """Return the heading, a block for each marking, serial numbers of the file to take over, and a line for another."""
    made: list[QWidget] = [label(tr("Markings and serials"), "heading")]
    made += [_block(session, drone, place, marking) for place, marking in enumerate(drone.markings)]
    if not drone.markings:
        made.append(label(tr("None read. What it says, where it stands, who read it, and a second reader."), "muted",
                          wraps=True))  # fmt: skip
    if session.can_edit:
        made += offers(session, drone)
        made += [_offer(session, drone, serial) for serial in new_serials(serials, drone)]
        made.append(_another(session, drone))
    return made


def _block(session: Session, drone: Drone, place: int, marking: Marking) -> QWidget:
    taken = taken_over(session.case, marking)
    if taken is not None:
        return taken_block(session, drone, place, taken)
    block = QFrame()
    block.setObjectName("marking")
    parts: list[QWidget] = [_value(session, drone, place, marking), _choices(session, drone, place, marking)]
    reader = person_words(session.case, marking.reader)
    words = tr("Read by {person}", person=reader) if reader else tr("No reader is named.")
    line = row(label(words, "small"), None, spacing=4)
    seen = session.case.get(key_of("observation", marking.observation)) if marking.observation else None
    if isinstance(seen, Observation):
        show = button(target_words(session.case, seen.key), partial(session.visit_asked.emit, seen.key), "link",
                      tr("Show where it was read"))  # fmt: skip
        line.addWidget(stays(show, f"read in {place}"))
    holder = column(*parts, spacing=4, margins=(8, 6, 8, 6))
    holder.addLayout(line)
    holder.addWidget(_second(session, marking))
    block.setLayout(holder)
    return block


def _value(session: Session, drone: Drone, place: int, marking: Marking) -> QWidget:
    if not session.can_edit:
        return label(marking.value, "mono", wraps=True, selectable=True)
    holder = QWidget()
    save = partial(_set_value, session, drone, place)
    field = LineField(tr("What it says"), marking.value, tr("What it says, letter by letter"), save)
    field.setProperty("role", "mono")
    remove = button(tr("Remove"), partial(machine_edits.remove_marking, session, drone, place), "link")
    holder.setLayout(row(stays(field, f"value {place}"), stays(remove, f"remove {place}")))
    return holder


def _set_value(session: Session, drone: Drone, place: int, value: str) -> None:
    if value:
        machine_edits.edit_marking(session, drone, place, "value", value)
    else:
        machine_edits.remove_marking(session, drone, place)


def _choices(session: Session, drone: Drone, place: int, marking: Marking) -> QWidget:
    kinds = [(tr(words), value) for words, value in KINDS]
    places = [(tr(words), value) for value, words in READ_FROM]
    legible = [(tr_made(NOT_ASSESSED), None), *((tr(words), value) for value, words in LEGIBILITY)]
    asked = (
        (tr("Kind"), "is_serial", kinds, marking.is_serial),
        (tr("Read"), "read_from", places, marking.read_from),
        (tr("Legibility"), "legibility", legible, marking.legibility),
    )
    if not session.can_edit:
        words = [next((w for w, answer in answers if answer == value), "") for _, _, answers, value in asked]
        return label(" · ".join(words), "small", wraps=True)
    holder = QWidget()
    flow = FlowLayout(12, (0, 0, 0, 0))
    for name, field, answers, value in asked:
        choice = Choice(name, answers, value)
        choice.chosen.connect(partial(machine_edits.edit_marking, session, drone, place, field))
        if field == "legibility":
            choice.setToolTip(tr("How well it can be read"))
        flow.addWidget(stays(choice, f"{field} {place}"))
    holder.setLayout(flow)
    return holder


def _second(session: Session, marking: Marking) -> QWidget:
    """Say what a second reader typed beside the first; a new one reads the region, where the first is hidden."""
    words, is_bad = second_reading_words(marking)
    if not marking.second_value:
        return label(tr("{words} Read it in its region to have it read a second time, unseen.", words=words),
                     "smallfaint", wraps=True)  # fmt: skip
    who = person_words(session.case, marking.second_reader)
    words = tr("{words} Second reader: {person}", words=words, person=who) if who else words
    said = label(words, "warn" if is_bad else "smallfaint", wraps=True)
    second = [label(marking.second_value, "mono", selectable=True)] if is_bad else []
    return _holder(*second, said, label(tr_made(NOT_BLIND), "smallfaint", wraps=True))


def _offer(session: Session, drone: Drone, serial: str) -> QWidget:
    take = button(tr("Take over"), partial(machine_edits.add_marking, session, drone, serial, from_file=True), "link",
                  tr("Put it on the card as a serial number from the file’s metadata"))  # fmt: skip
    holder = QWidget()
    where = label(tr("in this file’s metadata"), "small")
    holder.setLayout(FlowLayout(8, (0, 0, 0, 0)).with_widgets(label(serial, "mono"), where, stays(take, serial)))
    return holder


def _another(session: Session, drone: Drone) -> QWidget:
    field = QLineEdit(placeholderText=tr("Another marking; Enter keeps it"))
    field.setAccessibleName(tr("Another marking"))
    field.setProperty("role", "mono")
    field.editingFinished.connect(lambda: _add(session, drone, field))
    return stays(field, "another")


def _add(session: Session, drone: Drone, field: QLineEdit) -> None:
    words = field.text()
    field.clear()
    machine_edits.add_marking(session, drone, words)


def _holder(*parts: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(*parts, spacing=2))
    return holder
