"""Edits of a physical machine's card, of tags and of notes, each one named undo step."""

from typing import Literal, cast

import msgspec

from verifier.commands.machines import NewMachine, TieToMachine
from verifier.commands.notes import AddNote, AddressNote, AddTag, EditNote, RemoveTag
from verifier.commands.statements import EditDrone
from verifier.domain.records import Drone, DroneClaim, Marking, Note, Observation
from verifier.domain.scales import Confidence, ConfidenceLevel
from verifier.gui.session import Session


def new_machine(session: Session, about_key: str) -> None:
    """Open a card for the machine that a claim or region shows."""
    about = session.case.get(about_key)
    if about is not None:
        session.do(NewMachine(about=about))


def tie(session: Session, about_key: str, drone: object) -> None:
    """Tie a claim or region to a machine; ``None`` unties it."""
    about = session.case.get(about_key)
    if isinstance(about, DroneClaim | Observation):
        session.do(TieToMachine(about=about, drone=cast("Drone | None", drone)))


def edit(session: Session, drone: Drone, words: str, field: str, value: object) -> None:
    """Replace one field of a machine's card; ``words`` name it."""
    held = _current(session, drone)
    edited = msgspec.structs.replace(held, **{field: value})
    if edited != held:
        session.do(EditDrone(edited, words))


def set_group_confidence(session: Session, drone: Drone, level: object) -> None:
    """Say how good the basis for the user group is."""
    held = _current(session, drone).user_group_confidence
    reasons = held.reasons if held is not None else ""
    made = None if level is None else Confidence(cast("ConfidenceLevel", level), reasons)
    edit(session, drone, "the confidence in the user group", "user_group_confidence", made)


def set_group_reasons(session: Session, drone: Drone, reasons: str) -> None:
    """Say why the basis for the user group is as good as it is."""
    held = _current(session, drone).user_group_confidence
    if held is not None:
        made = Confidence(held.level, reasons)
        edit(session, drone, "the reasons for the user group", "user_group_confidence", made)


def add_marking(session: Session, drone: Drone, value: str, *, from_file: bool = False) -> None:
    """Put a marking or serial number on the card: one read by the person who acts in the region selected, or one that a
    file states of itself."""
    if not value.strip():
        return
    seen = session.selected
    made = Marking(
        value.strip(),
        is_serial=from_file,
        read_from="metadata" if from_file else "marking",
        observation=seen.id if seen is not None and not from_file else None,
        reader=None if from_file else session.workspace.person.id,
    )
    edit(session, drone, "the markings", "markings", (*_current(session, drone).markings, made))


def edit_marking(session: Session, drone: Drone, place: int, field: str, value: object) -> None:
    """Replace one field of a marking."""
    _edit_marking(session, drone, place, **{field: value})


def remove_marking(session: Session, drone: Drone, place: int) -> None:
    """Take a marking off the card."""
    markings = _current(session, drone).markings
    edit(session, drone, "the markings", "markings", (*markings[:place], *markings[place + 1 :]))


def add_tag(session: Session, key: str, name: str) -> None:
    """Stick a word to a record."""
    about = session.case.get(key)
    if about is not None and name.strip():
        session.do(AddTag((about,), " ".join(name.split())))


def remove_tag(session: Session, key: str, name: str) -> None:
    """Take a word off a record."""
    about = session.case.get(key)
    if about is not None:
        session.do(RemoveTag((about,), name))


def add_note(session: Session, key: str, words: str) -> None:
    """Write a working note."""
    about = session.case.get(key)
    if about is not None and words.strip():
        session.do(AddNote(about=about, text=words.strip()))


def edit_note(session: Session, note: Note, words: str) -> None:
    """Replace a note's words."""
    held = session.case.get(note.key)
    if isinstance(held, Note) and held.text != words:
        session.do(EditNote(msgspec.structs.replace(held, text=words)))


def address_note(session: Session, note: Note, audience: Literal["working", "export"]) -> None:
    """Say who a note is for."""
    held = session.case.get(note.key)
    if isinstance(held, Note) and held.audience != audience:
        session.do(AddressNote(held, audience))


def _edit_marking(session: Session, drone: Drone, place: int, **changed: object) -> None:
    markings = list(_current(session, drone).markings)
    markings[place] = msgspec.structs.replace(markings[place], **changed)
    edit(session, drone, "a marking", "markings", tuple(markings))


def _current(session: Session, drone: Drone) -> Drone:
    held = session.case.get(drone.key)
    return held if isinstance(held, Drone) else drone
