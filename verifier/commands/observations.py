"""Say what is seen, where in the picture and when in the clip."""

import msgspec

from verifier.case.draft import Draft
from verifier.domain.errors import CommandRefused
from verifier.domain.frames import When
from verifier.domain.ids import Id
from verifier.domain.records import AppliedFilter, Item, Observation
from verifier.domain.regions import Region


class AddObservation(msgspec.Struct, frozen=True, kw_only=True):
    """Mark a region of the stored grid of an item."""

    item: Item
    when: When
    region: Region
    seen: str = ""
    transcript: str = ""
    drawn_with: tuple[AppliedFilter, ...] = ()

    @property
    def label(self) -> str:
        return f"mark {self.seen or 'a region'} in {self.item.label}"

    def run(self, draft: Draft) -> None:
        put_observation(draft, self.item, self.when, self.region, self.seen, self.transcript, self.drawn_with)


def put_observation(
    draft: Draft,
    item: Item,
    when: When,
    region: Region,
    seen: str = "",
    transcript: str = "",
    drawn_with: tuple[AppliedFilter, ...] = (),
) -> Observation:
    """Store an observation by the person who acts."""
    observation = Observation(
        id=draft.new_id(),
        item=draft.the(Item, item.key).id,
        when=when,
        region=region,
        seen=seen,
        transcript=transcript,
        observed_by=draft.actor,
        observed_at=draft.now,
        drawn_with=drawn_with,
    )
    draft.put(observation)
    return observation


class EditObservation(msgspec.Struct, frozen=True):
    """Replace an observation: move or reshape its region, change its words."""

    observation: Observation

    @property
    def label(self) -> str:
        return f"edit {self.observation.seen or 'a region'}"

    def run(self, draft: Draft) -> None:
        held = draft.the(Observation, self.observation.key)
        refuse_other(held.item, self.observation.item)
        draft.put(self.observation)


def refuse_other(held: Id, named: Id) -> None:
    """Raise :class:`CommandRefused` where an edit would move a statement to another record."""
    if held != named:
        raise CommandRefused("A statement stays with what it is about; make a new one instead.")
