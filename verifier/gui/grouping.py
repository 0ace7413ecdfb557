"""What a person does to group items, as commands: incidents and links. Any selection is one gesture and one undo."""

import msgspec

from verifier.commands.statements import AddIncident, AddLink, EditIncident, EditLink
from verifier.domain.ids import id_of
from verifier.domain.records import Incident, Link
from verifier.domain.records.incidents import LinkKind
from verifier.gui.session import Session
from verifier.gui.sourcing import items_named
from verifier.gui.speech import tr


def begin_incident(session: Session, title: str, items: tuple[str, ...]) -> str:
    """Enter something that happened, with the items that show it; return the key of the incident."""
    plain = " ".join(title.split())
    if not plain:
        return ""
    changes = session.do(AddIncident(title=plain, items=items_named(session, items)))
    return next((change.key for change in changes if isinstance(change.after, Incident)), "")


def add_to_incident(session: Session, key: str, items: tuple[str, ...]) -> None:
    """Count items among those of an incident; those it has already stay where they are."""
    held = session.case.get(key)
    if isinstance(held, Incident):
        fresh = [item.id for item in items_named(session, items) if item.id not in held.items]
        edit_incident(session, key, "items", items=(*held.items, *fresh))


def take_from_incident(session: Session, key: str, items: tuple[str, ...]) -> None:
    """Count items among those of an incident no longer; the incident stays."""
    held = session.case.get(key)
    if isinstance(held, Incident):
        gone = {id_of(item) for item in items}
        edit_incident(session, key, "items", items=tuple(one for one in held.items if one not in gone))


def edit_incident(session: Session, key: str, what: str, **changed: object) -> None:
    """Say something else about an incident; ``what`` is what undo calls it."""
    held = session.case.get(key)
    if isinstance(held, Incident):
        edited = msgspec.structs.replace(held, **changed)
        if edited != held:
            session.do(EditIncident(edited, what))


def link(session: Session, source: str, target: str, kind: LinkKind) -> str:
    """State how two records hang together; return the key of the link. How likely stays "not yet assessed"."""
    ends = session.case.get(source), session.case.get(target)
    if ends[0] is None or ends[1] is None:
        return ""
    if any(isinstance(one, Link) and _same(one, source, target, kind) for one in session.case.referring(source)):
        session.say(tr("That link is stated already."), "warn")
        return ""
    changes = session.do(AddLink(source=ends[0], target=ends[1], kind=kind))
    return next((change.key for change in changes if isinstance(change.after, Link)), "")


def edit_link(session: Session, key: str, what: str, **changed: object) -> None:
    """Say something else about a link: its kind, its strength, what speaks for and against it."""
    held = session.case.get(key)
    if isinstance(held, Link):
        edited = msgspec.structs.replace(held, **changed)
        if edited != held:
            session.do(EditLink(edited, what))


def _same(held: Link, source: str, target: str, kind: LinkKind) -> bool:
    return (held.from_key, held.to_key, held.kind) == (source, target, kind)
