"""Which frames a series takes of a clip: one every so many seconds, one a shot, or those that are marked.

Pure: from a frame table to ordinals. Times are exact, so the same choice names the same frames in window and terminal.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction

import msgspec

from verifier.domain.errors import UsageError
from verifier.media.frame_table import FrameTable

MOST_FRAMES = 500
"""Frames that are saved at a time: of a 4K clip as PNG, some eight gigabytes."""
AT_CUTS, AT_MARKS, CHOSEN = "at every cut", "at every mark", "chosen one by one"
"""How the frames of a contact sheet were chosen, as it says of itself."""
_STEP = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,6})?", re.ASCII)


class Stretch(msgspec.Struct, frozen=True):
    """A part of a clip, first and last frame included, by ordinal."""

    first: int
    last: int


def whole(table: FrameTable) -> Stretch:
    """Return all of a clip."""
    return Stretch(0, len(table) - 1)


def parse_step(text: str) -> Fraction:
    """Read a number of seconds, ``2`` or ``0.5``, exactly; raise :class:`UsageError`."""
    found = _STEP.fullmatch(text.strip())
    step = Fraction(found[0].replace(",", ".")) if found else Fraction(0)
    if step <= 0:
        raise UsageError("The time between two frames is a number of seconds above 0, such as 2 or 0.5.", text)
    return step


def every_words(step_s: Fraction) -> str:
    """Say how the frames of a series lie apart: ``every 2 s``, ``every 0.5 s``."""
    return f"every {float(step_s):.6f}".rstrip("0").rstrip(".") + " s"


def every(table: FrameTable, stretch: Stretch, step_s: Fraction) -> tuple[int, ...]:
    """Return the frame on the screen at the beginning of a stretch and every ``step_s`` seconds after, each once.

    Ends with one frame more than may be saved, where there are as many: an hour is not counted through.
    """
    step, begin = step_s / table.time_base, table.pts[stretch.first]
    found, wanted = [stretch.first], Fraction(begin)
    while len(found) <= MOST_FRAMES and found[-1] < stretch.last:
        following = table.pts[found[-1] + 1]
        steps = max((wanted - begin) // step + 1, -((begin - following) // step))
        wanted = begin + steps * step
        shown = _shown_at(table, wanted)
        if shown > stretch.last or wanted > table.pts[stretch.last]:
            break
        found.append(shown)
    return tuple(found)


def at_cuts(cuts: Iterable[int], stretch: Stretch) -> tuple[int, ...]:
    """Return the first frame of each shot; the stretch begins with one."""
    return (stretch.first, *(cut for cut in cuts if stretch.first < cut <= stretch.last))


def at_places(table: FrameTable, places: Iterable[int], stretch: Stretch) -> tuple[int, ...]:
    """Return the frames on the screen at PTS of a clip, such as those of its marks; each once, in order."""
    shown = {_shown_at(table, Fraction(place)) for place in places}
    return tuple(sorted(one for one in shown if stretch.first <= one <= stretch.last))


def bounded(ordinals: tuple[int, ...]) -> tuple[int, ...]:
    """Return the frames of a series; raise :class:`UsageError` where there is none, or more than may be saved."""
    if not ordinals:
        raise UsageError("There is no such frame in this part of the clip.")
    if len(ordinals) > MOST_FRAMES:
        raise UsageError(
            f"That would be more than {MOST_FRAMES} frames; choose a longer step or a shorter part of the clip."
        )
    return ordinals


def _shown_at(table: FrameTable, pts: Fraction) -> int:
    """Return the last frame that began at or before a PTS, the first where none did."""
    return max(bisect_right(table.pts, pts.__floor__()) - 1, 0)
