"""Which frames and which classes are meant by what was chosen in words. No Qt."""

from typing import Literal

from verifier.domain.records import Segment
from verifier.media.frame_table import FrameTable
from verifier.workspace.detecting_messages import ModelFacts

Where = Literal["frame", "segment", "clip"]


def chosen_frames(
    table: FrameTable | None, where: Where, ordinal: int, segment: Segment | None, every: int
) -> tuple[int, ...]:
    """Return the frames of a clip that are looked at; a segment's first and last are within it."""
    if table is None:
        return ()
    if where == "frame":
        return (ordinal,)
    frames = range(len(table))
    if where == "segment" and segment is not None:
        scale = segment.time_base / table.time_base
        first, last = segment.first_pts * scale, segment.last_pts * scale
        inside = [number for number in frames if first <= table.pts[number] <= last]
        frames = range(inside[0], inside[-1] + 1) if inside else range(0)
    return tuple(frames[:: max(1, every)])


def chosen_classes(words: str, facts: ModelFacts) -> tuple[frozenset[int], tuple[str, ...]]:
    """Return the classes that are named or numbered, and what names none; nothing written means all."""
    by_name = {name.casefold(): number for number, name in facts.names.items()}
    found, unknown = set[int](), list[str]()
    for word in filter(None, (part.strip() for part in words.split(","))):
        if word.casefold() in by_name:
            found.add(by_name[word.casefold()])
        elif word.isdecimal() and len(word) < 7:
            found.add(int(word))
        else:
            unknown.append(word)
    return frozenset(found), tuple(unknown)
