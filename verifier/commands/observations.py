"""Say what is seen, where in the picture and when in the clip."""

from typing import Literal

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import count
from verifier.commands.tracks import NewKeyframe, put_keyframe
from verifier.domain.errors import CommandRefused
from verifier.domain.frames import Track, When
from verifier.domain.ids import Id
from verifier.domain.records import AppliedFilter, Item, Observation, Origin
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


class TakenRegion(msgspec.Struct, frozen=True, kw_only=True):
    """A region that no person drew, what its file or detector said of it, and how sure a detector was.

    ``keyframes``: of one that moves, in order of time.
    """

    item: Item
    when: When
    region: Region
    keyframes: tuple[NewKeyframe, ...] = ()
    seen: str = ""
    said: str = ""
    score: float | None = None


class TakeRegions(msgspec.Struct, frozen=True, kw_only=True):
    """Take over regions from another program's file, or those of a detector's that a person accepts.

    Whoever acts is their observer; each keeps what it was taken from. ``so_far``: how many the gesture has taken with
    these, for its label. ``program`` ran the detector with these ``settings``.
    """

    regions: tuple[TakenRegion, ...]
    how: Literal["file", "detector"]
    form: str
    sha256: str
    name: str = ""
    threshold: float | None = None
    program: str = ""
    settings: dict[str, str | int | float | bool | None] = msgspec.field(default_factory=dict)
    so_far: int = 0

    @property
    def label(self) -> str:
        taken = count(self.so_far or len(self.regions), "region")
        return f"take {taken} from {self.name}" if self.how == "file" else f"accept {taken} proposed by a detector"

    def run(self, draft: Draft) -> None:
        for taken in self.regions:
            seen = put_observation(draft, taken.item, taken.when, taken.region, taken.seen)
            if isinstance(taken.when, Track):
                for keyframe in taken.keyframes:
                    put_keyframe(draft, seen.id, keyframe, taken.when.time_base)
            origin = Origin(
                id=draft.new_id(),
                about=seen.key,
                how=self.how,
                form=self.form,
                sha256=self.sha256,
                name=self.name,
                said=taken.said,
                score=taken.score,
                threshold=self.threshold,
                program=self.program,
                settings=self.settings,
            )
            draft.put(origin)


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
