"""Searches for earlier appearances: that an engine is asked, and what came of it."""

import msgspec

from verifier.case.draft import Draft
from verifier.commands.observations import refuse_other
from verifier.domain.errors import CommandRefused
from verifier.domain.frames import Still, When
from verifier.domain.ids import Sha256
from verifier.domain.records import Item, PriorSearch
from verifier.domain.regions import Region


class AskEngine(msgspec.Struct, frozen=True, kw_only=True):
    """Write down that an engine is asked about a picture of an item, with what is handed to it."""

    item: Item
    engine: str
    page: str = ""
    when: When = Still()
    crop: Region | None = None
    masks: tuple[Region, ...] = ()
    picture_sha256: Sha256 | None = None

    @property
    def label(self) -> str:
        return f"ask {self.engine} about {self.item.label}"

    def run(self, draft: Draft) -> None:
        if not self.engine.strip():
            raise CommandRefused("Name the engine that is asked.")
        draft.put(
            PriorSearch(
                id=draft.new_id(),
                item=draft.the(Item, self.item.key).id,
                when=self.when,
                crop=self.crop,
                masks=self.masks,
                picture_sha256=self.picture_sha256,
                engine=self.engine.strip(),
                page=self.page,
                asked_by=draft.actor,
                asked_at=draft.now,
            )
        )


class EditPriorSearch(msgspec.Struct, frozen=True):
    """Write down what came of a search, or correct it; what was asked stays as it was."""

    search: PriorSearch

    @property
    def label(self) -> str:
        return f"write down what {self.search.engine} found"

    def run(self, draft: Draft) -> None:
        held = draft.the(PriorSearch, self.search.key)
        refuse_other(held.item, self.search.item)
        asked = ("when", "crop", "masks", "picture_sha256", "engine", "page", "asked_by", "asked_at")
        if any(getattr(held, field) != getattr(self.search, field) for field in asked):
            raise CommandRefused("What an engine was asked stays as it was written down; ask again instead.")
        tells = self.search.result_url or self.search.result_date_as_shown or self.search.result_at
        if self.search.outcome != "found" and tells:
            raise CommandRefused("An address and its date belong to something that was found.")
        draft.put(self.search)
