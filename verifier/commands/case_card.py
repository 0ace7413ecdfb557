"""Begin a case, edit its card, enter people."""

import msgspec

from verifier.case.draft import Draft
from verifier.domain.errors import CommandRefused
from verifier.domain.ids import key_of
from verifier.domain.records import CaseInfo, Person
from verifier.domain.scales import ScaleId


class CreateCase(msgspec.Struct, frozen=True, kw_only=True):
    """Enter the person who acts, if need be, and the card of the case; the first command of every case.

    ``created_by`` of the card is the person's id, so that a name that is destroyed stands nowhere else.
    """

    title: str
    person: str
    summary: str = ""
    likelihood_scale: ScaleId = "icd203"

    @property
    def label(self) -> str:
        return "begin the case"

    def run(self, draft: Draft) -> None:
        if draft.of(CaseInfo):
            raise CommandRefused("This case has its card already.")
        if draft.get(key_of("person", draft.actor)) is None:
            draft.put(Person(id=draft.actor, name=self.person))
        card = CaseInfo(
            id=draft.new_id(),
            title=self.title,
            summary=self.summary,
            likelihood_scale=self.likelihood_scale,
            created_at=draft.now,
            created_by=draft.actor,
        )
        draft.put(card)


class EditCase(msgspec.Struct, frozen=True):
    """Replace the card: title, summary, scale, legal hold."""

    card: CaseInfo

    @property
    def label(self) -> str:
        return "edit the case"

    def run(self, draft: Draft) -> None:
        held = draft.the(CaseInfo, self.card.key)
        if (held.created_at, held.created_by) != (self.card.created_at, self.card.created_by):
            raise CommandRefused("Who began a case and when cannot be edited.")
        draft.put(self.card)


class SetLegalHold(msgspec.Struct, frozen=True):
    """Put the case under a legal hold, under which nothing can be destroyed, or lift it."""

    hold: bool

    @property
    def label(self) -> str:
        return "put the case under legal hold" if self.hold else "lift the legal hold"

    def run(self, draft: Draft) -> None:
        draft.put(msgspec.structs.replace(draft.info, legal_hold=self.hold))


class AddPerson(msgspec.Struct, frozen=True):
    """Enter somebody who edits, states or reviews."""

    name: str

    @property
    def label(self) -> str:
        return f"add {self.name}"

    def run(self, draft: Draft) -> None:
        draft.put(Person(id=draft.new_id(), name=self.name))


class RenamePerson(msgspec.Struct, frozen=True):
    """Correct a person's name."""

    person: Person
    name: str

    @property
    def label(self) -> str:
        return f"rename {self.person.name} to {self.name}"

    def run(self, draft: Draft) -> None:
        draft.put(msgspec.structs.replace(draft.the(Person, self.person.key), name=self.name))
