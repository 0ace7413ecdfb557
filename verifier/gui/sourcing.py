"""What a person does about the source of an item, as commands: postings, what sources say, how to handle the item."""

from typing import Literal, cast

import msgspec

from verifier.commands.items import AddPosting, EditPosting, NewPosting
from verifier.commands.statements import AddSourceClaim, EditSourceClaim
from verifier.commands.triage import SetConsent, SetGeneration, SetSensitivity, Withhold
from verifier.domain.records import Item, Posting, SourceClaim
from verifier.domain.records.items import Consent, Generation, Sensitivity
from verifier.gui.bulk import chosen_words
from verifier.gui.session import Session
from verifier.gui.speech import tr

FoundIn = Literal["caption", "speech", "on_screen_text", "document", "not_stated"]


def items_named(session: Session, keys: tuple[str, ...]) -> tuple[Item, ...]:
    """Return the items of those keys that the case still holds."""
    found = (session.case.get(key) for key in keys)
    return tuple(item for item in found if isinstance(item, Item))


def add_posting(session: Session, key: str) -> str:
    """Write down one more place where an item was seen; return the key of the posting."""
    item = session.case.get(key)
    if not isinstance(item, Item):
        return ""
    changes = session.do(AddPosting(item, NewPosting()))
    return next((change.key for change in changes if isinstance(change.after, Posting)), "")


def edit_posting(session: Session, key: str, what: str, **changed: object) -> None:
    """Say something else about a posting; ``what`` is what undo calls it."""
    held = session.case.get(key)
    if isinstance(held, Posting):
        edited = msgspec.structs.replace(held, **changed)
        if edited != held:
            session.do(EditPosting(edited, what))


def add_claim(session: Session, key: str, words: str, found_in: FoundIn) -> None:
    """Keep what a source says about an item, word for word."""
    item = session.case.get(key)
    if isinstance(item, Item) and words.strip():
        session.do(AddSourceClaim(item=item, words=words.strip(), found_in=found_in))


def edit_claim(session: Session, key: str, what: str, **changed: object) -> None:
    """Say something else about what a source says: its translation, our answer."""
    held = session.case.get(key)
    if isinstance(held, SourceClaim):
        edited = msgspec.structs.replace(held, **changed)
        if edited != held:
            session.do(EditSourceClaim(edited, what))


def set_sensitivity(session: Session, keys: tuple[str, ...], words: tuple[str, ...] | None) -> None:
    """Say what makes items sensitive: ``()`` nothing, ``None`` nobody has looked."""
    sensitivity = None if words is None else tuple(sorted(set(words)))
    items = tuple(item for item in items_named(session, keys) if item.sensitivity != sensitivity)
    if items:
        session.do(SetSensitivity(items, cast("tuple[Sensitivity, ...] | None", sensitivity)))


def mark_sensitive(session: Session, key: str, word: str, is_on: bool) -> None:
    """Add one thing that makes an item sensitive, or take it away; with none left, nobody has looked."""
    held = session.case.get(key)
    if isinstance(held, Item):
        words = {*(held.sensitivity or ()), word} if is_on else set(held.sensitivity or ()) - {word}
        set_sensitivity(session, (key,), tuple(words) or None)


def set_consent(session: Session, keys: tuple[str, ...], consent: object) -> None:
    """Say what the people shown or the source agreed to."""
    items = tuple(item for item in items_named(session, keys) if item.consent != consent)
    if items:
        session.do(SetConsent(items, cast("Consent | None", consent)))


def set_generation(session: Session, keys: tuple[str, ...], generation: object) -> None:
    """Say whether items are originals or copies."""
    items = tuple(item for item in items_named(session, keys) if item.generation != generation)
    if items:
        session.do(SetGeneration(items, cast("Generation | None", generation)))


def withhold(session: Session, keys: tuple[str, ...], is_withheld: bool) -> None:
    """Keep items out of every bundle for others, or let them out again."""
    items = tuple(item for item in items_named(session, keys) if item.is_withheld != is_withheld)
    if items and session.do(Withhold(items, is_withheld)):
        kept = tr("{items}: withheld from every bundle for others", items=chosen_words(items))
        session.say(kept if is_withheld else tr("{items}: not withheld any more", items=chosen_words(items)))
