"""Words on anything: notes and tags."""

from typing import Literal

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import count, name_of
from verifier.commands.observations import refuse_other
from verifier.domain.errors import CommandRefused
from verifier.domain.records import Note, Record, Tag


class AddNote(msgspec.Struct, frozen=True, kw_only=True):
    """Write a note on a record; a working note stays at home, one for export may go out."""

    about: Record
    text: str
    audience: Literal["working", "export"] = "working"

    @property
    def label(self) -> str:
        return f"note on {name_of(self.about)}"

    def run(self, draft: Draft) -> None:
        note = Note(
            id=draft.new_id(),
            about=draft.require(self.about.key).key,
            text=self.text,
            audience=self.audience,
            written_by=draft.actor,
            written_at=draft.now,
        )
        draft.put(note)


class EditNote(msgspec.Struct, frozen=True):
    """Replace a note's text."""

    note: Note

    @property
    def label(self) -> str:
        return "edit a note"

    def run(self, draft: Draft) -> None:
        refuse_other(draft.the(Note, self.note.key).about, self.note.about)
        draft.put(self.note)


class AddressNote(msgspec.Struct, frozen=True):
    """Say whether a note is for work alone or may go out."""

    note: Note
    audience: Literal["working", "export"]

    @property
    def label(self) -> str:
        return "mark a note for export" if self.audience == "export" else "make a note a working note"

    def run(self, draft: Draft) -> None:
        draft.put(msgspec.structs.replace(draft.the(Note, self.note.key), audience=self.audience))


class AddTag(msgspec.Struct, frozen=True):
    """Stick a word to records; those that have it already are left alone."""

    about: tuple[Record, ...]
    name: str

    @property
    def label(self) -> str:
        about = name_of(self.about[0]) if len(self.about) == 1 else count(len(self.about), "record")
        return f"tag {about} “{self.name}”"

    def run(self, draft: Draft) -> None:
        if not self.name.strip():
            raise CommandRefused("A tag needs a word.")
        tagged = {tag.about for tag in draft.of(Tag) if tag.name == self.name}
        for record in self.about:
            if draft.require(record.key).key not in tagged:
                draft.put(Tag(id=draft.new_id(), about=record.key, name=self.name))


class RemoveTag(msgspec.Struct, frozen=True):
    """Take a word off records."""

    about: tuple[Record, ...]
    name: str

    @property
    def label(self) -> str:
        about = name_of(self.about[0]) if len(self.about) == 1 else count(len(self.about), "record")
        return f"take the tag “{self.name}” off {about}"

    def run(self, draft: Draft) -> None:
        keys = {record.key for record in self.about}
        for tag in draft.of(Tag):
            if tag.about in keys and tag.name == self.name:
                draft.delete(tag.key)
