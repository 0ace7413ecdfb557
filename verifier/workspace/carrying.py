"""Carry what is stated of one item over to its copies: what can be placed there, and what cannot, with the reason.

Regions go through how the copy lies in the picture (a crop, a scale, a mirror, a turn), moments of clips through the
stretch that both share: see ``correspondence.py``.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from verifier.case.case import Case
from verifier.commands.carrying import CarriedRegion, CarriedSegment, CarriedTo, CarryOver, Statement
from verifier.commands.tracks import NewKeyframe
from verifier.domain.errors import Cancelled, UsageError, VerifierError
from verifier.domain.frames import Instant, Span, Still, Track, When
from verifier.domain.ids import Key, key_of
from verifier.domain.progress import Progress
from verifier.domain.records import (
    DroneClaim,
    Item,
    Keyframe,
    Link,
    Note,
    Observation,
    PlaceClaim,
    Record,
    Segment,
    TimeClaim,
)
from verifier.domain.regions import Region
from verifier.domain.tracks import region_at
from verifier.workspace.correspondence import Correspondence, no_moment
from verifier.workspace.place_messages import PlacedCopy

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

_SAME_MOMENT_S = Fraction(1, 5)
"""How far from the frame that a photo shows something may be marked and still be in the photo."""
_EDGE_S = Fraction(1, 1000)


class LeftOut(msgspec.Struct, frozen=True):
    """Something that is not carried to one of the copies, and why."""

    record: Record
    target: Item
    sentence: str


class CarryPlan(msgspec.Struct, frozen=True):
    """``command`` ``None``: nothing can be carried. ``already``: records that the copies have from before."""

    command: CarryOver | None
    left_out: tuple[LeftOut, ...]
    already: int = 0


def carryable(case: Case, item: Item) -> tuple[Record, ...]:
    """Return what is stated of an item or of something seen in it, and may hold of its copies too.

    When a copy was posted is a matter of that copy.
    """
    found: list[Record] = []
    seen = [one for one in case.referring(item.key) if isinstance(one, Observation) and one.item == item.id]
    segments = [one for one in case.referring(item.key) if isinstance(one, Segment)]
    for subject in (item, *seen, *segments):
        if subject is not item:
            found.append(subject)
        found += [
            one
            for one in case.referring(subject.key)
            if isinstance(one, DroneClaim | PlaceClaim | TimeClaim | Note)
            and one.about == subject.key
            and not (isinstance(one, TimeClaim) and one.dates == "posted")
        ]
    return tuple(found)


def plan_carrying(
    workspace: "Workspace",
    source: Item,
    targets: Sequence[Item],
    chosen: Iterable[Record],
    progress: Progress | None = None,
) -> CarryPlan:
    """Place what was chosen in each copy; raise :class:`Cancelled` where ``progress`` is.

    A statement about a region takes the region along. What was carried there before is not carried again.
    """
    progress = progress or Progress()
    wanted = _with_subjects(workspace.case, chosen)
    to, left_out, already = list[CarriedTo](), list[LeftOut](), 0
    for number, target in enumerate(targets):
        progress.report(number, len(targets), target.label)
        there = _carried_before(workspace.case, target)
        fresh = [record for record in wanted if record.key not in there]
        already += len(wanted) - len(fresh)
        carrier = _Carrier(workspace, source, target, progress)
        one = carrier.carry(fresh)
        left_out += carrier.left_out
        if one.number:
            to.append(one)
    return CarryPlan(CarryOver(source, tuple(to)) if to else None, tuple(left_out), already)


def _with_subjects(case: Case, chosen: Iterable[Record]) -> tuple[Record, ...]:
    """Add the regions and segments that chosen statements are about; regions first."""
    keyed: dict[Key, Record] = {}
    for record in chosen:
        about = case.get(getattr(record, "about", ""))
        if isinstance(about, Observation | Segment):
            keyed[about.key] = about
        keyed[record.key] = record
    return tuple(sorted(keyed.values(), key=lambda one: not isinstance(one, Observation | Segment)))


def _carried_before(case: Case, target: Item) -> set[Key]:
    """Return the records from which the target has something already."""
    links = (link for link in case.of(Link) if link.kind == "carried_from")
    return {link.to_key for link in links if _item_of(case, link.from_key) == target.key}


def _item_of(case: Case, key: Key) -> Key:
    record = case.get(key)
    if record is None or isinstance(record, Item):
        return key
    item = getattr(record, "item", None)
    return key_of("item", item) if item else _item_of(case, getattr(record, "about", ""))


class _Carrier:
    """Carries to one copy."""

    def __init__(self, workspace: "Workspace", source: Item, target: Item, progress: Progress) -> None:
        self._case, self._source, self._target = workspace.case, source, target
        self._way_there = Correspondence(workspace, source, target, progress)
        self.left_out: list[LeftOut] = []

    def carry(self, records: Sequence[Record]) -> CarriedTo:
        regions, segments, statements = list[CarriedRegion](), list[CarriedSegment](), list[Statement]()
        gone: set[Key] = set()
        for record in records:
            try:
                if isinstance(record, Observation):
                    regions.append(self._region(record))
                elif isinstance(record, Segment):
                    segments.append(self._segment(record))
                elif isinstance(record, DroneClaim | PlaceClaim | TimeClaim | Note) and record.about not in gone:
                    statements.append(record)
            except Cancelled:
                raise
            except VerifierError as error:
                gone.add(record.key)
                self.left_out.append(LeftOut(record, self._target, error.sentence))
        kept = [one for one in statements if one.about not in gone]
        self._tell_of_dropped(records, gone)
        basis = _basis(self._way_there.found) if regions else ""
        return CarriedTo(self._target, tuple(kept), tuple(regions), tuple(segments), basis)

    def _tell_of_dropped(self, records: Sequence[Record], gone: set[Key]) -> None:
        """Say of statements about what stays that they stay, too."""
        reasons = {one.record.key: one.sentence for one in self.left_out}
        for record in records:
            about = getattr(record, "about", "")
            if about in gone:
                self.left_out.append(LeftOut(record, self._target, reasons[about]))

    def _region(self, seen: Observation) -> CarriedRegion:
        if isinstance(seen.when, Track):
            return self._moving(seen, seen.when)
        if isinstance(seen.when, Span):
            return self._lasting(seen, seen.when)
        when, placed = self._moment(seen.when)
        return CarriedRegion(seen, when, self._inside(seen.region, placed))

    def _inside(self, region: Region, placed: PlacedCopy) -> Region:
        found = self._way_there.region_there(region, placed)
        if found is None:
            raise _outside()
        return found

    def _moving(self, seen: Observation, track: Track) -> CarriedRegion:
        """Carry a region that moves: along the part of its way that the copy shows, or as a photo shows it once."""
        keyframes = sorted(
            (one for one in self._case.referring(seen.key) if isinstance(one, Keyframe)),
            key=lambda keyframe: keyframe.time_s,
        )
        if self._target.kind != "video":
            return self._stopped(seen, track, keyframes)
        there, way = self._way_there, self._way(track, keyframes)
        table = there.frames_there()
        begun = next((time_s for time_s, _ in way if region_at(keyframes, time_s) is not None), None)
        if begun is None:
            raise no_moment()
        placed = there.placed(there.ordinal_here(begun), there.ordinal_there(begun))

        def lies(time_s: Fraction) -> Region | None:
            region = region_at(keyframes, time_s)
            return None if region is None else there.region_there(region, placed)

        moved: dict[int, NewKeyframe] = {}
        for time_s, keyframe in _with_edges(way, keyframes, lies):
            ordinal, region = there.ordinal_there(time_s), lies(time_s)
            standing = moved.get(table.pts[ordinal])
            if region is None and standing is not None and standing.region is not None and ordinal + 1 < len(table):
                ordinal += 1  # it is seen on this frame for the last time
            gone = keyframe.state if keyframe is not None and keyframe.region is None else "hidden"
            by = keyframe.proposed_by if keyframe is not None else None
            moved[table.pts[ordinal]] = NewKeyframe(
                pts=table.pts[ordinal], state="shown" if region is not None else gone, region=region, proposed_by=by
            )
        ordered = tuple(moved[pts] for pts in sorted(moved))
        for place, first in enumerate(ordered):
            if first.region is not None:
                when = Track(first.pts, ordered[-1].pts, table.time_base)
                return CarriedRegion(seen, when, first.region, ordered[place:])
        raise _outside()

    def _lasting(self, seen: Observation, span: Span) -> CarriedRegion:
        """Carry a region that stands still for a stretch of the clip."""
        if self._target.kind != "video":
            raise no_moment()
        there, moments = self._way_there, [time_s for time_s, _ in self._way(span, ())]
        table = there.frames_there()
        first, last = (there.ordinal_there(time_s) for time_s in (moments[0], moments[-1]))
        region = self._inside(seen.region, there.placed(there.ordinal_here(moments[0]), first))
        pts = sorted((table.pts[first], table.pts[last]))
        return CarriedRegion(seen, Span(pts[0], pts[1], table.time_base), region)

    def _stopped(self, seen: Observation, track: Track, keyframes: Sequence[Keyframe]) -> CarriedRegion:
        """Carry a region that moves to a photo of one of its frames."""
        there = self._way_there
        shown, _ = there.frame_of_photo()
        time_s = there.frames_here().time_s(shown)
        region = region_at(keyframes, time_s) if time_s <= track.last_pts * track.time_base else None
        if region is None:
            raise no_moment()
        return CarriedRegion(seen, Still(), self._inside(region, there.placed(shown, None)))

    def _way(self, track: Track | Span, keyframes: Sequence[Keyframe]) -> list[tuple[Fraction, Keyframe | None]]:
        """Return the moments that tell the way in the copy: the keyframes there, and where the copy begins and ends."""
        first, last = track.first_pts * track.time_base, track.last_pts * track.time_base
        begin, end = self._way_there.stretch()
        low, high = max(first, begin), min(last, end)
        if low > high:
            raise no_moment()
        inside: dict[Fraction, Keyframe | None] = {low: None, high: None}
        inside |= {one.time_s: one for one in keyframes if low <= one.time_s <= high}
        return sorted(inside.items(), key=lambda pair: pair[0])

    def _moment(self, when: When) -> tuple[When, PlacedCopy]:
        """Return which moment of the copy it is, and how the copy lies there."""
        there = self._way_there
        is_clip, to_clip = self._source.kind == "video", self._target.kind == "video"
        if isinstance(when, Still):
            if to_clip:
                ordinal, placed = there.frame_of_photo()
                return Instant(there.frame_there(ordinal)), placed
            return Still(), there.placed(None, None)
        if not is_clip or not isinstance(when, Instant):
            raise no_moment()
        if not to_clip:
            shown, _ = there.frame_of_photo()
            if abs(when.frame.time_s - there.frames_here().time_s(shown)) > _SAME_MOMENT_S:
                raise no_moment()
            return Still(), there.placed(when.frame.ordinal, None)
        ordinal = there.ordinal_there(when.frame.time_s)
        return Instant(there.frame_there(ordinal)), there.placed(when.frame.ordinal, ordinal)

    def _segment(self, segment: Segment) -> CarriedSegment:
        if self._target.kind != "video":
            raise _other_kind()
        table = self._way_there.frames_there()
        ends = [
            table.pts[self._way_there.ordinal_there(pts * segment.time_base)]
            for pts in (segment.first_pts, segment.last_pts)
        ]
        placed = msgspec.structs.replace(
            segment, item=self._target.id, first_pts=min(ends), last_pts=max(ends), time_base=table.time_base
        )
        return CarriedSegment(segment, placed)


def _basis(found: Sequence[PlacedCopy]) -> str:
    """Say how regions were placed, so that it can stand as a link's evidence."""
    agreeing = [placed.agreeing for placed in found if placed.agreeing]
    if not agreeing:
        return "Placed corner on corner: the whole pictures look alike."
    return f"Placed by {min(agreeing)} features that agree on how one picture lies in the other."


def _with_edges(
    way: Sequence[tuple[Fraction, Keyframe | None]],
    keyframes: Sequence[Keyframe],
    lies: Callable[[Fraction], Region | None],
) -> list[tuple[Fraction, Keyframe | None]]:
    """Add the moments between which it leaves the copy, or comes into it: else it would be said to stand still there.

    ``lies``: where it is in the copy at a time, ``None`` where it is outside. To a thousandth of a second.
    """
    found = list(way)
    for (before, _), (after, _) in pairwise(way):
        is_seen = region_at(keyframes, before) is not None and region_at(keyframes, after) is not None
        if not is_seen or (lies(before) is None) == (lies(after) is None):
            continue
        low, high = before, after
        while high - low > _EDGE_S:
            middle = (low + high) / 2
            low, high = (middle, high) if (lies(middle) is None) == (lies(before) is None) else (low, middle)
        found += [(low, None), (high, None)]
    return sorted(found, key=lambda pair: pair[0])


def _outside() -> UsageError:
    return UsageError("It lies outside the copy.")


def _other_kind() -> UsageError:
    return UsageError("It belongs to the time of a clip, and the copy is a photo.")
