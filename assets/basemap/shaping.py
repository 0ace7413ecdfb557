"""Thin out outlines and lines, and cut them to squares. Points are x, y in the square of the projection."""

from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def thinned(points: list[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie no further than ``tolerance`` from the line without them (Douglas and Peucker 1973)."""
    if len(points) < 3:
        return points
    keep = bytearray(len(points))
    keep[0] = keep[-1] = 1
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        place, farthest = _farthest(points, first, last)
        if farthest > tolerance * tolerance:
            keep[place] = 1
            spans += [(first, place), (place, last)]
    return [point for point, is_kept in zip(points, keep, strict=True) if is_kept]


def thinned_ring(ring: list[Point], tolerance: float) -> list[Point]:
    """Thin out a closed outline: halved at the point farthest from its start, so that it keeps two corners."""
    x, y = ring[0]
    place = max(range(len(ring)), key=lambda n: (ring[n][0] - x) ** 2 + (ring[n][1] - y) ** 2)
    return thinned(ring[: place + 1], tolerance)[:-1] + thinned([*ring[place:], ring[0]], tolerance)[:-1]


def _farthest(points: list[Point], first: int, last: int) -> tuple[int, float]:
    ax, ay = points[first]
    dx, dy = points[last][0] - ax, points[last][1] - ay
    length = dx * dx + dy * dy
    place, farthest = first, -1.0
    for n in range(first + 1, last):
        px, py = points[n][0] - ax, points[n][1] - ay
        share = (px * dx + py * dy) / length if length else 0.0
        share = 0.0 if share < 0 else 1.0 if share > 1 else share
        px, py = px - share * dx, py - share * dy
        away = px * px + py * py
        if away > farthest:
            place, farthest = n, away
    return place, farthest


def extent(points: list[Point]) -> Box:
    """Return the least box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def cut_ring(ring: list[Point], box: Box) -> list[Point]:
    """Cut an outline to a box (Sutherland and Hodgman 1974); what falls apart stays joined along the box's edge."""
    for axis, edge, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        if not ring:
            return ring
        cut: list[Point] = []
        before = ring[-1]
        was_in = (before[axis] - edge) * sign >= 0
        for point in ring:
            is_in = (point[axis] - edge) * sign >= 0
            if is_in != was_in:
                cut.append(_crossing(before, point, axis, edge))
            if is_in:
                cut.append(point)
            before, was_in = point, is_in
        ring = cut
    return ring


def _crossing(a: Point, b: Point, axis: int, edge: float) -> Point:
    share = (edge - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)


def cut_line(line: list[Point], box: Box) -> list[list[Point]]:
    """Cut a line to a box (Liang and Barsky 1984, a stretch at a time); it may fall into several."""
    pieces: list[list[Point]] = []
    for a, b in pairwise(line):
        part = _stretch(a, b, box)
        if part is None:
            continue
        if pieces and pieces[-1][-1] == part[0]:
            pieces[-1].append(part[1])
        else:
            pieces.append(list(part))
    return pieces


def _stretch(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    low, high = 0.0, 1.0
    for axis in (0, 1):
        step = b[axis] - a[axis]
        near, far = box[axis] - a[axis], box[axis + 2] - a[axis]
        if step == 0:
            if near > 0 or far < 0:
                return None
            continue
        enter, leave = sorted((near / step, far / step))
        low, high = max(low, enter), min(high, leave)
    if low >= high:
        return None
    return (a if low == 0 else _along(a, b, low)), (b if high == 1 else _along(a, b, high))


def _along(a: Point, b: Point, share: float) -> Point:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
