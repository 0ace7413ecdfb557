"""Copies of one thing in order: which was posted first, which is nearest to the original, what each repost lost.

Pure functions of records and facts; nothing here decides what is true. "Nearest" means that of the copies at hand it
lost least, not that it is the original.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from verifier.domain.ids import Key
from verifier.domain.readings import Fact
from verifier.domain.records import Item, Posting

_GENERATIONS = {"original": 0, None: 1, "platform_copy": 2, "screen_recording": 3}
_MARKS: dict[str, str] = {
    "make": "the camera",
    "model": "the camera",
    "serial_numbers": "serial numbers",
    "captured_at": "the camera's clock",
    "latitude_deg": "the position",
    "altitude_m": "the altitude",
}
"""Facts that platforms strip, and what they tell."""
_SAME_SECONDS = 0.1
_SAME_SPEED = 0.01
UPRIGHT = "upright"
_ALTERED = {
    "crop": "It was cropped: it shows a part of the nearest one.",
    "frame": "A frame was put around it.",
    "overlay": "Something was laid over it.",
}


class Lie(msgspec.Struct, frozen=True):
    """What is done to another copy to get this one: ``turn`` in words, ``speed``: its length over the other's."""

    turn: str = UPRIGHT
    speed: float = 1.0


class Copy(msgspec.Struct, frozen=True):
    """One of the copies: the item, where it was posted, the facts of its file.

    ``altered``: it was found to be cut to a part of another, or framed, or to have something laid over it.
    """

    item: Item
    postings: tuple[Posting, ...] = ()
    facts: dict[str, Fact] = {}
    altered: Literal["crop", "frame", "overlay"] | None = None
    lies: dict[Key, "Lie"] = {}
    """How it lies to others of the copies, by their keys."""

    @property
    def posted_at(self) -> datetime | None:
        """When it was first posted, as far as that was stated."""
        return min((posting.posted_at for posting in self.postings if posting.posted_at is not None), default=None)

    @property
    def pixels(self) -> int:
        """How many pixels are displayed."""
        return (self.item.technical.displayed_width or 0) * (self.item.technical.displayed_height or 0)

    @property
    def marks(self) -> frozenset[str]:
        """What its file still tells of where it comes from."""
        return frozenset(words for name, words in _MARKS.items() if name in self.facts)


class Rung(msgspec.Struct, frozen=True):
    """One copy on the ladder; ``lost``: what it lacks that the nearest to the original has, in sentences."""

    copy: Copy
    is_nearest: bool
    lost: tuple[str, ...]


class Ladder(msgspec.Struct, frozen=True):
    """Copies in order of posting, those without a time last; ``reasons``: why one is held for the nearest.

    ``recorded_by``: whatever is shown was recorded by then, since it was posted then.
    """

    rungs: tuple[Rung, ...]
    reasons: tuple[str, ...]
    recorded_by: datetime | None


def ladder(copies: Sequence[Copy]) -> Ladder:
    """Order copies of one thing; at least one."""
    ordered = sorted(copies, key=_posting_order)
    nearest = min(ordered, key=lambda one: _nearness(one, ordered))
    rungs = tuple(Rung(one, one is nearest, () if one is nearest else _lost(one, nearest)) for one in ordered)
    first = min((one.posted_at for one in copies if one.posted_at is not None), default=None)
    others = [one for one in ordered if one is not nearest]
    return Ladder(rungs, _reasons(nearest, others), first)


def _posting_order(one: Copy) -> tuple[bool, float, str]:
    posted = one.posted_at
    return posted is None, posted.timestamp() if posted is not None else 0.0, one.item.label


def _nearness(one: Copy, copies: Sequence[Copy]) -> tuple[object, ...]:
    """Sort what lost least first: whole before part, as most of them lie before what is mirrored or turned to them, by
    generation as stated, marks, length, pixels, bytes, posting."""
    facts = one.item.technical
    alike = sum(one.lies.get(other.item.key, Lie()).turn == UPRIGHT for other in copies)
    return (
        one.altered is not None,
        -alike,
        _GENERATIONS[one.item.generation],
        -len(one.marks),
        -round((facts.duration_s or 0) / _SAME_SECONDS),
        -one.pixels,
        -one.item.fingerprints.size_bytes,
        *_posting_order(one),
    )


def _reasons(nearest: Copy, others: Sequence[Copy]) -> tuple[str, ...]:
    """Say what sets the nearest apart from all others; what they share is no reason."""
    facts, found = nearest.item.technical, list[str]()
    if nearest.item.generation == "original" and all(one.item.generation != "original" for one in others):
        found.append("It is stated to be an original.")
    told = nearest.marks.difference(*(one.marks for one in others)) if others else nearest.marks
    if told:
        found.append(f"Only its file still tells {_listed(told)}.")
    longest = max((one.item.technical.duration_s or 0 for one in others), default=0.0)
    if facts.duration_s and facts.duration_s > longest + _SAME_SECONDS:
        found.append(f"It is the longest ({facts.duration_s:.1f} s).")
    if nearest.pixels > max((one.pixels for one in others), default=0):
        found.append(f"It has the most pixels ({facts.displayed_width} × {facts.displayed_height}).")
    size = nearest.item.fingerprints.size_bytes
    if size > max((one.item.fingerprints.size_bytes for one in others), default=0):
        found.append(f"Its file is the largest ({size:,} bytes).")
    posted = nearest.posted_at
    if posted is not None and all(one.posted_at is None or one.posted_at > posted for one in others):
        found.append("Of those with a known time it was posted first.")
    return tuple(found)


def _lost(one: Copy, nearest: Copy) -> tuple[str, ...]:
    """Say what a copy lacks that the nearest has."""
    here, there, found = one.item.technical, nearest.item.technical, list[str]()
    if one.altered is not None and nearest.altered is None:
        found.append(_ALTERED[one.altered])
    lie = one.lies.get(nearest.item.key, Lie())
    if lie.turn != UPRIGHT:
        found.append(f"It shows the nearest one {lie.turn}.")
    if abs(lie.speed - 1) > _SAME_SPEED:
        found.append(f"It was slowed down or sped up: what they share lasts {lie.speed:.2f} times as long in it.")
    if one.pixels < nearest.pixels:
        found.append(
            f"It is smaller: {here.displayed_width} × {here.displayed_height} of"
            f" {there.displayed_width} × {there.displayed_height}."
        )
    if (here.duration_s or 0) < (there.duration_s or 0) - _SAME_SECONDS:
        found.append(f"It is shorter: {here.duration_s or 0:.1f} s of {there.duration_s or 0:.1f} s.")
    elif (here.frame_count or 0) < (there.frame_count or 0):
        found.append(f"Frames were left out: {here.frame_count or 0:,} of {there.frame_count or 0:,}.")
    if there.has_audio and here.has_audio is False:
        found.append("It has no sound.")
    missing = nearest.marks - one.marks
    if missing:
        found.append(f"Its file no longer tells {_listed(missing)}.")
    return tuple(found)


def _listed(words: Iterable[str]) -> str:
    *most, last = sorted(words)
    return f"{', '.join(most)} and {last}" if most else last
