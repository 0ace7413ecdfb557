"""Carry what is stated of one item over to its copies, as one edit; each record says where it came from."""

from typing import TypeVar

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import count, names_of
from verifier.commands.observations import put_observation
from verifier.commands.tracks import MOST_AT_ONCE, NewKeyframe, put_keyframe
from verifier.domain.errors import CommandRefused
from verifier.domain.frames import Track, When
from verifier.domain.ids import Key, id_of, key_of
from verifier.domain.records import (
    DroneClaim,
    Item,
    Link,
    Note,
    Observation,
    PlaceClaim,
    Record,
    Segment,
    TimeClaim,
)
from verifier.domain.regions import Region

Statement = DroneClaim | PlaceClaim | TimeClaim | Note
R = TypeVar("R", bound=Statement)


class CarriedRegion(msgspec.Struct, frozen=True):
    """A region where it lies in the copy; ``keyframes``, in order of time, where it moves through a clip there too."""

    observation: Observation
    when: When
    region: Region
    keyframes: tuple[NewKeyframe, ...] = ()


class CarriedSegment(msgspec.Struct, frozen=True):
    """A part of a clip where it lies in the copy."""

    segment: Segment
    placed: Segment
    """As it is to be stored; its id and item are made anew."""


class CarriedTo(msgspec.Struct, frozen=True):
    """What one copy gets; ``basis``: how it was placed there, in a sentence."""

    target: Item
    statements: tuple[Statement, ...] = ()
    regions: tuple[CarriedRegion, ...] = ()
    segments: tuple[CarriedSegment, ...] = ()
    basis: str = ""

    @property
    def number(self) -> int:
        """How many records it gets."""
        return len(self.statements) + len(self.regions) + len(self.segments)

    @property
    def changes(self) -> int:
        """How many records that writes: each with its tie to where it came from, keyframes without."""
        return 2 * self.number + sum(len(one.keyframes) for one in self.regions)


class CarryOver(msgspec.Struct, frozen=True):
    """State of copies what is stated of one item, in the name of whoever does so; a link ties each to its source."""

    source: Item
    to: tuple[CarriedTo, ...]

    @property
    def label(self) -> str:
        number = count(sum(one.number for one in self.to), "statement")
        return f"carry {number} from {self.source.label} to {names_of(tuple(one.target for one in self.to))}"

    def run(self, draft: Draft) -> None:
        if not any(one.number for one in self.to):
            raise CommandRefused("There is nothing to carry over.", self.source.label)
        if sum(one.changes for one in self.to) > MOST_AT_ONCE:
            words = "That is more than one edit holds; carry fewer statements, or to fewer copies, at a time."
            raise CommandRefused(words, self.source.label)
        source = draft.the(Item, self.source.key)
        for one in self.to:
            if one.target.key == source.key:
                raise CommandRefused("What is stated of an item cannot be carried to the same item.", source.label)
            self._carry(draft, source, one)

    def _carry(self, draft: Draft, source: Item, to: CarriedTo) -> None:
        target = draft.the(Item, to.target.key)
        new: dict[Key, Record] = {source.key: target}
        for carried in to.regions:
            held = draft.the(Observation, carried.observation.key)
            made = put_observation(draft, target, carried.when, carried.region, held.seen, held.transcript)
            if isinstance(carried.when, Track):
                for keyframe in carried.keyframes:
                    put_keyframe(draft, made.id, keyframe, carried.when.time_base)
            new[held.key] = made
            self._tie(draft, made, held, to.basis)
        for carried in to.segments:
            held = draft.the(Segment, carried.segment.key)
            segment = msgspec.structs.replace(carried.placed, id=draft.new_id(), item=target.id, title=held.title)
            draft.put(segment)
            new[held.key] = segment
            self._tie(draft, segment, held, to.basis)
        for statement in to.statements:
            held = draft.the(type(statement), statement.key)
            if held.about not in new:
                raise CommandRefused("A statement goes along with the region it is about.", source.label)
            made = _restated(draft, held, new, source)
            draft.put(made)
            self._tie(draft, made, held, to.basis)

    def _tie(self, draft: Draft, made: Record, held: Record, basis: str) -> None:
        draft.put(
            Link(
                id=draft.new_id(),
                from_key=made.key,
                to_key=held.key,
                kind="carried_from",
                evidence_for=basis,
                stated_by=draft.actor,
                stated_at=draft.now,
            )
        )


def came_from(source: Item) -> str:
    """Say in a record of a copy where it came from."""
    return f"Carried over from {source.label}, a copy."


def _restated(draft: Draft, held: Statement, new: dict[Key, Record], source: Item) -> Statement:
    """Return a statement as it is made of the copy, by whoever carries it."""
    about, whence = new[held.about].key, came_from(source)
    if isinstance(held, Note):
        words = f"{held.text}\n{whence}"
        return msgspec.structs.replace(
            held, id=draft.new_id(), about=about, text=words, written_by=draft.actor, written_at=draft.now
        )
    note = f"{held.note} {whence}".strip()
    made = msgspec.structs.replace(
        held, id=draft.new_id(), about=about, note=note, stated_by=draft.actor, stated_at=draft.now
    )
    if not isinstance(made, DroneClaim):
        return made
    features = tuple(
        msgspec.structs.replace(one, observation=_carried_id(one.observation, new)) for one in made.features
    )
    return msgspec.structs.replace(made, features=features)


def _carried_id(observation: str | None, new: dict[Key, Record]) -> str | None:
    """Return the region of the copy that shows a feature, where that was carried too."""
    carried = new.get(key_of("observation", observation)) if observation else None
    return id_of(carried.key) if carried is not None else None
