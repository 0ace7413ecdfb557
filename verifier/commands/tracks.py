"""Let a region move: keyframes set, taken away, and the track that they make."""

from fractions import Fraction

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import count
from verifier.domain.errors import CommandRefused
from verifier.domain.frames import Instant, Track
from verifier.domain.ids import Id
from verifier.domain.records import Keyframe, Observation, Recipe
from verifier.domain.records.observations import KeyframeState
from verifier.domain.regions import Region

MOST_AT_ONCE = 900
"""Keyframes that one edit sets: a line of the journal holds a thousand changes."""


class NewKeyframe(msgspec.Struct, frozen=True, kw_only=True):
    """One keyframe to set, in units of the track's time base; one that stands at that PTS is replaced."""

    pts: int
    state: KeyframeState = "shown"
    region: Region | None = None
    proposed_by: Recipe | None = None


class SetKeyframes(msgspec.Struct, frozen=True):
    """Set keyframes of a region; a region of one frame becomes a track that begins there.

    ``time_base``: of the clip, in seconds.
    """

    observation: Observation
    keyframes: tuple[NewKeyframe, ...]
    time_base: Fraction

    @property
    def label(self) -> str:
        name = self.observation.seen or "a region"
        if len(self.keyframes) == 1 and self.keyframes[0].state == "hidden":
            return f"hide {name} from here"
        if len(self.keyframes) == 1 and self.keyframes[0].state == "vanished":
            return f"end {name} here"
        if len(self.keyframes) == 1:
            return f"move {name} on"
        return f"follow {name} with {count(len(self.keyframes), 'keyframe')}"

    def run(self, draft: Draft) -> None:
        held = draft.the(Observation, self.observation.key)
        if not isinstance(held.when, Instant | Track):
            raise CommandRefused("Only a region on a frame of a clip can be followed.")
        if len(self.keyframes) > MOST_AT_ONCE:
            raise CommandRefused(f"More than {MOST_AT_ONCE} keyframes cannot be set at once.")
        standing = {one.pts: one for one in _of(draft, held)}
        if isinstance(held.when, Instant):
            first = held.when.frame
            begun = NewKeyframe(pts=first.pts, region=held.region)
            standing[first.pts] = put_keyframe(draft, held.id, begun, first.time_base)
        for new in self.keyframes:
            standing[new.pts] = put_keyframe(draft, held.id, new, self.time_base, standing.get(new.pts))
        _settle(draft, held, list(standing.values()))


class RemoveKeyframe(msgspec.Struct, frozen=True):
    """Take one keyframe away; the last one stays, since a region stands somewhere."""

    keyframe: Keyframe

    @property
    def label(self) -> str:
        return "remove a keyframe"

    def run(self, draft: Draft) -> None:
        gone = draft.the(Keyframe, self.keyframe.key)
        held = draft.the(Observation, f"observation/{gone.observation}")
        left = [one for one in _of(draft, held) if one.key != gone.key]
        if not any(one.region is not None for one in left):
            raise CommandRefused("A region stands on one frame at least; remove the region instead.")
        draft.delete(gone.key)
        _settle(draft, held, left)


def _of(draft: Draft, observation: Observation) -> list[Keyframe]:
    return [record for record in draft.referring(observation.key) if isinstance(record, Keyframe)]


def put_keyframe(
    draft: Draft, observation: Id, new: NewKeyframe, time_base: Fraction, standing: Keyframe | None = None
) -> Keyframe:
    """Store a keyframe by the person who acts, in place of the one that stands there."""
    made = Keyframe(
        id=standing.id if standing is not None else draft.new_id(),
        observation=observation,
        pts=new.pts,
        time_base=time_base,
        state=new.state,
        region=new.region,
        proposed_by=new.proposed_by,
        set_by=draft.actor,
        set_at=draft.now,
    )
    draft.put(made)
    return made


def _settle(draft: Draft, held: Observation, keyframes: list[Keyframe]) -> None:
    """Let the observation say what its keyframes do: from when to when, and where first."""
    keyframes.sort(key=lambda keyframe: keyframe.time_s)
    first = next(one for one in keyframes if one.region is not None)
    when = Track(first.pts, max(keyframes[-1].pts, first.pts), first.time_base)
    region = first.region if first.region is not None else held.region
    if (when, region) != (held.when, held.region):
        draft.put(msgspec.structs.replace(held, when=when, region=region))
