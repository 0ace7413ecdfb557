"""Words and places for the timeline of a clip, on top of its frame table. No Qt, nothing decoded."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor, log2

import msgspec

from verifier.domain.inspection import Technical
from verifier.gui.speech import tr
from verifier.media.frame_table import FrameTable


def share(table: FrameTable, ordinal: int) -> float:
    """Return where a frame stands between the first (0) and the last (1)."""
    return share_of_pts(table, table.pts[ordinal])


def share_of_pts(table: FrameTable, pts: float) -> float:
    """Return where a PTS stands between the first frame (0) and the last (1)."""
    whole = table.pts[-1] - table.pts[0]
    return (pts - table.pts[0]) / whole if whole else 0.0


def at_share(table: FrameTable, place: float) -> int:
    """Return the frame nearest to a place between the first (0) and the last (1)."""
    wanted = table.pts[0] + place * (table.pts[-1] - table.pts[0])
    after = min(bisect_right(table.pts, wanted), len(table) - 1)
    before = max(after - 1, 0)
    return before if wanted - table.pts[before] <= table.pts[after] - wanted else after


def second_away(table: FrameTable, ordinal: int, seconds: int) -> int:
    """Return the frame shown ``seconds`` later, always another one while there is one."""
    wanted = table.pts[ordinal] + seconds / table.time_base
    found = min(max(bisect_right(table.pts, wanted) - 1, 0), len(table) - 1)
    return found if found != ordinal else clamped(table, ordinal + (1 if seconds > 0 else -1))


def clamped(table: FrameTable, ordinal: int) -> int:
    """Return the nearest ordinal that exists."""
    return min(max(ordinal, 0), len(table) - 1)


def clock_words(seconds: Fraction) -> str:
    """Write a clip time to the millisecond: ``00:07.808``, ``1:02:03.004``."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(abs(thousandths), 60_000)
    hours, minutes = divmod(minutes, 60)
    text = f"{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
    return ("-" if thousandths < 0 else "") + (f"{hours}:{text}" if hours else text)


def pts_words(pts: int, time_base: Fraction) -> str:
    """Write a PTS with its unit: ``93696/12000``, or ``7 × 1001/30000`` where the unit is no plain fraction."""
    if time_base.numerator == 1:
        return f"{pts}/{time_base.denominator}"
    return f"{pts} × {time_base.numerator}/{time_base.denominator}"


def rate_words(technical: Technical) -> str:
    """Write the frame rate in words: ``variable, 14.9–30.1 fps``."""
    low, high = technical.rate_min, technical.rate_max
    if low is None or high is None:
        return ""
    if technical.rate_kind == "variable":
        return tr("variable, {low}–{high} fps", low=f"{low:.1f}", high=f"{high:.1f}")
    return tr("{rate} fps", rate=f"{high:.2f}".removesuffix(".00"))


class Part(msgspec.Struct, frozen=True):
    """A part of a clip, as shares of it, and the frame that stands for it in the strip."""

    first: float
    last: float
    ordinal: int


def strip_parts(table: FrameTable, cells: int, first: float = 0.0, last: float = 1.0) -> tuple[Part, ...]:
    """Part what is in view into about ``cells`` parts: a key frame stands for each, else its middle.

    Where few frames are in view, each stands for itself. Parts lie on a grid of the whole
    clip, so that going along it meets the same frames again.
    """
    begin, end = at_share(table, first), at_share(table, last)
    if end - begin < cells * 2 and (first, last) != (0.0, 1.0):
        return _each_frame(table, max(begin - 1, 0), min(end + 1, len(table) - 1))
    # Doubled from one level to the next: while one zooms, the same frames go on standing for the same parts.
    step = 1.0 / max(1, cells) / 2 ** max(0, round(log2(1.0 / (last - first))))
    places = range(floor(first / step + 1e-9), ceil(last / step - 1e-9))
    return tuple(_part(table, place * step, (place + 1) * step) for place in places)


def _part(table: FrameTable, first: float, last: float) -> Part:
    begin, middle, end = (at_share(table, place) for place in (first, (first + last) / 2, last))
    near = nearest_key(table, middle)
    return Part(first, last, near if begin <= near <= end else middle)


def _each_frame(table: FrameTable, begin: int, end: int) -> tuple[Part, ...]:
    after = share_of_pts(table, float(table.end_s / table.time_base))
    edges = [*(share(table, ordinal) for ordinal in range(begin, min(end + 2, len(table))))]
    if len(edges) < end - begin + 2:
        edges.append(after)
    return tuple(Part(edges[n], edges[n + 1], begin + n) for n in range(end - begin + 1))


def nearest_key(table: FrameTable, ordinal: int) -> int:
    """Return the key frame nearest in time to a frame."""
    before, after = table.key_before(ordinal), table.key_after(ordinal)
    if after is None or table.pts[ordinal] - table.pts[before] <= table.pts[after] - table.pts[ordinal]:
        return before
    return after


def at_pts(table: FrameTable, pts: int) -> int:
    """Return the frame of a PTS, or the one nearest to it."""
    found = table.ordinal_of_pts(pts)
    return found if found is not None else at_share(table, share_of_pts(table, pts))


def neighbor(places: Iterable[int], here: int, step: int) -> int | None:
    """Return the place next to ``here``, before (-1) or after (1) it; ``None`` where there is none."""
    beyond = [place for place in places if (place - here) * step > 0]
    return (min if step > 0 else max)(beyond, default=None)


def lanes_of(spans: Sequence[tuple[float, float]], most: int) -> tuple[int, ...]:
    """Give each span the first lane that is free where it begins; where none is, the lane that is free soonest."""
    ends: list[float] = []
    lanes: dict[int, int] = {}
    for number in sorted(range(len(spans)), key=lambda n: spans[n][0]):
        first, last = spans[number]
        lane = next((n for n, end in enumerate(ends) if end <= first), None)
        if lane is None and len(ends) < most:
            lane = len(ends)
            ends.append(last)
        elif lane is None:
            lane = ends.index(min(ends))
        ends[lane] = max(ends[lane], last)
        lanes[number] = lane
    return tuple(lanes[number] for number in range(len(spans)))
