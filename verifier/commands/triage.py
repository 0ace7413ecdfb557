"""Sort items: relevant or not, how sensitive, held back, whose turn, how urgent. Any selection in one gesture."""

from typing import Any

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import names_of
from verifier.domain.records import Item, Person
from verifier.domain.records.items import Consent, Generation, Priority, Sensitivity, Triage

_TRIAGE_WORDS: dict[Triage | None, str] = {
    None: "not looked at",
    "relevant": "relevant",
    "maybe": "maybe relevant",
    "not_relevant": "not relevant",
    "duplicate": "a duplicate",
    "needs_help": "needing help",
}


def _set(draft: Draft, items: tuple[Item, ...], **fields: Any) -> None:
    for item in items:
        draft.put(msgspec.structs.replace(draft.the(Item, item.key), **fields))


class SetTriage(msgspec.Struct, frozen=True):
    """Mark items relevant, not relevant and so on; ``None`` takes the mark away."""

    items: tuple[Item, ...]
    triage: Triage | None

    @property
    def label(self) -> str:
        return f"mark {names_of(self.items)} {_TRIAGE_WORDS[self.triage]}"

    def run(self, draft: Draft) -> None:
        _set(draft, self.items, triage=self.triage)


class SetSensitivity(msgspec.Struct, frozen=True):
    """State what makes items sensitive: ``()`` looked at and nothing found, ``None`` not looked at."""

    items: tuple[Item, ...]
    sensitivity: tuple[Sensitivity, ...] | None

    @property
    def label(self) -> str:
        words = ", ".join(word.replace("_", " ") for word in self.sensitivity or ())
        if self.sensitivity is None:
            return f"take the sensitivity of {names_of(self.items)} away"
        if not words:
            return f"mark {names_of(self.items)} not sensitive"
        return f"mark {names_of(self.items)} sensitive: {words}"

    def run(self, draft: Draft) -> None:
        ordered = None if self.sensitivity is None else tuple(sorted(set(self.sensitivity)))
        _set(draft, self.items, sensitivity=ordered)


class SetConsent(msgspec.Struct, frozen=True):
    """State what the people shown or the source agreed to."""

    items: tuple[Item, ...]
    consent: Consent | None

    @property
    def label(self) -> str:
        return f"set the consent for {names_of(self.items)} to {self.consent or 'not known'}"

    def run(self, draft: Draft) -> None:
        _set(draft, self.items, consent=self.consent)


class Withhold(msgspec.Struct, frozen=True):
    """Keep items out of every bundle for others, or let them out again."""

    items: tuple[Item, ...]
    is_withheld: bool

    @property
    def label(self) -> str:
        names = names_of(self.items)
        return f"withhold {names}" if self.is_withheld else f"withhold {names} no longer"

    def run(self, draft: Draft) -> None:
        _set(draft, self.items, is_withheld=self.is_withheld)


class Assign(msgspec.Struct, frozen=True):
    """Hand items to a person, or to nobody."""

    items: tuple[Item, ...]
    person: Person | None

    @property
    def label(self) -> str:
        return f"assign {names_of(self.items)} to {self.person.name if self.person else 'nobody'}"

    def run(self, draft: Draft) -> None:
        _set(draft, self.items, assignee=self.person.id if self.person else None)


class SetPriority(msgspec.Struct, frozen=True):
    """State how urgent items are."""

    items: tuple[Item, ...]
    priority: Priority

    @property
    def label(self) -> str:
        return f"set the priority of {names_of(self.items)} to {self.priority}"

    def run(self, draft: Draft) -> None:
        _set(draft, self.items, priority=self.priority)


class SetGeneration(msgspec.Struct, frozen=True):
    """State whether items are originals, platform copies or screen recordings."""

    items: tuple[Item, ...]
    generation: Generation | None

    @property
    def label(self) -> str:
        return f"call {names_of(self.items)} {(self.generation or 'of unknown generation').replace('_', ' ')}"

    def run(self, draft: Draft) -> None:
        _set(draft, self.items, generation=self.generation)
