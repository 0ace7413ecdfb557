"""Questions the views ask of a case: what is said about an item, what stands on this frame. No Qt, no decisions."""

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from operator import attrgetter
from typing import TypeVar

from verifier.case.case import Case
from verifier.case.changes import Changes
from verifier.commands.history import MOST_TOLD
from verifier.domain.frames import FrameRef, Instant, Span, Still, Track
from verifier.domain.ids import key_of
from verifier.domain.records import (
    Base,
    DroneClaim,
    Hypothesis,
    Item,
    Keyframe,
    Observation,
    PlaceClaim,
    Posting,
    Problem,
)
from verifier.domain.regions import Region
from verifier.domain.tracks import region_at

R = TypeVar("R", bound=Base)
C = TypeVar("C", DroneClaim, PlaceClaim)


def about(case: Case, key: str, record_type: type[R]) -> tuple[R, ...]:
    """Return the records of one type about ``key``, oldest first; one that names it in passing is about another."""
    return case.about(key, record_type)


def observations_of(case: Case, item: Item) -> tuple[Observation, ...]:
    """Return what was seen in an item, oldest first: its place in this order is its number on the stage."""
    return about(case, item.key, Observation)


def number_of(case: Case, observation: Observation) -> int | None:
    """Return the number of a region on the stage, from 1; ``None`` where its item does not hold it."""
    item = case.get(key_of("item", observation.item))
    known = observations_of(case, item) if isinstance(item, Item) else ()
    place = bisect_left(known, observation.id, key=attrgetter("id"))
    return place + 1 if place < len(known) and known[place].id == observation.id else None


def keyframes_of(case: Case, observation: Observation) -> tuple[Keyframe, ...]:
    """Return the keyframes of a region that moves, in order of time."""
    found = (record for record in case.referring(observation.key) if isinstance(record, Keyframe))
    return tuple(sorted(found, key=lambda keyframe: keyframe.time_s))


def region_of(case: Case, observation: Observation, frame: FrameRef | None) -> Region | None:
    """Return where something seen stands on a frame, in stored pixels; of a track past its end, where it was last."""
    if not isinstance(observation.when, Track):
        return observation.region
    return region_at(keyframes_of(case, observation), frame.time_s) if frame is not None else None


def problems_of(case: Case, item: Item) -> tuple[Problem, ...]:
    """Return what went wrong with an item."""
    return about(case, item.key, Problem)


def postings_of(case: Case, item: Item) -> tuple[Posting, ...]:
    """Return where an item's bytes were seen."""
    return tuple(posting for posting in about(case, item.key, Posting) if posting.item == item.id)


def subjects_of(case: Case, item: Item) -> Iterator[str]:
    """Yield the keys that a claim on an item may be about: the item, then what was seen in it."""
    yield item.key
    for observation in observations_of(case, item):
        yield observation.key


def drone_claims_of(case: Case, item: Item) -> tuple[DroneClaim, ...]:
    """Return the drone claims about an item or anything seen in it."""
    return _claims_of(case, item, DroneClaim)


def place_claims_of(case: Case, item: Item) -> tuple[PlaceClaim, ...]:
    """Return the place claims about an item or anything seen in it."""
    return _claims_of(case, item, PlaceClaim)


def _claims_of(case: Case, item: Item, claim_type: type[C]) -> tuple[C, ...]:
    """Return the claims of a type in the order of what they are about; looks through whichever are fewer."""
    subjects, claims = tuple(subjects_of(case, item)), case.of(claim_type)
    if len(subjects) <= len(claims):
        return tuple(claim for key in subjects for claim in about(case, key, claim_type))
    place = {key: number for number, key in enumerate(subjects)}
    found = [claim for claim in claims if claim.about in place]
    return tuple(sorted(found, key=lambda claim: (place[claim.about], claim.id)))


def item_of(case: Case, record: Base) -> str | None:
    """Return the key of the item that a record is about, directly or through what was seen in it."""
    if isinstance(record, Item):
        return record.key
    if isinstance(record, Keyframe):
        above = case.get(key_of("observation", record.observation))
        return item_of(case, above) if above is not None else None
    named: str | None = getattr(record, "item", None)
    if named is not None:
        return key_of("item", named)
    subject: str | None = getattr(record, "about", None)
    above = case.get(subject) if subject is not None else None
    return item_of(case, above) if above is not None and above is not record else None


def item_label(case: Case, changes: Changes) -> str:
    """Return the label of the one item that all changes are about; "" where they are about several, none, or many."""
    if not 0 < len(changes) <= MOST_TOLD:
        return ""
    records = [change.after or change.before for change in changes]
    labels = {record.key: record.label for record in records if isinstance(record, Item)}
    keys = {item_of(case, record) for record in records if record is not None} - {None}
    if len(keys) != 1:
        return ""
    key = keys.pop()
    item = case.get(key) if key is not None else None
    return item.label if isinstance(item, Item) else labels.get(key or "", "")


def leading(claim: DroneClaim) -> Hypothesis:
    """Return the first hypothesis that was not excluded, or the first."""
    return next((h for h in claim.hypotheses if not h.excluded_because), claim.hypotheses[0])


def is_on(observation: Observation, frame: FrameRef | None) -> bool:
    """Say whether an observation stands on the frame shown; ``None``: a photo."""
    when = observation.when
    if isinstance(when, Still):
        return frame is None
    if frame is None:
        return False
    if isinstance(when, Instant):
        return when.frame.time_s == frame.time_s
    first, last = span_of(when)
    return first <= frame.time_s <= last


def span_of(when: Instant | Span | Track) -> tuple[Fraction, Fraction]:
    """Return first and last second of a moment."""
    if isinstance(when, Instant):
        return when.frame.time_s, when.frame.time_s
    return when.first_pts * when.time_base, when.last_pts * when.time_base
