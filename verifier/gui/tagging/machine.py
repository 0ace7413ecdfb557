"""One physical machine: chosen on a claim or region, and its card with all that is known of it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.records import Drone, DroneClaim, Observation
from verifier.gui import gestures
from verifier.gui.controls import Choice, Elided, Section, button, label, pairs, row
from verifier.gui.panels.words import confidence_answers, confidence_level, confidence_words
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.tagging import machine_edits
from verifier.gui.tagging.fields import LineField, LongField, stays
from verifier.gui.tagging.markings import markings_part
from verifier.gui.tagging.words import CONDITIONS, machine_of, machine_words, machines, rests_on

Rows = list[tuple[str, str | QWidget]]
FIELDS: tuple[tuple[str, str, str, str], ...] = (
    ("Modified", "modifications", "No changes are noted", "what was changed on the machine"),
    ("Payload", "payload", "No payload is noted", "the payload"),
    ("User group", "user_group", "Nobody is named as its user", "the user group"),
)
"""Words on the card, field, what it means that it is empty, what undo calls it."""


def machine_choice(session: Session, about: DroneClaim | Observation) -> QWidget | None:
    """Return the choice of the machine; a card is opened from it. ``None``: nothing to show to who only reads."""
    held = machine_of(session.case, about)
    if not session.can_edit:
        return label(machine_words(held), wraps=True) if held is not None else None
    answers: list[tuple[str, object]] = [(tr("not said which one"), None)]
    answers += [(machine_words(drone), drone) for drone in machines(session.case)]
    opening = (tr("Open a card for a new machine"), partial(machine_edits.new_machine, session, about.key))
    made = Choice(tr("Machine"), answers, held, extras=[opening])
    if held is not None:
        made.show_words(held.label)
    made.setToolTip(tr("Which single airframe it is, whatever its model is called; seen again it keeps its card."))
    made.chosen.connect(partial(machine_edits.tie, session, about.key))
    return stays(made, "machine")


def machine_section(session: Session, drone: Drone, serials: tuple[str, ...]) -> Section:
    """Return the card of a machine; ``serials``: what the file shown states of the drone that filmed."""
    section = Section(tr("Machine {label}", label=drone.label), label(_count(session, drone), "faint"))
    if session.can_edit:
        title = LineField(
            tr("What the machine is called"), drone.title, tr("No name yet: white Phantom, one leg mended …"),
            partial(machine_edits.edit, session, drone, "the name", "title"),
        )  # fmt: skip
        section.add(stays(title, "title"))
    elif drone.title:
        section.add(label(drone.title, "strong", wraps=True))
    section.add(pairs([_condition(session, drone), *_fields(session, drone), *_group(session, drone)]))
    section.body.addSpacing(4)
    for widget in markings_part(session, drone, serials):
        section.add(widget)
    section.body.addSpacing(4)
    _add_grounds(section, session, drone)
    if session.can_edit:
        remove = button(tr("Remove this card"), partial(gestures.remove, session, drone.key), "link")
        section.add(row(None, stays(remove, "remove")))
    return section


def _count(session: Session, drone: Drone) -> str:
    items = {where.partition(",")[0].partition(":")[0] for _, where in rests_on(session.case, drone)}
    return tr("in one item") if len(items) == 1 else tr("in {number} items", number=len(items))


def _condition(session: Session, drone: Drone) -> tuple[str, str | QWidget]:
    words = {name: tr(words) for name, words in CONDITIONS}
    if not session.can_edit:
        return tr("Condition"), words.get(drone.condition or "", tr("not known"))
    answers = [(tr("not known"), None), *((words, name) for name, words in words.items())]
    made = Choice(tr("Condition"), answers, drone.condition)
    made.chosen.connect(partial(machine_edits.edit, session, drone, "the condition", "condition"))
    return tr("Condition"), stays(made, "condition")


def _fields(session: Session, drone: Drone) -> Rows:
    rows: Rows = []
    for words, name, empty, undo in FIELDS:
        value = str(getattr(drone, name))
        if session.can_edit:
            field = LongField(tr(words), value, tr(empty), partial(machine_edits.edit, session, drone, undo, name))
            rows.append((tr(words), stays(field, name)))
        elif value:
            rows.append((tr(words), value))
    return rows


def _group(session: Session, drone: Drone) -> Rows:
    held = drone.user_group_confidence
    if not drone.user_group and held is None:
        return []
    if not session.can_edit:
        return [(tr("Confidence"), confidence_words(held))]
    level = Choice(tr("Confidence in the user group"), confidence_answers(), confidence_level(held))
    level.chosen.connect(partial(machine_edits.set_group_confidence, session, drone))
    rows: Rows = [(tr("Confidence"), stays(level, "group confidence"))]
    if held is not None:
        save = partial(machine_edits.set_group_reasons, session, drone)
        name, empty = tr("Reasons for the user group"), tr("No reasons given: a patch, a flag, the place …")
        rows.append((tr("Reasons"), stays(LineField(name, held.reasons, empty, save), "group reasons")))
    return rows


def _add_grounds(section: Section, session: Session, drone: Drone) -> None:
    section.add(label(tr("Rests on"), "heading"))
    grounds = rests_on(session.case, drone)
    if not grounds:
        section.add(label(tr("No tag or region is tied to this machine."), "muted", wraps=True))
    for place, (key, words) in enumerate(grounds):
        where, _, what = words.partition(": ")
        show = button(where, partial(session.visit_asked.emit, key), "link", tr("Go there"))
        line = row(stays(show, f"ground {place}"), Elided(what, "small"))
        line.setStretch(1, 1)
        section.add(line)
