"""The region that is selected: what is seen in it, the machine it shows, its removal."""

from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.records import Observation
from verifier.gui import gestures
from verifier.gui.controls import Section, button, label, pairs
from verifier.gui.panels.words import stated_words, target_words
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.tagging.fields import LineField, stays
from verifier.gui.tagging.machine import machine_choice


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
    rows.append((tr("Drawn by"), stated_words(session.case, observation.observed_by, observation.observed_at)))
    section.add(pairs(rows))
    return section
