"""What a person does in an assessment, as commands: each part that is answered is one edit, undone by name."""

from typing import get_args

import msgspec

from verifier.commands.case_card import AddPerson
from verifier.commands.statements import BeginAssessment, EditAssessment, SealAssessment
from verifier.domain.errors import VerifierError
from verifier.domain.records import Assessment, Person, Pillar, Record, Rival
from verifier.domain.records.assessments import PillarName, RivalName
from verifier.gui.lookups import about
from verifier.gui.session import Session
from verifier.gui.speech import tr_made

PILLARS: tuple[PillarName, ...] = get_args(PillarName)
RIVALS: tuple[RivalName, ...] = get_args(RivalName)


def assessment_of(session: Session, key: str) -> Assessment | None:
    """Return the weighing up of an item or incident, if somebody began one."""
    return next(iter(about(session.case, key, Assessment)), None)


def begin(session: Session, key: str) -> None:
    """Begin to weigh up an item or incident; nothing of it is answered beforehand."""
    record = session.case.get(key)
    if record is not None:
        session.do(BeginAssessment(record, "in_progress"))


def edit(session: Session, key: str, what: str, **changed: object) -> None:
    """Say something else in an assessment; ``what`` is what undo calls it."""
    held = session.case.get(key)
    if isinstance(held, Assessment):
        edited = msgspec.structs.replace(held, **changed)
        if edited != held:
            session.do(EditAssessment(edited, what))


def seal(session: Session, key: str) -> None:
    """Close an assessment to further edits."""
    held = session.case.get(key)
    if isinstance(held, Assessment):
        session.do(SealAssessment(held))


def pillar_of(assessment: Assessment, name: PillarName) -> Pillar:
    """Return what is answered to one of the five questions."""
    return next((pillar for pillar in assessment.pillars if pillar.name == name), Pillar(name))


def rival_of(assessment: Assessment, name: RivalName) -> Rival:
    """Return what speaks for and against a rival explanation."""
    return next((rival for rival in assessment.rivals if rival.name == name), Rival(name))


def edit_pillar(session: Session, key: str, name: PillarName, what: str, **changed: object) -> None:
    """Answer one of the five questions; a question whose answer was taken back is not kept."""
    held = session.case.get(key)
    if isinstance(held, Assessment):
        edited = msgspec.structs.replace(pillar_of(held, name), **changed)
        others = [pillar for pillar in held.pillars if pillar.name != name]
        pillars = others if edited == Pillar(name) else [*others, edited]
        edit(session, key, what, pillars=tuple(sorted(pillars, key=lambda pillar: PILLARS.index(pillar.name))))


def edit_rival(session: Session, key: str, name: RivalName, what: str, **changed: object) -> None:
    """Say what speaks for or against an explanation, or how likely it is."""
    held = session.case.get(key)
    if isinstance(held, Assessment):
        edited = msgspec.structs.replace(rival_of(held, name), **changed)
        others = [rival for rival in held.rivals if rival.name != name]
        rivals = others if edited == Rival(name) else [*others, edited]
        edit(session, key, what, rivals=tuple(sorted(rivals, key=lambda rival: RIVALS.index(rival.name))))


def add_reference(session: Session, key: str, name: PillarName, record: Record) -> None:
    """Name a record that an answer rests on."""
    held = session.case.get(key)
    if isinstance(held, Assessment):
        references = pillar_of(held, name).references
        if record.key not in references:
            edit_pillar(session, key, name, f"{name} rests on", references=(*references, record.key))


def drop_reference(session: Session, key: str, name: PillarName, record_key: str) -> None:
    """Say that an answer does not rest on a record."""
    held = session.case.get(key)
    if isinstance(held, Assessment):
        references = tuple(one for one in pillar_of(held, name).references if one != record_key)
        edit_pillar(session, key, name, f"{name} rests on", references=references)


def add_reviewer(session: Session, key: str, name: str) -> None:
    """Name a reviewer; somebody whom the case does not know yet enters it in the same gesture."""
    held, plain = session.case.get(key), " ".join(name.split())
    if not isinstance(held, Assessment) or not plain:
        return
    known = _person(session, plain)
    if known is not None:
        if known.id not in held.reviewers:
            edit(session, key, "reviewers", reviewers=(*held.reviewers, known.id))
        return
    try:
        entered = session.workspace.execute(AddPerson(plain))
        person = next(change.after for change in entered.changes if isinstance(change.after, Person))
        edited = msgspec.structs.replace(held, reviewers=(*held.reviewers, person.id))
        session.workspace.execute(EditAssessment(edited, "reviewers"), gesture=entered.gesture)
    except VerifierError as error:
        session.say(tr_made(error.sentence), "warn")


def drop_reviewer(session: Session, key: str, person_id: str) -> None:
    """Take a reviewer out."""
    held = session.case.get(key)
    if isinstance(held, Assessment):
        edit(session, key, "reviewers", reviewers=tuple(one for one in held.reviewers if one != person_id))


def _person(session: Session, name: str) -> Person | None:
    wanted = name.casefold()
    return next((person for person in session.case.of(Person) if person.name.casefold() == wanted), None)
