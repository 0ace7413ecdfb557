"""What a person does to all items selected, as one edit and one undo; for one item it is the same."""

from typing import Protocol

from verifier.commands.case_card import AddPerson
from verifier.commands.drone_claims import StateDrone
from verifier.commands.history import Command
from verifier.commands.items import AddPosting, NewPosting
from verifier.commands.naming import names_of
from verifier.commands.notes import AddNote, AddTag, RemoveTag
from verifier.commands.together import Together
from verifier.commands.triage import Assign, SetSensitivity, SetTriage
from verifier.domain.records import CatalogRef, DroneClaim, Hypothesis, Item, Observation, Person
from verifier.domain.records.claims import Role
from verifier.domain.records.items import Sensitivity, Triage
from verifier.gui import gestures
from verifier.gui.items.words import answer_words
from verifier.gui.lookups import about, leading
from verifier.gui.session import LastTag, Session
from verifier.gui.speech import tr, trn


class Mover(Protocol):
    """What knows which row comes next."""

    def key_after(self, keys: tuple[str, ...]) -> str: ...
    def go_to(self, key: str) -> None: ...


def decide(session: Session, mover: Mover, triage: Triage | None) -> None:
    """Set the state of triage of what is selected, and move on to the next row.

    The same answer once more moves on too: whoever goes through a list by keys presses the next one for the next row.
    After the last row there is none, and a key too many would undo what was just said: it is asked for twice.
    """
    items = session.chosen
    following = mover.key_after(tuple(item.key for item in items))
    if len(items) == 1 and session.decided_last == items[0].key and triage not in (None, items[0].triage):
        session.decided_last = ""
        words = tr("{item} was the last row and is decided; press once more to change it.", item=items[0].label)
        session.say(words, "warn")
        return
    is_decided = bool(items) and triage is not None and all(item.triage == triage for item in items)
    if not items or not (is_decided or session.do(SetTriage(items, triage))):
        return
    if triage is None:
        session.say(tr("{items}: decision taken back", items=chosen_words(items)))
        return
    if following:
        mover.go_to(following)
    else:
        session.decided_last = items[-1].key
        session.say(tr("Decided; that was the last row of the list."))


def tag_drone(session: Session, entry: CatalogRef, role: Role) -> None:
    """State of every item selected which drone it shows or which filmed it; how likely stays "not yet assessed"."""
    tag = LastTag(entry, role)
    if _tag(session, session.chosen, tag):
        session.last_tag = tag


def repeat_tag(session: Session) -> None:
    """Tag what is selected as the last one was tagged: the region that is selected, as T does, else the items.

    What says so already gets no second tag of it.
    """
    last = session.last_tag
    if last is None:
        session.say(tr("Nothing was tagged yet; T opens the list of drones."), "warn")
        return
    region = session.selected if session.page != "triage" and len(session.chosen) == 1 else None
    subjects: tuple[Item | Observation, ...] = session.chosen if region is None else (region,)
    rest = tuple(one for one in subjects if not _is_tagged(session, one, last))
    if not rest:
        session.say(tr("Tagged so already: {name}", name=answer_words(last.entry, last.role)))
        return
    if region is not None:
        gestures.claim_drone(session, region.key, last.role, last.entry)
        return
    items = tuple(one for one in rest if isinstance(one, Item))
    if _tag(session, items, last):
        number, name = len(items), answer_words(last.entry, last.role)
        session.say(trn("{number} item tagged: {name}", "{number} items tagged: {name}", number, name=name))


def _is_tagged(session: Session, subject: Item | Observation, tag: LastTag) -> bool:
    claims = about(session.case, subject.key, DroneClaim)
    return any(claim.role == tag.role and leading(claim).entry == tag.entry for claim in claims)


def _tag(session: Session, items: tuple[Item, ...], tag: LastTag) -> bool:
    claims = tuple(StateDrone(about=item, role=tag.role, hypotheses=(Hypothesis(tag.entry),)) for item in items)
    if tag.role == "filmed_by":
        return _all(session, claims, f"tag {names_of(items)} as filmed by {tag.entry.name}")
    return _all(session, claims, f"tag {names_of(items)} as {tag.entry.name}")


def note(session: Session, words: str, region: Observation | None = None) -> None:
    """Write a working note on every item selected, or on a region."""
    items = session.chosen
    if region is not None and words.strip():
        is_kept = bool(session.do(AddNote(about=region, text=words.strip())))
    else:
        notes = tuple(AddNote(about=item, text=words.strip()) for item in items) if words.strip() else ()
        is_kept = _all(session, notes, f"note on {names_of(items)}")
    if is_kept:
        about_what = tr("a region of {item}", item=items[0].label) if region is not None and items else ""
        session.say(tr("Note kept: {about}", about=about_what or chosen_words(items)))


def set_sensitivity(session: Session, sensitivity: tuple[Sensitivity, ...] | None) -> None:
    """State what makes the items selected sensitive."""
    if session.chosen:
        session.do(SetSensitivity(session.chosen, sensitivity))


def assign_to(session: Session, person: Person | None, name: str) -> None:
    """Hand the items selected to a person; ``person`` is ``None`` for somebody who is new to the case."""
    items = session.chosen
    if not items:
        return
    if person is not None:
        session.do(Assign(items, person))
        return
    added = session.do(AddPerson(name))
    new = next((change.after for change in added if isinstance(change.after, Person)), None)
    if new is not None:
        session.do(Assign(items, new))


def add_word(session: Session, word: str) -> None:
    """Stick a word to the items selected."""
    if session.chosen and word.strip():
        session.do(AddTag(session.chosen, word.strip()))


def remove_word(session: Session, word: str) -> None:
    """Take a word off the items selected."""
    if session.chosen:
        session.do(RemoveTag(session.chosen, word))


def add_posting(session: Session, posting: NewPosting) -> None:
    """State of every item selected that it was posted or received there."""
    items = session.chosen
    _all(session, tuple(AddPosting(item, posting) for item in items), f"add a posting to {names_of(items)}")


def _all(session: Session, commands: tuple[Command, ...], label: str) -> bool:
    """Carry out the same for several items; return whether anything changed."""
    if not commands:
        return False
    return bool(session.do(commands[0] if len(commands) == 1 else Together(commands, label)))


def chosen_words(items: tuple[Item, ...]) -> str:
    """Name what an edit of several is about: ``E-0004``, or ``12 items``."""
    return items[0].label if len(items) == 1 else trn("{number} item", "{number} items", len(items))
