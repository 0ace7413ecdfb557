"""Where a region that moves stands between its keyframes: interpolated by exact time, never by counting frames."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import msgspec

from verifier.domain.records.observations import Keyframe
from verifier.domain.regions import Arrow, Box, Ellipse, Line, Point, Polygon, Region, RotatedBox, Vertex


def region_at(keyframes: Sequence[Keyframe], time_s: Fraction) -> Region | None:
    """Return the region at a container time; ``None`` before the first keyframe, and where it is hidden or gone.

    ``keyframes`` in order of time. After the last one it stands where that one says: whoever asks knows how far the
    track goes.
    """
    before = None
    for keyframe in keyframes:
        if keyframe.time_s > time_s:
            break
        before = keyframe
    if before is None or before.region is None:
        return None
    after = next((one for one in keyframes if one.time_s > time_s), None)
    if after is None or after.region is None:
        return before.region
    share = float((time_s - before.time_s) / (after.time_s - before.time_s))
    return between(before.region, after.region, share)


def between(first: Region, last: Region, share: float) -> Region:
    """Return the region a share (0 to 1) of the way from one to another; what cannot be joined stays the first."""
    if share <= 0 or type(first) is not type(last):
        return first
    if isinstance(first, Polygon | Line) and isinstance(last, Polygon | Line):
        if len(first.vertices) != len(last.vertices):
            return first
        moved = tuple(_vertex(a, b, share) for a, b in zip(first.vertices, last.vertices, strict=True))
        return msgspec.structs.replace(first, vertices=moved)
    if isinstance(first, Arrow) and isinstance(last, Arrow):
        return Arrow(_vertex(first.tail, last.tail, share), _vertex(first.head, last.head, share))
    if isinstance(first, Box | Point | RotatedBox | Ellipse):
        fields = {name: getattr(first, name) for name in first.__struct_fields__}
        moved = {name: value + (getattr(last, name) - value) * share for name, value in fields.items()}
        if "angle_deg" in fields:
            turn = (getattr(last, "angle_deg") - fields["angle_deg"] + 180) % 360 - 180  # noqa: B009 - of either kind
            moved["angle_deg"] = (fields["angle_deg"] + turn * share) % 360
        return msgspec.structs.replace(first, **moved)
    return first


def sparse(regions: Sequence[tuple[Fraction, Region]], within: float) -> list[int]:
    """Choose the places of a dense track that suffice: between them nothing is off by more than ``within``.

    ``within`` in pixels, of any parameter of the region. The first and the last are always among them.
    """
    if len(regions) <= 2:
        return list(range(len(regions)))
    kept = {0, len(regions) - 1}
    spans = [(0, len(regions) - 1)]
    while spans:
        first, last = spans.pop()
        worst, place = within, None
        (begin, start), (end, stop) = regions[first], regions[last]
        for number in range(first + 1, last):
            time, region = regions[number]
            off = _distance(between(start, stop, float((time - begin) / (end - begin))), region)
            if off > worst:
                worst, place = off, number
        if place is not None:
            kept.add(place)
            spans += [(first, place), (place, last)]
    return sorted(kept)


def _distance(one: Region, other: Region) -> float:
    mine, theirs = _numbers(one), _numbers(other)
    if len(mine) != len(theirs):
        return float("inf")
    return max((abs(a - b) for a, b in zip(mine, theirs, strict=True)), default=0.0)


def _numbers(region: Region) -> list[float]:
    if isinstance(region, Polygon | Line):
        return [number for vertex in region.vertices for number in vertex]
    if isinstance(region, Arrow):
        return [*region.tail, *region.head]
    if isinstance(region, Box):
        return [region.x, region.y, region.x + region.width, region.y + region.height]
    return [float(getattr(region, name)) for name in region.__struct_fields__]


def spans_shown(keyframes: Sequence[Keyframe]) -> list[tuple[Keyframe, Keyframe]]:
    """Return the stretches in which a track is seen, each from one keyframe to the next."""
    return [(one, two) for one, two in pairwise(keyframes) if one.region is not None]


def _vertex(one: Vertex, other: Vertex, share: float) -> Vertex:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
