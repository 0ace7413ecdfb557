"""The region that is selected: what is seen in it, the machine it shows, its removal."""

from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.ids import key_of
from verifier.domain.records import Observation
from verifier.gui import gestures
from verifier.gui.controls import Section, button, column, label, pairs, row
from verifier.gui.panels.words import stated_words, target_words
from verifier.gui.seeing.words import stack_words
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.tagging.fields import LineField, stays
from verifier.gui.tagging.machine import machine_choice
from verifier.gui.tagging.origins import origin_rows
from verifier.workspace.seeing import stack_in, steady_in


def region_section(session: Session, observation: Observation, *, has_machine: bool) -> Section:
    """Return the section of a region; ``has_machine``: a claim on it speaks of the machine already."""
    where = target_words(session.case, observation.key)
    if session.can_edit:
        remove = button(tr("Remove region"), partial(gestures.remove, session, observation.key), "link")
        section = Section(tr("What is seen in {region}", region=where), stays(remove, "remove"))
        empty = tr("Nothing written yet: camera on a hanging gimbal …")
        save = partial(gestures.say_seen, session, observation.key)
        section.add(stays(LineField(tr("What is seen in the region"), observation.seen, empty, save), "seen"))
    else:
        section = Section(tr("What is seen in {region}", region=where))
        section.add(label(observation.seen or tr("Nothing is written about it."), wraps=True))
    rows: list[tuple[str, str | QWidget]] = []
    machine = machine_choice(session, observation) if not has_machine else None
    if machine is not None:
        rows.append((tr("Machine"), machine))
    by = stated_words(session.case, observation.observed_by, observation.observed_at)
    rows += origin_rows(session.case, observation, by)
    section.add(pairs(rows))
    if observation.drawn_with:
        section.add(_drawn_with(session, observation))
    return section


def _drawn_with(session: Session, observation: Observation) -> QWidget:
    """Say on what view the region was drawn, and offer it again."""
    stack = stack_in(observation.drawn_with)
    words = stack_words(stack) if stack is not None else ", ".join(one.function for one in observation.drawn_with)
    steady_on = steady_in(observation.drawn_with)
    if steady_on is not None:
        words = " · ".join(filter(None, (words, tr("Steadied on frame #{number}", number=steady_on))))
    holder = QWidget()
    said = label(tr("Drawn on an enhanced view: {filters}", filters=words), "small", wraps=True)
    show = button(tr("Show it like that"), partial(_show_again, session, observation), "link")
    show.setEnabled(stack is not None)
    if stack is None:
        show.setToolTip(tr("A filter of this view is not known to this version of the program."))
    holder.setLayout(column(said, row(stays(show, "drawn_with"), None), spacing=0))
    return holder


def _show_again(session: Session, observation: Observation) -> None:
    session.seeing.use_recipe(key_of("item", observation.item), observation.drawn_with)
