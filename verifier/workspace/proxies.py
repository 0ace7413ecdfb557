"""The small copy that a camera wrote beside a clip (``.LRV``, ``.LRF``): for a first look while dragging, never more.

It is another encoding of the same recording, made for a telephone: its frames have other hashes and other pixels. So it
is an item of its own with its own fingerprints, and what is saved, marked or hashed of a clip comes from the clip.
Imports no decoder.
"""

from bisect import bisect_right
from fractions import Fraction

from verifier.case.case import Case
from verifier.domain.inspection import Technical
from verifier.domain.records import Item, Link
from verifier.media.frame_table import FrameTable

SUFFIXES = (".lrv", ".lrf")
MOST_APART_S, MOST_APART = Fraction(1, 2), Fraction(1, 50)
"""A small copy may be so much longer or shorter: half a second, or a fiftieth of the clip."""
MOST_OFF_RATE = 0.02
MOST_TIMES_SLOWER = 8
"""Of a clip of 240 frames a second a camera writes a small copy of 30: each frame of it is one of the clip's."""
MOST_OFF_SHAPE = 0.03


def proxy_of(case: Case, item: Item) -> Item | None:
    """Return the small copy that was added beside a clip, by the link that the import made."""
    for link in case.referring(item.key):
        if isinstance(link, Link) and link.kind == "sidecar_of" and link.to_key == item.key:
            beside = case.get(link.from_key)
            is_small_copy = isinstance(beside, Item) and beside.original_name.casefold().endswith(SUFFIXES)
            if isinstance(beside, Item) and is_small_copy and beside.kind == "video" and item.kind == "video":
                return beside
    return None


def clip_of(case: Case, proxy: Item) -> Item | None:
    """Return the clip that an item is the small copy of; ``None`` for anything else."""
    if proxy.kind != "video" or not proxy.original_name.casefold().endswith(SUFFIXES):
        return None
    for link in case.referring(proxy.key):
        if isinstance(link, Link) and link.kind == "sidecar_of" and link.from_key == proxy.key:
            clip = case.get(link.to_key)
            return clip if isinstance(clip, Item) else None
    return None


def has_shape_of(item: Technical, proxy: Technical) -> bool:
    """Tell whether both are as wide for their height, as they are displayed."""
    sides = (item.displayed_width, item.displayed_height, proxy.displayed_width, proxy.displayed_height)
    if not all(sides):
        return False
    wide, high, small_wide, small_high = (float(side or 1) for side in sides)
    return abs((wide / high) / (small_wide / small_high) - 1) <= MOST_OFF_SHAPE


def fits(clip: FrameTable, proxy: FrameTable) -> bool:
    """Tell whether a small copy is as long as its clip, and its rate the same or a whole part of it."""
    if len(clip) < 2 or len(proxy) < 2:
        return False
    long_s, short_s = (table.end_s - table.time_s(0) for table in (clip, proxy))
    if abs(long_s - short_s) > max(MOST_APART_S, MOST_APART * long_s) or min(long_s, short_s) <= 0:
        return False
    times = float((len(clip) / long_s) / (len(proxy) / short_s))
    nearest = round(times)
    return 1 <= nearest <= MOST_TIMES_SLOWER and abs(times / nearest - 1) <= MOST_OFF_RATE


def preview_ordinal(clip: FrameTable, proxy: FrameTable, ordinal: int) -> int:
    """Return the frame of a small copy that is on the screen when a frame of the clip is; both begin together."""
    since = clip.time_s(ordinal) - clip.time_s(0)
    # Half a frame's grace: the two round their times otherwise.
    grace = (proxy.time_s(len(proxy) - 1) - proxy.time_s(0)) / max(1, len(proxy) - 1) / 2
    wanted = (proxy.time_s(0) + since + grace) / proxy.time_base
    return min(max(bisect_right(proxy.pts, wanted.__floor__()) - 1, 0), len(proxy) - 1)
